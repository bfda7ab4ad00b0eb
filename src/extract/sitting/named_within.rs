//! The name of the authority within the running text, where no letterhead gives it: « au siège d'Arzil Communauté », « Arcy, le 3
//! février 2022 » under the signatures.

use super::authority::{Candidate, fits, kind_of};
use super::names::{LONGEST, links};
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::fold;
use crate::record::AuthorityKind;

/// « réunis au siège d'Arzil Communauté », « Val d'Iron Agglo – 1, rue des Saules »: the capitalized words before the kind;
/// nothing where the text names two.
pub(super) fn suffixed(text: &Text<'_>, whole: Toks<'_>, body: Option<&str>) -> Option<Candidate> {
    let mut found = text.marks_in(whole).iter().filter(|m| text.is(**m, Term::AuthoritySuffix)).filter_map(|m| {
        let kind = text.value(*m, Term::AuthoritySuffix).map_or(AuthorityKind::Other, kind_of);
        let at = m.first as usize;
        let capital = |i: &usize| {
            let t = text.tokens[*i];
            t.kind == Kind::Word && matches!(t.case, Case::Title | Case::Upper | Case::Mixed) && t.gap < Gap::Line
                || t.sign == '-' && t.gap == Gap::None
        };
        let start = (at.saturating_sub(LONGEST).max(whole.start)..at).rev().take_while(capital).last()?;
        let name = text.toks(start, m.end as usize);
        let named = text.tokens[start].kind == Kind::Word
            && !text.listed(text.tokens[start], List::Building)
            && text.tokens[at].case != Case::Lower
            && text.tokens[at].gap == Gap::Space
            && text.find(text.toks(start, at), &[Term::Body, Term::Authority, Term::Extract, Term::Met]).is_none();
        named.then(|| Candidate { fits: fits(kind, None, body), ..Candidate::line(text, name, kind) })
    });
    let first = found.next()?;
    let key = fold::key(&first.name.value);
    let communal = matches!(body, Some("conseil communautaire" | "bureau" | "conseil métropolitain"));
    (communal && found.all(|c| fold::key(&c.name.value) == key)).then_some(first)
}

/// « Arcy-sur-Iron, le 3 février 2022 »: where a mayor signs; a line of its own.
pub(super) fn signed_at(text: &Text<'_>, whole: Toks<'_>, body: Option<&str>) -> Option<Candidate> {
    if body != Some("conseil municipal") {
        return None;
    }
    text.marks_in(whole).iter().rev().filter(|m| text.is(**m, Term::DateMonth)).find_map(|m| {
        let line = text.line(text.tokens[m.first as usize].line as usize);
        let comma = (line.start..line.end.min(line.start + LONGEST)).find(|i| text.tokens[*i].sign == ',')?;
        let name = text.toks(line.start, comma);
        let dated = text.tokens.get(comma + 1).is_some_and(|t| text.doc.text(t.span) == "le")
            && text.tokens.get(comma + 2).is_some_and(|t| t.kind == Kind::Number)
            && line.end <= m.end as usize + 2;
        let words = name.slice().iter().all(|t| {
            t.kind == Kind::Word && (t.case != Case::Lower || links(text, t.span)) || matches!(t.sign, '-' | '\'')
        });
        let named = dated && words && name.first().is_some_and(|t| t.case != Case::Lower);
        (named && text.find(name, &[Term::DateWeekday, Term::Signature]).is_none())
            .then(|| Candidate::line(text, name, AuthorityKind::Commune))
    })
}
