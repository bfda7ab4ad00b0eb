//! Communes, intercommunal bodies and departments of France: SIREN, department, inhabitants.
//!
//! The table is text, sorted by key, and is searched where it lies: nothing is loaded or built. `scripts/places.py`
//! makes it; populations are those of its year (INSEE, in force in 2025), so they say little of old documents.

use crate::page::fold;

static TABLE: &str = include_str!("../../data/places.tsv");

/// What kind of place a line tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A commune.
    Commune,
    /// A body of communes with its own taxes: communauté de communes, d'agglomération, urbaine, métropole.
    Group,
    /// A department.
    Department,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub kind: Kind,
    /// Department: « 26 », « 2A », « 971 ».
    pub department: &'static str,
    /// SIREN; empty for a department.
    pub siren: String,
    /// Inhabitants, where known.
    pub population: Option<u32>,
}

/// All places of a kind that bear a name; case, accents, hyphens and « St » for « Saint » do not matter.
#[must_use]
pub fn named(name: &str, kind: Kind) -> Vec<Place> {
    let key = key(name);
    let mut start = lower_bound(&key);
    let mut out = Vec::new();
    while let Some(line) = TABLE.get(start..).and_then(|t| t.lines().next()) {
        if line.split('\t').next() != Some(key.as_str()) {
            break;
        }
        out.extend(parse(line).filter(|p| p.kind == kind));
        start += line.len() + 1;
    }
    out
}

fn key(name: &str) -> String {
    let words = fold::fold(name);
    let words: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .map(|w| match w {
            "st" => "saint",
            "ste" => "sainte",
            w => w,
        })
        .collect();
    words.concat()
}

/// Offset of the first line whose key is not less than `key`.
fn lower_bound(key: &str) -> usize {
    let bytes = TABLE.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[..middle].iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
        let end = bytes[middle..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |i| middle + i + 1);
        let line = &bytes[start..end];
        let of = line.iter().position(|b| *b == b'\t').map_or(line, |i| &line[..i]);
        if of < key.as_bytes() { low = end } else { high = start }
    }
    low
}

fn parse(line: &'static str) -> Option<Place> {
    let mut parts = line.split('\t').skip(1);
    let kind = match parts.next()? {
        "C" => Kind::Commune,
        "E" => Kind::Group,
        _ => Kind::Department,
    };
    let code = parts.next()?;
    let population = parts.next().and_then(|p| p.parse().ok());
    let siren = parts.next();
    let department = match kind {
        Kind::Commune => code.get(..if code.starts_with("97") || code.starts_with("98") { 3 } else { 2 })?,
        Kind::Group | Kind::Department => code,
    };
    let siren = match (kind, siren) {
        (_, Some(s)) => s.to_owned(),
        (Kind::Commune, None) => derived(code),
        _ => String::new(),
    };
    Some(Place { kind, department, siren, population })
}

/// « 21 », the department, « 0 », the commune's number, and the digit that makes the number right (Luhn).
fn derived(code: &str) -> String {
    let (Some(department), Some(number)) = (code.get(..2), code.get(2..)) else { return String::new() };
    let digits = format!("21{department}0{number}");
    let mut sum = 0;
    for (i, b) in digits.bytes().rev().enumerate() {
        if !b.is_ascii_digit() {
            return String::new();
        }
        let n = u32::from(b - b'0') * if i % 2 == 0 { 2 } else { 1 };
        sum += if n > 9 { n - 9 } else { n };
    }
    format!("{digits}{}", (10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_in_order_and_is_found() {
        let keys: Vec<&str> = TABLE.lines().filter_map(|l| l.split('\t').next()).collect();
        assert!(keys.len() > 36_000 && keys.windows(2).all(|w| w[0] <= w[1]));
        for line in TABLE.lines().step_by(997).chain(TABLE.lines().take(1)).chain(TABLE.lines().last()) {
            let place = parse(line).unwrap_or_else(|| panic!("{line}"));
            let name = line.split('\t').next().unwrap_or("");
            assert!(named(name, place.kind).contains(&place), "{line}");
        }
    }

    #[test]
    fn names_are_free_in_print() {
        let lyon = named("LYON", Kind::Commune);
        assert_eq!(lyon.len(), 1);
        assert_eq!((lyon[0].siren.as_str(), lyon[0].department), ("216901231", "69"));
        assert_eq!(named("Montreuil", Kind::Commune).len(), 3);
        assert_eq!(named("St Etienne", Kind::Commune), named("SAINT-ÉTIENNE", Kind::Commune));
        assert!(named("Nulle-Part-sur-Rien", Kind::Commune).is_empty());
    }
}
