//! The record as tables: what each is called, which columns it has, and how a record gives its rows.
//!
//! Every row names its document (the path of the source) and its own place in that record (`pointer`, a JSON Pointer).
//! `sitting`, `deliberation`, `vote` are pointers of the rows above it. So (document, pointer) is the key of every
//! table, (document, sitting) joins to `sittings`, (document, deliberation) to `deliberations`, and every row joins to
//! `evidence` and `findings` by (document, pointer). Member ids join to `members` by (document, sitting, id).

mod csv;
mod parquet;
mod rows;

pub use self::csv::{CSV, descriptor};
pub use self::parquet::PARQUET;
pub use self::rows::rows;

/// Version of the tables: changes when a table or a column goes or changes its meaning.
pub const TABLES_VERSION: &str = "1.1";

/// Type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// UTF-8 text.
    Text,
    /// Whole number.
    Integer,
    /// Fraction.
    Real,
    /// True or false.
    Boolean,
    /// Day, ISO 8601.
    Date,
    /// Sum of money; in Parquet a decimal with four places.
    Money,
}

impl Type {
    /// The name of the type in a Table Schema (Frictionless).
    #[must_use]
    pub const fn frictionless(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Real | Self::Money => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
        }
    }
}

/// A column of a table.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its type; every column may be empty.
    pub kind: Type,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name, and that of its file.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns in order.
    pub columns: &'static [Column],
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// No value.
    Null,
    /// Text, a date or a sum, as in the record.
    Text(String),
    /// Whole number.
    Integer(i64),
    /// Fraction.
    Real(f64),
    /// True or false.
    Boolean(bool),
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<&String> for Cell {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<u32> for Cell {
    fn from(value: u32) -> Self {
        Self::Integer(i64::from(value))
    }
}

impl From<u64> for Cell {
    fn from(value: u64) -> Self {
        Self::Integer(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<f32> for Cell {
    fn from(value: f32) -> Self {
        Self::Real(f64::from(value))
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

/// A row of a table: the table's place in [`TABLES`] and its cells in the order of the columns.
#[derive(Debug, Clone)]
pub struct Row {
    /// Place in [`TABLES`].
    pub table: usize,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

macro_rules! tables {
    ($($index:ident $name:literal $about:literal { $($column:ident $kind:ident),* $(,)? })*) => {
        /// Places of the tables in [`TABLES`].
        #[allow(missing_docs, non_camel_case_types, reason = "the names of the tables")]
        #[derive(Clone, Copy)]
        pub enum Index { $($index,)* }

        /// Every table, in the order in which they are written.
        pub const TABLES: &[Table] = &[$(
            Table { name: $name, about: $about, columns: &[$(
                Column { name: stringify!($column), kind: Type::$kind },
            )*] },
        )*];
    };
}

tables! {
    Documents "documents" "one source document" {
        document Text, sha256 Text, bytes Integer, media_type Text, pages Integer, text_origin Text, kind Text,
        ocr_engine Text, ocr_language Text, ocr_confidence Real,
    }
    Sittings "sittings" "one sitting in one document" {
        document Text, pointer Text, sitting_id Text, authority Text, authority_kind Text, department Text, siren Text,
        body Text, session Text, date Date, opened_at Text, closed_at Text, place Text, convened_on Date, chair Text,
        secretary Text, in_office Integer, present Integer, represented Integer, absent Integer, voting Integer,
        quorum Integer,
    }
    Members "members" "one person in the roll of a sitting" {
        document Text, pointer Text, sitting Text, member Text, name Text, given Text, family Text, honorific Text,
        role Text, political_group Text, attendance Text,
    }
    Staff "staff" "one person in an office of a sitting who is no member: the secretary's name where `members` lacks it" {
        document Text, pointer Text, sitting Text, member Text, name Text,
    }
    Proxies "proxies" "one proxy: holder votes for grantor" {
        document Text, pointer Text, sitting Text, grantor Text, holder Text,
    }
    AttendanceChanges "attendance_changes" "one arrival or departure" {
        document Text, pointer Text, sitting Text, member Text, kind Text, time Text, from_deliberation Integer,
    }
    Deliberations "deliberations" "one act" {
        document Text, pointer Text, sitting Text, deliberation_id Text, ordinal Integer, number Text, title Text,
        rapporteur Text, matter_code Text, matter_label Text, act_id Text, prefecture_received_on Date,
        published_on Date, act_siren Text, act_nature Text, text Text,
    }
    Decisions "decisions" "one thing decided" {
        document Text, pointer Text, sitting Text, deliberation Text, verb Text, article Text, text Text,
    }
    Votes "votes" "the vote on an act" {
        document Text, pointer Text, sitting Text, deliberation Text, outcome Text, unanimous Boolean, votes_for Integer,
        votes_against Integer, abstentions Integer, not_voting Integer, ballot Text, stated_by Text,
    }
    NamedVotes "named_votes" "one member's vote, where the document names who voted how" {
        document Text, pointer Text, sitting Text, deliberation Text, vote Text, member Text, choice Text,
    }
    Amounts "amounts" "one sum of money" {
        document Text, pointer Text, sitting Text, deliberation Text, value Money, currency Text, tax Text, words Money,
        section Text, role Text, beneficiary Text, text Text,
    }
    BudgetLines "budget_lines" "one line of the budget" {
        document Text, pointer Text, sitting Text, deliberation Text, budget Text, year Integer, chapter Text,
        article Text, function Text, operation Text,
    }
    References "references" "one legal reference" {
        document Text, pointer Text, sitting Text, deliberation Text, key Text, kind Text, code Text, article Text,
        number Text, date Date, uri Text, text Text,
    }
    Signatories "signatories" "one signature under an act" {
        document Text, pointer Text, sitting Text, deliberation Text, member Text, name Text, role Text,
    }
    Findings "findings" "what a careful reader should know; about is the pointer that it speaks of" {
        document Text, pointer Text, code Text, severity Text, message Text, about Text,
    }
    Evidence "evidence" "the place of one value in the document" {
        document Text, pointer Text, page Integer, line Integer, first_byte Integer, last_byte Integer, x0 Real, y0 Real,
        x1 Real, y1 Real, text Text, confidence Real,
    }
}
