//! What the site remembers of an archive: its sittings, and sums by year and by beneficiary.

use super::layout::{self, day, page as frame, sum};
use super::sitting::{authority, title};
use super::{Options, Place, charts};
use crate::emit::EmitError;
use crate::emit::scdl::one_line;
use crate::emit::target::{Folder, Target};
use crate::record::{AmountRole, Attendance, Kind, Outcome, Record, Sitting};
use maud::{Markup, html};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use std::str::FromStr;

/// Beneficiaries that are told apart for an authority; the grants of later ones are one sum, so that memory is bounded.
const BENEFICIARIES: usize = 20_000;
/// Beneficiaries on the chart.
const SHOWN: usize = 20;
/// Sittings on the chart of attendance; with more of them, its columns are years.
const COLUMNS: usize = 40;

/// One sitting in one document.
struct Entry {
    date: Option<String>,
    title: String,
    folder: String,
    acts: u32,
    /// Present, represented, away.
    roll: [u32; 3],
}

/// Votes of a year: unanimous, by majority, rejected, without a result.
type Votes = [u32; 4];

/// What is remembered of one authority.
#[derive(Default)]
pub struct Authority {
    /// Its name.
    pub name: String,
    entries: Vec<Entry>,
    votes: BTreeMap<String, Votes>,
    grants: BTreeMap<String, Decimal>,
    /// Grants past the bound.
    others: Decimal,
}

/// What is remembered of an archive, by the slug of the authority.
#[derive(Default)]
pub struct Tally {
    /// The authorities.
    pub authorities: BTreeMap<String, Authority>,
    /// The newest date.
    pub newest: Option<String>,
    /// The oldest date.
    pub oldest: Option<String>,
    /// Acts in all.
    pub acts: u64,
    /// Documents in all.
    pub documents: u64,
}

impl Tally {
    /// Takes in a sitting.
    pub fn add(&mut self, place: &Place, record: &Record, sitting: &Sitting) {
        let of = self.authorities.entry(place.authority.clone()).or_default();
        if of.name.is_empty() {
            authority(sitting).clone_into(&mut of.name);
        }
        self.documents += 1;
        self.acts += sitting.deliberations.len() as u64;
        if let Some(date) = &sitting.date {
            if self.newest.as_ref().is_none_or(|d| d < date) {
                self.newest = Some(date.clone());
            }
            if self.oldest.as_ref().is_none_or(|d| d > date) {
                self.oldest = Some(date.clone());
            }
        }
        let mut roll = [0; 3];
        for m in &sitting.members {
            roll[match m.attendance {
                Attendance::Present => 0,
                Attendance::Represented => 1,
                Attendance::Excused | Attendance::Absent => 2,
            }] += 1;
        }
        of.entries.push(Entry {
            date: sitting.date.clone(),
            title: title(sitting),
            folder: place.folder.clone(),
            acts: u32::try_from(sitting.deliberations.len()).unwrap_or(u32::MAX),
            roll,
        });
        if record.kind != Kind::Convocation {
            of.count(sitting);
        }
    }

    /// Writes the page of each authority.
    pub fn write(&self, folder: &Folder, options: &Options) -> Result<(), EmitError> {
        for (slug, of) in &self.authorities {
            let folder = Target::Path(folder.0.join(slug)).folder("site")?;
            layout::write(&folder, "index.html", &of.page(options))?;
        }
        Ok(())
    }
}

impl Authority {
    /// Its sittings.
    pub const fn sittings(&self) -> usize {
        self.entries.len()
    }

    fn count(&mut self, sitting: &Sitting) {
        let year = sitting.date.as_deref().and_then(|d| d.get(..4)).unwrap_or("sans date").to_owned();
        for act in &sitting.deliberations {
            let vote = act.vote.as_ref();
            let slot = match vote.and_then(|v| v.outcome) {
                Some(Outcome::Adopted) if vote.is_some_and(|v| v.unanimous == Some(true)) => 0,
                Some(Outcome::Adopted) => 1,
                Some(Outcome::Rejected) => 2,
                _ => 3,
            };
            self.votes.entry(year.clone()).or_default()[slot] += 1;
            if vote.is_some_and(|v| v.outcome != Some(Outcome::Adopted)) {
                continue;
            }
            for a in act.amounts.iter().filter(|a| a.role == AmountRole::Grant && a.currency == "EUR") {
                let (Some(to), Ok(value)) = (a.beneficiary.as_deref().map(one_line), Decimal::from_str(&a.value))
                else {
                    continue;
                };
                if self.grants.len() >= BENEFICIARIES && !self.grants.contains_key(&to) {
                    self.others += value;
                } else {
                    *self.grants.entry(to).or_default() += value;
                }
            }
        }
    }

