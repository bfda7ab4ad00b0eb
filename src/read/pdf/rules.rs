//! The straight lines that a page draws: the borders of tables, as strokes or as thin filled boxes.

use super::matrix::Matrix;

/// Lines that one page may draw before they are taken for a drawing.
const MAX_RULES: usize = 20_000;
/// Points of one path that are looked at.
const MAX_POINTS: usize = 4_000;
/// A filled box thinner than this is a line, in points.
const THIN: f32 = 3.0;
/// How far the ends of an upright line may be out of line, in points.
const SKEW: f32 = 0.7;

/// A horizontal or vertical line: its place across and its extent along, in points from the top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// The lines of a page.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) horizontal: Vec<Rule>,
    pub(super) vertical: Vec<Rule>,
}

impl Rules {
    /// Forgets the page.
    pub(super) fn clear(&mut self) {
        self.horizontal.clear();
        self.vertical.clear();
    }

    fn add(&mut self, a: (f32, f32), b: (f32, f32)) {
        if self.horizontal.len() + self.vertical.len() >= MAX_RULES || !(a.0 + a.1 + b.0 + b.1).is_finite() {
            return;
        }
        let (dx, dy) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        if dy <= SKEW && dx > dy {
            self.horizontal.push(Rule { at: f32::midpoint(a.1, b.1), from: a.0.min(b.0), to: a.0.max(b.0) });
        } else if dx <= SKEW && dy > dx {
            self.vertical.push(Rule { at: f32::midpoint(a.0, b.0), from: a.1.min(b.1), to: a.1.max(b.1) });
        }
    }

    /// The lines with their pieces put together and the short ones left out; none where the page is a drawing.
    pub(super) fn joined(&self) -> (Vec<Rule>, Vec<Rule>) {
        if self.horizontal.len() + self.vertical.len() >= MAX_RULES {
            return (Vec::new(), Vec::new());
        }
        (join(&self.horizontal), join(&self.vertical))
    }
}

/// Puts pieces of one line together: borders are drawn cell by cell, and dashed ones dash by dash.
fn join(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut out: Vec<Rule> = Vec::new();
    // Pieces a little apart across are one line: each cell draws its own border.
    let mut start = 0;
    while start < sorted.len() {
        let mut end = start + 1;
        while end < sorted.len() && sorted[end].at - sorted[end - 1].at < 0.8 && sorted[end].at - sorted[start].at < 2.5
        {
            end += 1;
        }
        let band = &mut sorted[start..end];
        let at = f32::midpoint(band[0].at, band[band.len() - 1].at);
        band.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut open: Option<Rule> = None;
        for r in band.iter() {
            match &mut open {
                Some(o) if r.from <= o.to + 3.0 => o.to = o.to.max(r.to),
                _ => {
                    out.extend(open.take());
                    open = Some(Rule { at, ..*r });
                }
            }
        }
        out.extend(open);
        start = end;
    }
    out.retain(|r| r.to - r.from >= 6.0);
    out
}

/// The path under construction, as far as its straight lines go.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// Start of each subpath in `points`, and whether it is closed.
    parts: Vec<(usize, bool)>,
    points: Vec<(f32, f32)>,
    curved: bool,
}

impl Path {
    pub(super) fn clear(&mut self) {
        self.parts.clear();
        self.points.clear();
        self.curved = false;
    }

    pub(super) fn start(&mut self, p: (f32, f32)) {
        if self.points.len() < MAX_POINTS {
            self.parts.push((self.points.len(), false));
            self.points.push(p);
        }
    }

    pub(super) fn line(&mut self, p: (f32, f32)) {
        if self.points.len() < MAX_POINTS {
            self.points.push(p);
        }
    }

    /// A curve: the path draws no box and no border.
    pub(super) const fn curve(&mut self) {
        self.curved = true;
    }

    pub(super) fn close(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.1 = true;
        }
    }

    pub(super) fn rectangle(&mut self, ctm: Matrix, [x, y, w, h]: [f32; 4]) {
        self.start(ctm.apply(x, y));
        self.line(ctm.apply(x + w, y));
        self.line(ctm.apply(x + w, y + h));
        self.line(ctm.apply(x, y + h));
        self.close();
    }

    fn subpaths(&self) -> impl Iterator<Item = (&[(f32, f32)], bool)> {
        self.parts.iter().enumerate().map(|(k, (from, closed))| {
            let to = self.parts.get(k + 1).map_or(self.points.len(), |p| p.0);
            (self.points.get(*from..to).unwrap_or(&[]), *closed)
        })
    }

    /// Paints the outline and begins a new path.
    pub(super) fn stroke(&mut self, rules: &mut Rules) {
        if !self.curved {
            for (points, closed) in self.subpaths() {
                for pair in points.windows(2) {
                    rules.add(pair[0], pair[1]);
                }
                if let (true, Some(a), Some(b)) = (closed, points.first(), points.last()) {
                    rules.add(*b, *a);
                }
            }
        }
        self.clear();
    }

    /// Fills the path and begins a new one: thin boxes are lines.
    pub(super) fn fill(&mut self, rules: &mut Rules) {
        if !self.curved {
            for (points, _) in self.subpaths().filter(|(p, _)| (2..=6).contains(&p.len())) {
                let low = points.iter().fold((f32::MAX, f32::MAX), |m, p| (m.0.min(p.0), m.1.min(p.1)));
                let high = points.iter().fold((f32::MIN, f32::MIN), |m, p| (m.0.max(p.0), m.1.max(p.1)));
                let (w, h) = (high.0 - low.0, high.1 - low.1);
                if h <= THIN && w > h {
                    let y = f32::midpoint(low.1, high.1);
                    rules.add((low.0, y), (high.0, y));
                } else if w <= THIN && h > w {
                    let x = f32::midpoint(low.0, high.0);
                    rules.add((x, low.1), (x, high.1));
                }
            }
        }
        self.clear();
    }
}
