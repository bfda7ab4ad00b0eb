//! Communes among the names of their delegates: on lines of their own between titled names, and before a colon in text
//! that lost its lines.
//!
//! ```text
//! lines = town { titled_name } town { titled_name }       (« ARCY-LE-BOURG⏎M. LERAY Paul⏎Mme TABARD Anne »)
//! run   = town ":" given family town ":" given family     (« ARCY : Paul LERAY LA COMBE : Anne TABARD »)
//! cells = given family "–" town                           (« Paul Leray – Arcy │ Anne Tabard – La Combe »)
//! ```
//! Neither shows in one name: a town in capitals looks like a family name. It shows in the list as a whole.

use crate::grammar::family;
use crate::grammar::list::List;
use crate::grammar::outline;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::fold;
use rustc_hash::FxHashSet;

/// Fewer titled lines, or towns before a colon, show no way.
const FEWEST: usize = 5;
/// A town has no more tokens.
const LONGEST: usize = 8;

/// Where the towns of a list stand.
#[derive(Debug, Default)]
pub(super) struct Towns {
    /// Lines that are towns.
    lines: FxHashSet<usize>,
    /// What they are called.
    names: FxHashSet<String>,
    /// Towns stand before colons, full names behind them.
    run: bool,
    /// Each cell or line is a name, a dash and a town.
    dashes: bool,
}

impl Towns {
    /// Looks at a list as a whole.
    pub(super) fn of(text: &Text<'_>, toks: Toks<'_>) -> Self {
        let Some((first, last)) = toks.first().zip(toks.slice().last()) else { return Self::default() };
        let lines = first.line as usize..last.line as usize + 1;
        let titled = lines.clone().filter(|l| person::title(text, start(text, *l)).is_some_and(|(_, many, _)| !many));
        let several = lines.clone().any(|l| person::title(text, start(text, l)).is_some_and(|(_, many, _)| many));
        let count = titled.count();
        let above = above_titles(text, lines.clone());
        let towns: FxHashSet<usize> = if several || count < FEWEST {
            FxHashSet::default()
        } else {
            lines.filter(|l| is_town(text, *l)).collect()
        };
        let shown = towns.len() * 2 >= FEWEST && count * 3 >= towns.len();
        let towns = if shown { towns } else { FxHashSet::default() };
        let colons =
            (toks.start..toks.end).filter(|i| text.tokens[*i].sign == ':' && before_colon(text, toks, *i)).count();
        let dashes = behind_dashes(text, toks);
        let lines: FxHashSet<usize> = towns.union(&above).copied().collect();
        let names = lines.iter().flat_map(|l| names_of(text, *l)).collect();
        Self { lines, names, run: colons >= FEWEST, dashes }
    }

    /// The names of the towns, as [`fold::key`] gives them, with their article and without.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// One past the town that begins at a token.
    pub(super) fn skip(&self, text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
        let t = text.tokens.get(at)?;
        let line = text.line(t.line as usize);
        if self.dashes && is_spaced_dash(text, at) {
            let ends = |i: &usize| text.tokens[*i].gap >= Gap::Cell || text.tokens[*i].sign == '(';
            return Some((at + 1..end).find(ends).unwrap_or(end));
        }
        if t.gap == Gap::Line && self.lines.contains(&(t.line as usize)) {
            return Some(line.end.min(end));
        }
        let colon = (at..end.min(at + LONGEST)).find(|i| text.tokens[*i].sign == ':').filter(|_| self.run)?;
        in_capitals(text.toks(at, colon)).then_some(colon + 1)
    }

    /// Where a name that begins at a token must end: before the next town.
    pub(super) fn limit(&self, text: &Text<'_>, at: usize, end: usize) -> usize {
        let Some(t) = text.tokens.get(at) else { return end };
        let next = (t.line as usize + 1..).take(2).find(|l| self.lines.contains(l)).map(|l| text.line(l).start);
        let line_end = next.filter(|n| *n > at).map_or(end, |n| n.min(end));
        self.family_end(text, at, line_end).unwrap_or(line_end)
    }

    /// « Paul LERAY LA COMBE : »: the family name is the first word in capitals behind the given name, with its particles.
    fn family_end(&self, text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
        let colon = (at..end.min(at + 2 * LONGEST)).find(|i| text.tokens[*i].sign == ':').filter(|_| self.run)?;
        let capital =
            |i: usize| text.tokens[i].case == Case::Upper && text.tokens[i].span.end - text.tokens[i].span.start > 1;
        let family = (at..colon).find(|i| capital(*i))?;
        let particle =
            |i: usize| text.mark_at(i).is_some_and(|m| text.is(m, Term::Particle) && m.end as usize == i + 1);
        let mut last = family;
        while last + 1 < colon
            && (particle(last)
                || text.tokens[last + 1].sign == '-' && text.tokens[last + 1].gap == Gap::None
                || text.tokens[last].sign == '-' && text.tokens[last].gap == Gap::None)
        {
            last += 1;
        }
        let plain =
            (family..colon).all(|i| text.tokens[i].kind == Kind::Word || matches!(text.tokens[i].sign, '-' | '\''));
        (plain && family > at).then_some(last + 1)
    }
}

