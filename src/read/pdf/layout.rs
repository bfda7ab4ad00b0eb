//! Layout: the words of a page to lines with cells, in reading order.
//!
//! Overlays (stamps) and turned text are set apart, ruled tables are read cell by cell, columns of prose one after the
//! other, and everything else row by row.

use super::beside;
use super::centred;
use super::columns;
use super::grid;
use super::open_table;
use super::out::{Out, Part, write};
use super::rows::{self, Segment, Strip, Strips};
use super::ruled;
use super::staggered;
use super::tagged::Tagged;
use super::turn::{SLANTED, turn_of};
use super::words::Words;
use crate::page::Row;
use smallvec::smallvec;
use std::collections::{BTreeMap, VecDeque};

/// No printed page has so many rows: what has more is read row by row, since columns are looked for by comparing rows.
const MAX_ROWS: usize = 3_000;
/// Columns within columns.
const MAX_DEPTH: u32 = 4;

/// Lays out the words of a page of the given width and height, whose structure names `tables`; gives its text and its
/// lines.
pub(super) fn lay_out(words: &mut Words, size: (f32, f32), tables: &[Tagged]) -> (String, Vec<Row>) {
    words.tell_letters();
    straighten(words);
    let ids = |wanted: fn(u16) -> bool| -> Vec<u32> {
        let mut ids = Vec::with_capacity(words.list.len());
        ids.extend((0..).zip(&words.list).filter(|(_, w)| wanted(w.turn)).map(|(i, _)| i));
        ids
    };
    let (upright, turned) = (ids(|turn| turn == 0), ids(|turn| turn != 0));
    let mut out = Vec::new();
    let (page, overlays) = overlays(words, upright, size);
    let blocks = page_blocks(words, page, tables);
    let mut overlays = overlays.into_iter().peekable();
    for block in blocks {
        // An overlay stands before the block that begins below it.
        while overlays.peek().is_some_and(|(y, _)| *y <= block.top) {
            push_block(words, overlays.next().map(|o| o.1).unwrap_or_default(), &mut out);
        }
        let from = out.len();
        match block.grid {
            Some(grid) => ruled::lay_out(words, &grid, &block.ids, &mut out),
            None => region(words, &block.ids, 0, &mut out),
        }
        if let Some(first) = out.get_mut(from) {
            first.apart |= from > 0 && block.apart;
        }
    }
    for (_, ids) in overlays {
        push_block(words, ids, &mut out);
    }
    turned_blocks(words, &turned, &mut out);
    write(words, &out)
}

fn push_block(words: &mut Words, ids: Vec<u32>, out: &mut Vec<Out>) {
    let from = out.len();
    region(words, &ids, 0, out);
    if let Some(first) = out.get_mut(from) {
        first.apart = true;
    }
}

/// A page scanned askew has all its text at one small angle: it is turned back.
fn straighten(words: &mut Words) {
    let mut by_turn: Vec<(u16, usize)> = Vec::new();
    let mut total = 0;
    for w in &words.list {
        let len = (w.text.1 - w.text.0) as usize;
        total += len;
        let small = w.turn >= SLANTED && (w.turn - SLANTED < 8 || w.turn - SLANTED > 352);
        if small {
            match by_turn.iter_mut().find(|t| t.0 == w.turn) {
                Some(t) => t.1 += len,
                None => by_turn.push((w.turn, len)),
            }
        }
    }
    let slanted: usize = by_turn.iter().map(|t| t.1).sum();
    if slanted * 2 <= total {
        return;
    }
    let Some(main) = by_turn.iter().max_by_key(|t| t.1).map(|t| t.0) else { return };
    for w in words.list.iter_mut().filter(|w| by_turn.iter().any(|t| t.0 == w.turn)) {
        let ((sin, cos), (sin2, cos2), width) = (turn_of(w.turn), turn_of(main), w.x1 - w.x0);
        let (x, y) = (w.x0 * cos - w.y * sin, w.y * cos + w.x0 * sin);
        (w.x0, w.y) = (x * cos2 + y * sin2, y * cos2 - x * sin2);
        (w.x1, w.turn) = (w.x0 + width, 0);
    }
}

