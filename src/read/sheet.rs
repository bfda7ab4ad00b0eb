//! What DOCX and ODT have in common: styles that are based on others, and lists by name.

use super::numbering::Level;
use rustc_hash::FxHashMap;

/// Styles that are based on one another are followed this far: a loop of them ends.
const MAX_BASES: usize = 16;

/// A style that may be based on another.
pub(super) trait Based {
    /// The name of the style that it is based on.
    fn base(&self) -> &str;
}

/// Styles by their identifier, and lists by theirs.
#[derive(Debug)]
pub(super) struct Sheet<S> {
    pub(super) styles: FxHashMap<String, S>,
    pub(super) lists: FxHashMap<String, Vec<Level>>,
}

impl<S> Default for Sheet<S> {
    fn default() -> Self {
        Self { styles: FxHashMap::default(), lists: FxHashMap::default() }
    }
}

impl<S: Based> Sheet<S> {
    /// What `get` finds in a style or in those it is based on.
    pub(super) fn find<T>(&self, id: &str, get: impl Fn(&S) -> Option<T>) -> Option<T> {
        let mut id = id;
        for _ in 0..MAX_BASES {
            let style = self.styles.get(id)?;
            if let Some(found) = get(style) {
                return Some(found);
            }
            id = style.base();
        }
        None
    }
}
