//! Cardinals in words: « deux mille dix-huit », « quatre-vingt-dix-sept », « deux mil ».

use super::term::Term;
use super::text::Text;
use super::tokens::{Kind, Toks};
use crate::page::At;

/// The value of a one-word wording in a section.
pub(super) fn word_value(text: &Text<'_>, at: usize, term: Term) -> Option<u64> {
    let mark = text.lexicon.longest_at(&text.tokens, at)?;
    text.value(mark, term)?.parse().ok()
}

/// A cardinal in words at the start of `toks`, below a million of millions; what follows it is the rest.
///
/// « et » joins only before « un » and « onze »; hyphens and line ends may stand anywhere between the words.
#[must_use]
pub fn cardinal_in_words<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(At<u64>, Toks<'t>)> {
    let (mut total, mut group) = (0u64, 0u64);
    let mut last_unit = u64::MAX;
    let mut used = 0;
    let mut i = 0;
    while let Some(t) = toks.get(i) {
        if t.sign == '-' && i > 0 {
            i += 1;
            continue;
        }
        if t.kind != Kind::Word {
            break;
        }
        let at = toks.start + i;
        if let Some(v) = word_value(text, at, Term::NumberUnit) {
            let fits = match v {
                0 => i == 0,
                // « quatre-vingt », and « soixante-dix », « quatre-vingt-onze » behind sixty and eighty.
                20 if group % 100 == 4 => true,
                10..=19 => group % 10 == 0 && matches!(group % 100, 0 | 60 | 80) || group.is_multiple_of(100),
                20.. => group.is_multiple_of(100),
                _ => group % 10 == 0 && !(group % 100 == 10 && v < 7),
            };
            if !fits || (last_unit < 10 && v != 20) {
                break;
            }
            if v == 20 && group % 100 == 4 {
                group += 76;
            } else {
                group += v;
            }
            last_unit = if v == 20 && group % 100 == 80 { 80 } else { v };
        } else if let Some(scale) = word_value(text, at, Term::NumberScale) {
            last_unit = u64::MAX;
            if scale == 100 {
                if group >= 100 {
                    break;
                }
                group = group.max(1) * 100;
            } else {
                total += group.max(1).checked_mul(scale)?;
                group = 0;
            }
        } else if i > 0
            && t.span.end - t.span.start == 2
            && text.doc.text(t.span).eq_ignore_ascii_case("et")
            && group % 10 == 0
            && group > 0
        {
            let next = word_value(text, at + 1, Term::NumberUnit);
            if !matches!(next, Some(1 | 11)) {
                break;
            }
            i += 1;
            continue;
        } else {
            break;
        }
        i += 1;
        used = i;
    }
    (used > 0).then(|| (At::new(total + group, toks.head(used).span()), toks.skip(used)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::lexicon::Lexicon;

    fn value(s: &str) -> Option<u64> {
        let lexicon = Lexicon::builtin().unwrap();
        let doc = crate::read::read(s.as_bytes(), std::path::Path::new("x.txt")).unwrap();
        let text = Text::new(&doc, &lexicon);
        cardinal_in_words(&text, text.lines(0, 9)).map(|n| n.0.value)
    }

    #[test]
    fn reads_french_cardinals() {
        for (s, n) in [
            ("deux mille dix-huit", 2018),
            ("DEUX MIL ONZE", 2011),
            ("mil neuf cent quatre-vingt-dix-sept", 1997),
            ("quatre-vingts", 80),
            ("vingt et un", 21),
            ("soixante et onze", 71),
            ("soixante-quinze", 75),
            ("huit millions dix-sept mille cinq cents", 8_017_500),
            ("deux mille vingt-\ntrois", 2023),
            ("un", 1),
        ] {
            assert_eq!(value(s), Some(n), "{s}");
        }
        assert_eq!(value("maison"), None);
    }
}
