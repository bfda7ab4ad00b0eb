//! Chains: which of the heads that count (« 1/ », « II – ») are the points of the sitting.

use super::heads::style;
use super::series::Segmenter;
use super::styles::ANY_HEADING;
use crate::grammar::outline;
use crate::grammar::tokens::{Gap, Kind};

/// Most ranked heads that are searched for a chain; longer lists are taken as they come.
const MAX_CHAIN: usize = 600;

impl Segmenter<'_, '_> {
    /// The longest run of points that count on, each with a decision where possible. A count that begins again from
    /// one belongs to a list inside a point, or to the next sitting: it costs.
    pub(super) fn chain(&self, heads: Vec<usize>, end: usize) -> Vec<usize> {
        if heads.len() < 2 || heads.len() > MAX_CHAIN {
            return heads;
        }
        let n = heads.len();
        let rank = |i: usize| self.heads[heads[i]].rank;
        let line = |i: usize| self.heads[heads[i]].line;
        let value = |from: usize, to: usize| if self.any_event(from..to) { 1.0f32 } else { -0.1 };
        let own = |i: usize| {
            let h = &self.heads[heads[i]];
            let mark = if h.styles & (style::AGENDA | style::BOLD | ANY_HEADING) != 0 { 0.2 } else { 0.0 };
            mark + if self.text.doc.lines[h.line].gap_before { 0.05 } else { 0.0 }
        };
        // best[i]: the best chain that ends in i, without what follows i; prev[i]: the head before it.
        let mut best = vec![0f32; n];
        let mut prev = vec![None; n];
        for i in 0..n {
            best[i] = own(i) - if rank(i).is_some_and(|r| r > 1) { 0.3 } else { 0.0 };
            for j in (0..i).rev() {
                let step = match (rank(j), rank(i)) {
                    (Some(a), Some(b)) if b == a + 1 => 0.15,
                    (Some(a), Some(b)) if b > a && b <= a + 3 => -0.2,
                    (Some(a), Some(b)) if b == a => -0.25,
                    (Some(_), Some(1)) => -0.6,
                    (None, _) | (_, None) => -0.1,
                    _ => continue,
                };
                // « 1 – FINANCES⏎1. Tarifs⏎2. Emprunt⏎2 – TRAVAUX »: two counts.
                let mixed = if self.sign(heads[j]) == self.sign(heads[i]) { 0.0 } else { -0.3 };
                let total = best[j] + value(line(j), line(i)) + step + mixed + own(i);
                if total > best[i] {
                    best[i] = total;
                    prev[i] = Some(j);
                }
            }
        }
        let last = (0..n).max_by(|a, b| {
            let t = |i: usize| best[i] + value(line(i), end);
            t(*a).total_cmp(&t(*b)).then(b.cmp(a))
        });
        let mut out = Vec::new();
        let mut at = last;
        while let Some(i) = at {
            out.push(heads[i]);
            at = prev[i];
        }
        out.reverse();
        out
    }

    /// The sign behind the number of a point, « ) », « - »; a space where there is none.
    pub(super) fn sign(&self, head: usize) -> char {
        let line = self.text.line(self.heads[head].line);
        let number = outline::behind_bullet(line);
        let sign = number.skip(1).slice().iter().find(|t| t.gap == Gap::None && t.kind == Kind::Sign || t.sign == '-');
        sign.filter(|t| t.span.start <= number.span().start + 4).map_or(' ', |t| t.sign)
    }
}
