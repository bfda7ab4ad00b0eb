//! Printed counts: members in office, present, represented, absent, voting, quorum. Never computed.

use super::stacked;
use crate::grammar::lexicon::{Mark, Terms};
use crate::grammar::list::List;
use crate::grammar::number;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Toks};
use crate::page::At;
use std::ops::Range;

/// The counts in the order of [`super::Head::counts`].
pub type Counts = [Option<At<u32>>; 6];

const COUNTS: [Term; 6] = [
    Term::CountInOffice,
    Term::CountPresent,
    Term::CountRepresented,
    Term::CountAbsent,
    Term::CountVoting,
    Term::CountQuorum,
];
/// No French assembly has more members (Paris: 163; the largest communautés some 230, a syndicate of a department more than 400).
pub const LARGEST: u32 = 1000;

/// Indices of the counts in [`super::Head::counts`].
pub const IN_OFFICE: usize = 0;
/// See [`IN_OFFICE`].
pub const PRESENT: usize = 1;
/// See [`IN_OFFICE`].
pub const REPRESENTED: usize = 2;
/// See [`IN_OFFICE`].
pub const VOTING: usize = 4;

/// A label on a line, and which count it is.
#[derive(Clone, Copy)]
struct Label {
    mark: Mark,
    count: usize,
    /// « PRÉSENTS » heads a list as well: only a number right behind it is its count.
    rubric: bool,
}

/// The counts of the head; the first print of each.
pub fn read(text: &Text<'_>, head: Range<usize>) -> Counts {
    let mut out = Counts::default();
    let labels: Vec<Label> =
        text.marks_in(text.lines(head.start, head.end)).iter().filter_map(|m| label(text, *m)).collect();
    let line_of = |l: &Label| text.tokens[l.mark.end as usize - 1].line as usize;
    // « Nombre de membres composant le conseil : 27 » tells those in office where nothing else does.
    let (legal, told): (Vec<Label>, Vec<Label>) =
        labels.into_iter().partition(|l| text.value(l.mark, Term::CountInOffice) == Some("legal"));
    let rows = told.chunk_by(|a, b| line_of(a) == line_of(b)).chain(legal.chunk_by(|a, b| line_of(a) == line_of(b)));
    for row in rows {
        let line = line_of(&row[0]);
        if columns(text, line, row, head.end, &mut out) {
            continue;
        }
        let before = counts_before(text, line, row);
        for (i, l) in row.iter().enumerate() {
            let stop = row.get(i + 1).map(|n| n.mark.first as usize);
            let floor = i.checked_sub(1).map_or(text.line(line).start, |p| row[p].mark.end as usize);
            let behind = number_behind(text, *l, stop);
            // « Quorum : 23 présents - 28 votants »: the number behind a dash leads to the next label.
            let of_next = behind.as_ref().map(|v| text.within(v.span)).is_some_and(|v| {
                stop == Some(v.end) && v.start > l.mark.end as usize && text.tokens[v.start - 1].sign == '-'
            });
            let value = if before || of_next {
                number_before(text, l.mark, floor).or(behind)
            } else {
                let behind = behind.or_else(|| counted_rubric(text, *l, floor));
                behind.or_else(|| (!l.rubric).then(|| number_before(text, l.mark, floor)).flatten())
            };
            if let (Some(v), None) = (value.filter(|v| v.value < LARGEST), &out[l.count]) {
                out[l.count] = Some(v);
            }
        }
    }
    stacked::read(text, head.clone(), &mut out);
    of_all(text, head, &mut out);
    out
}