    fn page(&self, options: &Options) -> String {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.folder.cmp(&b.folder)));
        let mut years: Vec<(&str, Vec<&Entry>)> = Vec::new();
        for e in &entries {
            let year = e.date.as_deref().and_then(|d| d.get(..4)).unwrap_or("Sans date");
            match years.last_mut() {
                Some((y, list)) if *y == year => list.push(e),
                _ => years.push((year, vec![e])),
            }
        }
        let content = html! {
            h1 { (self.name) }
            p { (self.entries.len()) " document(s) de séance." }
            (self.attendance())
            (self.vote_chart())
            (self.grant_chart())
            @for (year, list) in &years {
                h2 { (year) }
                ul {
                    @for e in list {
                        // The folder begins with the authority's own.
                        li {
                            a href=(format!("{}index.html", e.folder.split_once('/').map_or(e.folder.as_str(), |p| p.1))) { (e.title) }
                            ", " (e.acts) " délibération(s)"
                        }
                    }
                }
            }
        };
        frame(&self.name, "../", &[("../index.html", "Accueil")], options, &content)
    }

    fn attendance(&self) -> Markup {
        let mut rolls: BTreeMap<String, [u32; 3]> = BTreeMap::new();
        let dated: Vec<&Entry> =
            self.entries.iter().filter(|e| e.date.is_some() && e.roll.iter().any(|n| *n > 0)).collect();
        let mut days: Vec<&str> = dated.iter().filter_map(|e| e.date.as_deref()).collect();
        days.sort_unstable();
        days.dedup();
        let yearly = days.len() > COLUMNS;
        // Several extracts of one sitting print one roll: the fullest counts once.
        let mut fullest: BTreeMap<&str, [u32; 3]> = BTreeMap::new();
        for e in &dated {
            let best = fullest.entry(e.date.as_deref().unwrap_or_default()).or_default();
            if e.roll.iter().sum::<u32>() > best.iter().sum::<u32>() {
                *best = e.roll;
            }
        }
        for (date, roll) in fullest {
            let key = if yearly { date.get(..4).unwrap_or(date) } else { date };
            let sum = rolls.entry(key.to_owned()).or_default();
            for (a, b) in sum.iter_mut().zip(roll) {
                *a += b;
            }
        }
        if rolls.is_empty() {
            return html! {};
        }
        let labels: Vec<String> = rolls.keys().cloned().collect();
        let series = [("Présents", 0), ("Représentés", 1), ("Absents", 2)]
            .map(|(name, k)| charts::Series { name, values: rolls.values().map(|r| f64::from(r[k])).collect() });
        let title =
            if yearly { "Présences par année, toutes séances additionnées" } else { "Présences par séance" };
        charts::columns(title, if yearly { "Année" } else { "Séance" }, &labels, &series)
    }

    fn vote_chart(&self) -> Markup {
        if self.votes.is_empty() {
            return html! {};
        }
        let labels: Vec<String> = self.votes.keys().cloned().collect();
        let series = [("À l'unanimité", 0), ("À la majorité", 1), ("Sans résultat dit", 3), ("Rejetées", 2)]
            .map(|(name, k)| charts::Series { name, values: self.votes.values().map(|v| f64::from(v[k])).collect() });
        charts::columns("Délibérations par année et par issue du vote", "Année", &labels, &series)
    }

    fn grant_chart(&self) -> Markup {
        let mut rows: Vec<(&String, &Decimal)> = self.grants.iter().collect();
        rows.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        rows.truncate(SHOWN);
        if rows.is_empty() {
            return html! {};
        }
        let rows: Vec<(String, f64, String)> = rows
            .into_iter()
            .map(|(name, value)| (name.clone(), value.to_f64().unwrap_or(0.0), sum(&value.to_string(), "EUR")))
            .collect();
        charts::bars(
            "Subventions par bénéficiaire, sommes lues dans les actes adoptés",
            ("Bénéficiaire", "Somme"),
            &rows,
        )
    }
}

/// From when to when: « du 1er mai 1884 au 14 octobre 2019 ».
pub fn period(tally: &Tally) -> Option<String> {
    Some(format!("du {} au {}", day(tally.oldest.as_ref()?), day(tally.newest.as_ref()?)))
}
