//! Labels among the names: groups, communes, cantons; they are no persons.

use super::wrapped;
use crate::grammar::list::List;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::Cell;

/// A label and where its persons begin.
pub struct Label {
    /// One past the label.
    pub end: usize,
    /// The name of a political group, where the label is one's.
    pub group: Option<String>,
}

/// « Groupe « Ensemble » : », « – pour la commune de X : », « Représentants des familles : »: words up to a colon on one
/// line, none of them a name.
pub fn group(text: &Text<'_>, here: Toks<'_>) -> Option<Label> {
    const LONGEST: usize = 14;
    let first = here.first()?;
    let before = here.start.checked_sub(1).and_then(|i| text.tokens.get(i));
    // « … Collot Commune d’Arcy : Monsieur Marnez »
    let commune = first.case == Case::Title && text.mark_at(here.start).is_some_and(|m| text.is(m, Term::Authority));
    let fresh =
        commune || first.gap >= Gap::Cell || before.is_some_and(|t| matches!(t.sign, ';' | '.' | ')' | '-' | '•'));
    if !fresh
        || !matches!(first.kind, Kind::Word | Kind::Sign)
        || !commune && wrapped::goes_on(text, here.start, here.end)
    {
        return None;
    }
    if let Some(label) = quoted(text, here).or_else(|| dashed(text, here)).or_else(|| head(text, here)) {
        return Some(label);
    }
    let several = text.listed(first, List::LabelKind);
    for (n, t) in here.slice().iter().take(LONGEST).enumerate() {
        let at = here.start + n;
        // « Groupe Socialiste, écologiste et apparentés : »
        let listed = several && t.sign == ',' && here.get(n + 1).is_some_and(|t| t.case == Case::Lower);
        if n > 0 && t.gap >= Gap::Cell || matches!(t.sign, ',' | ';') && !listed {
            return None;
        }
        // « Frédéric GEHIN (suppléante présente : Camille REGNIER) »
        if t.sign == '('
            && text
                .toks(at, here.end)
                .slice()
                .iter()
                .find(|t| matches!(t.sign, ':' | ')'))
                .is_some_and(|t| t.sign == ':')
        {
            return None;
        }
        if t.sign == ':' {
            let away = text.mark_at(at + 1).is_some_and(|m| {
                [Term::ProxyGives, Term::ProxyHeading, Term::Excused, Term::Absent].iter().any(|k| text.is(m, *k))
            });
            let words = text.toks(here.start, at);
            return (n > 0 && !away).then(|| Label { end: at + 1, group: group_name(text, words) });
        }
        if person::is_title(text, at) || text.mark_at(at).is_some_and(|m| text.is(m, Term::ProxyGives)) {
            return None;
        }
    }
    None
}

/// « Maire-Président : Jean LERAY »: the office of one among the labels of the others.
fn head(text: &Text<'_>, here: Toks<'_>) -> Option<Label> {
    let m = text.mark_at(here.start).filter(|m| text.is(*m, Term::HeadOffice))?;
    let colon = m.end as usize;
    text.tokens.get(colon).filter(|t| t.sign == ':' && colon < here.end)?;
    Some(Label { end: colon + 1, group: None })
}

/// « Collège « Pays d'Arcy » Anne LERAY, … »: a kind with its name in quotes needs no colon.
fn quoted(text: &Text<'_>, here: Toks<'_>) -> Option<Label> {
    const NAME: usize = 14;
    let first = here.first().filter(|t| text.listed(*t, List::LabelKind))?;
    let quote = |n: usize| here.get(n).is_some_and(|t| t.sign == '"' && t.line == first.line);
    let close = (2..NAME).find(|n| quote(1) && quote(*n))?;
    let behind = here.start + close + 1;
    let sign = here.get(close + 1).is_some_and(|t| matches!(t.sign, ':' | '-'));
    let end = behind + usize::from(sign);
    full_name(text, here.from(end)).then(|| Label { end, group: group_name(text, text.toks(here.start, behind)) })
}

/// « ARCY-LE-HAUT — Anne LERAY, Luc TABARD »: the commune before the only dash of its line, full names behind it.
fn dashed(text: &Text<'_>, here: Toks<'_>) -> Option<Label> {
    const COMMUNE: usize = 12;
    let first = here.first().filter(|t| t.gap == Gap::Line && t.kind == Kind::Word)?;
    if goes_on(text, here.start) {
        return None;
    }
    let line = text.line(first.line as usize);
    let dash = |i: &usize| {
        let spaced = |i: usize| text.tokens.get(i).is_some_and(|t| t.gap >= Gap::Space);
        text.tokens[*i].sign == '-' && spaced(*i) && spaced(*i + 1)
    };
    let at = (here.start + 1..line.end.min(here.end)).find(dash).filter(|i| *i <= here.start + COMMUNE)?;
    let alone = !(at + 1..line.end).any(|i| dash(&i));
    let words = text.toks(here.start, at);
    let named = (words.start..words.end).any(|i| {
        person::is_title(text, i) || matches!(text.tokens[i].sign, ',' | '(') || text.tokens[i].kind == Kind::Number
    }) || person::person(text, words)
        .is_some_and(|(p, _)| p.head || p.given.is_some() && !article(text, first));
    (alone && !named && full_name(text, here.from(at + 1))).then_some(Label { end: at + 1, group: None })
}