/// « Étaient présents (27/52) : », « le quorum étant atteint (231/420) », « 19 conseillers sur 25 sont présents »: those present,
/// of those in office.
fn of_all(text: &Text<'_>, head: Range<usize>, out: &mut Counts) {
    const REACH: usize = 5;
    const SAID: [Term; 2] = [Term::Present, Term::CountQuorum];
    if out[0].is_some() || out[1].is_some() {
        return;
    }
    let toks = text.lines(head.start, head.end);
    let sign = |i: usize, c: char| text.tokens.get(i).is_some_and(|t| t.sign == c);
    let found = text.marks_in(toks).iter().filter(|m| SAID.iter().any(|t| text.is(**m, *t))).find_map(|m| {
        let open = (m.end as usize..(m.end as usize + REACH).min(toks.end)).find(|i| sign(*i, '('))?;
        let (present, all) = figure(text, open + 1).zip(figure(text, open + 3))?;
        let told = sign(open + 2, '/') && sign(open + 4, ')') && present.value <= all.value;
        told.then_some((present, all))
    });
    let found = found.or_else(|| said_of_all(text, toks));
    if let Some((present, all)) = found {
        (out[0], out[1]) = (Some(all), Some(present));
    }
}

/// A number in figures that may count an assembly.
fn figure(text: &Text<'_>, at: usize) -> Option<At<u32>> {
    let t = text.tokens.get(at).filter(|t| t.kind == Kind::Number)?;
    text.doc.text(t.span).parse::<u32>().ok().filter(|n| *n < LARGEST).map(|n| At::new(n, t.span))
}

/// « 19 conseillers sur 25 sont présents », « 27 présents sur 33 »
fn said_of_all(text: &Text<'_>, toks: Toks<'_>) -> Option<(At<u32>, At<u32>)> {
    const REACH: usize = 3;
    let present =
        |i: usize| text.mark_at(i).is_some_and(|m| text.is(m, Term::Present) || text.is(m, Term::CountPresent));
    (toks.start..toks.end).filter(|i| text.listed(text.tokens[*i], List::OutOf)).find_map(|of| {
        let all = figure(text, of + 1)?;
        let first =
            (of.saturating_sub(REACH).max(toks.start)..of).rev().find(|i| text.tokens[*i].kind == Kind::Number)?;
        let told = (first + 1..of).chain(of + 2..(of + 2 + REACH).min(toks.end)).any(present);
        figure(text, first).filter(|n| told && n.value <= all.value).zip(Some(all))
    })
}

/// « Nombre de délégués en exercice : 15⏎Nombre de présents : 11⏎Nombre de votants : 12 » below an act: lines of counts that
/// follow each other, the first of them those in office.
pub fn below(text: &Text<'_>, lines: Range<usize>) -> Option<Counts> {
    const LINES: usize = 6;
    let counted = |l: usize, i: usize| {
        let marks = text.marks_in(text.line(l));
        marks.iter().find_map(|m| label(text, *m)).is_some_and(|found| found.count == i)
    };
    // « EN EXERCICE : 14 PRÉSENTS : 8 VOTANTS : 11 » on one line
    let row = |l: usize| {
        let all: Vec<usize> =
            text.marks_in(text.line(l)).iter().filter_map(|m| label(text, *m)).map(|found| found.count).collect();
        [IN_OFFICE, PRESENT, VOTING].iter().all(|c| all.contains(c))
    };
    let first = (lines.start..lines.end)
        .find(|l| row(*l) || counted(*l, IN_OFFICE) && *l + 1 < lines.end && counted(*l + 1, PRESENT))?;
    let found = read(text, first..lines.end.min(first + LINES));
    (found[IN_OFFICE].is_some() && found[PRESENT].is_some()).then_some(found)
}

/// The number voting, where the acts print it and all agree; of several acts it takes more than one to tell that of the
/// sitting, and ballots tell none.
pub fn agreed_voting(text: &Text<'_>, lines: Range<usize>, single: bool) -> Option<At<u32>> {
    let all = text.lines(lines.start, lines.end);
    let marks = text.marks_in(all).iter().filter(|m| text.is(**m, Term::CountVoting));
    // « Nombre de bulletins : 13⏎Suffrages exprimés : 11 » are of the ballot in a single act as well.
    let cast = |m: &Mark| text.doc.text(text.mark_span(*m)).split_whitespace().any(|w| w.starts_with("exprim"));
    let told = marks.filter(|m| single && !cast(m) || !of_ballot(text, **m, all));
    let mut found = told.filter_map(|m| number_behind(text, Label { mark: *m, count: VOTING, rubric: false }, None));
    let first = found.next()?;
    let mut others = 0;
    let agree = found.all(|n| {
        others += 1;
        n.value == first.value
    });
    (agree && (single || others > 0)).then_some(first).filter(|n| n.value < LARGEST)
}

