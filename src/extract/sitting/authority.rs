//! The authority: « COMMUNE DE X », « conseil municipal de X », « X Agglomération ».

use super::Head;
use super::named_lines::{alone, below_kind, own_names};
use super::named_within::{signed_at, suffixed};
use super::names::{self, LONGEST};
use crate::finding::{Code, Finding};
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::{At, Role, Span, fold};
use crate::record::AuthorityKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many lines a letterhead is looked for in.
const LETTERHEAD_LINES: usize = 60;
/// How far behind « l'an », « s'est réuni » the opening formula names the authority.
const FORMULA: usize = 40;

/// A print that may name the authority.
pub(super) struct Candidate {
    pub name: At<String>,
    pub kind: AuthorityKind,
    /// It names what the body belongs to.
    pub fits: bool,
    /// It stands in the letterhead or behind the body, not just anywhere in a sentence.
    pub prominent: bool,
    pub heading: bool,
    /// « Fait à X », « Le conseil municipal de X » at the start of a sentence.
    pub surely: bool,
    /// « Comité syndical du SYDELEC (Syndicat d'énergie …) »: right behind the body, and spelled out in a bracket.
    pub own: bool,
}

impl Candidate {
    /// A line of the letterhead, or a part of one, that is the name of what the body belongs to.
    pub(super) fn line(text: &Text<'_>, name: Toks<'_>, kind: AuthorityKind) -> Self {
        let print = text.doc.text(name.span()).split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            name: At::new(print, name.span()),
            kind,
            fits: true,
            prominent: true,
            heading: false,
            surely: false,
            own: false,
        }
    }

    fn weight(&self, prints: &BTreeMap<String, usize>) -> usize {
        let same = prints.get(&fold::key(&self.name.value)).copied().unwrap_or(0).min(3);
        usize::from(self.fits) * 12
            + usize::from(self.prominent) * 6
            + usize::from(self.kind != AuthorityKind::Other) * 3
            + usize::from(self.own) * 4
            + usize::from(self.heading)
            + same
    }
}

/// How often each name is printed; a sure print counts twice where `sure` says so.
fn prints(all: &[Candidate], sure: bool) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for c in all {
        *out.entry(fold::key(&c.name.value)).or_default() += 1 + usize::from(sure && c.surely);
    }
    out
}

/// Puts the authority into the head: from the letterhead, else from what the whole sitting and its running heads say
/// often enough.
pub fn read(text: &Text<'_>, head: &Range<usize>, whole: Toks<'_>, running: Toks<'_>, out: &mut Head) {
    let body = out.body.as_ref().map(|b| b.value.clone());
    let top = text.lines(head.start, head.end.min(head.start + LETTERHEAD_LINES));
    let mut found = candidates(text, top, body.as_deref());
    found.extend(own_names(text, top, body.as_deref()));
    let often = prints(&found, false);
    let weights: Vec<usize> = found.iter().map(|c| c.weight(&often)).collect();
    let chosen = (0..found.len()).rev().max_by_key(|i| weights[*i]).filter(|i| found[*i].prominent);
    if let Some(i) = chosen.map(|i| spelled_out(&found, i)) {
        return put(found.swap_remove(i), body.as_deref(), out);
    }
    if let Some(c) = below_kind(text, top, body.as_deref()).or_else(|| alone(text, head, body.as_deref())) {
        return put(c, body.as_deref(), out);
    }
    let mut running = own_names(text, running, body.as_deref());
    if !running.is_empty() {
        return put(running.swap_remove(0), body.as_deref(), out);
    }
    let told = || mentioned(text, whole, body.as_deref()).or_else(|| suffixed(text, whole, body.as_deref()));
    if let Some(c) = told().or_else(|| signed_at(text, whole, body.as_deref())) {
        let message = format!("the authority « {} » is named in the running text only", c.name.value);
        out.findings.push(Finding::new(Code::NameResolved, message).on(c.name.span));
        put(c, body.as_deref(), out);
    }
}

/// « C.C.A.S. DE X » in the letterhead, « Centre communal d'action sociale de X » below: the name in full.
fn spelled_out(found: &[Candidate], chosen: usize) -> usize {
    let short = found[chosen].name.value.as_str();
    let first = short.split_whitespace().next().unwrap_or("");
    let key = fold::key(short);
    let tail = key.get(fold::key(first).len()..).unwrap_or("");
    let longer = |c: &Candidate| c.name.value.len() > short.len() + 8 && fold::key(&c.name.value).ends_with(tail);
    // A syndicate is known by its acronym.
    let syndicate = found[chosen].kind == AuthorityKind::Syndicat;
    let abbreviated = first.matches('.').count() >= 3 && tail.len() >= 6 && !syndicate;
    let full = found.iter().position(|c| abbreviated && c.kind == found[chosen].kind && longer(c));
    full.unwrap_or(chosen)
}