/// Sets overlays apart from the page: small forms or annotations of two lines and more that lie on a page with text
/// of its own. Gives the page's words, and each overlay with its top, top to bottom.
fn overlays(words: &Words, ids: Vec<u32>, size: (f32, f32)) -> (Vec<u32>, Vec<(f32, Vec<u32>)>) {
    let word = |i: &u32| words.list.get(*i as usize);
    let mut layers: Vec<u16> = ids.iter().filter_map(word).map(|w| w.layer).filter(|l| *l > 0).collect();
    layers.sort_unstable();
    layers.dedup();
    if layers.is_empty() || layers.len() > 12 {
        return (ids, Vec::new());
    }
    let mut found: Vec<(f32, u16)> = Vec::new();
    for layer in layers {
        let own: Vec<_> = ids.iter().filter_map(word).filter(|w| w.layer == layer).collect();
        let chars: u32 = own.iter().map(|w| w.text.1 - w.text.0).sum();
        let left = own.iter().fold(f32::MAX, |m, w| m.min(w.x0));
        let right = own.iter().fold(f32::MIN, |m, w| m.max(w.x1));
        let top = own.iter().fold(f32::MAX, |m, w| m.min(w.y - 0.8 * w.size));
        let bottom = own.iter().fold(f32::MIN, |m, w| m.max(w.y));
        let first = own.first().map_or(0.0, |w| w.y);
        let lines = own.iter().any(|w| (w.y - first).abs() > 0.8 * w.size);
        let small = (right - left) * (bottom - top) < 0.2 * size.0 * size.1 && right - left < 0.7 * size.0;
        if lines && small && chars < 500 && own.len() * 3 < ids.len() * 2 {
            found.push((top, layer));
        }
    }
    if found.len() > 4 {
        return (ids, Vec::new());
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let of = |layer: u16| ids.iter().copied().filter(|i| word(i).is_some_and(|w| w.layer == layer)).collect();
    let apart: Vec<(f32, Vec<u32>)> = found.iter().map(|(top, l)| (*top, of(*l))).collect();
    let rest =
        ids.iter().copied().filter(|i| !word(i).is_some_and(|w| found.iter().any(|(_, l)| *l == w.layer))).collect();
    (rest, apart)
}

/// A part of the page: a ruled table, or what stands between two.
struct Block {
    grid: Option<grid::Grid>,
    ids: Vec<u32>,
    top: f32,
    apart: bool,
}

/// Cuts the page at its ruled tables.
fn page_blocks(words: &mut Words, ids: Vec<u32>, tagged: &[Tagged]) -> Vec<Block> {
    let word = |i: &u32| words.list.get(*i as usize);
    let mut rest = ids;
    let mut tables: Vec<(grid::Grid, Vec<u32>)> = Vec::new();
    let mut take = |found: Vec<grid::Grid>, rest: &mut Vec<u32>| {
        for grid in found {
            let inside =
                |i: &u32| word(i).is_some_and(|w| grid.cell(f32::midpoint(w.x0, w.x1), w.y - 0.3 * w.size).is_some());
            let (own, others): (Vec<u32>, Vec<u32>) = rest.iter().partition(|i| inside(i));
            if ruled::is_table(words, &grid, &own) {
                tables.push((grid, own));
                *rest = others;
            }
        }
        tables.iter().map(|t| t.0.bounds()).collect::<Vec<_>>()
    };
    let taken = take(grid::grids(&words.rules), &mut rest);
    let mut found = open_table::find(words, &words.rules, &rest, &taken);
    found.extend(tagged.iter().take(64).filter_map(|t| t.grid(words, &rest)));
    take(found, &mut rest);
    tables
        .sort_by(|a, b| a.0.bounds()[1].total_cmp(&b.0.bounds()[1]).then(a.0.bounds()[0].total_cmp(&b.0.bounds()[0])));
    cut(words, rest, tables)
}

/// Cuts words at the tables that stand among them, top to bottom; a table with running text beside it stands in a
/// column of its own.
fn cut(words: &mut Words, mut rest: Vec<u32>, tables: Vec<(grid::Grid, Vec<u32>)>) -> Vec<Block> {
    let middle = |words: &Words, i: &u32| words.list.get(*i as usize).map_or(0.0, |w| w.y - 0.3 * w.size);
    let mut out = Vec::new();
    let mut tables: VecDeque<_> = tables.into();
    while let Some((grid, own)) = tables.pop_front() {
        let [_, y0, _, _] = grid.bounds();
        let strip = beside::strip(words, &grid, &rest);
        let (top, bottom) = strip.map_or((y0, y0), |s| (s.top, s.bottom));
        let (above, below): (Vec<u32>, Vec<u32>) = rest.iter().partition(|i| middle(words, i) < top);
        rest = below;
        if !above.is_empty() {
            out.push(Block { grid: None, top: top_of(words, &above), ids: above, apart: false });
        }
        let Some(strip) = strip else {
            out.push(Block { grid: Some(grid), top: y0, ids: own, apart: false });
            continue;
        };
        // The tables of the strip go to their side; the first that crosses it ends it.
        let (mut left, mut right, mut end) = (vec![(grid, own)], Vec::new(), bottom);
        while let Some([x0, y, x1, _]) = tables.front().map(|t| t.0.bounds()).filter(|b| b[1] < end) {
            if x0 < strip.at && x1 > strip.at + 1.0 {
                end = y;
                break;
            }
            let side = if x0 < strip.at { &mut left } else { &mut right };
            side.extend(tables.pop_front());
        }
        let (inside, below): (Vec<u32>, Vec<u32>) = rest.iter().partition(|i| middle(words, i) < end);
        rest = below;
        let begins = |i: &u32| words.list.get(*i as usize).is_some_and(|w| w.x0 < strip.at - 0.5);
        let (ids_left, ids_right): (Vec<u32>, Vec<u32>) = inside.iter().partition(|i| begins(i));
        for (ids, tables) in [(ids_left, left), (ids_right, right)] {
            let mut side = cut(words, ids, tables);
            if let Some(first) = side.first_mut() {
                first.apart = true;
            }
            out.extend(side);
        }
    }
    out.push(Block { grid: None, top: top_of(words, &rest), ids: rest, apart: false });
    out
}

fn top_of(words: &Words, ids: &[u32]) -> f32 {
    ids.iter().filter_map(|i| words.list.get(*i as usize)).fold(f32::MAX, |m, w| m.min(w.y - 0.8 * w.size))
}

/// Lays out words without a ruled table: columns of prose one after the other, the rest row by row.
pub(super) fn region(words: &mut Words, ids: &[u32], depth: u32, out: &mut Vec<Out>) {
    let mut groups = rows::rows(words, ids);
    if depth < MAX_DEPTH && groups.len() <= MAX_ROWS {
        let least = columns::strip(words, &groups);
        let fine = Strips::of(words, &groups, least);
        let fine = fine.rows();
        let mut from = 0;
        while let Some(band) = band(words, fine.get(from..).unwrap_or(&[]), least) {
            let (start, end) = (from + band.rows.start, from + band.rows.end);
            centred::rows(words, groups.get(from..start).unwrap_or(&[]), out);
            let inside = fine.get(start..end).unwrap_or(&[]);
            let (left, right): (Vec<&Strip<'_>>, Vec<&Strip<'_>>) =
                inside.iter().copied().flatten().partition(|s| s.x0 < band.at);
            for side in [left, right] {
                let ids: Vec<u32> = side.into_iter().flat_map(|s| s.words.iter().copied()).collect();
                let first = out.len();
                region(words, &ids, depth + 1, out);
                if let Some(first) = out.get_mut(first) {
                    first.apart = true;
                }
            }
            from = end;
        }
        groups.drain(..from);
    }
    centred::rows(words, &groups, out);
}

/// The first rows that are read one side after the other.
fn band(words: &Words, rows: &[&[Strip<'_>]], least: f32) -> Option<columns::Band> {
    let found = [columns::find(words, rows, least), staggered::find(rows)];
    found.into_iter().flatten().min_by_key(|b| b.rows.start)
}

/// Turned text behind the upright: letters on a curve in the order drawn, then quarter turns, then slanted lines.
fn turned_blocks(words: &mut Words, ids: &[u32], out: &mut Vec<Out>) {
    let short = |i: &u32| words.list.get(*i as usize).is_some_and(|w| w.turn >= SLANTED && w.text.1 - w.text.0 <= 3);
    let (mut curves, mut rest): (Vec<&[u32]>, BTreeMap<u16, Vec<u32>>) = (Vec::new(), BTreeMap::new());
    for run in ids.chunk_by(|a, b| short(a) == short(b)) {
        // On a curve hardly two letters share an angle.
        if run.len() >= 4 && short(&run[0]) && turn_changes(words, run) * 3 >= run.len() * 2 {
            curves.push(run);
            continue;
        }
        for i in run {
            let turn = words.list.get(*i as usize).map_or(0, |w| w.turn);
            rest.entry(turn).or_default().push(*i);
        }
    }
    for own in rest.values() {
        let from = out.len();
        for group in &rows::rows(words, own) {
            let parts = rows::segments(words, group).into_iter().map(Part::from).collect();
            out.push(Out { upright: false, ..Out::plain(parts) });
        }
        if let Some(first) = out.get_mut(from) {
            first.apart = true;
        }
    }
    for curve in curves {
        let mut line = Segment { words: curve.to_vec(), ..Segment::default() };
        // Letters stand side by side in writing order: their places on the page say nothing.
        for i in curve {
            if let Some(w) = words.list.get_mut(*i as usize) {
                let (x, width) = (line.x1 + if w.spaced { 0.5 * w.size } else { 0.0 }, w.x1 - w.x0);
                (w.x0, w.x1) = (x, x + width);
                (line.x1, line.size, line.y) = (w.x1, line.size.max(w.size), w.y);
            }
        }
        out.push(Out { upright: false, apart: true, ..Out::plain(smallvec![Part::from(line)]) });
    }
}

fn turn_changes(words: &Words, run: &[u32]) -> usize {
    let turn = |i: u32| words.list.get(i as usize).map_or(0, |w| w.turn);
    run.windows(2).filter(|w| turn(w[0]) != turn(w[1])).count() + 1
}
