//! Tables of tagged PDFs: which marked content stands in which cell (ISO 32000-1, 14.7), used where the boxes of the
//! cells agree with it. Word processors tag tables that they draw without lines.

use super::grid::Grid;
use super::object::{deref, dict_of};
use super::words::{NO_MARK, Words};
use lopdf::{Dictionary, Document, Object, ObjectId};
use rustc_hash::{FxHashMap, FxHashSet};

/// Elements of one structure tree that are looked at.
const MAX_ELEMENTS: usize = 400_000;
/// Elements within elements.
const MAX_DEPTH: u32 = 40;
/// Rows and cells of one table.
const MAX_CELLS: usize = 20_000;

/// A table on one page: rows of cells, each with the numbers of its marked content.
#[derive(Debug, Default)]
pub(super) struct Tagged {
    rows: Vec<Vec<Vec<u32>>>,
}

/// The tables of a document, by page.
pub(super) type Tables = FxHashMap<ObjectId, Vec<Tagged>>;

/// Walks the structure tree.
struct Walk<'d> {
    doc: &'d Document,
    left: usize,
    seen: FxHashSet<ObjectId>,
    out: Tables,
}

/// Finds the tables of a document's structure tree; none where it has no tree.
pub(super) fn tables(doc: &Document) -> Tables {
    let root = doc.catalog().ok().and_then(|c| c.get(b"StructTreeRoot").ok()).and_then(|o| dict_of(doc, o));
    let mut walk = Walk { doc, left: MAX_ELEMENTS, seen: FxHashSet::default(), out: Tables::default() };
    if let Some(kids) = root.and_then(|r| r.get(b"K").ok()) {
        walk.elements(kids, 0);
    }
    walk.out
}

impl<'d> Walk<'d> {
    fn kids(&self, object: &'d Object) -> &'d [Object] {
        match deref(self.doc, object) {
            Object::Array(kids) => kids,
            _ => std::slice::from_ref(object),
        }
    }

    /// Whether an element may be entered: each once, and only so many.
    fn enter(&mut self, object: &Object) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left > 0 && !matches!(object, Object::Reference(id) if !self.seen.insert(*id))
    }

    fn elements(&mut self, kids: &'d Object, depth: u32) {
        for kid in self.kids(kids) {
            if depth > MAX_DEPTH || !self.enter(kid) {
                continue;
            }
            let Some(element) = dict_of(self.doc, kid) else { continue };
            if kind(element) == b"Table" {
                self.table(element);
            } else if let Ok(inner) = element.get(b"K") {
                self.elements(inner, depth + 1);
            }
        }
    }

    fn table(&mut self, table: &'d Dictionary) {
        let mut rows: Vec<&'d Dictionary> = Vec::new();
        self.rows(table, &mut rows, 0);
        let mut by_page: FxHashMap<ObjectId, Tagged> = FxHashMap::default();
        for row in rows {
            let mut marks: Vec<Vec<(ObjectId, u32)>> = Vec::new();
            for kid in row.get(b"K").map(|k| self.kids(k)).unwrap_or_default() {
                if !self.enter(kid) || marks.len() > MAX_CELLS {
                    continue;
                }
                let Some(cell) = dict_of(self.doc, kid).filter(|c| matches!(kind(c), b"TD" | b"TH")) else { continue };
                let mut own = Vec::new();
                let page = page_of(cell).or_else(|| page_of(row)).or_else(|| page_of(table));
                if let Ok(inner) = cell.get(b"K") {
                    self.marks(inner, page, &mut own, 0);
                }
                marks.push(own);
            }
            // A row that runs over two pages is a row on each.
            let mut pages: Vec<ObjectId> = marks.iter().flatten().map(|m| m.0).collect();
            pages.sort_unstable();
            pages.dedup();
            for page in pages {
                let cells = marks.iter().map(|c| c.iter().filter(|m| m.0 == page).map(|m| m.1).collect()).collect();
                by_page.entry(page).or_default().rows.push(cells);
            }
        }
        let mut found: Vec<(ObjectId, Tagged)> = by_page.into_iter().collect();
        found.sort_by_key(|f| f.0);
        for (page, table) in found {
            self.out.entry(page).or_default().push(table);
        }
    }

