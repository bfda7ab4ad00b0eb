//! Names completed from fuller prints elsewhere in the document.

use super::keys::{Keys, parts};
use super::{Draft, Roster};
use crate::finding::{Code, Finding};
use crate::grammar::given::is_given;
use crate::grammar::list::List;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::fold;
use rustc_hash::FxHashSet;

impl Roster {
    /// Completes family names and initials from fuller prints elsewhere (« A. KERVELLA », and « Mme Anne KERVELLA » in the
    /// preamble). Nothing is taken where two given names fit.
    pub fn complete(&mut self, text: &Text<'_>, toks: Toks<'_>) {
        let short = |m: &Draft| m.keys.given.as_deref().is_none_or(|g| g.len() <= 2);
        let camel = |m: &Draft| m.person.name().len() >= 12 && !m.person.name().contains('-');
        if !self.members.iter().any(|m| short(m) || camel(m)) {
            return;
        }
        let mut fuller: Vec<Vec<Person>> = vec![Vec::new(); self.members.len()];
        let titled = text
            .marks_in(toks)
            .iter()
            .filter(|m| text.is(**m, Term::Honorific) || text.is(**m, Term::HeadOfBody))
            .map(|m| m.first as usize);
        let families: FxHashSet<String> =
            self.members.iter().filter(|m| short(m)).map(|m| first_word(&m.person)).collect();
        for at in titled.chain(untitled(text, toks)).chain(given_and_family(text, toks, &families)) {
            let Some((p, _)) = person::person(text, text.toks(at, toks.end)) else { continue };
            let keys = Keys::of(&p);
            if let Some(m) = self.members.iter_mut().find(|m| m.keys == keys && parts(&p) > parts(&m.person)) {
                m.person.given.clone_from(&p.given);
                m.person.family.clone_from(&p.family);
            }
            // « Mme LERAY Odile » is not « LERAY Odile »: where a title stands before, the print that has it was asked.
            let behind_title = (at.saturating_sub(2)..at)
                .any(|i| person::title(text, i).is_some_and(|(.., end)| end == at || end + 1 == at));
            if p.honorific.is_none() && behind_title {
                continue;
            }
            // « Article LERAY », « Montant LERAY »: of a member without an initial only a known given name tells more.
            let sure = p.honorific.is_some() || p.given.as_deref().is_some_and(is_given);
            // « Rolland LERAY » is the member of that name, not « Mme LERAY ».
            let own = self.members.iter().any(|m| m.keys == keys);
            if own || p.head || keys.given.as_deref().is_none_or(|g| g.len() <= 2) {
                continue;
            }
            let fits = |m: &Draft| {
                m.keys.family == keys.family
                    && short(m)
                    && (sure || m.keys.given.is_some())
                    && m.keys.fits(&keys)
                    && (m.person.honorific.is_none() || p.honorific.is_none() || m.person.honorific == p.honorific)
            };
            let mut found = self.members.iter().enumerate().filter(|(_, m)| fits(m));
            if let (Some((i, _)), None) = (found.next(), found.next())
                && !fuller[i].iter().any(|q| Keys::of(q) == keys)
            {
                fuller[i].push(p);
            }
        }
        for (m, mut prints) in self.members.iter_mut().zip(fuller) {
            if let (Some(p), true) = (prints.pop(), prints.is_empty()) {
                let message = format!("« {} » is {}", text.doc.text(m.person.span), p.name());
                self.findings.push(Finding::new(Code::NameResolved, message).on(p.span));
                m.keys = Keys::of(&p);
                m.person.given = p.given;
            }
        }
    }
}

/// Where « Anne KERVELLA » or « KERVELLA Anne » may begin without a title: a capitalized word before a word in capitals, or
/// a given name behind one.
fn untitled<'t>(text: &'t Text<'_>, toks: Toks<'t>) -> impl Iterator<Item = usize> + 't {
    (toks.start + 1..toks.end).filter_map(move |i| {
        let (a, b) = (text.tokens.get(i - 1)?, text.tokens.get(i)?);
        if a.case == Case::Upper && b.case == Case::Title && b.gap == Gap::Space && person::known_given(text, b.span) {
            return Some(i - 1);
        }
        if a.case != Case::Title || b.case != Case::Upper {
            return None;
        }
        let mut first = i - 1;
        while first >= toks.start + 2
            && text.tokens.get(first - 1).is_some_and(|t| t.sign == '-')
            && text.tokens.get(first - 2).is_some_and(|t| t.case == Case::Title)
        {
            first -= 2;
        }
        Some(first)
    })
}

fn first_word(p: &Person) -> String {
    p.family.split([' ', '-']).next().map(fold::key).unwrap_or_default()
}

/// Where a known given name stands before or behind one of these family names, in whatever case and without a title
/// (« Rapporteur : Joseph Strubhardt », « Klopfer Mathieu quitte la salle »); not in the name of a street or a school.
fn given_and_family<'t>(
    text: &'t Text<'_>,
    toks: Toks<'t>,
    families: &'t FxHashSet<String>,
) -> impl Iterator<Item = usize> + 't {
    /// A family name and the given name behind it have no more tokens than this.
    const LONGEST_FAMILY: usize = 5;
    let capital = move |i: usize| {
        text.tokens
            .get(i)
            .filter(|t| i < toks.end && t.kind == Kind::Word && matches!(t.case, Case::Title | Case::Upper))
    };
    let hyphen = move |i: usize| text.tokens.get(i).is_some_and(|t| t.sign == '-' && t.gap == Gap::None);
    let given = move |i: usize| capital(i).is_some_and(|t| person::known_given(text, t.span));
    let family = move |i: usize| capital(i).is_some_and(|t| families.contains(&fold::key(text.doc.text(t.span))));
    let spaced = move |i: usize| text.tokens.get(i).is_some_and(|t| t.gap == Gap::Space);
    (toks.start..toks.end).filter(move |&i| {
        capital(i).is_some()
            && !hyphen(i.saturating_sub(1))
            && if given(i) {
                let end = if hyphen(i + 1) { i + 3 } else { i + 1 };
                spaced(end) && (family(end) || given(end) && spaced(end + 1) && family(end + 1))
            } else {
                let behind =
                    (i + 1..toks.end.min(i + LONGEST_FAMILY)).take_while(|j| capital(*j).is_some() || hyphen(*j));
                family(i) && behind.filter(|j| spaced(*j)).any(given)
            }
            && !(i.saturating_sub(2)..i).any(|b| text.listed(text.tokens[b], List::NamedAfter))
    })
}
