//! Extraction: values with their places, from zones of the document.

pub mod acts;
pub mod amounts;
pub mod attendance;
pub mod budget;
pub mod changes;
pub mod dates;
pub mod heads;
pub mod record;
pub mod references;
pub mod roll_table;
pub mod single;
pub mod sitting;
pub mod stamp;
pub mod votes;