/// « La Garenne – Anne LERAY »: the article of a place is no given name.
fn article(text: &Text<'_>, first: Token) -> bool {
    matches!(text.doc.text(first.span), "La" | "Le" | "Les" | "L")
}

/// « Communauté de communes du Val d'Iron (3 voix par délégué) »: a line that is the name of those whom the delegates below
/// sit for.
pub fn collectivity(text: &Text<'_>, here: Toks<'_>) -> Option<usize> {
    let first = here.first().filter(|t| t.gap == Gap::Line && t.case == Case::Title)?;
    let opens = text.mark_at(here.start).is_some_and(|m| text.is(m, Term::Authority));
    let line = text.line(first.line as usize);
    let end = line.end.min(here.end);
    let name = |i: usize| {
        let t = text.tokens[i];
        t.case == Case::Upper && t.span.end - t.span.start > 3 || person::is_title(text, i) || t.sign == ':'
    };
    (opens && line.start == here.start && !(here.start..end).any(name)).then_some(end)
}

/// « Mme BERLIOUX Solange    Conseil Départemental Loire »: a cell that names whom somebody sits for.
pub fn body_cell(text: &Text<'_>, here: Toks<'_>) -> Option<usize> {
    let first = here.first().filter(|t| t.gap == Gap::Cell)?;
    let m = text.longest_at(here.start).filter(|m| text.is(*m, Term::Authority) || text.is(*m, Term::Body))?;
    let line = text.line(first.line as usize).end.min(here.end);
    let end = (m.end as usize..line).find(|i| text.tokens[*i].gap >= Gap::Cell).unwrap_or(line);
    let titled = (here.start..end).any(|i| person::is_title(text, i) || text.tokens[i].sign == ':');
    (!titled).then_some(end)
}

/// « Communes⏎Arcy⏎La Combe⏎Délégués⏎M. X⏎Mme Y »: a table read column by column; the places end where a line heads the
/// members.
pub fn places_above(text: &Text<'_>, here: Toks<'_>) -> Option<usize> {
    const LINES: usize = 90;
    /// A place has no more tokens.
    const PLACE: usize = 10;
    let first = here.first().filter(|t| t.gap == Gap::Line)?;
    let line = first.line as usize;
    let heads = |l: usize, list| {
        let toks = text.line(l);
        toks.len() <= 2 && !toks.is_empty() && text.lexicon.lists_cell(list, text.doc.text(toks.span()))
    };
    if text.line(line).start != here.start || !heads(line, List::PlaceColumn) {
        return None;
    }
    let place = |l: &usize| {
        let toks = text.line(*l);
        toks.len() <= PLACE
            && !toks.slice().iter().any(|t| matches!(t.sign, ',' | ':' | '.'))
            && !person::is_title(text, toks.start)
    };
    let member = |l: &usize| heads(*l, List::MemberColumn) || heads(*l, List::NameColumn);
    let end = (line + 1..(line + LINES).min(text.doc.body_len)).take_while(place).find(member)?;
    Some(text.line(end).end.min(here.end)).filter(|end| *end > here.start)
}

/// « Mmes LERAY -⏎TABARD - M. VIVIER »: the list goes on over the line end, what stands before the next sign is a name.
fn goes_on(text: &Text<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| text.tokens.get(i));
    before.is_some_and(|t| matches!(t.sign, ',' | '-'))
}

/// Whether a person with given and family name stands at the start.
fn full_name(text: &Text<'_>, toks: Toks<'_>) -> bool {
    person::person(text, toks)
        .is_some_and(|(p, _)| !p.head && (p.honorific.is_some() || p.given.is_some() && person::surely_named(text, &p)))
}

