//! The lines of a stretch, folded, to be asked for the items of an agenda.

use super::agenda::{MAX_ITEMS, PREFIX_KEY, alike, item_key};
use crate::grammar::text::Text;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// The folded lines of a stretch, to be asked for items.
pub(super) struct Keys {
    whole: FxHashSet<String>,
    by_start: FxHashMap<String, Vec<String>>,
}

impl Keys {
    /// Those of the lines `lines`.
    pub(super) fn of(text: &Text<'_>, lines: Range<usize>) -> Self {
        let mut out = Self { whole: FxHashSet::default(), by_start: FxHashMap::default() };
        for line in lines {
            let key = item_key(text, line);
            if let Some(start) = key.get(..PREFIX_KEY) {
                let same = out.by_start.entry(start.to_owned()).or_default();
                if same.len() < MAX_ITEMS {
                    same.push(key.clone());
                }
            }
            out.whole.insert(key);
        }
        out
    }

    /// Whether an item is among them, whole or as the start of one.
    pub(super) fn holds(&self, key: &str) -> bool {
        self.whole.contains(key)
            || key
                .get(..PREFIX_KEY)
                .and_then(|s| self.by_start.get(s))
                .is_some_and(|ks| ks.iter().any(|k| alike(k, key)))
    }
}
