//! All dates of a stretch.

pub use crate::grammar::date::FoundDate;
use crate::grammar::date::date;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Toks};
use crate::page::At;

/// Every date in `toks`, in order; a date without a year is among them.
#[must_use]
pub fn find(text: &Text<'_>, toks: Toks<'_>) -> Vec<At<FoundDate>> {
    let mut out = Vec::new();
    let mut at = toks.start;
    while at < toks.end {
        let t = text.tokens[at];
        let begins = t.kind == Kind::Number
            || (t.kind == Kind::Word
                && text.longest_at(at).is_some_and(|m| {
                    [Term::DateYearLead, Term::DateWeekday, Term::NumberUnit, Term::NumberScale, Term::NumberOrdinal]
                        .iter()
                        .any(|t| text.is(m, *t))
                }));
        // « RECUEIL N°19-11-01 » is a number.
        let numbered =
            at.checked_sub(1).is_some_and(|b| text.tokens[b].sign == '°' && text.tokens[at].gap == Gap::None);
        if begins
            && !numbered
            && !is_inside(text, at)
            && let Some((found, rest)) = date(text, text.toks(at, toks.end))
        {
            out.push(found);
            at = rest.start;
            continue;
        }
        at += 1;
    }
    out
}

/// « D2026-04-02-05 »: no date begins behind the first hyphen.
fn is_inside(text: &Text<'_>, at: usize) -> bool {
    let glued = |i: usize| text.tokens[i].gap == Gap::None;
    let joint = |i: usize| matches!(text.tokens[i].sign, '-' | '/' | '_' | '.') && glued(i);
    at >= 2 && glued(at) && joint(at - 1) && text.tokens[at - 2].kind == Kind::Number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::lexicon::Lexicon;

    #[test]
    fn reads_the_families_of_dates() {
        let lexicon = Lexicon::builtin().unwrap();
        for (s, want) in [
            ("L'an deux mille onze, le 9 Novembre à 20 H", (Some(2011), 11, 9)),
            ("L'an deux mille vingt et le cinq du mois de juin", (Some(2020), 6, 5)),
            ("Le vingt-cinq juin deux mil vingt à dix-neuf heures", (Some(2020), 6, 25)),
            ("MARDI 18 SEPTEMBRE 2018", (Some(2018), 9, 18)),
            ("le 18/09/18", (Some(2018), 9, 18)),
            ("18.09.2018", (Some(2018), 9, 18)),
            ("convoqué le 7 mai", (None, 5, 7)),
            ("1er juillet 2022", (Some(2022), 7, 1)),
            ("des lundi 16 et mardi 17 juin 2014", (Some(2014), 6, 16)),
            ("les 16, 17 et 18 juin 2014", (Some(2014), 6, 16)),
            ("du 16 au 18 juin 2014", (Some(2014), 6, 16)),
            ("14 FEV. 2023", (Some(2023), 2, 14)),
            ("L'an 2018 et le trente et un mars", (Some(2018), 3, 31)),
            ("le seize mai mil huit cent soixante et un", (Some(1861), 5, 16)),
        ] {
            let doc = crate::read::read(s.as_bytes(), std::path::Path::new("x.txt")).unwrap();
            let text = Text::new(&doc, &lexicon);
            let found = find(&text, text.lines(0, 9));
            assert_eq!(found.first().map(|d| (d.value.year, d.value.month, d.value.day)), Some(want), "{s}");
        }
    }
}
