//! Numbers that close their acts: « … APPROUVE les tarifs.⏎DCM-2018-092⏎Dossier n° 3⏎OBJET : … ». Read as heads they would
//! give each act the title of the next.

use super::acts::Act;
use super::events::Event;
use super::heads::{Form, Head, style};
use crate::grammar::text::Text;
use crate::page::At;

/// Fewer show no way.
const FEWEST: usize = 3;

/// Takes from the heads the numbers that stand alone on their lines behind the acts, where the first object comes before
/// the first of them, with something decided between, and the last one behind the last object.
pub(super) fn take(text: &Text<'_>, heads: &mut Vec<Head>, events: &[(usize, Event)]) -> Vec<At<String>> {
    let alone = |h: &Head| {
        let line = text.doc.text(text.doc.lines[h.line].span).trim();
        h.form == Form::Numbered && h.number.as_ref().is_some_and(|n| n.value == line)
    };
    let numbers: Vec<usize> = heads.iter().filter(|h| alone(h)).map(|h| h.line).collect();
    let objects: Vec<usize> = heads.iter().filter(|h| h.styles & style::OBJECT != 0).map(|h| h.line).collect();
    let (Some(&[first, .., last]), Some(&[from, .., to])) = (numbers.get(..), objects.get(..)) else {
        return Vec::new();
    };
    let decided = events.iter().any(|(l, _)| (from..first).contains(l));
    let even = numbers.len().abs_diff(objects.len()) <= 1;
    if numbers.len() < FEWEST || objects.len() < FEWEST || !(from < first && decided && last > to && even) {
        return Vec::new();
    }
    let taken = heads.iter().filter(|h| alone(h)).filter_map(|h| h.number.clone()).collect();
    heads.retain(|h| !alone(h));
    taken
}

/// Gives each act the number within its lines.
pub(super) fn give(text: &Text<'_>, acts: &mut [Act], numbers: Vec<At<String>>) {
    for number in numbers {
        let line = text.doc.line_at(number.span.start);
        if let Some(act) = acts.iter_mut().find(|a| a.lines.contains(&line) && a.head.number.is_none()) {
            act.head.number = Some(number);
        }
    }
}
