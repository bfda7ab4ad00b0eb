//! The body that sits: « le conseil municipal », « COMITÉ SYNDICAL ».

use crate::finding::{Code, Finding};
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Toks};
use crate::page::At;
use crate::record::AuthorityKind;
use std::collections::BTreeMap;

/// How far behind the body's name « s'est réuni » may stand.
const MEETS_WITHIN: usize = 30;
/// « EXTRAIT du registre des délibérations du Conseil municipal »; a line with more small words is a sentence.
const SMALL_WORDS: usize = 6;
/// A line of a letterhead has no more tokens than this.
const LETTERHEAD: usize = 16;

/// The body that is named with « s'est réuni », in the letterhead, and most often.
pub fn find(text: &Text<'_>, toks: Toks<'_>, head: bool) -> Option<At<String>> {
    let found: Vec<(Mark, &str)> = bodies(text, toks);
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, v) in &found {
        *often.entry(v).or_default() += 1;
    }
    let mut best: Option<(usize, Mark, &str)> = None;
    for (i, (m, v)) in found.iter().enumerate() {
        let meets = text.toks(m.end as usize, (m.end as usize + MEETS_WITHIN).min(toks.end));
        let met = text.find(meets, &[Term::Met]).is_some();
        let line = text.line(text.tokens[m.first as usize].line as usize);
        let small = line.slice().iter().filter(|t| t.case == Case::Lower).count();
        let letterhead = head
            && small <= SMALL_WORDS
            && line.len() <= LETTERHEAD
            && m.first as usize <= line.start + 8
            && text.tokens[m.first as usize].case != Case::Lower;
        // « le bureau propose », « ELECTION DES MEMBRES DU BUREAU »: a part of the body, unless it is what meets.
        if *v == "bureau" && !met && is_a_part(text, *m) {
            continue;
        }
        let same = often.get(v).copied().unwrap_or(0).min(4);
        let score = same + usize::from(met) * 6 + usize::from(letterhead) * 5 + usize::from(i == 0) * 3;
        if best.is_none_or(|(s, ..)| score > s) {
            best = Some((score, *m, v));
        }
    }
    // A commission permanente is named beside the council that it comes from.
    let of_council = matches!(
        best,
        Some((_, _, "conseil départemental" | "conseil général" | "conseil régional" | "conseil métropolitain"))
    );
    let part = found.iter().find(|(p, v)| of_council && *v == "commission permanente" && stands_alone(text, *p));
    if let Some((m, v)) = part {
        return Some(At::new((*v).to_owned(), text.mark_span(*m)));
    }
    best.map(|(_, m, v)| At::new(v.to_owned(), text.mark_span(m)))
}

/// « le bureau », « Le bureau », « MEMBRES DU BUREAU »
fn is_a_part(text: &Text<'_>, m: Mark) -> bool {
    let (first, last) = (text.tokens[m.first as usize], text.tokens[m.end as usize - 1]);
    let article = text.listed(first, List::Determiner) && last.case != Case::Upper;
    first.case == Case::Lower || text.listed(first, List::PartLead) || article
}

/// The prints of bodies, also where a longer wording begins with one (« le conseil municipal, après en avoir délibéré »):
/// the longest that names a body.
fn bodies<'t>(text: &'t Text<'_>, toks: Toks<'_>) -> Vec<(Mark, &'t str)> {
    let at = |i: usize| {
        text.longest_at(i).filter(|m| !text.is(*m, Term::OtherBody))?;
        let all = text.lexicon.all_at(&text.tokens, i);
        all.into_iter().rev().filter(|m| m.end as usize <= toks.end).find_map(|m| named(text, m).map(|v| (m, v)))
    };
    (toks.start..toks.end).filter_map(at).collect()
}

/// Whether a short line names the body, or it is the one that meets.
fn stands_alone(text: &Text<'_>, m: Mark) -> bool {
    let line = text.line(text.tokens[m.first as usize].line as usize);
    let meets = text.toks(m.end as usize, m.end as usize + MEETS_WITHIN);
    line.len() <= LETTERHEAD || text.find(meets, &[Term::Met]).is_some()
}

/// The canonical name of the body that a mark means. « assemblée de … » is a body only before a proper name.
fn named<'t>(text: &'t Text<'_>, mark: Mark) -> Option<&'t str> {
    let value = text.value(mark, Term::Body)?;
    let at = mark.end as usize;
    let next = text.tokens.get(at).filter(|t| t.sign != '\'').or_else(|| text.tokens.get(at + 1));
    let proper = || next.is_some_and(|t| matches!(t.case, Case::Title | Case::Upper));
    let whole_name = text.mark_span(mark).end - text.mark_span(mark).start > "assemblee de l'".len() as u32 + 2;
    (value != "assemblée" || whole_name || proper()).then_some(value)
}

/// « le Conseil » of a commune is its conseil municipal; said in a finding.
pub fn supplied(
    text: &Text<'_>,
    whole: Toks<'_>,
    kind: AuthorityKind,
    findings: &mut Vec<Finding>,
) -> Option<At<String>> {
    let mark = text.find(whole, &[Term::BodyShort])?;
    let mayor = || {
        text.marks_in(whole).iter().any(|m| {
            text.is(*m, Term::HeadOfBody) && text.doc.text(text.mark_span(*m)).to_lowercase().ends_with("maire")
        })
    };
    let body = match kind {
        AuthorityKind::Commune => "conseil municipal",
        AuthorityKind::CommunauteDeCommunes
        | AuthorityKind::CommunauteDAgglomeration
        | AuthorityKind::CommunauteUrbaine => "conseil communautaire",
        AuthorityKind::Metropole => "conseil métropolitain",
        AuthorityKind::Departement => "conseil départemental",
        AuthorityKind::Region => "conseil régional",
        AuthorityKind::Syndicat => "comité syndical",
        AuthorityKind::Ccas => "conseil d'administration",
        AuthorityKind::EtablissementPublicTerritorial => "conseil de territoire",
        AuthorityKind::Other if mayor() => "conseil municipal",
        AuthorityKind::Other => return None,
    };
    let span = text.mark_span(mark);
    let message = format!("« {} » is the {body} of this authority", text.doc.text(span));
    findings.push(Finding::new(Code::NameResolved, message).on(span));
    Some(At::new(body.to_owned(), span))
}
