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

/// Fewer lines that begin with a comma may be slips.
const TORN: usize = 3;
/// A word that was torn from its sentence is a name of no more words.
const NAME: usize = 4;

/// « …, Paul⏎⏎LERAY⏎⏎, Anne⏎⏎TABARD⏎⏎, … »: words in bold that a converter put into paragraphs of their own. A comma opens no
/// paragraph: it goes on with the line above, and that with the one before it.
pub(super) fn close_torn(lines: &mut [RawLine], texts: &[&str], furniture: &[bool]) {
    let body: Vec<usize> = (0..lines.len()).filter(|i| !furniture[*i] && !texts[*i].trim().is_empty()).collect();
    // A hyphen alone is an empty item to a reader of Markdown.
    let text = |i: usize| {
        (lines[i].style.role == Role::Text || lines[i].style.role == Role::Item && is_hyphen(texts[i]))
            && lines[i].cells.is_empty()
    };
    let comma = |i: usize| text(i) && texts[i].trim_start().starts_with([',', ';']);
    if body.iter().filter(|i| comma(**i)).count() < TORN {
        return;
    }
    // « LERAY⏎⏎donne pouvoir à Anne⏎⏎TABARD⏎⏎-⏎⏎MOREL⏎⏎. »
    let goes_on =
        |i: usize| comma(i) || text(i) && (texts[i].trim_start().starts_with(char::is_lowercase) || is_sign(texts[i]));
    let torn: Vec<usize> =
        (1..body.len()).filter(|n| goes_on(body[*n]) || is_hyphen(texts[body[*n - 1]]) && text(body[*n])).collect();
    let is_word = |n: &usize| {
        let (above, word) = (body[n - 1], body[*n]);
        let name = text(word) && texts[word].split_whitespace().count() <= NAME;
        name && text(above) && texts[above].trim_end().ends_with(char::is_alphanumeric)
    };
    let words = torn.iter().map(|n| n - 1).filter(|n| *n > 0 && is_word(n));
    let closed: Vec<usize> = torn.iter().copied().chain(words).map(|n| body[n]).collect();
    for i in closed {
        lines[i].style.gap_before = false;
    }
}

/// « . », « - » alone on a line.
fn is_sign(line: &str) -> bool {
    matches!(line.trim(), "." | "-" | ")")
}

fn is_hyphen(line: &str) -> bool {
    line.trim() == "-"
}

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
