//! Votes of one point that each stand under a short label: « Commune : », « - La mare du bourg : ».
//!
//! A label is a line of few words that ends with a colon. Such lines also open lists; they are acts where each of two or
//! more has a vote or a decision before the next.

use super::acts::Act;
use super::heads::{Form, Head, style};
use super::series::Segmenter;
use super::titles::trim_title;
use crate::grammar::family;
use crate::grammar::lexicon::Terms;
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind};
use std::ops::Range;

/// A label has no more tokens.
const LONGEST: usize = 12;

/// The acts under the labels of a stretch; none where one of them has no vote or decision of its own.
#[must_use]
pub fn find(seg: &Segmenter<'_, '_>, lines: Range<usize>) -> Vec<Act> {
    let labels: Vec<Head> = lines.clone().filter_map(|l| opt_label(seg.text, l)).collect();
    let stops: Vec<usize> = labels.iter().skip(1).map(|h| h.line).chain([lines.end]).collect();
    let voted = labels.iter().zip(&stops).filter(|(h, stop)| seg.votes(h.line..**stop) > 0).count();
    let decided = labels.iter().zip(&stops).all(|(h, stop)| seg.any_event(h.line..*stop));
    let before = labels.first().is_some_and(|first| seg.votes(lines.start..first.line) > 0);
    if labels.len() < 2 || !decided || voted * 2 < labels.len() || before {
        return Vec::new();
    }
    labels.into_iter().zip(stops).map(|(h, stop)| Act::new(h.clone(), h.line..stop)).collect()
}

/// « Port de plaisance : », alone on its line.
fn opt_label(text: &Text<'_>, line: usize) -> Option<Head> {
    let toks = outline::behind_bullet(text.line(line));
    let (first, last) = toks.first().zip(toks.slice().last().copied())?;
    let opens = first.kind == Kind::Word && matches!(first.case, Case::Title | Case::Upper);
    if !opens || last.sign != ':' || toks.len() > LONGEST {
        return None;
    }
    let sentence = toks.slice().iter().any(|t| text.listed(*t, List::Sentence));
    let named = (toks.start..toks.end).any(|i| person::is_title(text, i));
    const OTHER: Terms =
        family::HEAD.or(family::COUNTS).or(family::SIDES).or(Terms::of(&[Term::VoteHeading, Term::Agenda]));
    let other = text.mark_at(toks.start).is_some_and(|m| text.is_any(m, OTHER));
    let plain = outline::label(text, line) == Label::Plain && !other;
    if sentence || named || !plain {
        return None;
    }
    let title = trim_title(text, toks.span())?;
    Some(Head {
        line,
        end: line + 1,
        form: Form::Item,
        number: None,
        title: Some(title),
        rank: None,
        styles: style::ITEM,
    })
}