    fn rows(&mut self, element: &'d Dictionary, out: &mut Vec<&'d Dictionary>, depth: u32) {
        for kid in element.get(b"K").map(|k| self.kids(k)).unwrap_or_default() {
            if depth > 3 || out.len() > MAX_CELLS || !self.enter(kid) {
                continue;
            }
            let Some(dict) = dict_of(self.doc, kid) else { continue };
            match kind(dict) {
                b"TR" => out.push(dict),
                b"THead" | b"TBody" | b"TFoot" => self.rows(dict, out, depth + 1),
                _ => {}
            }
        }
    }

    /// The marked content below an element.
    fn marks(&mut self, kids: &'d Object, page: Option<ObjectId>, out: &mut Vec<(ObjectId, u32)>, depth: u32) {
        for kid in self.kids(kids) {
            if depth > MAX_DEPTH || !self.enter(kid) {
                continue;
            }
            match deref(self.doc, kid) {
                Object::Integer(n) => out.extend(page.and_then(|p| Some((p, u32::try_from(*n).ok()?)))),
                Object::Dictionary(d) => {
                    let page = page_of(d).or(page);
                    match d.get(b"MCID") {
                        Ok(Object::Integer(n)) => out.extend(page.and_then(|p| Some((p, u32::try_from(*n).ok()?)))),
                        _ => {
                            if let Ok(inner) = d.get(b"K") {
                                self.marks(inner, page, out, depth + 1);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

fn kind(element: &Dictionary) -> &[u8] {
    element.get(b"S").and_then(Object::as_name).unwrap_or(b"")
}

fn page_of(element: &Dictionary) -> Option<ObjectId> {
    element.get(b"Pg").and_then(Object::as_reference).ok()
}

impl Tagged {
    /// The table as a grid over the words `ids`, where it is sane: two columns and two rows at the least, the same
    /// number of cells in every row, and no cell reaching into another column or row.
    pub(super) fn grid(&self, words: &Words, ids: &[u32]) -> Option<Grid> {
        let columns = self.rows.first()?.len();
        if columns < 2 || self.rows.len() < 2 || self.rows.iter().any(|r| r.len() != columns) {
            return None;
        }
        let mut place: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
        for (r, row) in self.rows.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                for mark in cell {
                    if place.insert(*mark, (r, c)).is_some() {
                        return None;
                    }
                }
            }
        }
        const NONE: (f32, f32) = (f32::MAX, f32::MIN);
        let (mut across, mut down) = (vec![NONE; columns], vec![NONE; self.rows.len()]);
        for w in ids.iter().filter_map(|i| words.list.get(*i as usize)).filter(|w| w.mark != NO_MARK) {
            let Some(&(r, c)) = place.get(&w.mark) else { continue };
            across[c] = (across[c].0.min(w.x0), across[c].1.max(w.x1));
            down[r] = (down[r].0.min(w.y - 0.8 * w.size), down[r].1.max(w.y + 0.2 * w.size));
        }
        // Columns end where their longest line does: by that, lines that wrap are told.
        let mut xs = borders(&across, 1.0)?;
        let ends = across.iter().filter(|s| s.0 <= s.1).map(|s| s.1 + 2.0);
        for (x, end) in xs.iter_mut().skip(1).zip(ends) {
            *x = x.min(end);
        }
        Some(Grid::plain(xs, borders(&down, 2.5)?).closed())
    }
}

/// Borders halfway between neighbours, which may overlap by `slack`; empty ones go with the one before.
fn borders(spans: &[(f32, f32)], slack: f32) -> Option<Vec<f32>> {
    let filled: Vec<&(f32, f32)> = spans.iter().filter(|s| s.0 <= s.1).collect();
    let (first, last) = (filled.first()?, filled.last()?);
    let mut out = vec![first.0 - 2.0];
    for pair in filled.windows(2) {
        if pair[1].0 < pair[0].1 - slack {
            return None;
        }
        out.push(f32::midpoint(pair[0].1, pair[1].0));
    }
    out.push(last.1 + 2.0);
    (filled.len() >= 2).then_some(out)
}
