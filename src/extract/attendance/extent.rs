//! Where a list ends: the next rubric, a wording of the head, or prose.

use super::labels;
use super::rubric::group_follows;
use super::wrapped;
use crate::grammar::family;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::Role;
use crate::record::SectionKind;

/// Wordings that open no line of a list.
const STOP: &[Term] = &[
    Term::Secretary,
    Term::CountInOffice,
    Term::CountVoting,
    Term::CountQuorum,
    Term::Convened,
    Term::Agenda,
    Term::Opened,
    Term::Met,
    Term::Formula,
    Term::SittingOf,
    Term::Body,
    Term::NonMember,
    Term::MinutesApproval,
    Term::EarlierSitting,
    Term::Rapporteur,
    Term::ActObject,
    Term::Visa,
    Term::ActNumber,
    Term::Chair,
    Term::DecisionList,
    Term::DateYearLead,
];

/// Wordings that end a list in the middle of its line, where a sentence or a rubric begins with them.
const INNER_STOP: &[Term] = &[
    Term::Secretary,
    Term::CountInOffice,
    Term::CountVoting,
    Term::CountQuorum,
    Term::Convened,
    Term::Agenda,
    Term::Opened,
    Term::Formula,
    Term::MinutesApproval,
    Term::EarlierSitting,
    Term::Chair,
    Term::NonMember,
];

/// Whether a wording in the middle of a line ends the list.
pub fn stops_inside(text: &Text<'_>, at: usize, mark: Mark) -> bool {
    if !INNER_STOP.iter().any(|t| text.is(mark, *t)) || labels_names(text, mark) {
        return false;
    }
    let t = text.tokens[at];
    let before = at.checked_sub(1).and_then(|i| text.tokens.get(i)).map_or('.', |t| t.sign);
    let colon = text.tokens.get(mark.end as usize).is_some_and(|n| n.sign == ':');
    let fresh = t.gap >= Gap::Cell || matches!(before, '.' | ';' | ')' | '-');
    // « Mme X, directrice générale des services » is an office behind a comma, « Invités : » a rubric.
    if text.is(mark, Term::NonMember) {
        // « Lucien PARFAIT – M. le Préfet – Yvane TORVIC »: a guest among the names.
        let guest = before == '-' && person::titled_function(text, text.line(t.line as usize).from(at)).is_some();
        return !guest && (colon || fresh && t.gap != Gap::Cell && !text.is(mark, Term::Office));
    }
    // « M. X A été nommé secrétaire : M. Y »
    let told = colon && text.is(mark, Term::Secretary);
    t.case != Case::Lower && (fresh || colon || mark.end - mark.first > 1) || colon && fresh || told
}

/// « Membres titulaires : LERAY Anne, … »: what is a count before a number is the label of names before one.
fn labels_names(text: &Text<'_>, mark: Mark) -> bool {
    let end = mark.end as usize;
    let counts = text.is(mark, Term::CountInOffice) && text.tokens[end - 1].sign == ':';
    counts && starts_name(text, end, text.tokens.len())
}

/// Whether a person begins at a token.
pub fn starts_name(text: &Text<'_>, at: usize, end: usize) -> bool {
    let toks = behind_number(text, outline::behind_bullet(text.toks(at, end)));
    let Some(t) = toks.first() else { return false };
    // « de Mme X à M. Y »
    let of = t.case == Case::Lower && matches!(text.doc.text(t.span), "de" | "d");
    if of && person::is_title(text, toks.start + 1) {
        return true;
    }
    if t.kind != Kind::Word {
        return false;
    }
    let mark = text.longest_at(toks.start);
    // « M. le Préfet » is in a list of persons, though no member.
    let guest = person::titled_function(text, toks).is_some();
    if guest || mark.is_some_and(|m| text.is(m, Term::HeadOfBody)) || person::is_title(text, toks.start) {
        return true;
    }
    let particle = t.case == Case::Lower && text.doc.text(t.span) == "de";
    (t.case != Case::Lower || particle) && person::person(text, toks).is_some_and(|(p, _)| !p.head)
}

/// Behind « 1. », « 2) », « 3 - », and « 4 » before a name.
pub fn behind_number<'t>(text: &Text<'_>, toks: Toks<'t>) -> Toks<'t> {
    let number = toks.first().is_some_and(|t| t.kind == Kind::Number && t.span.end - t.span.start <= 2);
    match toks.get(1) {
        Some(t) if number && matches!(t.sign, '.' | ')' | '-' | '/' | '°') => toks.skip(2),
        Some(t) if number && t.kind == Kind::Word && (t.case == Case::Upper || in_small(text, toks.skip(1))) => {
            toks.skip(1)
        }
        _ => toks,
    }
}

