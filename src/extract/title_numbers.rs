//! Numbers of the register before and behind a title: « 2025/01 : Tarifs », « Tarifs – DEL2023-065 », « Tarifs : 2019-94 ».

use super::heads::{self, Head};
use super::marked_heads::code_len;
use super::titles::trim_title;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::{At, Span};

/// « 2025/01 : Tarifs », « Délibération 2019-01 : Tarifs » behind the sign of a point: the number before the title.
pub(super) fn take_leading(text: &Text<'_>, head: &mut Head) {
    let Some(title) = head.title.as_mut().filter(|_| head.number.is_none()) else { return };
    let toks = text.within(title.span);
    let named = text.mark_at(toks.start).filter(|m| text.is(*m, Term::ActNumber) && (m.end as usize) < toks.end);
    let behind_name = named.map(|m| m.end as usize).or_else(|| behind_short_name(text, toks));
    let from = behind_name.and_then(|i| text.tokens.get(i)).map_or(title.span.start, |t| t.span.start);
    let s = text.doc.text(Span::new(from, title.span.end));
    let len = if behind_name.is_some() { heads::register_len(s) } else { heads::number_len(s, false) };
    let closes = |l: &usize| {
        let rest = s[*l..].trim_start();
        // « DCM2018-25 Transfert de compétences »: letters on a number of two groups are no word of a title.
        let lettered = s.starts_with(|c: char| c.is_ascii_uppercase()) && s[..*l].contains(['-', '_', '/', '.']);
        // « AFFAIRE N° 1   2018-06-041   Adoption du procès-verbal »: three groups, or a gap behind two.
        let parts = s[..*l].split(['-', '/', '_', '.']).filter(|g| !g.is_empty()).count();
        let gap = s[*l..].starts_with(['\t', '\u{a0}']) || s[*l..].starts_with("  ");
        let year = s.get(..4).is_some_and(|y| matches!(y.parse(), Ok(1900..=2099)));
        let apart = year && (parts >= 3 || parts == 2 && gap) && rest.starts_with(char::is_uppercase);
        apart
            || rest.starts_with([':', '–', '—', '-', '/', '|', ')'])
            || behind_name.is_some() && rest.starts_with(". ")
            || lettered && rest.starts_with(char::is_uppercase)
    };
    let Some(len) = len.filter(closes) else {
        return;
    };
    let number = At::new(s[..len].to_owned(), Span::new(from, from + len as u32));
    if let Some(rest) = trim_title(text, Span::new(from + len as u32, title.span.end)) {
        *title = rest;
        head.number = Some(number);
    }
}

/// « DÉL. 2015/19 : Colis de Noël »: the token behind the short word and its full stop, where the number stands apart.
fn behind_short_name(text: &Text<'_>, toks: Toks<'_>) -> Option<usize> {
    let (word, stop, number) = (toks.first()?, toks.get(1)?, toks.get(2)?);
    let apart = stop.sign == '.' && stop.gap == Gap::None && number.gap == Gap::Space && number.kind == Kind::Number;
    (apart && text.listed(word, List::ActShort)).then_some(toks.start + 2)
}

/// « Compte de gestion 2017 Dél.2018.05.22/01 »: where the word and where the number begin, in bytes of the title. In
/// capitals « DEL. » is part of the number.
fn named_at_end(text: &Text<'_>, title: Span) -> Option<(usize, usize)> {
    let toks = text.within(title);
    let short = |i: &usize| text.tokens[*i].case == Case::Title && text.listed(text.tokens[*i], List::ActShort);
    let word = (toks.start + 1..toks.end).rev().find(short)?;
    let number = text.tokens.get(word + 2).filter(|_| text.tokens[word + 1].sign == '.' && word + 2 < toks.end)?;
    let print = text.doc.text(Span::new(number.span.start, title.end));
    let whole = heads::register_len(print) == Some(print.len()) && print.len() >= 4;
    let at = |offset: u32| (offset - title.start) as usize;
    whole.then(|| (at(text.tokens[word].span.start), at(number.span.start)))
}

/// « TARIFS DE LA CANTINE Délibération n° 2019-61 », « 1°) TARIFS      N° 2015/61 »: behind capitals or behind a gap; where the
/// wording and where the number stand, in bytes of the title.
fn act_behind_title(text: &Text<'_>, title: Span) -> Option<(usize, usize)> {
    const GAP: u32 = 3;
    let toks = text.within(title);
    let m = text.marks_in(toks).iter().rev().find(|m| text.is(**m, Term::ActNumber))?;
    let (first, before) = (text.tokens[m.first as usize], text.tokens.get((m.first as usize).checked_sub(1)?)?);
    let number = text.tokens.get(m.end as usize).filter(|_| (m.end as usize) < toks.end)?;
    let print = text.doc.text(Span::new(number.span.start, title.end));
    let whole = heads::register_len(print) == Some(print.len()) && print.contains(['-', '/', '_', '.']);
    let apart = first.span.start - before.span.end >= GAP
        || text.doc.text(Span::new(before.span.end, first.span.start)).contains('\t');
    let named = first.case == Case::Title && m.end - m.first >= 2;
    let behind_capitals = named && (before.case == Case::Upper || before.kind == Kind::Number);
    let at = |offset: u32| (offset - title.start) as usize;
    let opens = m.first as usize > toks.start;
    (opens && whole && (apart || behind_capitals)).then(|| (at(first.span.start), at(number.span.start)))
}