/// « – » between spaces.
fn is_spaced_dash(text: &Text<'_>, at: usize) -> bool {
    let spaced = |i: usize| text.tokens.get(i).is_some_and(|t| t.gap == Gap::Space);
    text.tokens[at].sign == '-' && spaced(at) && spaced(at + 1)
}

/// Whether the cells of a list, or its lines, hold a name that begins with a known given name, one dash, and no such name.
fn behind_dashes(text: &Text<'_>, toks: Toks<'_>) -> bool {
    let given = |i: usize| {
        let t = text.tokens.get(i)?;
        let saint = matches!(text.doc.text(t.span), "Saint" | "Sainte");
        Some(t.case == Case::Title && !saint && person::known_given(text, t.span))
    };
    let (mut towns, mut others, mut start, mut dash) = (0usize, 0usize, toks.start, None);
    for at in toks.start..=toks.end {
        let ends = at == toks.end || at > start && text.tokens[at].gap >= Gap::Cell;
        if !ends {
            if is_spaced_dash(text, at) {
                others += usize::from(dash.replace(at).is_some());
            }
            continue;
        }
        match dash.take() {
            Some(d) if given(start) == Some(true) && given(d + 1) == Some(false) => towns += 1,
            Some(_) => others += 1,
            None => {}
        }
        start = at;
    }
    towns >= FEWEST && others * 4 <= towns
}

/// « ARCY-LE-BOURG        LA COMBE⏎MM. LERAY et VIVIER     Mme TABARD »: lines whose cells are all in capitals, each over a line
/// whose cells all begin with a title; nobody sits for « / ».
fn above_titles(text: &Text<'_>, lines: std::ops::Range<usize>) -> FxHashSet<usize> {
    let titled = |toks: Toks<'_>| {
        person::is_title(text, toks.start)
            || toks.len() == 1 && toks.first().is_some_and(|t| matches!(t.sign, '/' | '-'))
    };
    let place = |toks: Toks<'_>| in_capitals(toks) && toks.len() <= LONGEST && !person::is_title(text, toks.start);
    let first = lines.start;
    let found: FxHashSet<usize> = lines
        .filter(|l| {
            let (own, below) =
                (cells(text, *l), if l + 1 < text.doc.body_len { cells(text, l + 1) } else { Vec::new() });
            !own.is_empty() && own.len() == below.len() && own.into_iter().all(place) && below.into_iter().all(titled)
        })
        .filter(|l| text.find_any(text.line(*l), family::HEAD).is_none())
        .collect();
    let found = if found.len() < FEWEST { FxHashSet::default() } else { found };
    if found.is_empty() { heads_of_columns(text, first) } else { found }
}

/// « Arcy │ La Combe │ Urcin⏎M. LERAY Paul │ Mme TABARD Anne │ M. VIVIER Luc »: the first line of a list, three places or more in
/// small letters, each over somebody titled.
fn heads_of_columns(text: &Text<'_>, line: usize) -> FxHashSet<usize> {
    const COLUMNS: usize = 3;
    let own = cells(text, line);
    let below = if line + 1 < text.doc.body_len { cells(text, line + 1) } else { Vec::new() };
    let place = |toks: &Toks<'_>| {
        let word = |t: &Token| {
            t.kind == Kind::Word && (t.case == Case::Title || text.listed(*t, List::PlaceLink))
                || matches!(t.sign, '-' | '\'')
        };
        let known = toks.first().is_some_and(|t| person::known_given(text, t.span));
        toks.len() <= LONGEST && !known && toks.slice().iter().all(word) && !person::is_title(text, toks.start)
    };
    let heads = own.len() >= COLUMNS
        && own.len() == below.len()
        && own.iter().all(place)
        && below.iter().all(|t| person::is_title(text, t.start));
    heads.then_some(line).into_iter().collect()
}

/// The cells of a line; the line where it has none.
fn cells<'t>(text: &'t Text<'_>, line: usize) -> Vec<Toks<'t>> {
    let toks = text.line(line);
    let cells = text.doc.cells_of(&text.doc.lines[line]);
    if cells.len() < 2 {
        return if toks.is_empty() { Vec::new() } else { vec![toks] };
    }
    cells.iter().map(|c| text.within(c.span)).filter(|c| !c.is_empty()).collect()
}

/// What the towns of a line are called: « LE BOURG » also « BOURG », for « M. X du BOURG ».
fn names_of(text: &Text<'_>, line: usize) -> Vec<String> {
    let name = |toks: Toks<'_>| fold::key(text.doc.text(toks.span()));
    cells(text, line)
        .into_iter()
        .flat_map(|toks| {
            let article = toks.first().is_some_and(|t| text.listed(t, List::PlaceLink));
            [Some(name(toks)), (article && toks.len() > 1).then(|| name(toks.skip(1)))].into_iter().flatten()
        })
        .collect()
}

