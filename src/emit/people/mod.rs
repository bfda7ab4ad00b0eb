//! People across an archive: one person for each real person of an authority, over sittings and spellings.
//!
//! The rolls are what tells people apart: a roll lists every member, so two spellings that stand in one roll are two
//! persons, and two that never do while their times interleave are most likely one. A merge needs alike names *and*
//! that; every merge says why, every pair that might be one person and was not merged is listed as doubtful.

mod alike;
mod attach;
mod gather;
mod merge;
mod output;
mod register;

pub use gather::Gathered;
pub use output::write;
pub use register::{Register, RegisterError};
