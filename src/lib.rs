//! greffier turns archives of French council minutes into data.
//!
//! Data flows one way: `input → read → (ocr) → grammar → extract → reconcile → record → emit`, driven by `batch`.
//! `page`, `record` and `finding` are leaves that everything may use. See ARCHITECTURE.md.

pub mod batch;
pub mod check;
pub mod emit;
pub mod extract;
pub mod finding;
pub mod grammar;
pub mod input;
pub mod ocr;
pub mod page;
pub mod places;
pub mod read;
pub mod reconcile;
pub mod record;
pub mod run;
pub mod score;
pub mod text_json;