/// The name of a political group in « Groupe « Ensemble » ».
fn group_name(text: &Text<'_>, words: Toks<'_>) -> Option<String> {
    let first = words.slice().iter().position(|t| t.kind == Kind::Word)?;
    if !text.listed(words.get(first)?, List::Group) {
        return None;
    }
    let name = text.doc.text(words.skip(first + 1).span());
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '!' && c != '.').trim();
    (!name.is_empty()).then(|| name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// « Canton Nord   Mme X   M. Y »: a first cell without a title before titled ones is a label of the row, not a name.
pub fn row(text: &Text<'_>, here: Toks<'_>) -> Option<usize> {
    let first = here.first().filter(|t| t.gap >= Gap::Cell)?;
    let titled = |i: usize| person::is_title(text, i) || text.mark_at(i).is_some_and(|m| text.is(m, Term::HeadOfBody));
    let covers = |i: usize| person::title(text, i).is_some_and(|(_, several, _)| several);
    let above = (first.line as usize).checked_sub(1).map(|l| text.line(l));
    // Under « MM. » in the row above the first cell is a name that the title covers.
    if titled(here.start) || above.and_then(|a| a.first().map(|_| a.start)).is_some_and(covers) {
        return None;
    }
    let row = here.slice().iter().take_while(|t| t.line == first.line).count();
    let next = (here.start + 1..here.start + row).find(|i| text.tokens.get(*i).is_some_and(|t| t.gap == Gap::Cell))?;
    // « Arcy   LERAY Anne, TABARD Luc »: full names without titles, behind what is none.
    let listed = first.gap == Gap::Line
        && full_name(text, here.from(next))
        && !full_name(text, text.toks(here.start, next))
        && !text.tokens[here.start..next].iter().any(|t| matches!(t.sign, ',' | ';' | ':'));
    (titled(next) || listed).then_some(next)
}

/// « Augères-le-Pont MM. Fernand LAVALADE, … »: words before the first title of a line, none of them a name: the place
/// that those behind it come from.
pub fn place(text: &Text<'_>, here: Toks<'_>) -> Option<usize> {
    const LONGEST: usize = 9;
    let first = here.first().filter(|t| t.gap == Gap::Line && t.kind == Kind::Word && t.case != Case::Lower)?;
    let title = (here.start + 1..here.end.min(here.start + LONGEST)).find(|i| person::is_title(text, *i))?;
    let words = text.toks(here.start, title);
    if goes_on(text, here.start) {
        return None;
    }
    let plain =
        words.slice().iter().all(|t| t.line == first.line && (t.gap < Gap::Cell || t.span.start == first.span.start))
            && words.slice().iter().all(|t| t.kind == Kind::Word || matches!(t.sign, '-' | '\''));
    let named = words.slice().iter().any(|t| person::known_given(text, t.span))
        || text.mark_at(here.start).is_some()
        || person::is_title(text, here.start);
    let several = text.tokens.get(title).is_some_and(|t| t.gap == Gap::Space);
    (plain && !named && several && words.len() > 1).then_some(title)
}

/// Whether a name with a colon behind it is the label of a group (« Arcins : »).
pub fn is_label(text: &Text<'_>, rest: Toks<'_>) -> bool {
    const CLAUSES: &[Term] = &[Term::ProxyGives, Term::ProxyHeading, Term::Excused, Term::Absent, Term::ProxyReversed];
    rest.first().is_some_and(|t| t.sign == ':')
        && text.mark_at(rest.start + 1).is_none_or(|m| !CLAUSES.iter().any(|t| text.is(m, *t)))
}

/// « Représentants de la commune │ Membres élus │ Membres désignés »: the heads of colleges over columns of names. Gives where the
/// row ends.
pub fn college_heads(text: &Text<'_>, here: Toks<'_>) -> Option<usize> {
    let first = here.first().filter(|t| t.gap == Gap::Line)?;
    let cells = text.doc.cells_of(text.doc.lines.get(first.line as usize)?);
    let college = |c: &Cell| {
        let toks = text.within(c.span);
        let kind = toks.first().is_some_and(|t| text.listed(t, List::LabelMembers) || text.listed(t, List::LabelKind));
        kind && !(toks.start..toks.end).any(|i| person::is_title(text, i) || text.tokens[i].sign == ':')
    };
    let heads = cells.len() >= 2 && cells.iter().all(college);
    heads.then(|| text.line(first.line as usize).end.min(here.end))
}

/// « De l'affaire n° 1 à l'affaire n° 5 : M. X »: those who are there from the first point on, or came for a later one. Gives
/// where their names begin, else where the line ends.
pub fn stretch(text: &Text<'_>, here: Toks<'_>) -> Option<usize> {
    const LONGEST: usize = 30;
    let first = here.first().filter(|t| t.gap == Gap::Line && t.case == Case::Title)?;
    let from = text.listed(first, List::StretchFrom);
    let words = here.head(LONGEST).slice().iter().position(|t| t.sign == ':').filter(|_| from)?;
    let label = here.head(words);
    let point = |i: &usize| text.mark_at(*i).filter(|m| text.is(*m, Term::ActPoint));
    let m = (label.start..label.end).find_map(|i| point(&i))?;
    let plain = label.skip(1).slice().iter().all(|t| t.case != Case::Title && t.case != Case::Upper);
    let rank = text.tokens.get(m.end as usize).map_or("", |t| text.doc.text(t.span));
    if !plain || text.tokens[here.start + words].line != first.line {
        return None;
    }
    let opening = rank.trim_start_matches('0') == "1";
    Some(if opening { here.start + words + 1 } else { text.line(first.line as usize).end.min(here.end) })
}