/// « Tarifs périscolaires 2019/2020 – délibération 2019-31 »: where the dash and where the number stand, in bytes of the title.
fn act_behind_dash(text: &Text<'_>, title: Span) -> Option<(usize, usize)> {
    let toks = text.within(title);
    let m = text.marks_in(toks).iter().rev().find(|m| text.is(**m, Term::ActNumber))?;
    let dash = (m.first as usize).checked_sub(1).filter(|d| *d > toks.start && text.tokens[*d].sign == '-')?;
    let number = text.tokens.get(m.end as usize).filter(|_| (m.end as usize) < toks.end)?;
    let print = text.doc.text(Span::new(number.span.start, title.end));
    let at = |offset: u32| (offset - title.start) as usize;
    (heads::register_len(print) == Some(print.len())).then(|| (at(text.tokens[dash].span.start), at(number.span.start)))
}

/// « Avant-projet définitif Délibération n »: the wording without its number, which the copy lost, is no part of the title.
fn cut_lost(text: &Text<'_>, head: &mut Head) {
    let Some(title) = head.title.as_mut() else { return };
    let toks = text.within(title.span);
    let last = text.marks_in(toks).iter().rev().find(|m| text.is(**m, Term::ActNumber) && m.end as usize >= toks.end);
    let own = last.filter(|m| m.end - m.first >= 2 && m.first as usize >= toks.start + 2);
    let Some(first) = own.map(|m| text.tokens[m.first as usize]).filter(|t| t.case != Case::Lower) else { return };
    if let Some(short) = trim_title(text, Span::new(title.span.start, first.span.start)) {
        *title = short;
    }
}

/// « Tarifs 2024 – DEL2023-065 », « Tarifs (délibération n° 17-31) »: the number behind the title.
pub(super) fn take_trailing(text: &Text<'_>, head: &mut Head) {
    cut_lost(text, head);
    let Some(title) = head.title.as_mut().filter(|_| head.number.is_none()) else { return };
    let s = text.doc.text(title.span);
    // « TITRE │ 2021/06/041 »: a number in the last cell of the line.
    let cell = s.rfind('\t').filter(|tab| heads::begins_with_number(s[tab + 1..].trim()));
    let (cut, tail) = if let Some(tab) = cell {
        (tab, &s[tab..])
    } else if let Some((cut, from)) = named_at_end(text, title.span).or_else(|| act_behind_title(text, title.span)) {
        (cut, &s[from..])
    } else if let Some(open) = s.rfind('(').filter(|_| s.ends_with(')')) {
        let inner = &s[open + 1..s.len() - 1];
        let toks = text.within(Span::new(title.span.start + open as u32 + 1, title.span.end));
        let named = text.mark_at(toks.start).filter(|m| text.is(*m, Term::ActNumber));
        // « Tarifs (D2023-42) »: a number of the register and nothing else.
        if named.is_none() && heads::number_len(inner, false) != Some(inner.len()) {
            return;
        }
        let skip = named.map_or(0, |m| (text.mark_span(m).end - title.span.start) as usize - open - 1);
        (open, inner.get(skip..).unwrap_or(""))
    } else if let Some(colon) =
        s.rfind(" : ").filter(|c| heads::number_len(&s[c + 3..], false) == Some(s.len() - c - 3))
    {
        // « Taxe d'aménagement : 2019-94 »
        (colon, &s[colon + 3..])
    } else if let Some((cut, from)) = act_behind_dash(text, title.span) {
        (cut, &s[from..])
    } else if let Some(dash) = s.rfind(['–', '-', '—']).map(|_| s.rfind([' ', '\t']).unwrap_or(0)) {
        let before = s[..dash].trim_end();
        if !before.ends_with(['–', '-', '—']) || !heads::begins_with_number(s[dash..].trim()) {
            return;
        }
        (before.len(), &s[dash..])
    } else {
        return;
    };
    let tail_trim = tail.trim();
    if heads::register_len(tail_trim) != Some(tail_trim.len()) {
        return;
    }
    let tail_trim = &tail_trim[code_len(text, tail_trim)..];
    let at = title.span.start + (tail_trim.as_ptr() as usize - s.as_ptr() as usize) as u32;
    let number = At::new(tail_trim.to_owned(), Span::new(at, at + tail_trim.len() as u32));
    if let Some(short) = trim_title(text, Span::new(title.span.start, title.span.start + cut as u32)) {
        *title = short;
        head.number = Some(number);
    }
}
