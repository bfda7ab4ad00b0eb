//! Furniture: page numbers, running heads and feet, found by their place and their repetition, not their wording.

use super::builder::RawLine;
use super::{Role, fold};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// How many lines at the top and at the bottom of a page may be a running head or foot.
const MARGIN_LINES: usize = 8;
/// The fewest bytes of text whose lines threads share: less takes no longer than to wake one.
const SHARED: usize = 200_000;

/// For each line, whether it is furniture. The first print of a running head stays in the body: it often is the
/// letterhead.
pub(super) fn find(lines: &[RawLine], texts: &[&str]) -> Vec<bool> {
    let mut out: Vec<bool> = lines.iter().map(|l| l.style.role == Role::Furniture).collect();
    let long = texts.iter().map(|t| t.len()).sum::<usize>() >= SHARED;
    let pages = pages(lines, texts, long);
    let margins = each(&pages, long, |page| Margins::of(page, lines, texts, &out, pages.len() > 1));
    for line in margins.iter().flat_map(|m| &m.lines) {
        out[line.at] |= line.number;
    }
    for edge in [Edge::Top, Edge::Bottom] {
        peel(&margins, edge, &mut out);
    }
    out
}

/// What `f` gives for each, by all threads where the text is long.
fn each<T: Sync, R: Send>(items: &[T], long: bool, f: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    if long { items.par_iter().with_min_len(items.len() / 64).map(f).collect() } else { items.iter().map(f).collect() }
}

/// A line in the margin of a page.
struct Marginal {
    /// Its index among all lines.
    at: usize,
    /// It is nothing but a page number.
    number: bool,
    /// Under which its prints are one.
    key: Option<String>,
}

/// The lines of a page that may be furniture: the first and the last.
struct Margins {
    lines: Vec<Marginal>,
    /// How many belong to each end; of a short page some belong to both.
    depth: usize,
}

impl Margins {
    /// Those of one page; `out` are furniture already, and keys are told where there are pages to repeat them.
    fn of(page: &[usize], lines: &[RawLine], texts: &[&str], out: &[bool], keyed: bool) -> Self {
        let depth = page.len().min(MARGIN_LINES);
        let (top, rest) = page.split_at(depth);
        let bottom = &rest[rest.len() - rest.len().min(depth)..];
        let line = |&at: &usize| {
            let number = is_page_number(texts[at]) && !is_awaited(lines, texts, at) && !in_column(lines, texts, at);
            let number = number && !amid(page, at, lines, texts);
            let key = if !keyed || number || out[at] { None } else { repeat_key(texts[at]) };
            Marginal { at, number, key }
        };
        Self { lines: top.iter().chain(bottom).map(line).collect(), depth }
    }

    /// The lines of one end, from the edge on, each with its key unless it is furniture already.
    fn inwards(&self, edge: Edge, out: &[bool]) -> Vec<(usize, Option<&str>)> {
        let count = self.lines.len();
        let told = |k: usize| {
            let line = &self.lines[k];
            (line.at, line.key.as_deref().filter(|_| !out[line.at]))
        };
        match edge {
            Edge::Top => (0..self.depth).map(told).collect(),
            Edge::Bottom => (count - self.depth..count).rev().map(told).collect(),
        }
    }
}

/// « votants :⏎15 », « votants⏎: 15 »: the line before waits for the number.
fn is_awaited(lines: &[RawLine], texts: &[&str], at: usize) -> bool {
    let waits = !lines[at].style.gap_before && at > 0 && texts[at - 1].trim_end().ends_with(':');
    waits || texts[at].trim_start().starts_with(':')
}

/// « 21⏎16⏎18 »: bare figures right under each other are a column, for a page has one number.
fn in_column(lines: &[RawLine], texts: &[&str], at: usize) -> bool {
    let bare =
        |i: usize| texts.get(i).is_some_and(|t| !t.trim().is_empty() && t.trim().bytes().all(|b| b.is_ascii_digit()));
    let joined = |i: usize| bare(i - 1) && bare(i) && !lines[i].style.gap_before && lines[i - 1].page == lines[i].page;
    at > 0 && joined(at) || at + 1 < texts.len() && joined(at + 1)
}

/// « Nombre de conseillers en exercice⏎15⏎PROCÈS-VERBAL »: a bare figure with two lines or more between it and the edges, and
/// close to those around it, is a line of the text.
fn amid(page: &[usize], at: usize, lines: &[RawLine], texts: &[&str]) -> bool {
    const EDGE: usize = 2;
    let bare = texts[at].trim().bytes().all(|b| b.is_ascii_digit());
    let place = page.partition_point(|p| *p < at);
    let inside = place >= EDGE && place + EDGE < page.len();
    bare && inside && !lines[at].style.gap_before && !lines[page[place + 1]].style.gap_before
}

/// Which end of the page is looked at.
#[derive(Clone, Copy)]
enum Edge {
    Top,
    Bottom,
}

/// Marks the lines that repeat across pages at one edge, from the outermost inwards: a line that repeats behind one
/// that does not is text (« Vote : pour à l'unanimité »), not a running head.
fn peel(pages: &[Margins], edge: Edge, out: &mut [bool]) {
    if pages.len() < 2 {
        return;
    }
    let edges: Vec<Vec<(usize, Option<&str>)>> = pages.iter().map(|page| page.inwards(edge, out)).collect();
    // For each key its pages, and how far from the edge it stands there.
    let mut seen: FxHashMap<&str, Vec<(usize, usize)>> = FxHashMap::default();
    for (p, page) in edges.iter().enumerate() {
        for (depth, (_, key)) in page.iter().enumerate() {
            if let Some(key) = key {
                seen.entry(key).or_default().push((p, depth));
            }
        }
    }
    let least = if pages.len() <= 3 { 2 } else { pages.len().div_ceil(3).max(2) };
    for (p, page) in edges.iter().enumerate() {
        for (depth, (i, key)) in page.iter().enumerate() {
            if out[*i] {
                continue;
            }
            let Some(on) = key.and_then(|k| seen.get(k)) else { break };
            // Fewer prints than that are not on enough pages either.
            if on.len() < least || on.chunk_by(|a, b| a.0 == b.0).count() < least {
                break;
            }
            // A running foot is no letterhead: its first print goes as well, where another stands as near to the edge.
            let foot = || matches!(edge, Edge::Bottom) && on.iter().any(|(q, d)| *q != p && *d == depth);
            if on.first().is_none_or(|(first, _)| *first != p) || foot() {
                out[*i] = true;
            }
        }
    }
}

