//! The tables as a folder of Parquet files, written in row groups as records come.

use super::rows::rows;
use super::{Cell, Column, Row, TABLES, TABLES_VERSION, Table, Type};
use crate::emit::target::{Folder, Stream, Target};
use crate::emit::{EmitError, Format, Notes, Piece, Settings, Sink};
use crate::record::Record;
use ::parquet::basic::Compression;
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::parser::parse_message_type;
use std::str::FromStr;
use std::sync::Arc;

/// A folder of Parquet files.
pub const PARQUET: Format = Format {
    name: "parquet",
    about: "a folder of Parquet tables, one file a table",
    folder: true,
    encode,
    open: Files::open,
};

/// A row group is written when its table holds so many rows …
const GROUP_ROWS: usize = 50_000;
/// … or takes so many bytes of memory, so that memory does not grow with the archive.
const GROUP_BYTES: usize = 16 << 20;

/// Decimal places of a sum; finer sums are left out of the number column and stand in `text`.
const PLACES: u32 = 4;

fn encode(record: Record) -> Result<Piece, EmitError> {
    Ok(Piece::Rows(rows(&record)))
}

struct File {
    table: &'static Table,
    writer: SerializedFileWriter<Stream>,
    rows: Vec<Row>,
    bytes: usize,
}

struct Files(Vec<File>);

impl Files {
    fn open(target: Target, _: &Settings) -> Result<Box<dyn Sink>, EmitError> {
        let folder = target.folder("parquet")?;
        Ok(Box::new(Self(TABLES.iter().map(|t| File::open(t, &folder)).collect::<Result<_, _>>()?)))
    }
}