/// « Bouyssou Evelyne », « Evelyne Bouyssou »: two words with capitals, and one of them a given name; no street.
fn in_small(text: &Text<'_>, toks: Toks<'_>) -> bool {
    let (Some(a), Some(b)) = (toks.first(), toks.get(1)) else { return false };
    let given = |t: Token| person::known_given(text, t.span);
    a.case == Case::Title
        && b.kind == Kind::Word
        && matches!(b.case, Case::Title | Case::Upper)
        && b.gap == Gap::Space
        && (given(a) || given(b))
        && !text.listed(a, List::NamedAfter)
        && !text.listed(a, List::TitleNoun)
}

/// The end of the list that begins at `content`, no further than `limit`.
pub fn list_end(text: &Text<'_>, content: usize, limit: usize) -> usize {
    let mut at = content;
    let first_line = text.tokens.get(content).map_or(0, |t| t.line as usize);
    let mut line = first_line;
    let numbered = text.tokens.get(content).is_some_and(|t| t.kind == Kind::Number);
    while at < limit && line < text.doc.body_len {
        let toks = text.line(line);
        // « 11.⏎12.⏎TABARD Luc »: the numbers of a list that lost their names.
        if numbered && line > first_line && lone_number(toks) {
            at = toks.end;
            line += 1;
            continue;
        }
        if (line > first_line || toks.start == content) && ends_before(text, line, line > first_line) {
            break;
        }
        let open = outline::behind_bullet(toks);
        let apart = text.doc.lines[line].gap_before || line > first_line && titles_point(text, open);
        if !numbered && apart && numbered_heading(text, open) {
            break;
        }
        at = toks.end.max(at + 1);
        line += 1;
    }
    at.min(limit)
}

/// Whether a line is no part of the list above it.
fn ends_before(text: &Text<'_>, line: usize, further: bool) -> bool {
    let toks = text.line(line);
    let info = &text.doc.lines[line];
    // « TABARD⏎, Anne⏎LERAY⏎, … »: a comma opens no sentence; nor does « (pouvoir à
    // Mme LERAY) » below « Mme TABARD A. ».
    if further && !info.gap_before && toks.first().is_some_and(|t| matches!(t.sign, ',' | '(')) {
        return false;
    }
    if wrapped::mid_item(text, toks.start) || further && !info.gap_before && in_bracket(text, toks) {
        return false;
    }
    let open = outline::behind_bullet(toks);
    if further && labels::stretch(text, toks).is_some() {
        return false;
    }
    let article = open
        .first()
        .is_some_and(|t| matches!(text.doc.text(t.span).to_lowercase().as_str(), "le" | "la" | "les" | "l"));
    let lead = if article { open.skip(1) } else { open };
    let lead = if article && lead.first().is_some_and(|t| t.sign == '\'') { lead.skip(1) } else { lead };
    // « LE QUORUM ÉTANT ATTEINT »: the article is a particle of names as well.
    let quorum = text.mark_at(lead.start).filter(|m| article && text.is(*m, Term::CountQuorum));
    let mark = quorum
        .or_else(|| text.mark_at(open.start))
        .or_else(|| text.mark_at(lead.start).filter(|m| text.is(*m, Term::Body)));
    let continued = further && !info.gap_before && !ends_sentence(text, line - 1) && !new_sentence(text, line);
    // « Présents :⏎Maire-Président : X⏎Adjoints : Y »: who presides is the first of the list.
    let first_of_list = !further && mark.is_some_and(|m| text.is(m, Term::HeadOffice) && text.is(m, Term::Chair));
    let stop = mark.is_some_and(|m| !first_of_list && !labels_names(text, m) && STOP.iter().any(|t| text.is(m, *t)))
        || matches!(info.role, Role::Heading(_) | Role::Rule)
        || !matches!(outline::label(text, line), Label::Plain | Label::Section(SectionKind::Signature));
    // « Communes absentes »: places, and nobody.
    let places = open.get(1).is_some_and(|_| {
        text.lexicon.lists_cell(List::PlaceColumn, text.doc.text(open.head(1).span()))
            && text.mark_at(open.start + 1).is_some_and(|m| text.is(m, Term::Absent) || text.is(m, Term::Excused))
    });
    let stop = stop || places;
    // « POINT N° 4 : »; « (arrivée à la⏎question n° 3) » is in the middle of a note.
    let point = mark.is_some_and(|m| text.is(m, Term::ActPoint)) && open.first().is_some_and(|t| t.case != Case::Lower);
    let stop = stop || point;
    // « Bernard⏎DE LA FORGE, … »: a line in the middle of a name or behind a comma goes on whatever opens it.
    if stop && !(continued && open.start == toks.start && mid_list(text, toks.start)) {
        return true;
    }
    if info.gap_before && numbered_heading(text, open) && capitals(text, open) {
        return true;
    }
    // « Collège des élus – Communauté de communes d'Arcy » over rubrics of its own
    if further && above_rubric(text, line) {
        return true;
    }
    let counts = mark.is_some_and(|m| text.is(m, Term::CountPresent) || text.is(m, Term::CountRepresented));
    if counts && open.slice().iter().any(|t| t.kind == Kind::Number) && open.len() < 9 {
        return true;
    }
    let named = starts_name(text, open.start, toks.end)
        || group_follows(text, open.start, toks.end)
        || mark.is_some_and(|m| text.is(m, Term::ProxyReversed) || text.is(m, Term::ProxyGives))
        || lone_to(text, open);
    let prose = is_prose(text, open);
    let speech = info.gap_before && further && text.find(toks, &[Term::Speaks, Term::Opened]).is_some();
    let told = info.gap_before && further && wrapped::tells(text, open.start, toks.end);
    let secretary =
        (info.gap_before || further && appoints(text, open)) && text.find(toks, &[Term::Secretary]).is_some();
    !named && !continued || prose && (info.gap_before || !continued) || speech || secretary || named && told
}

