//! Furniture: page numbers, running heads and feet, found by their place and their repetition, not their wording.

use super::builder::RawLine;
use super::{Role, fold};
use rustc_hash::FxHashMap;

/// How many lines at the top and at the bottom of a page may be a running head or foot.
const MARGIN_LINES: usize = 8;

/// For each line, whether it is furniture. The first print of a running head stays in the body: it often is the
/// letterhead.
pub(super) fn find(lines: &[RawLine], texts: &[&str]) -> Vec<bool> {
    let mut out: Vec<bool> = lines.iter().map(|l| l.style.role == Role::Furniture).collect();
    let pages = pages(lines, texts);
    for page in &pages {
        let depth = page.len().min(MARGIN_LINES);
        for &i in page[..depth].iter().chain(&page[page.len() - depth..]) {
            // « votants :⏎15 », « votants⏎: 15 »: the line before waits for the number.
            let waits = !lines[i].style.gap_before && i > 0 && texts[i - 1].trim_end().ends_with(':');
            let waits = waits || texts[i].trim_start().starts_with(':');
            if !waits && is_page_number(texts[i]) {
                out[i] = true;
            }
        }
    }
    if pages.len() >= 2 {
        for edge in [Edge::Top, Edge::Bottom] {
            peel(&pages, texts, edge, &mut out);
        }
    }
    out
}

/// Which end of the page is looked at.
#[derive(Clone, Copy)]
enum Edge {
    Top,
    Bottom,
}

/// Marks the lines that repeat across pages at one edge, from the outermost inwards: a line that repeats behind one
/// that does not is text (« Vote : pour à l'unanimité »), not a running head.
fn peel(pages: &[Vec<usize>], texts: &[&str], edge: Edge, out: &mut [bool]) {
    // The lines of each page from the edge inwards, with what they repeat.
    let edges: Vec<Vec<(usize, Option<String>)>> = pages
        .iter()
        .map(|page| {
            let depth = page.len().min(MARGIN_LINES);
            let keyed = |&i: &usize| (i, if out[i] { None } else { repeat_key(texts[i]) });
            match edge {
                Edge::Top => page[..depth].iter().map(keyed).collect(),
                Edge::Bottom => page[page.len() - depth..].iter().rev().map(keyed).collect(),
            }
        })
        .collect();
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
            let Some(on) = key.as_deref().and_then(|k| seen.get(k)) else { break };
            let mut distinct = on.clone();
            distinct.dedup_by_key(|(page, _)| *page);
            if distinct.len() < least {
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
fn pages(lines: &[RawLine], texts: &[&str]) -> Vec<Vec<usize>> {
    let mut pages: Vec<Vec<usize>> = Vec::new();
    let mut cut = true;
    let mut last_page = u32::MAX;
    for (i, line) in lines.iter().enumerate() {
        // What a reader put aside already is no line of the page, and no end of it.
        let aside = line.style.role == Role::Furniture && line.style.bbox.is_some();
        if texts[i].trim().is_empty() || aside {
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
        if line.style.role == Role::Furniture || ends_in_page_of(texts[i]) {
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
    let at = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
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
    let mut key = String::new();
    let digits = number_of_act(text);
    for c in text.chars() {
        if c.is_ascii_digit() && !digits {
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