fn put(c: Candidate, body: Option<&str>, out: &mut Head) {
    out.kind = match (c.kind, body) {
        (AuthorityKind::Other, Some("conseil municipal" | "conseil de paris")) => AuthorityKind::Commune,
        (k, _) => k,
    };
    out.authority = Some(c.name);
}

/// What the running text names at least twice, or where the act was made (« Fait à X »), and that fits the body; else the
/// one name that it gives at all, unless as that of another: « convention avec la commune de X ».
fn mentioned(text: &Text<'_>, whole: Toks<'_>, body: Option<&str>) -> Option<Candidate> {
    let all: Vec<Candidate> =
        candidates(text, whole, body).into_iter().filter(|c| c.fits && !of_another(text, c)).collect();
    let often = prints(&all, true);
    let most = often.values().copied().max()?;
    let mut best = often.iter().filter(|(_, n)| **n == most).map(|(key, _)| key);
    let (key, rival) = (best.next()?, best.next());
    if rival.is_some() || most < 2 && body.is_none() {
        return None;
    }
    all.into_iter().find(|c| fold::key(&c.name.value) == *key)
}

/// « convention avec la commune de X », « à la commune de X »: whom the body deals with.
fn of_another(text: &Text<'_>, c: &Candidate) -> bool {
    const REACH: usize = 6;
    let at = text.within(c.name.span).start;
    let behind = text.within(c.name.span).end;
    // « La commune de X demande 780 € », « … a demandé son adhésion »
    if (behind..behind + 2).any(|i| text.tokens.get(i).is_some_and(|t| text.listed_small(*t, List::Asks))) {
        return true;
    }
    let kind = (at.saturating_sub(REACH)..=at).rev().find(|i| {
        let mark = text.mark_at(*i);
        mark.is_some_and(|m| text.is(m, Term::Authority) || text.is(m, Term::Body) || text.is(m, Term::HeadOfBody))
    });
    let Some(before) = kind.and_then(|i| i.checked_sub(1)) else { return false };
    let word = |i: usize| text.doc.text(text.tokens[i].span);
    let article = matches!(word(before), "la" | "le" | "l" | "les" | "'");
    let article = if word(before) == "'" {
        before.saturating_sub(1)
    } else if article {
        before
    } else {
        return false;
    };
    let lead = article.saturating_sub(1);
    text.listed(text.tokens[lead], List::Partner)
}

/// What a letterhead prints where the name of the place was lost.
const RUBRICS: &[Term] = &[
    Term::Annex,
    Term::Agenda,
    Term::Report,
    Term::Miscellany,
    Term::Minutes,
    Term::Extract,
    Term::SittingOf,
    Term::CountInOffice,
    Term::CountPresent,
    Term::CountVoting,
];

/// « Commune de X », « conseil municipal de X »: a kind or a body with a proper name behind it.
fn candidates(text: &Text<'_>, toks: Toks<'_>, body: Option<&str>) -> Vec<Candidate> {
    // Also inside longer wordings (« compte rendu du conseil municipal de X »).
    let mut out: Vec<Candidate> = text.marks_inside(toks).filter_map(|m| candidate(text, toks, m, body)).collect();
    out.dedup_by_key(|c| c.name.span.end);
    out
}