/// « de ARCY », « du BOURG », « d'URCIN »: where a town of these ends that a small word leads to.
pub(super) fn led(text: &Text<'_>, known: &FxHashSet<String>, at: usize, end: usize) -> Option<usize> {
    let of = text
        .tokens
        .get(at)
        .filter(|t| t.case == Case::Lower && matches!(text.doc.text(t.span), "de" | "du" | "des" | "d"))?;
    let from = if text.tokens.get(at + 1).is_some_and(|t| t.sign == '\'') { at + 2 } else { at + 1 };
    let town =
        |n: &usize| from + n <= end && known.contains(&fold::key(text.doc.text(text.toks(from, from + n).span())));
    (of.gap < Gap::Cell && !known.is_empty()).then(|| (1..=LONGEST).rev().find(town)).flatten().map(|n| from + n)
}

/// « Verneuil : Fabien COLLIOT. Arcy : … »: the towns before colons in the rolls of a sitting, as [`fold::key`] gives them; none
/// where they are few.
pub(super) fn before_colons(text: &Text<'_>, all: Toks<'_>) -> Vec<String> {
    let colons = (all.start..all.end).filter(|i| text.tokens[*i].sign == ':');
    let found: Vec<String> = colons
        .filter_map(|colon| {
            let word = |i: &usize| {
                let t = text.tokens[*i];
                t.kind == Kind::Word && (t.case != Case::Lower || text.listed(t, List::PlaceLink))
                    || matches!(t.sign, '-' | '\'')
            };
            let from = (colon.saturating_sub(LONGEST).max(all.start)..colon).rev().take_while(word).last()?;
            let fresh = from > all.start && matches!(text.tokens[from - 1].sign, '.' | ';');
            let named = person::person(text, text.toks(colon + 1, all.end)).is_some_and(|(p, _)| p.given.is_some());
            (fresh && named).then(|| fold::key(text.doc.text(text.toks(from, colon).span())))
        })
        .collect();
    if found.len() < FEWEST { Vec::new() } else { found }
}

/// « Verneuil Romain DUTERTRE »: where a known town ends whose colon was lost, before a full name.
pub(super) fn bare(text: &Text<'_>, known: &FxHashSet<String>, at: usize, end: usize) -> Option<usize> {
    let fresh = at.checked_sub(1).is_some_and(|i| matches!(text.tokens[i].sign, '.' | ';'));
    let town = |n: &usize| at + n < end && known.contains(&fold::key(text.doc.text(text.toks(at, at + n).span())));
    let behind = (fresh && !known.is_empty()).then(|| (1..=LONGEST).rev().find(town)).flatten().map(|n| at + n)?;
    let named = person::person(text, text.toks(behind, end)).is_some_and(|(p, _)| p.given.is_some());
    named.then_some(behind)
}

/// The first token of a line behind its bullet.
fn start(text: &Text<'_>, line: usize) -> usize {
    outline::behind_bullet(text.line(line)).start
}

/// A line in capitals that is nobody's name: no title, no given name, and the line above does not wait for its end.
fn is_town(text: &Text<'_>, line: usize) -> bool {
    let toks = text.line(line);
    let above = line.checked_sub(1).map(|l| text.line(l));
    let waits = above.is_some_and(|a| {
        let given = |t: &Token| t.case == Case::Title && person::known_given(text, t.span);
        let comma = a.slice().last().is_some_and(|t| t.sign == ',');
        let title = person::title(text, a.start).is_some_and(|(.., next)| next >= a.end);
        comma || title || a.len() <= 3 && a.slice().iter().all(|t| given(t) || t.sign == '-')
    });
    !toks.is_empty()
        && toks.len() <= LONGEST
        && !waits
        && in_capitals(toks)
        && text.find_any(toks, family::HEAD).is_none()
}

/// Words in capitals, with the signs and particles of a place.
fn in_capitals(toks: Toks<'_>) -> bool {
    let small = |t: &Token| t.case == Case::Lower && t.span.end - t.span.start <= 4;
    toks.slice().iter().all(|t| match t.kind {
        Kind::Word => t.case == Case::Upper || small(t) || t.span.end - t.span.start == 1,
        _ => matches!(t.sign, '-' | '\'' | '/'),
    }) && toks.slice().iter().any(|t| t.case == Case::Upper && t.span.end - t.span.start > 2)
}

/// « LA COMBE : Anne TABARD »: capitals before the colon, a given name behind it.
fn before_colon(text: &Text<'_>, toks: Toks<'_>, colon: usize) -> bool {
    let before = colon.checked_sub(1).filter(|i| *i >= toks.start).map(|i| text.tokens[i]);
    let behind = text.tokens.get(colon + 1).filter(|_| colon + 1 < toks.end);
    before.is_some_and(|t| t.case == Case::Upper)
        && behind.is_some_and(|t| t.case == Case::Title && person::known_given(text, t.span))
}
