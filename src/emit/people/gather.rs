//! The spellings of an archive: each with the sittings it stands in.

use super::attach::Attached;
use crate::emit::whose::{self, Whose};
use crate::page::fold::key;
use crate::record::{Attendance, Record, Sitting};
use std::collections::{BTreeMap, BTreeSet};

/// One line of a person's history.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    /// Place of the sitting in [`Authority::sittings`].
    pub sitting: u32,
    /// Status at the opening.
    pub attendance: Attendance,
    /// Spelling that holds the proxy.
    pub holder: Option<u32>,
}

/// A way in which a name is printed; accents, case and hyphens do not make another.
#[derive(Debug, Clone)]
pub struct Form {
    /// As the records write it, most frequent first met.
    pub name: String,
    /// Given name.
    pub given: Option<String>,
    /// Family name.
    pub family: String,
    /// « M. » or « Mme ».
    pub honorific: Option<String>,
    /// Offices as printed, with how often.
    pub roles: BTreeMap<String, u32>,
    /// Where it stands, one entry a sitting.
    pub seats: Vec<Seat>,
    /// A document that prints it so.
    pub document: String,
}

/// A sitting of an authority.
#[derive(Debug, Clone)]
pub struct Session {
    /// Its id.
    pub id: String,
    /// Its date.
    pub date: Option<String>,
    /// The body that sat.
    pub body: Option<String>,
}

/// The spellings of one authority.
#[derive(Debug, Default)]
pub struct Authority {
    /// Its name.
    pub name: String,
    /// Whether documents name it; else it is one document, which stands alone.
    pub known: bool,
    /// Its SIREN, as documents print or the table gives it.
    pub sirens: BTreeSet<String>,
    /// Documents that do not name it and are proved to be its own.
    pub attached: Vec<Attached>,
    /// Its sittings, in the order of the records.
    pub sittings: Vec<Session>,
    /// Its spellings, in the order of the records.
    pub forms: Vec<Form>,
    pub(super) by_key: BTreeMap<(String, String), u32>,
    pub(super) by_sitting: BTreeMap<String, u32>,
}

/// The spellings of an archive, by the slug of the authority. In memory: a few words for each seat.
#[derive(Debug, Default)]
pub struct Gathered(pub BTreeMap<String, Authority>);

impl Gathered {
    /// Takes in the rolls of a record.
    pub fn add(&mut self, record: &Record) {
        for sitting in record.sittings.iter().filter(|s| !s.members.is_empty()) {
            let whose = Whose::of(record, sitting);
            let of = self.0.entry(whose.key.clone()).or_default();
            if of.name.is_empty() {
                of.name = whose::name(sitting);
                of.known = whose.known;
            }
            of.sirens.extend(sitting.authority.siren.clone());
            // What has no date is one with nothing else.
            let named = whose.known && sitting.date.is_some();
            let id = if named { sitting.id.clone() } else { whose.sitting(record, sitting) };
            of.add(&record.source.path, id, sitting);
        }
    }
}

impl Authority {
    fn add(&mut self, document: &str, id: String, sitting: &Sitting) {
        let next = self.sittings.len() as u32;
        let at = *self.by_sitting.entry(id.clone()).or_insert(next);
        if at == next {
            self.sittings.push(Session { id, date: sitting.date.clone(), body: sitting.body.clone() });
        }
        let forms: Vec<u32> = sitting.members.iter().map(|m| self.form(document, m)).collect();
        let place = |id: &str| sitting.members.iter().position(|m| m.id == id).map(|i| forms[i]);
        for (member, form) in sitting.members.iter().zip(&forms) {
            let holder = sitting.proxies.iter().find(|p| p.grantor == member.id).and_then(|p| place(&p.holder));
            let Some(form) = self.forms.get_mut(*form as usize) else { continue };
            if let Some(role) = &member.role {
                *form.roles.entry(role.clone()).or_default() += 1;
            }
            // Several extracts of one sitting print one roll: the first counts.
            if form.seats.last().is_none_or(|s| s.sitting != at) && !form.seats.iter().any(|s| s.sitting == at) {
                form.seats.push(Seat { sitting: at, attendance: member.attendance, holder });
            }
        }
    }

    fn form(&mut self, document: &str, m: &crate::record::Member) -> u32 {
        let next = self.forms.len() as u32;
        let names = names(m.given.as_deref(), &m.family, m.honorific.as_deref());
        let at = *self.by_key.entry(names).or_insert(next);
        if at == next {
            self.forms.push(Form {
                name: m.name.clone(),
                given: m.given.clone(),
                family: m.family.clone(),
                honorific: m.honorific.clone(),
                roles: BTreeMap::new(),
                seats: Vec::new(),
                document: document.to_owned(),
            });
        } else if let Some(form) = self.forms.get_mut(at as usize) {
            if form.honorific.is_none() {
                form.honorific.clone_from(&m.honorific);
            }
            // « Delphine » is better written than « DELPHINE », « Laëtitia » than « Laetitia ».
            if better(&m.name, &form.name) {
                form.name.clone_from(&m.name);
                form.given.clone_from(&m.given);
                form.family.clone_from(&m.family);
            }
        }
        at
    }
}

impl Form {
    /// What this spelling is found by.
    pub(super) fn names(&self) -> (String, String) {
        names(self.given.as_deref(), &self.family, self.honorific.as_deref())
    }
}

/// What a spelling is found by. M. DURAND and Mme DURAND are two where no given name tells them apart.
fn names(given: Option<&str>, family: &str, honorific: Option<&str>) -> (String, String) {
    let given = given.map(key).unwrap_or_default();
    let first = if given.is_empty() { honorific.unwrap_or_default().to_owned() } else { given };
    (first, key(family))
}

/// Whether a spelling tells more: lower case in the given name, then accents.
fn better(new: &str, old: &str) -> bool {
    let rank = |s: &str| (s.chars().any(char::is_lowercase), s.chars().filter(|c| !c.is_ascii()).count());
    rank(new) > rank(old)
}