fn candidate(text: &Text<'_>, toks: Toks<'_>, mark: Mark, body: Option<&str>) -> Option<Candidate> {
    let (mark, inner) = inner_kind(text, mark);
    let value = inner.or_else(|| text.value(mark, Term::Authority)).or_else(|| mayor(text, mark));
    let kind = value.map(kind_of);
    let own = text.value(mark, Term::Body).filter(|b| body.is_none_or(|x| x == *b));
    let made_at = is_made_at(text, mark);
    if kind.is_none() && own.is_none() && !made_at {
        return None;
    }
    let leads = fold::fold(text.doc.text(text.mark_span(mark))).ends_with(" du");
    let in_body = own.and_then(|_| named_in(text, mark));
    let name = in_body.or_else(|| names::proper(text, mark, toks.end, kind.is_some() || leads || made_at))?;
    if names::of_other_column(text, mark, name) {
        return None;
    }
    let name = names::quoted_whole(text, name);
    let name = if matches!(kind, Some(AuthorityKind::Departement | AuthorityKind::Region)) {
        names::behind_article(text, name)
    } else {
        name
    };
    if kind.is_some_and(|k| foreign(k, body)) || is_menu(text, name) {
        return None;
    }
    let fits = match kind {
        Some(k) => fits(k, value, body),
        None => own.is_some() || matches!(body, Some("conseil municipal")),
    };
    let keeps_kind =
        !matches!(kind, None | Some(AuthorityKind::Commune | AuthorityKind::Departement | AuthorityKind::Region))
            && value.is_none_or(|v| v != "conseil");
    let span = if keeps_kind { names::with_quoted(text, text.mark_span(mark).to(name)) } else { name };
    let value = text.doc.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
    // « ANNEXE », « ORDRE DU JOUR »: a rubric of the document names nobody.
    let rubric = text
        .marks_inside(text.within(name))
        .any(|m| text.mark_span(m).contains(name) && RUBRICS.iter().any(|t| text.is(m, *t)));
    // « Conseil régional⏎Transcription », « l'avis de la commune Paul LERAY : »
    // « Communauté de communes Le⏎Transcription »
    let runs_into = text.within(name).slice().iter().any(|t| {
        let line = text.doc.text(text.doc.lines[t.line as usize].span);
        t.gap == Gap::Line && text.lexicon.lists_cell(List::SiteRubric, line)
    });
    let site = runs_into || text.lexicon.lists_cell(List::SiteRubric, &value);
    let label = kind == Some(AuthorityKind::Commune) && labels_people(text, name);
    if rubric || site || label || is_person(text, mark, name) || value.chars().filter(|c| c.is_alphabetic()).count() < 3
    {
        return None;
    }
    let first = text.tokens[mark.first as usize];
    let line = text.line(first.line as usize);
    let opens = mark.first as usize <= line.start + 1 && first.case != Case::Lower;
    let short = line.len() <= LONGEST && first.case != Case::Lower;
    let at = mark.first as usize;
    let behind_body =
        text.marks_inside(text.toks(at.saturating_sub(6).max(toks.start), at)).any(|m| text.is(m, Term::Body));
    let around = (at.saturating_sub(FORMULA).max(toks.start), (at + FORMULA).min(toks.end));
    let opening = |m: Mark| text.is(m, Term::Met) || text.is(m, Term::DateYearLead);
    let formula = fits && text.marks_inside(text.toks(around.0, around.1)).any(opening);
    Some(Candidate {
        name: At::new(value, span),
        kind: kind.unwrap_or(AuthorityKind::Other),
        fits,
        prominent: opens
            || first.case == Case::Upper && kind.is_some()
            || short
            || own.is_some()
            || behind_body
            || made_at
            || formula,
        heading: matches!(text.doc.lines[first.line as usize].role, Role::Heading(_)),
        surely: made_at || own.is_some() && begins_sentence(text, mark),
        own: own.is_some() && kind.is_none() && text.tokens.get(text.within(span).end).is_some_and(|t| t.sign == '('),
    })
}

/// « Commune d'Alissac : Messieurs Leynard, Chabalier »: whom a commune sends to a syndicate.
fn labels_people(text: &Text<'_>, name: Span) -> bool {
    let colon = text.within(name).end;
    text.tokens.get(colon).is_some_and(|t| t.sign == ':') && person::is_title(text, colon + 1)
}

/// « l'avis de la commune Paul LERAY : »: a given name right behind the kind, and a family name in capitals.
fn is_person(text: &Text<'_>, mark: Mark, name: Span) -> bool {
    let toks = text.within(name);
    let given = toks.first().is_some_and(|t| t.case == Case::Title && person::known_given(text, t.span));
    // « Jean-Noël VASSELLE »: the second half of the given name.
    let second = |t: Token| t.sign == '-' && t.gap == Gap::None;
    let family = if toks.get(1).is_some_and(second) { 3 } else { 1 };
    given
        && toks.start == mark.end as usize
        && toks.get(family).is_some_and(|t| t.case == Case::Upper && t.gap == Gap::Space)
}

/// « Mairie Délibérations Tourisme Contact »: the menu of a site.
fn is_menu(text: &Text<'_>, name: Span) -> bool {
    let rubric = |t: &&Token| text.lexicon.lists_cell(List::SiteRubric, text.doc.text(t.span));
    text.within(name).slice().iter().filter(rubric).count() >= 2
}

/// « Assemblée de Corse », « Conseil de Paris »: the place that the wording of a body ends in.
fn named_in(text: &Text<'_>, mark: Mark) -> Option<Span> {
    let last = text.tokens[mark.end as usize - 1];
    let place =
        matches!(last.case, Case::Title | Case::Upper) && text.lexicon.lists(List::BodyPlace, text.doc.text(last.span));
    place.then_some(last.span)
}

