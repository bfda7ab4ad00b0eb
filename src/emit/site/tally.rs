//! What the site remembers of an archive: its sittings, and sums by year and by beneficiary.

use super::layout::{self, page as frame};
use super::place::{Place, UNKNOWN};
use super::sessions::{At, Session, Sessions};
use super::sitting::{authority, title};
use super::words::{count, day, sum};
use super::{Options, charts};
use crate::emit::EmitError;
use crate::emit::same::Met;
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

/// Years without a sitting that are shown as such.
const LONGEST_GAP: i32 = 60;

/// One sitting in one document.
struct Entry {
    date: Option<String>,
    title: String,
    /// Its page, below the folder of the authority.
    page: String,
    /// Folder of the sitting, which it may share with other documents.
    session: Option<String>,
    kept: Option<At>,
    /// Whether it is an extract, which has no page of the sitting of its own.
    extract: bool,
    /// Acts that no document gave before.
    acts: u32,
    /// Present, represented, away.
    roll: [u32; 3],
}

impl Entry {
    /// Whether the sitting has a page of its own: several documents tell of it, or an extract does.
    fn has_page(sitting: &[&Self]) -> bool {
        sitting.len() > 1 || sitting.iter().any(|e| e.extract)
    }
}

/// Votes of a year: unanimous, by majority, rejected, without a result.
type Votes = [u32; 4];

/// What is remembered of one authority.
#[derive(Default)]
pub struct Authority {
    /// Its name.
    pub name: String,
    /// Whether its documents say whose they are; otherwise they have nothing in common.
    pub known: bool,
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
    /// Takes in a sitting of a document; `kept` is what it left for the page of the sitting.
    pub fn add(&mut self, place: &Place, kept: Option<At>, record: &Record, sitting: &Sitting, met: &[Met]) {
        let of = self.authorities.entry(place.authority.clone()).or_default();
        of.known = place.authority != UNKNOWN;
        if of.name.is_empty() {
            of.name = if of.known { authority(sitting) } else { "Collectivités non identifiées".to_owned() };
        }
        let acts = met.iter().filter(|m| m.is_first()).count();
        self.acts += acts as u64;
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
            page: match &place.extract {
                Some(name) => format!("{}{name}", place.folder),
                None => format!("{}index.html", place.folder),
            },
            session: place.sitting.clone(),
            kept,
            extract: place.extract.is_some(),
            acts: u32::try_from(acts).unwrap_or(u32::MAX),
            roll,
        });
        if record.kind != Kind::Convocation {
            of.count(sitting, met);
        }
    }

    /// Writes the page of each authority, and of each sitting that several documents tell of.
    pub fn write(&self, folder: &Folder, sessions: &mut Sessions, options: &Options) -> Result<(), EmitError> {
        for (slug, of) in &self.authorities {
            let folder = Target::Path(folder.0.join(slug)).folder("site")?;
            let sittings = of.grouped();
            for sitting in sittings.iter().filter(|s| Entry::has_page(s)) {
                let Some((first, session)) = sitting.first().and_then(|e| Some((e, e.session.as_deref()?))) else {
                    continue;
                };
                let folder = Target::Path(folder.0.join(session)).folder("site")?;
                let at: Vec<At> = sitting.iter().filter_map(|e| e.kept).collect();
                let anchor = format!("s-{}", session.trim_end_matches('/'));
                let session = Session { title: &first.title, authority: &of.name, anchor: &anchor };
                sessions.write(&folder, &session, &at, options)?;
            }
            layout::write(&folder, "index.html", &of.page(&sittings, options))?;
        }
        Ok(())
    }

    /// Authorities that have a name.
    pub fn named(&self) -> u64 {
        self.authorities.values().filter(|a| a.known).count() as u64
    }
}

impl Authority {
    /// Its documents.
    pub const fn documents(&self) -> usize {
        self.entries.len()
    }

