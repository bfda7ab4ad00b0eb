//! Dates and hours of any stretch of a document.

pub use crate::grammar::date::{FoundDate, date, find};
pub use crate::grammar::hour::{find as find_hours, hour};