/// « Votants : 29⏎Blancs : 2⏎Nuls : 1⏎Exprimés : 26 », « 1er tour : votants 17, blancs 1, …, majorité absolue 9 »
fn of_ballot(text: &Text<'_>, mark: Mark, all: Toks<'_>) -> bool {
    const REACH: usize = 30;
    let from = (mark.first as usize).saturating_sub(REACH).max(all.start);
    let near = text.toks(from, (mark.end as usize + REACH).min(all.end));
    near.slice().iter().any(|t| text.listed(*t, List::BallotWord))
}

/// Which count a wording names.
pub fn which(text: &Text<'_>, mark: Mark) -> Option<usize> {
    label(text, mark).map(|l| l.count)
}

/// « Il a procédé à l'appel nominal, a dénombré vingt-deux conseillers présents », « constate la présence de sept
/// administrateurs »: those present, as a sentence of the sitting tells them.
pub fn called(text: &Text<'_>, lines: Range<usize>) -> Option<At<u32>> {
    let all = text.lines(lines.start, lines.end);
    text.marks_in(all).iter().filter(|m| text.is(**m, Term::CountCalled)).find_map(|m| {
        let behind = text.toks(m.end as usize, all.end);
        let digits = || {
            let t = behind.first().filter(|t| t.kind == Kind::Number)?;
            text.doc.text(t.span).parse().ok().map(|n| (At::new(n, t.span), behind.skip(1)))
        };
        let words = || {
            let (n, rest) = number::cardinal_in_words(text, behind)?;
            u32::try_from(n.value).ok().map(|v| (At::new(v, n.span), rest))
        };
        let (n, rest) = digits().or_else(words).filter(|(n, _)| n.value < LARGEST)?;
        let members = text.lexicon.lists_cell(List::MemberColumn, text.doc.text(rest.head(1).span()));
        (!rest.is_empty() && members).then_some(n)
    })
}

fn label(text: &Text<'_>, mark: Mark) -> Option<Label> {
    const NAMED: Terms = Terms::of(&COUNTS).or(Terms::of(&[Term::Present]));
    if !text.is_any(mark, NAMED) {
        return None;
    }
    // « Auditeurs présents : 41 »
    let before = (mark.first as usize).checked_sub(1).map(|i| text.tokens[i]);
    let beside = text.tokens[mark.first as usize].gap == Gap::Space;
    if before.is_some_and(|t| beside && text.listed(t, List::Audience)) {
        return None;
    }
    if let Some(count) = COUNTS.iter().position(|t| text.is(mark, *t)) {
        return Some(Label { mark, count, rubric: text.is(mark, Term::Present) && text.is(mark, Term::Represented) });
    }
    text.is(mark, Term::Present).then_some(Label { mark, count: 1, rubric: true })
}

/// A table with the labels in one row and the numbers in the next.
fn columns(text: &Text<'_>, line: usize, row: &[Label], end: usize, out: &mut Counts) -> bool {
    let toks = text.line(line);
    let cells = text.doc.cells_of(&text.doc.lines[line]);
    if cells.len() < 2 || row.len() < 2 || toks.slice().iter().any(|t| t.kind == Kind::Number) {
        return false;
    }
    let Some(next) = (line + 1..end.max(line + 3).min(text.doc.body_len)).find(|l| !text.line(*l).is_empty()) else {
        return false;
    };
    let values = text.doc.cells_of(&text.doc.lines[next]);
    for l in row {
        let last = text.tokens[l.mark.end as usize - 1].span;
        if let Some(i) = cells.iter().position(|c| c.span.contains(last))
            && let Some(v) = values.get(i)
            && let Ok(n) = text.doc.text(v.span).trim().parse()
        {
            out[l.count].get_or_insert(At::new(n, v.span));
        }
    }
    true
}