    fn count(&mut self, sitting: &Sitting, met: &[Met]) {
        let year = sitting.date.as_deref().and_then(|d| d.get(..4)).unwrap_or("sans date").to_owned();
        for (act, _) in sitting.deliberations.iter().zip(met).filter(|(_, met)| met.is_first()) {
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

    /// Its sittings, the newest first: each the documents that tell of it.
    fn grouped(&self) -> Vec<Vec<&Entry>> {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        // Documents of one sitting stay in the order of the records.
        entries.sort_by(|a, b| {
            b.date.cmp(&a.date).then_with(|| (a.session.is_none(), &a.session).cmp(&(b.session.is_none(), &b.session)))
        });
        let mut out: Vec<Vec<&Entry>> = Vec::new();
        for e in entries {
            match out.last_mut() {
                Some(list) if e.session.is_some() && list.first().is_some_and(|f| f.session == e.session) => {
                    list.push(e)
                }
                _ => out.push(vec![e]),
            }
        }
        out
    }

    fn page(&self, sittings: &[Vec<&Entry>], options: &Options) -> String {
        let mut years: Vec<(&str, Vec<&Vec<&Entry>>)> = Vec::new();
        for list in sittings {
            let year = list.first().and_then(|e| e.date.as_deref()?.get(..4)).unwrap_or("Sans date");
            match years.last_mut() {
                Some((y, of)) if *y == year => of.push(list),
                _ => years.push((year, vec![list])),
            }
        }
        let documents = count(self.entries.len() as u64, "document", "documents");
        let content = html! {
            h1 { (self.name) }
            @if self.known {
                p { (count(sittings.len() as u64, "séance", "séances")) ", " (documents) "." }
                (self.attendance(sittings))
                (self.vote_chart())
                (self.grant_chart())
            } @else {
                p { (documents) " sans nom de collectivité lisible. Chacun est seul\u{a0}: rien n’y est additionné." }
            }
            @for (year, list) in &years {
                h2 { (year) }
                ul { @for sitting in list { (item(sitting)) } }
            }
        };
        frame(&self.name, "../", &[("../index.html", "Accueil")], options, &content)
    }

    fn attendance(&self, sittings: &[Vec<&Entry>]) -> Markup {
        // Several documents of one sitting print one roll: the fullest counts.
        let mut rolls: Vec<(&str, [u32; 3])> = sittings
            .iter()
            .filter_map(|list| {
                let fullest = list.iter().max_by_key(|e| e.roll.iter().sum::<u32>())?;
                Some((fullest.date.as_deref()?, fullest.roll)).filter(|(_, roll)| roll.iter().any(|n| *n > 0))
            })
            .collect();
        rolls.sort_unstable();
        if rolls.is_empty() {
            return html! {};
        }
        let yearly = rolls.len() > COLUMNS;
        // A year has as many sittings as it has: the mean of one sitting can be compared, the sum of all cannot.
        let mut by: Vec<(String, [f64; 3], f64)> = Vec::new();
        for (date, roll) in rolls {
            let label = if yearly { date.get(..4).unwrap_or(date) } else { date };
            if !by.last().is_some_and(|l| yearly && l.0 == label) {
                by.push((label.to_owned(), [0.0; 3], 0.0));
            }
            if let Some((_, sums, n)) = by.last_mut() {
                sums.iter_mut().zip(roll).for_each(|(a, b)| *a += f64::from(b));
                *n += 1.0;
            }
        }
        if yearly {
            by = years(by, ([0.0; 3], 1.0)).into_iter().map(|(l, (sums, n))| (l, sums, n)).collect();
        }
        let labels: Vec<String> = by.iter().map(|b| if yearly { b.0.clone() } else { short(&b.0) }).collect();
        let series = [("Présents", 0), ("Représentés", 1), ("Absents", 2)]
            .map(|(name, k)| charts::Series { name, values: by.iter().map(|b| b.1[k] / b.2).collect() });
        let title = if yearly { "Présences par année, moyenne d’une séance" } else { "Présences par séance" };
        charts::columns(title, if yearly { "Année" } else { "Séance" }, &labels, &series)
    }

    fn vote_chart(&self) -> Markup {
        if self.votes.is_empty() {
            return html! {};
        }
        let votes = self.votes.iter().map(|(year, v)| (year.clone(), *v, ())).collect();
        let votes = years(votes, ([0; 4], ()));
        let labels: Vec<String> = votes.iter().map(|v| v.0.clone()).collect();
        let series =
            [("À l’unanimité", 0), ("Adoptées, sans unanimité dite", 1), ("Sans résultat dit", 3), ("Rejetées", 2)]
                .map(|(name, k)| charts::Series { name, values: votes.iter().map(|v| f64::from(v.1.0[k])).collect() });
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

/// One sitting of a list: its page, or that of its only document.
fn item(sitting: &[&Entry]) -> Markup {
    let Some(first) = sitting.first() else { return html! {} };
    let acts: u32 = sitting.iter().map(|e| e.acts).sum();
    let page = match &first.session {
        Some(session) if Entry::has_page(sitting) => format!("{session}index.html"),
        _ => first.page.clone(),
    };
    html! {
        li id=[first.session.as_deref().map(|s| format!("s-{}", s.trim_end_matches('/')))] {
            a href=(page) { (first.title) } ", " (count(u64::from(acts), "délibération", "délibérations"))
            @if sitting.len() > 1 { ", " (count(sitting.len() as u64, "document", "documents")) }
        }
    }
}

/// A day under a column: « 14/10/2019 ».
fn short(iso: &str) -> String {
    let parts: Vec<&str> = iso.split('-').collect();
    match parts.as_slice() {
        [y, m, d] => format!("{d}/{m}/{y}"),
        _ => iso.to_owned(),
    }
}

/// Fills the years without anything: a chart over time that leaves them out shows a time that was not.
fn years<A: Copy, B: Copy>(by: Vec<(String, A, B)>, nothing: (A, B)) -> Vec<(String, (A, B))> {
    let mut out: Vec<(String, (A, B))> = Vec::new();
    for (label, a, b) in by {
        let year = |s: &str| s.parse::<i32>().ok();
        if let (Some(last), Some(now)) = (out.last().and_then(|l| year(&l.0)), year(&label))
            && now - last < LONGEST_GAP
        {
            out.extend((last + 1..now).map(|y| (y.to_string(), nothing)));
        }
        out.push((label, (a, b)));
    }
    out
}

/// From when to when: « du 1er mai 1884 au 14 octobre 2019 ».
pub fn period(tally: &Tally) -> Option<String> {
    Some(format!("du {} au {}", day(tally.oldest.as_ref()?), day(tally.newest.as_ref()?)))
}