/// « … C. LERAY (p.⏎à M. TABARD), MM. … »: the line before leaves a bracket open that this one closes.
fn in_bracket(text: &Text<'_>, toks: Toks<'_>) -> bool {
    const BACK: usize = 48;
    const AHEAD: usize = 24;
    let bracket = |i: &usize| matches!(text.tokens[*i].sign, '(' | ')');
    let sign = |i: Option<usize>, c: char| i.is_some_and(|i| text.tokens[i].sign == c);
    sign((toks.start.saturating_sub(BACK)..toks.start).rev().find(bracket), '(')
        && sign((toks.start..toks.end.min(toks.start + AHEAD)).find(bracket), ')')
}

/// « Collège des élus », « Délégués des communes » right above « Étaient présents », perhaps with another such line between.
fn above_rubric(text: &Text<'_>, line: usize) -> bool {
    const LABELS: usize = 3;
    let filled = |l: &usize| !text.line(*l).is_empty();
    let label = |l: &usize| {
        let open = outline::behind_bullet(text.line(*l));
        let kind = open.first().is_some_and(|t| text.listed(t, List::LabelKind) || text.listed(t, List::LabelMembers));
        kind && open.slice().iter().all(|t| !matches!(t.sign, ':' | ','))
            && !text.mark_at(open.start).is_some_and(|m| text.is_any(m, family::ROLL))
    };
    let mut below = (line..text.doc.body_len.min(line + 2 * LABELS + 2)).filter(filled);
    let labels = below.by_ref().take(LABELS + 1).position(|l| !label(&l)).filter(|n| (1..=LABELS).contains(n));
    let next = (line..text.doc.body_len.min(line + 2 * LABELS + 2)).filter(filled).nth(labels.unwrap_or(0));
    let rubric = |l: usize| {
        let toks = text.line(l);
        let m = text.mark_at(toks.start).filter(|m| text.is_any(*m, family::ROLL));
        m.is_some_and(|m| m.end as usize == toks.end || text.tokens[m.end as usize].sign == ':')
    };
    labels.is_some() && next.is_some_and(rubric)
}

/// « A été nommé secrétaire de séance : »: words in small letters lead to the wording.
fn appoints(text: &Text<'_>, open: Toks<'_>) -> bool {
    const WORDS: usize = 6;
    let at = text.find(open.head(WORDS), &[Term::Secretary]).map_or(open.start, |m| m.first as usize);
    at > open.start + 1 && text.toks(open.start + 1, at).slice().iter().all(|t| t.case == Case::Lower)
}