/// « 79 conseillers en exercice : 67 présents 10 pouvoirs »: the numbers stand before their labels.
fn counts_before(text: &Text<'_>, line: usize, row: &[Label]) -> bool {
    let first = row[0].mark.first as usize;
    let start = text.line(line).start;
    let lead = first.checked_sub(2).filter(|i| *i >= start).map(|i| text.tokens[i]);
    number_before(text, row[0].mark, start).is_some() && lead.is_none_or(|t| t.kind == Kind::Sign && t.sign != ':')
}

/// « Présents : 14 », « Votants = quinze », « Présents (24) : ».
fn number_behind(text: &Text<'_>, l: Label, stop: Option<usize>) -> Option<At<u32>> {
    let stop = stop.unwrap_or_else(|| text.line(text.tokens[l.mark.end as usize - 1].line as usize + 1).end);
    let mut after = text.toks(l.mark.end as usize, stop);
    // « Le nombre de conseillers en exercice est de 23 », « le nombre des membres en exercice étant de 29 »
    let says = |t: Option<crate::grammar::tokens::Token>, words: &[&str]| {
        t.is_some_and(|t| t.gap <= Gap::Line && words.contains(&text.doc.text(t.span)))
    };
    if says(after.first(), &["est", "était", "etait", "étant", "etant"]) && says(after.get(1), &["de"]) {
        after = after.skip(2);
    }
    after = behind_remark(after);
    let (mut colon, mut bracket) = (false, false);
    while let Some(t) =
        after.first().filter(|t| matches!(t.sign, ':' | '(' | '[' | '=' | '.' | '|' | '"' | '-' | '…' | '_'))
    {
        colon |= matches!(t.sign, ':' | '=');
        bracket |= matches!(t.sign, '(' | '[');
        after = after.skip(1);
    }
    let first = after.first()?;
    let near = first.gap != Gap::Line || colon && !l.rubric;
    if first.kind == Kind::Word && colon && near && !l.rubric {
        return spoken(text, after);
    }
    let whole = (l.count == IN_OFFICE).then(|| of_legal(text, after)).flatten();
    if first.kind != Kind::Number
        || !near
        || !(colon || bracket || !l.rubric)
        || whole.is_none() && is_other(text, after)
    {
        return None;
    }
    let behind_number = after.get(1);
    // « Conseillers présents :⏎1. LERAY Anne »: the number of a name below; « Étaient présents(es) :1 »: that of a footnote.
    let below = first.gap == Gap::Line && behind_number.is_some_and(|t| t.gap < Gap::Cell);
    let note = l.rubric
        && colon
        && first.gap == Gap::None
        && behind_number.is_none_or(|t| t.gap == Gap::Line)
        && matches!(text.doc.text(first.span), "1" | "2" | "3");
    if below || note {
        return None;
    }
    // « (2 rue …) » is no count, « (24) » is; « Présents : 14 M. X » heads a list with its count.
    if bracket && !colon && behind_number.is_none_or(|t| !matches!(t.sign, ')' | ']')) && l.rubric {
        return None;
    }
    text.doc.text(first.span).parse().ok().map(|n| At::new(n, first.span))
}

