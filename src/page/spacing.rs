//! Documents in which every line stands apart: some converters make a paragraph of each printed line. There the blank
//! lines say nothing, and what runs on must not be parted by them.

use super::Role;
use super::builder::RawLine;

/// Fewer lines tell nothing.
const LEAST: usize = 20;
/// At least this share of the lines stands behind a blank line, in tenths…
const APART: usize = 9;
/// …and at least two, and one in this many, go on in small letters with the sentence of the line above.
const RUNS_ON: usize = 30;

/// Takes the gaps away inside sentences and behind full lines, where every line stands behind a blank one.
pub(super) fn close(lines: &mut [RawLine], texts: &[&str], furniture: &[bool]) {
    let body: Vec<usize> = (0..lines.len()).filter(|i| !furniture[*i]).collect();
    let text = |i: usize| lines[i].style.role == Role::Text && lines[i].cells.is_empty();
    let apart = body.iter().filter(|i| lines[**i].style.gap_before).count();
    if body.len() < LEAST || apart * 10 < body.len() * APART {
        return;
    }
    let pairs: Vec<(usize, usize)> =
        body.iter().zip(body.iter().skip(1)).map(|(a, b)| (*a, *b)).filter(|(a, b)| text(*a) && text(*b)).collect();
    let runs_on = |a: usize, b: usize| {
        texts[b].starts_with(char::is_lowercase) && texts[a].trim_end().ends_with(char::is_alphanumeric)
    };
    let ongoing = pairs.iter().filter(|(a, b)| runs_on(*a, *b)).count();
    if ongoing < 2 || ongoing * RUNS_ON < body.len() {
        return;
    }
    let mut lengths: Vec<usize> = pairs.iter().map(|(a, _)| texts[*a].chars().count()).collect();
    lengths.sort_unstable();
    let full = lengths.get(lengths.len() * 9 / 10).map_or(usize::MAX, |l| l * 4 / 5);
    let open = |a: usize| texts[a].chars().count() >= full && !texts[a].trim_end().ends_with(['.', ':', ';', '!', '?']);
    let closed: Vec<usize> = pairs.iter().filter(|(a, b)| runs_on(*a, *b) || open(*a)).map(|(_, b)| *b).collect();
    for i in closed {
        lines[i].style.gap_before = false;
    }
}
