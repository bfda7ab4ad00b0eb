//! Extraction: values with their places, from zones of the document.

pub mod acts;
pub mod agenda;
pub mod amounts;
pub mod attendance;
pub mod budget;
pub mod changes;
pub mod dates;
pub mod election;
pub mod events;
pub mod heads;
pub mod numbers;
pub mod quotes;
pub mod record;
pub mod references;
pub mod roll_table;
pub mod series;
pub mod single;
pub mod sitting;
pub mod stamp;
pub mod statements;
pub mod table_acts;
pub mod tally;
pub mod titles;
pub mod vote_names;
pub mod vote_table;
pub mod votes;
