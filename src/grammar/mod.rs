//! The grammar: wordings as data (`grammar/*.lex`), shapes as code.
//!
//! A document is read in three steps: [`tokens`] cuts the clean text into words, numbers and signs; [`lexicon`] finds
//! the known wordings among them ([`Mark`](lexicon::Mark)s); the productions, one function each, put marks and tokens together. The
//! productions work on [`Toks`](tokens::Toks), a nom input over tokens, so case, accents, spacing and line breaks are
//! settled before any of them runs.

mod born;
mod cell_form;
mod counted_marks;
pub mod date;
mod digits;
pub mod family;
pub(crate) mod flat_titles;
mod forms;
pub mod given;
mod honorific;
pub mod hour;
pub mod hyphens;
pub mod lexicon;
pub mod list;
mod listed;
pub mod matter;
pub mod mend;
mod name;
mod name_breaks;
mod name_cells;
mod name_over_lines;
mod name_units;
pub mod number;
pub mod outline;
mod parts;
pub mod person;
pub mod production;
pub mod reference;
pub mod reflow;
pub mod term;
pub mod text;
pub mod tokens;
pub mod torn;
mod wordings;
