//! Titles above the numbers of their acts: « Gymnase Bayard, réfection de la toiture⏎Dossier n° 1996-071 », where all acts of
//! a document are headed so.

use super::events;
use super::heads::{Form, Head};
use super::point_sign::{opt_point_sign, point_sign_len};
use super::titles::trim_title;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::page::{Role, Span};

/// Lines of a title.
const LINES: usize = 3;
/// Longest title, in bytes.
const LONGEST: u32 = 260;
/// Heads of this form, at least.
const FEWEST: usize = 2;

/// Gives the acts the titles above their numbers, where most numbers stand alone below a title.
pub(super) fn take(text: &Text<'_>, heads: &mut Vec<Head>) {
    // « Dossier n° 41/2022 : aide » is a number of another kind.
    let of_act = |h: &&Head| outline::opening(text, h.line).is_some_and(|(m, _)| text.is(m, Term::ActNumber));
    let all = heads.iter().filter(|h| h.form == Form::Numbered).count();
    let named = heads.iter().filter(|h| h.form == Form::Numbered).filter(of_act).count();
    let numbered = if named >= FEWEST { named } else { all };
    let found: Vec<(usize, usize)> =
        heads.iter().enumerate().filter_map(|(i, h)| Some((i, title_above(text, h)?))).collect();
    if found.len() < FEWEST || found.len() * 5 < numbered * 4 {
        return;
    }
    let mut taken = Vec::new();
    for (i, from) in found {
        let head = &mut heads[i];
        let info = &text.doc.lines[from];
        let print = text.doc.text(info.span);
        // « 4. Ouverture de crédits⏎Délibération n° 2021-01-002 »: the place of the point is no word of the title.
        let indent = print.len() - print.trim_start().len();
        let sign = point_sign_len(print.trim_start());
        let rank = opt_point_sign(print.trim_start()).filter(|_| sign > 0).and_then(|s| s.rank);
        let span = Span::new(info.span.start + (indent + sign) as u32, text.doc.lines[head.line - 1].span.end);
        let Some(title) = trim_title(text, span) else { continue };
        taken.push(from..head.line);
        (head.end, head.line, head.title) = (head.line + 1, from, Some(title));
        head.rank = head.rank.or(rank);
    }
    heads.retain(|h| h.form == Form::Numbered || !taken.iter().any(|t| t.contains(&h.line)));
}

/// The first line of the title above a number that is all of its line.
fn title_above(text: &Text<'_>, head: &Head) -> Option<usize> {
    let number = head.number.as_ref().filter(|_| head.form == Form::Numbered)?;
    let info = text.doc.lines.get(head.line)?;
    let alone = number.span.end >= info.span.end && !info.gap_before;
    let from = (head.line.saturating_sub(LINES)..head.line).rev().find(|l| text.doc.lines[*l].gap_before)?;
    let plain = (from..head.line).all(|l| {
        text.doc.lines[l].role == Role::Text
            && !text.line(l).is_empty()
            && outline::label(text, l) == Label::Plain
            && events::event(text, l).is_none()
    });
    let print = text.doc.text(text.doc.lines[from].span).trim_start();
    let short = info.span.start - text.doc.lines[from].span.start <= LONGEST;
    (alone && plain && short && print.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '«'))
        .then_some(from)
}