/// « Le conseil municipal … », « Les membres du conseil municipal … ».
fn begins_sentence(text: &Text<'_>, mark: Mark) -> bool {
    let at = mark.first as usize;
    let line = text.line(text.tokens[at].line as usize);
    let lead = at.saturating_sub(4).max(line.start);
    text.tokens[at].case == Case::Upper
        || (lead..=at).any(|i| {
            text.tokens[i].case == Case::Title && text.tokens[i].kind == Kind::Word && (i == line.start || i < at)
        })
}

/// « conseil de la communauté de communes Porte du Vallon »: the kind inside the name of the body.
fn inner_kind<'t>(text: &'t Text<'_>, mark: Mark) -> (Mark, Option<&'t str>) {
    let inner = (mark.first as usize + 1..mark.end as usize).find_map(|i| {
        let m = text.longest_at(i).filter(|m| m.end >= mark.end)?;
        text.value(m, Term::Authority).map(|v| (m, Some(v)))
    });
    inner.filter(|_| text.is(mark, Term::Body)).unwrap_or((mark, None))
}

/// « le maire de X », « M. Y, Maire de X » name a commune.
fn mayor(text: &Text<'_>, mark: Mark) -> Option<&'static str> {
    let next = text.tokens.get(mark.end as usize)?;
    let of = next.gap == Gap::Space && matches!(text.doc.text(next.span), "de" | "d");
    let is = (text.is(mark, Term::HeadOfBody) || text.is(mark, Term::HeadOffice))
        && fold::fold(text.doc.text(text.mark_span(mark))).ends_with("maire");
    (of && is).then_some("commune")
}

/// « Fait et délibéré à X »
fn is_made_at(text: &Text<'_>, mark: Mark) -> bool {
    let ends_in_a = || fold::fold(text.doc.text(text.mark_span(mark))).ends_with(" a");
    let a_follows =
        || text.tokens.get(mark.end as usize).is_some_and(|t| t.gap == Gap::Space && text.doc.text(t.span) == "à");
    text.is(mark, Term::Signature) && (ends_in_a() || a_follows())
}

/// Whether the body can belong to such an authority: a commune's department in the letterhead is not the authority.
pub(super) fn fits(kind: AuthorityKind, value: Option<&str>, body: Option<&str>) -> bool {
    use AuthorityKind as K;
    match body {
        Some("conseil municipal" | "conseil de paris" | "conseil d'arrondissement") => kind == K::Commune,
        Some("conseil communautaire" | "bureau" | "conseil métropolitain") => {
            matches!(kind, K::CommunauteDeCommunes | K::CommunauteDAgglomeration | K::CommunauteUrbaine | K::Metropole)
                || body == Some("bureau") && kind == K::Syndicat
        }
        Some("conseil départemental" | "conseil général") => kind == K::Departement,
        Some("conseil régional") => kind == K::Region,
        Some("commission permanente") => matches!(kind, K::Departement | K::Region | K::Metropole),
        Some("comité syndical") => kind == K::Syndicat,
        Some("conseil d'administration") => kind == K::Ccas || value == Some("other"),
        Some("conseil de territoire") => kind == K::EtablissementPublicTerritorial,
        Some("comité") => value == Some("other"),
        _ => false,
    }
}

/// Whether the body is surely not that of such an authority: a commune's letterhead names its department, a community of
/// communes meets in the town hall of one.
fn foreign(kind: AuthorityKind, body: Option<&str>) -> bool {
    use AuthorityKind as K;
    match body {
        Some("conseil municipal") => matches!(kind, K::Departement | K::Region),
        Some("conseil communautaire" | "conseil métropolitain") => {
            matches!(kind, K::Departement | K::Region | K::Commune | K::Syndicat)
        }
        Some("comité syndical") => matches!(kind, K::Departement | K::Region | K::Commune),
        Some("conseil départemental" | "conseil général" | "conseil régional") => kind == K::Commune,
        _ => false,
    }
}

pub(super) fn kind_of(value: &str) -> AuthorityKind {
    match value {
        "commune" => AuthorityKind::Commune,
        "communaute_de_communes" => AuthorityKind::CommunauteDeCommunes,
        "communaute_d_agglomeration" => AuthorityKind::CommunauteDAgglomeration,
        "communaute_urbaine" => AuthorityKind::CommunauteUrbaine,
        "metropole" => AuthorityKind::Metropole,
        "departement" => AuthorityKind::Departement,
        "region" => AuthorityKind::Region,
        "syndicat" => AuthorityKind::Syndicat,
        "ccas" => AuthorityKind::Ccas,
        "etablissement_public_territorial" => AuthorityKind::EtablissementPublicTerritorial,
        _ => AuthorityKind::Other,
    }
}
