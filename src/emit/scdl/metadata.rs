//! What documents do not say and a publisher knows: SIRET, budget, prefecture, addresses. One CSV line an authority.
//!
//! Columns: `authority` (name, slug or SIREN; `*` for all others), `body` (optional), `coll_nom`, `siret`, `budget_nom`,
//! `pref_id`, `effectif` (members in office, where documents do not print it), `url` (address of an act: `{number}`, `{date}`, `{path}`, `{page}` are filled in), `ids` (`ordinal`: acts
//! without a number get `<date>-<ordinal>`; otherwise they have no id). Columns that are not there are empty.

use crate::page::fold::slug;
use crate::record::Sitting;
use std::path::Path;

/// Why a metadata file is refused.
#[derive(Debug, thiserror::Error)]
pub enum MetadataError {
    /// It cannot be read as CSV.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// A value is not what its column holds.
    #[error("line {line}: {column}: {what}")]
    Value {
        /// Line of the file.
        line: u64,
        /// Column.
        column: &'static str,
        /// What is wrong.
        what: String,
    },
}

/// What is known of one authority.
#[derive(Debug, Clone, Default)]
pub struct Known {
    authority: String,
    body: String,
    /// Name of the authority as it publishes it.
    pub name: Option<String>,
    /// SIRET of its seat.
    pub siret: Option<String>,
    /// Name of the budget.
    pub budget: Option<String>,
    /// Prefecture that receives its acts.
    pub prefecture: Option<String>,
    /// Members in office.
    pub members: Option<u32>,
    /// Template of the address of an act.
    pub url: Option<String>,
    /// Whether acts without a number get one from date and ordinal.
    pub ordinal_ids: bool,
}

/// The lines of a metadata file.
#[derive(Debug, Clone, Default)]
pub struct Metadata(Vec<Known>);

impl Metadata {
    /// Reads a metadata file.
    ///
    /// # Errors
    /// When it is not CSV with a header, or a SIRET or a prefecture is not one.
    pub fn read(path: &Path) -> Result<Self, MetadataError> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_path(path)?;
        let header = reader.headers()?.clone();
        let column =
            |name: &str| header.iter().position(|h| h.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name));
        let columns =
            ["authority", "body", "coll_nom", "siret", "budget_nom", "pref_id", "url", "ids", "effectif"].map(column);
        let mut out = Vec::new();
        for row in reader.records() {
            let row = row?;
            let line = row.position().map_or(0, csv::Position::line);
            let [authority, body, name, siret, budget, prefecture, url, ids, members] =
                columns.map(|c| c.and_then(|c| row.get(c)).unwrap_or_default().trim());
            let refuse = |column, what: &str| MetadataError::Value { line, column, what: what.to_owned() };
            if authority.is_empty() {
                return Err(refuse("authority", "is empty"));
            }
            let siret = siret.replace([' ', '\u{a0}'], "");
            if !siret.is_empty() && !is_siret(&siret) {
                return Err(refuse("siret", &format!("« {siret} » is not a SIRET (14 digits with their key)")));
            }
            if !prefecture.is_empty() && !is_prefecture(prefecture) {
                return Err(refuse("pref_id", &format!("« {prefecture} » is not PREFnnn, SPREFnnnm or SGARnnn")));
            }
            if !["", "ordinal"].contains(&ids) {
                return Err(refuse("ids", "is neither empty nor « ordinal »"));
            }
            let members = match members {
                "" => None,
                n => Some(n.parse().map_err(|_| refuse("effectif", "is no number"))?),
            };
            let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
            out.push(Known {
                authority: if authority == "*" { "*".to_owned() } else { slug(authority) },
                body: slug(body),
                name: some(name),
                siret: some(&siret),
                budget: some(budget),
                prefecture: some(prefecture),
                members,
                url: some(url),
                ordinal_ids: ids == "ordinal",
            });
        }
        Ok(Self(out))
    }

    /// What is known of the authority of a sitting: the line that names it and its body, else it alone, else `*`.
    #[must_use]
    pub fn of(&self, sitting: &Sitting) -> Option<&Known> {
        let name = sitting.authority.name.as_deref().map(slug);
        let body = sitting.body.as_deref().map(slug).unwrap_or_default();
        let is = |k: &&Known| {
            let named =
                name.as_deref() == Some(&k.authority) || sitting.authority.siren.as_deref() == Some(&k.authority);
            named && (k.body.is_empty() || k.body == body)
        };
        let exact = self.0.iter().filter(is).max_by_key(|k| !k.body.is_empty());
        exact.or_else(|| self.0.iter().find(|k| k.authority == "*"))
    }
}

/// Fourteen digits, the last of which checks the others (Luhn).
#[must_use]
pub fn is_siret(s: &str) -> bool {
    s.len() == 14 && s.bytes().all(|b| b.is_ascii_digit()) && luhn(s)
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let d = u32::from(b - b'0') * if i % 2 == 1 { 2 } else { 1 };
            if d > 9 { d - 9 } else { d }
        })
        .sum();
    sum.is_multiple_of(10)
}

fn is_prefecture(s: &str) -> bool {
    let department = |d: &str| {
        d.len() == 3 && d.starts_with(|c: char| c.is_ascii_digit()) && d.is_char_boundary(2) && {
            let (head, last) = d.split_at(2);
            head.bytes().all(|b| b.is_ascii_digit())
                && last.bytes().all(|b| b.is_ascii_digit() || b == b'A' || b == b'B')
        }
    };
    let sub = |r: &str| {
        r.len() == 4 && r.is_char_boundary(3) && department(&r[..3]) && r.ends_with(|c: char| c.is_ascii_digit())
    };
    s.strip_prefix("PREF").is_some_and(department)
        || s.strip_prefix("SGAR").is_some_and(department)
        || s.strip_prefix("SPREF").is_some_and(sub)
}

#[cfg(test)]
mod tests {
    use super::{is_prefecture, is_siret};

    #[test]
    fn sirets_have_a_key() {
        assert!(is_siret("21860194600013"));
        for wrong in ["21860194600014", "2186019460001", "2186019460001a", ""] {
            assert!(!is_siret(wrong), "{wrong}");
        }
    }

    #[test]
    fn prefectures_have_a_form() {
        for right in ["PREF038", "PREF02A", "SPREF0381", "SGAR084", "PREF974"] {
            assert!(is_prefecture(right), "{right}");
        }
        for wrong in ["PREF38", "pref038", "SPREF038", "PREFéé", ""] {
            assert!(!is_prefecture(wrong), "{wrong}");
        }
    }
}
