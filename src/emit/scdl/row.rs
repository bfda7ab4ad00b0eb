//! One act as the 17 cells of SCDL « Délibérations » 2.1.5.

use super::metadata::{Known, Metadata, is_siret};
use super::nomenclature;
use super::reason::Reason;
use super::votes;
use crate::record::{Deliberation, Sitting};

/// The columns of the schema, in order.
pub const COLUMNS: [&str; 17] = [
    "COLL_NOM",
    "COLL_SIRET",
    "DELIB_ID",
    "DELIB_DATE",
    "DELIB_MATIERE_CODE",
    "DELIB_MATIERE_NOM",
    "DELIB_OBJET",
    "BUDGET_ANNEE",
    "BUDGET_NOM",
    "PREF_ID",
    "PREF_DATE",
    "VOTE_EFFECTIF",
    "VOTE_REEL",
    "VOTE_POUR",
    "VOTE_CONTRE",
    "VOTE_ABSTENTION",
    "DELIB_URL",
];

/// The first so many columns must be filled.
pub const REQUIRED: usize = 7;

/// A row: each cell a value, or the reason why there is none.
pub struct Row(pub [Result<String, Reason>; 17]);

impl Row {
    /// Whether every required cell is filled.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.0.iter().take(REQUIRED).all(Result::is_ok)
    }
}

/// Makes the row of an act.
#[must_use]
pub fn row(path: &str, sitting: &Sitting, act: &Deliberation, metadata: &Metadata, infer_matter: bool) -> Row {
    let known = metadata.of(sitting);
    let (code, label) = matter(act, infer_matter);
    let (year, budget) = budget(act, known);
    let (prefecture, received) = prefecture(sitting, act, known);
    let tally = votes::tally(sitting, act.vote.as_ref(), known);
    let vote = |i: usize| tally.map(|t| t[i].to_string());
    let date = sitting.date.clone().ok_or(Reason::NotPrinted);
    let id = id(sitting, act, known);
    let url = url(path, sitting, act, known, id.as_deref().unwrap_or_default());
    Row([
        known.and_then(|k| k.name.clone()).or_else(|| sitting.authority.name.clone()).ok_or(Reason::NotPrinted),
        siret(sitting, act, known),
        id,
        date,
        code,
        label,
        act.title.as_deref().map(one_line).filter(|t| !t.is_empty()).ok_or(Reason::NotPrinted),
        year,
        budget,
        prefecture,
        received,
        vote(0),
        vote(1),
        vote(2),
        vote(3),
        vote(4),
        url,
    ])
}

/// Text on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The SIRET of the metadata, unless the stamp names another body.
pub fn siret(sitting: &Sitting, act: &Deliberation, known: Option<&Known>) -> Result<String, Reason> {
    let siret = known.and_then(|k| k.siret.clone()).filter(|s| is_siret(s)).ok_or(Reason::NoMetadata)?;
    let stamp = act.transmission.as_ref().and_then(|t| t.siren.as_deref()).or(sitting.authority.siren.as_deref());
    if stamp.is_some_and(|siren| !siret.starts_with(siren)) {
        return Err(Reason::SirenConflict);
    }
    Ok(siret)
}

/// The number as printed; where the publisher wants it, date and ordinal for acts without one.
pub fn id(sitting: &Sitting, act: &Deliberation, known: Option<&Known>) -> Result<String, Reason> {
    if let Some(number) = act.number.as_deref().map(one_line).filter(|n| !n.is_empty()) {
        return Ok(number);
    }
    match (&sitting.date, known) {
        (Some(date), Some(known)) if known.ordinal_ids => Ok(format!("{date}-{:02}", act.ordinal)),
        _ => Err(Reason::NoNumber),
    }
}

fn matter(act: &Deliberation, infer: bool) -> (Result<String, Reason>, Result<String, Reason>) {
    let found = match &act.matter {
        None => Err(Reason::NotPrinted),
        Some(m) if m.inferred && !infer => Err(Reason::MatterInferred),
        Some(m) => nomenclature::matter(&m.code).ok_or(Reason::MatterIllegal),
    };
    match found {
        Ok((code, label)) => (Ok(code), Ok(label)),
        Err(reason) => (Err(reason), Err(reason)),
    }
}

/// Both or neither (custom check).
fn budget(act: &Deliberation, known: Option<&Known>) -> (Result<String, Reason>, Result<String, Reason>) {
    let year = act.budget_lines.iter().find_map(|b| b.year).filter(|y| (1800..=2200).contains(y));
    let printed = act.budget_lines.iter().find_map(|b| b.budget.as_deref()).map(one_line);
    let name = printed.or_else(|| known.and_then(|k| k.budget.clone()));
    match (year, name) {
        (Some(year), Some(name)) => (Ok(year.to_string()), Ok(name)),
        (None, None) => (Err(Reason::NotPrinted), Err(Reason::NotPrinted)),
        (None, Some(_)) => (Err(Reason::NotPrinted), Err(Reason::BudgetHalf)),
        (Some(_), None) => (Err(Reason::BudgetHalf), Err(Reason::NotPrinted)),
    }
}

fn prefecture(
    sitting: &Sitting,
    act: &Deliberation,
    known: Option<&Known>,
) -> (Result<String, Reason>, Result<String, Reason>) {
    let Some(stamp) = &act.transmission else {
        return (Err(Reason::NotPrinted), Err(Reason::NotPrinted));
    };
    let of_stamp = stamp.act_id.as_deref().and_then(|id| id.split('-').next()).map(str::to_owned);
    let department = of_stamp.or_else(|| sitting.authority.department.clone());
    let place = known.and_then(|k| k.prefecture.clone()).or_else(|| {
        let d = department.as_deref()?.to_ascii_uppercase();
        let legal = (2..=3).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_digit() || b == b'A' || b == b'B');
        legal.then(|| format!("PREF{d:0>3}"))
    });
    let received = match (&stamp.prefecture_received_on, &sitting.date) {
        (Some(received), Some(date)) if received < date => Err(Reason::BeforeAct),
        (Some(received), _) => Ok(received.clone()),
        (None, _) => Err(Reason::NotPrinted),
    };
    (place.ok_or(Reason::NotPrinted), received)
}

fn url(path: &str, sitting: &Sitting, act: &Deliberation, known: Option<&Known>, id: &str) -> Result<String, Reason> {
    let template = known.and_then(|k| k.url.as_deref()).ok_or(Reason::NoMetadata)?;
    let fill = [
        ("{number}", encode(id)),
        ("{date}", encode(sitting.date.as_deref().unwrap_or_default())),
        ("{path}", path.split('/').map(encode).collect::<Vec<_>>().join("/")),
        ("{page}", encode(&format!("{}", act.ordinal))),
    ];
    Ok(fill.iter().fold(template.to_owned(), |url, (hole, value)| url.replace(hole, value)))
}

/// Percent-encodes what may not stand in a part of an address (RFC 3986).
pub fn encode(part: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(part.len());
    for b in part.bytes() {
        if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
    }
    out
}