/// « 11. », « 9. 10. 11. 12. »
fn lone_number(toks: Toks<'_>) -> bool {
    let number = toks.first().is_some_and(|t| t.kind == Kind::Number);
    let sign = toks.get(1).is_none_or(|t| matches!(t.sign, '.' | ')' | '-'));
    number && sign && toks.slice().iter().all(|t| t.kind == Kind::Number || matches!(t.sign, '.' | ')' | '-'))
}

/// « à », alone on its line between who gives a proxy and who holds it.
fn lone_to(text: &Text<'_>, open: Toks<'_>) -> bool {
    open.len() == 1 && open.first().is_some_and(|t| text.listed(t, List::ProxyLink))
}

/// « 1. Installation des conseillers »: a number with a sign, and words of which none is a name.
fn numbered_heading(text: &Text<'_>, open: Toks<'_>) -> bool {
    let words = behind_number(text, open);
    let named =
        (words.start..words.end).any(|i| person::is_title(text, i) || person::known_given(text, text.tokens[i].span));
    words.start > open.start + 1 && !words.is_empty() && !named
}

/// « 1 - ACQUISITION D'UN TERRAIN », « 2. Tarifs de la cantine »: the point that follows a list at once, where no comma
/// says that the list goes on.
fn titles_point(text: &Text<'_>, open: Toks<'_>) -> bool {
    let comma = open.start.checked_sub(1).and_then(|i| text.tokens.get(i)).is_some_and(|t| t.sign == ',');
    let small = |t: &Token| t.kind == Kind::Word && t.case == Case::Lower && t.span.end - t.span.start > 4;
    !comma && (capitals(text, open) || behind_number(text, open).slice().iter().any(small))
}

/// « INSTALLATION DES CONSEILLERS »: more words than one, and all in capitals.
fn capitals(text: &Text<'_>, open: Toks<'_>) -> bool {
    let words = behind_number(text, open);
    // The « L » of « L'ANCIENNE » is one letter, whose case tells nothing.
    let capital = |t: &Token| t.kind != Kind::Word || t.case == Case::Upper || t.span.end - t.span.start == 1;
    words.len() >= 2 && words.slice().iter().all(capital)
}

/// Whether the token before ends in a comma or with a given name that waits for its family name.
fn mid_list(text: &Text<'_>, at: usize) -> bool {
    let (Some(before), Some(here)) = (at.checked_sub(1).and_then(|i| text.tokens.get(i)), text.tokens.get(at)) else {
        return false;
    };
    let waits = before.kind == Kind::Word && before.case == Case::Title && person::known_given(text, before.span);
    here.case == Case::Upper
        && (before.sign == ',' && starts_name(text, at, text.line(here.line as usize).end) || waits)
}

/// « la société X, représentée par … »: a line in small letters that begins with a determiner, behind no comma.
fn new_sentence(text: &Text<'_>, line: usize) -> bool {
    let first = text.line(line).first();
    let waits = text.line(line - 1).slice().last().is_some_and(|t| t.sign == ',' || t.case == Case::Lower);
    let particle = text.line(line).get(1).is_some_and(|t| t.case != Case::Lower && t.sign != '\'');
    !waits && !particle && first.is_some_and(|t| text.listed_small(t, List::NewSentence))
}

fn ends_sentence(text: &Text<'_>, line: usize) -> bool {
    text.line(line).slice().last().is_some_and(|t| t.sign == '.')
}

/// A sentence: most of its words are lower case and it is no proxy clause.
fn is_prose(text: &Text<'_>, open: Toks<'_>) -> bool {
    /// How far a line is looked at.
    const WORDS: usize = 16;
    /// « M. X, communauté de communes du Pont de l'Arce donne procuration à … »
    const CLAUSE: usize = 26;
    const CLAUSES: &[Term] =
        &[Term::ProxyGives, Term::ProxyReversed, Term::ProxyHeading, Term::Office, Term::Substitute, Term::Arrives];
    let toks = open.head(WORDS);
    let words = toks.slice().iter().filter(|t| t.kind == Kind::Word).count();
    let lower = toks.slice().iter().filter(|t| t.kind == Kind::Word && t.case == Case::Lower).count();
    let titled = person::is_title(text, open.start);
    let clauses = if titled { open.head(CLAUSE) } else { toks };
    words >= 7 && lower * 2 > words && text.find(clauses, CLAUSES).is_none()
}