/// « Votants (présents ou représentés) : 22 »: a bracket of words alone says who is counted.
fn behind_remark(after: Toks<'_>) -> Toks<'_> {
    const WORDS: usize = 8;
    let close = after.slice().iter().take(WORDS).position(|t| t.sign == ')');
    let words = |close: &usize| after.head(*close).skip(1).slice().iter().all(|t| t.kind == Kind::Word);
    let open = after.first().is_some_and(|t| t.sign == '(');
    close.filter(|c| open && *c > 1 && words(c)).map_or(after, |c| after.skip(c + 1))
}

/// « En exercice : 14/15 »: those in office, of those whom the law provides.
fn of_legal(text: &Text<'_>, toks: Toks<'_>) -> Option<()> {
    let all = toks.get(1).filter(|t| t.sign == '/').and_then(|_| figure(text, toks.start + 2))?;
    let office = figure(text, toks.start)?;
    let date = toks.get(3).is_some_and(|t| t.sign == '/' && t.gap == Gap::None);
    (!date && office.value <= all.value && office.value * 2 > all.value).then_some(())
}

/// Whether the number at the start is part of a date, an hour or a sum.
fn is_other(text: &Text<'_>, toks: Toks<'_>) -> bool {
    let glued = toks.get(1).is_some_and(|t| matches!(t.sign, '/' | '.' | ',') && t.gap == Gap::None)
        && toks.get(2).is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::None);
    // « Votants │ 31 » over « Heure d'ouverture », « Présents : 15 │ décembre 2019 »: the next line or cell tells no unit.
    let near = toks.get(1).is_some_and(|t| t.gap < Gap::Cell);
    let unit = text
        .mark_at(toks.start + 1)
        .filter(|_| near)
        .is_some_and(|m| [Term::HourUnit, Term::DateMonth, Term::MoneyCurrency].iter().any(|t| text.is(m, *t)));
    glued || unit || toks.get(1).is_some_and(|t| matches!(t.sign, '€' | '%' | '°'))
}

fn spoken(text: &Text<'_>, toks: Toks<'_>) -> Option<At<u32>> {
    let (n, _) = number::cardinal_in_words(text, toks)?;
    u32::try_from(n.value).ok().map(|v| At::new(v, n.span))
}

/// « À l'ouverture de la séance, 36 délégués étaient présents »
fn counted_members(text: &Text<'_>, at: usize, floor: usize) -> Option<At<u32>> {
    let members = at.checked_sub(1).filter(|i| *i > floor)?;
    let named = text.lexicon.lists_cell(List::MemberColumn, text.doc.text(text.tokens[members].span));
    figure(text, members - 1).filter(|_| named && text.tokens[at].gap < Gap::Cell)
}

/// « Onze administrateurs sont présents, à savoir »: the number opens the line of a rubric.
fn counted_rubric(text: &Text<'_>, l: Label, floor: usize) -> Option<At<u32>> {
    const WORDS: usize = 8;
    let at = l.mark.first as usize;
    let line = text.line(text.tokens[at].line as usize).start.max(floor);
    let lead = text.toks(line, at);
    if let Some(n) = counted_members(text, at, line).filter(|_| l.rubric) {
        return Some(n);
    }
    if !l.rubric || lead.is_empty() || lead.len() > WORDS {
        return None;
    }
    let (n, rest) = number::cardinal_in_words(text, lead)?;
    let members = !rest.is_empty() && rest.slice().iter().all(|t| text.listed(*t, List::RollLead));
    u32::try_from(n.value).ok().filter(|_| members).map(|v| At::new(v, n.span))
}

/// « 27 membres présents », « dix conseillers présents ».
fn number_before(text: &Text<'_>, mark: Mark, floor: usize) -> Option<At<u32>> {
    const WORDS: usize = 5;
    let at = mark.first as usize;
    let before = at.checked_sub(1).filter(|b| *b >= floor)?;
    let t = text.tokens[before];
    let dated = t.gap == Gap::None
        && before.checked_sub(1).is_some_and(|i| text.tokens[i].kind == Kind::Sign && text.tokens[i].sign != '(');
    if text.tokens[at].gap >= Gap::Cell || dated {
        return None;
    }
    if t.kind == Kind::Number {
        return text.doc.text(t.span).parse().ok().filter(|n| *n < LARGEST).map(|n| At::new(n, t.span));
    }
    (1..=WORDS).rev().filter_map(|n| at.checked_sub(n)).filter(|s| *s >= floor).find_map(|s| {
        let (n, rest) = number::cardinal_in_words(text, text.toks(s, at))?;
        let one = n.value == 1;
        (rest.is_empty() && !one).then(|| u32::try_from(n.value).ok().map(|v| At::new(v, n.span))).flatten()
    })
}