impl Sink for Files {
    fn put(&mut self, piece: Piece) -> Result<(), EmitError> {
        for row in piece.into_rows(rows) {
            if let Some(file) = self.0.get_mut(row.table) {
                file.put(row)?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Notes, EmitError> {
        for mut file in self.0 {
            file.group()?;
            file.writer.into_inner()?.close()?;
        }
        Ok(Notes::default())
    }
}

impl File {
    fn open(table: &'static Table, folder: &Folder) -> Result<Self, EmitError> {
        let columns: String = table.columns.iter().map(message_field).collect();
        let schema = Arc::new(parse_message_type(&format!("message {} {{ {columns} }}", table.name))?);
        let version = KeyValue::new("greffier.tables".to_owned(), TABLES_VERSION.to_owned());
        let props = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("greffier ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(vec![version]))
            .build();
        let stream = folder.file(&format!("{}.parquet", table.name))?;
        let writer = SerializedFileWriter::new(stream, schema, Arc::new(props))?;
        Ok(Self { table, writer, rows: Vec::new(), bytes: 0 })
    }

    fn put(&mut self, row: Row) -> Result<(), EmitError> {
        self.bytes += row
            .cells
            .iter()
            .map(|c| size_of::<Cell>() + if let Cell::Text(s) = c { s.len() } else { 0 })
            .sum::<usize>();
        self.rows.push(row);
        if self.rows.len() >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.group()?;
        }
        Ok(())
    }

    /// Writes the rows in memory as one row group.
    fn group(&mut self) -> Result<(), EmitError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for (i, column) in self.table.columns.iter().enumerate() {
            if let Some(mut writer) = group.next_column()? {
                let cells = self.rows.iter().map(|r| r.cells.get(i).unwrap_or(&Cell::Null));
                write_column(&mut writer, column.kind, cells)?;
                writer.close()?;
            }
        }
        group.close()?;
        self.rows.clear();
        self.bytes = 0;
        Ok(())
    }
}

fn message_field(column: &Column) -> String {
    let name = column.name;
    match column.kind {
        Type::Text => format!("OPTIONAL BYTE_ARRAY {name} (STRING); "),
        Type::Integer => format!("OPTIONAL INT64 {name}; "),
        Type::Real => format!("OPTIONAL DOUBLE {name}; "),
        Type::Boolean => format!("OPTIONAL BOOLEAN {name}; "),
        Type::Date => format!("OPTIONAL INT32 {name} (DATE); "),
        Type::Money => format!("OPTIONAL INT64 {name} (DECIMAL(18,{PLACES})); "),
    }
}

fn write_column<'a>(
    writer: &mut SerializedColumnWriter<'_>,
    kind: Type,
    cells: impl Iterator<Item = &'a Cell>,
) -> Result<(), ParquetError> {
    macro_rules! write {
        ($data:ty, $value:expr) => {{
            let values: Vec<_> = cells.map($value).collect();
            let levels: Vec<i16> = values.iter().map(|v| i16::from(v.is_some())).collect();
            let values: Vec<_> = values.into_iter().flatten().collect();
            writer.typed::<$data>().write_batch(&values, Some(&levels), None)?;
        }};
    }
    match kind {
        Type::Text => write!(ByteArrayType, |c| match c {
            Cell::Text(s) => Some(ByteArray::from(s.as_str())),
            _ => None,
        }),
        Type::Integer => write!(Int64Type, |c| match c {
            Cell::Integer(n) => Some(*n),
            _ => None,
        }),
        Type::Real => write!(DoubleType, |c| match c {
            Cell::Real(x) => Some(*x),
            _ => None,
        }),
        Type::Boolean => write!(BoolType, |c| match c {
            Cell::Boolean(b) => Some(*b),
            _ => None,
        }),
        Type::Date => write!(Int32Type, |c| match c {
            Cell::Text(s) => days(s),
            _ => None,
        }),
        Type::Money => write!(Int64Type, |c| match c {
            Cell::Text(s) => scaled(s),
            _ => None,
        }),
    }
    Ok(())
}

/// Days since 1970-01-01.
fn days(iso: &str) -> Option<i32> {
    let date = jiff::civil::Date::from_str(iso).ok()?;
    let span = date.since(jiff::civil::Date::constant(1970, 1, 1)).ok()?;
    Some(span.get_days())
}

/// A decimal string in ten-thousandths, when that is exact.
fn scaled(decimal: &str) -> Option<i64> {
    let value = rust_decimal::Decimal::from_str(decimal).ok()?;
    let scaled = value.checked_mul(rust_decimal::Decimal::from(10_i64.pow(PLACES)))?.normalize();
    let units = (scaled.scale() == 0).then(|| i64::try_from(scaled.mantissa()).ok())??;
    (units.unsigned_abs() < 10_u64.pow(18)).then_some(units)
}

#[cfg(test)]
mod tests {
    use super::{File, days, scaled};
    use crate::emit::tables::{Cell, Index, Row, TABLES};
    use crate::emit::target::Folder;
    use ::parquet::file::reader::{FileReader, SerializedFileReader};

    /// Many rows give several row groups, so that memory does not grow with them.
    #[test]
    fn rows_are_written_in_groups() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder(dir.path().to_path_buf());
        let mut file = File::open(&TABLES[Index::Proxies as usize], &folder).unwrap();
        for i in 0..120_000 {
            let cells = ["d", "p", "s", "g", "h"].map(|c| Cell::from(format!("{c}{i}").as_str())).to_vec();
            file.put(Row { table: Index::Proxies as usize, cells }).unwrap();
            assert!(file.rows.len() < super::GROUP_ROWS);
        }
        file.group().unwrap();
        file.writer.into_inner().unwrap().close().unwrap();
        let reader =
            SerializedFileReader::new(std::fs::File::open(dir.path().join("proxies.parquet")).unwrap()).unwrap();
        assert_eq!(reader.metadata().file_metadata().num_rows(), 120_000);
        assert!(reader.num_row_groups() >= 3);
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!(days("1970-01-02"), Some(1));
        assert_eq!(days("1884-05-18"), Some(-31273));
        assert_eq!(days("1884-05"), None);
    }

    #[test]
    fn sums_are_exact_or_left_out() {
        assert_eq!(scaled("1284.37"), Some(12_843_700));
        assert_eq!(scaled("-0.5"), Some(-5000));
        assert_eq!(scaled("0.0512345"), None);
        assert_eq!(scaled("100000000000000.00"), None);
        assert_eq!(scaled("10 €"), None);
    }
}
