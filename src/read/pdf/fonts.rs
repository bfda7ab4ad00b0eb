//! The fonts of a document, each read once, whichever thread asks first.

use super::font::Font;
use super::left::File;
use super::object::dict_of;
use lopdf::{Object, ObjectId};
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

type Slot = Arc<OnceLock<Arc<Font>>>;

/// Fonts by object, shared by the threads that read pages of one document.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    slots: Mutex<FxHashMap<ObjectId, Slot>>,
}

impl Fonts {
    /// The font of a resource; one without an object of its own is read each time.
    pub(super) fn get(&self, doc: &File<'_>, object: &Object) -> Option<Arc<Font>> {
        let dict = dict_of(doc, object)?;
        let Object::Reference(id) = object else { return Some(Arc::new(Font::load(doc, dict))) };
        let slot = {
            let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(slots.entry(*id).or_default())
        };
        Some(Arc::clone(slot.get_or_init(|| Arc::new(Font::load(doc, dict)))))
    }
}
