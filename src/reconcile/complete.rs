//! Names completed from fuller prints elsewhere in the document.

use super::keys::{Keys, parts};
use super::{Draft, Roster};
use crate::finding::{Code, Finding};
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Toks};

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
        for at in titled.chain(untitled(text, toks)) {
            let Some((p, _)) = person::person(text, text.toks(at, toks.end)) else { continue };
            let keys = Keys::of(&p);
            if let Some(m) = self.members.iter_mut().find(|m| m.keys == keys && parts(&p) > parts(&m.person)) {
                m.person.given.clone_from(&p.given);
                m.person.family.clone_from(&p.family);
            }
            // « Rolland LERAY » is the member of that name, not « Mme LERAY ».
            let own = self.members.iter().any(|m| m.keys == keys);
            if own || p.head || keys.given.as_deref().is_none_or(|g| g.len() <= 2) {
                continue;
            }
            let fits = |m: &Draft| {
                m.keys.family == keys.family
                    && short(m)
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