/// Line indices by page. Text without pages is cut at form feeds and behind lines that end in « Page n / m ».
fn pages(lines: &[RawLine], texts: &[&str], long: bool) -> Vec<Vec<usize>> {
    let told = each(texts, long, |text| (text.trim().is_empty(), ends_in_page_of(text)));
    let mut pages: Vec<Vec<usize>> = Vec::new();
    let mut cut = true;
    let mut last_page = u32::MAX;
    for (i, (line, (blank, ends))) in lines.iter().zip(told).enumerate() {
        // What a reader put aside already is no line of the page, and no end of it.
        let aside = line.style.role == Role::Furniture && line.style.bbox.is_some();
        if blank || aside {
            continue;
        }
        if cut || line.page != last_page {
            pages.push(Vec::new());
        }
        cut = false;
        last_page = line.page;
        if let Some(page) = pages.last_mut() {
            page.push(i);
        }
        if ends || line.style.role == Role::Furniture {
            cut = true;
        }
    }
    pages
}

/// « 3 », « - 3 - », « 3/12 », « Page 3 sur 12 »: nothing but a page number.
fn is_page_number(text: &str) -> bool {
    // Folding takes time: what is far too long is not folded.
    let text = text.trim();
    if text.len() > 72 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let t = fold::fold(text);
    if t.is_empty() || t.len() > 24 {
        return false;
    }
    let t = t.trim_matches(|c: char| matches!(c, '-' | ' ' | '_' | '.' | '|' | '*' | '~' | '(' | ')'));
    let (rest, named) =
        match t.strip_prefix("page").or_else(|| t.strip_prefix("pages")).or_else(|| t.strip_prefix("p.")) {
            Some(r) => (r, true),
            None => (t, false),
        };
    let rest = rest.trim_matches(|c: char| matches!(c, ' ' | ':' | '.' | '-' | '°' | 'n'));
    let parts: Vec<&str> =
        rest.split(['/', ' ']).filter(|p| !p.is_empty() && *p != "sur" && *p != "of" && *p != "de").collect();
    let number = |p: &str| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [n] => number(n) && (named || n.len() <= 3),
        // « 041/19 » and « N° 47/2012 » are numbers of acts: a page number is not above the number of pages, and no
        // document has as many pages as its year.
        [n, m] => {
            number(n)
                && number(m)
                && !n.starts_with('0')
                && in_order(n, m)
                && (named || m.len() <= 3)
                && (named || rest.contains('/') || t.contains("sur"))
        }
        _ => false,
    }
}

fn in_order(n: &str, m: &str) -> bool {
    matches!((n.parse::<u32>(), m.parse::<u32>()), (Ok(n), Ok(m)) if n <= m)
}

/// Whether a line ends in « Page 3 / 12 » or is a bare « 3/12 »: in text without pages, a page ends there.
fn ends_in_page_of(text: &str) -> bool {
    let text = text.trim_end();
    let tail = (text.len().saturating_sub(72)..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    if !text[tail..].bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    // Folding takes time: without these, and letters that may become one of them, it gives neither « page » nor « / ».
    if !text[tail..].bytes().any(|b| matches!(b, b'g' | b'G' | b'/') || b > 0xc3) {
        return false;
    }
    let t = fold::fold(&text[tail..]);
    if let Some(at) = t.rfind("page ") {
        return t.len() - at < 18 && is_page_number(&t[at..]);
    }
    tail == 0 && is_page_number(&t) && t.contains('/')
}

/// « DEL 2023/62 » at the top of one page and « DEL 2023/66 » at the top of another are two lines: letters, then groups of
/// digits, and nothing else. « Page 2/7 », « f° 2023/12 » count pages.
fn number_of_act(text: &str) -> bool {
    let text = text.trim();
    if !text.starts_with(|c: char| c.is_ascii_uppercase()) {
        return false;
    }
    let at = text.bytes().position(|b| b.is_ascii_digit()).unwrap_or(text.len());
    let (word, number) = text.split_at(at);
    let word = word.trim_end();
    (2..=8).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_uppercase())
        && !word.starts_with(['P', 'F'])
        && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'/' | b'-' | b'_' | b'.'))
        && number.bytes().filter(|b| !b.is_ascii_digit()).count() >= 1
        && number.len() >= 5
}

/// The key under which two prints of a running head are one: folded, digits struck out. `None` for lines too short
/// to tell.
fn repeat_key(text: &str) -> Option<String> {
    let mut key = String::with_capacity(text.len());
    let digits = number_of_act(text);
    for c in text.chars() {
        if c.is_ascii_lowercase() {
            key.push(c);
        } else if c.is_ascii_digit() && !digits {
            if !key.ends_with('#') {
                key.push('#');
            }
        } else if !c.is_whitespace() {
            fold::push_folded(c, &mut key);
        }
    }
    let letters = key.chars().filter(|c| c.is_alphanumeric()).take(6).count();
    (letters >= 6 || (key.contains('#') && key.len() >= 6)).then_some(key)
}
