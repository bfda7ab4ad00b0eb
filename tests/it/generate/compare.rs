//! What was planted against what was read.

use super::people::Sitting;
use greffier::page::fold;
use greffier::record::{Deliberation, Record};
use std::collections::BTreeMap;
use std::fmt;

/// Planted and found values of each field, and values that nobody planted.
#[derive(Default)]
pub(super) struct Tally {
    fields: BTreeMap<&'static str, (usize, usize)>,
    extra: BTreeMap<&'static str, usize>,
}

/// A planted value that was not found.
pub(super) struct Miss {
    field: &'static str,
    planted: String,
    read: String,
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: planted {}, read {}", self.field, self.planted, self.read)
    }
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        for (k, v) in &other.fields {
            let e = self.fields.entry(k).or_default();
            *e = (e.0 + v.0, e.1 + v.1);
        }
        for (k, v) in &other.extra {
            *self.extra.entry(k).or_default() += v;
        }
    }

    pub(super) fn found(&self) -> usize {
        self.fields.values().map(|v| v.0).sum()
    }

    pub(super) fn planted(&self) -> usize {
        self.fields.values().map(|v| v.1).sum()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<16} {:>8} {:>8} {:>9} {:>7}", "field", "planted", "found", "share", "extra")?;
        for (field, (found, planted)) in &self.fields {
            let share = 100.0 * *found as f64 / (*planted).max(1) as f64;
            let extra = self.extra.get(field).copied().unwrap_or(0);
            writeln!(f, "{field:<16} {planted:>8} {found:>8} {share:>7.2} % {extra:>7}")?;
        }
        let share = 100.0 * self.found() as f64 / self.planted().max(1) as f64;
        write!(f, "{:<16} {:>8} {:>8} {share:>7.2} %", "all", self.planted(), self.found())
    }
}

/// Compares a record with what was planted in its document.
pub(super) fn compare(s: &Sitting, record: &Record) -> (Tally, Vec<Miss>) {
    let mut tally = Tally::default();
    let mut misses = Vec::new();
    let mut see = |field: &'static str, planted: String, read: String| {
        let e = tally.fields.entry(field).or_default();
        e.1 += 1;
        if planted == read {
            e.0 += 1;
        } else {
            misses.push(Miss { field, planted, read });
        }
    };
    let key = |i: usize| {
        let p = &s.people[i];
        fold::key(&format!("{} {}", p.given, p.family))
    };
    let text = |v: Option<&String>| v.cloned().unwrap_or_else(|| "—".to_owned());
    let Some(read) = record.sittings.first() else {
        see("sitting", "1".to_owned(), "0".to_owned());
        return (tally, misses);
    };
    see("sitting", "1".to_owned(), record.sittings.len().to_string());
    let name =
        |id: &str| read.members.iter().find(|m| m.id == id).map_or_else(|| "—".to_owned(), |m| fold::key(&m.name));
    let office = |id: Option<&String>| id.map_or_else(|| "—".to_owned(), |i| name(i));
    see("authority", fold::key(s.place), read.authority.name.as_deref().map_or_else(String::new, fold::key));
    see("date", s.day.iso(), text(read.date.as_ref()));
    see("convened_on", s.convened.iso(), text(read.convened_on.as_ref()));
    see("opened_at", format!("{:02}:{:02}", s.hour.0, s.hour.1), text(read.opened_at.as_ref()));
    see("chair", key(0), office(read.chair.as_ref()));
    see("secretary", key(s.secretary), office(read.secretary.as_ref()));
    for (planted, got) in [
        (s.people.len(), read.counts.in_office),
        (s.with("present").len(), read.counts.present),
        (s.voters(), read.counts.voting),
    ] {
        see("counts", planted.to_string(), got.map_or_else(|| "—".to_owned(), |n| n.to_string()));
    }
    let members: Vec<(String, String)> =
        read.members.iter().map(|m| (fold::key(&m.name), format!("{:?}", m.attendance).to_lowercase())).collect();
    for (i, p) in s.people.iter().enumerate() {
        let got = members.iter().find(|m| m.0 == key(i));
        see("member", key(i), got.map_or_else(|| "—".to_owned(), |m| m.0.clone()));
        see(
            "attendance",
            format!("{} {}", key(i), p.status),
            got.map_or_else(|| "—".to_owned(), |m| format!("{} {}", m.0, m.1)),
        );
        if let Some(h) = p.holder {
            let got = read.proxies.iter().find(|x| name(&x.grantor) == key(i)).map(|x| name(&x.holder));
            see("proxy", format!("{} → {}", key(i), key(h)), format!("{} → {}", key(i), got.unwrap_or_default()));
        }
    }
    acts(s, &read.deliberations, &key, &name, &mut see);
    let extra = members.iter().filter(|m| !(0..s.people.len()).any(|i| key(i) == m.0)).count();
    tally.extra.insert("member", extra);
    tally.extra.insert("act", read.deliberations.len().saturating_sub(s.acts.len()));
    (tally, misses)
}

fn acts(
    s: &Sitting,
    read: &[Deliberation],
    key: &dyn Fn(usize) -> String,
    name: &dyn Fn(&str) -> String,
    see: &mut dyn FnMut(&'static str, String, String),
) {
    for a in &s.acts {
        let title = fold::key(&a.title);
        let got = read.iter().find(|d| d.title.as_deref().map(fold::key).as_ref() == Some(&title));
        see("act", a.title.clone(), got.map_or_else(|| "—".to_owned(), |_| a.title.clone()));
        let Some(d) = got else { continue };
        if let Some(n) = &a.number {
            see("number", n.clone(), d.number.clone().unwrap_or_default());
        }
        let v = d.vote.clone().unwrap_or_default();
        let outcome = v.outcome.map(|o| format!("{o:?}").to_lowercase()).unwrap_or_default();
        see("outcome", a.vote.outcome.to_owned(), outcome);
        if a.vote.unanimous == Some(true) {
            see("unanimous", "Some(true)".to_owned(), format!("{:?}", v.unanimous));
        }
        for (planted, got) in a.vote.tally.iter().zip([v.for_, v.against, v.abstentions]) {
            if planted.is_some() {
                see("tally", format!("{planted:?}"), format!("{got:?}"));
            }
        }
        for (planted, got) in a.vote.names.iter().zip([&v.against_names, &v.abstention_names, &v.not_voting_names]) {
            for i in planted {
                let found = got.iter().map(|g| name(g)).find(|g| *g == key(*i));
                see("vote_name", key(*i), found.unwrap_or_else(|| "—".to_owned()));
            }
        }
        if let Some((print, value)) = a.amount {
            let found = d.amounts.iter().any(|x| x.value == *value);
            let read: Vec<&str> = d.amounts.iter().map(|x| x.value.as_str()).collect();
            see("amount", (*print).to_owned(), if found { (*print).to_owned() } else { read.join(" ") });
        }
        if let Some((_, k)) = a.reference {
            let found = d.references.iter().any(|x| x.key == *k);
            see("reference", (*k).to_owned(), if found { (*k).to_owned() } else { "—".to_owned() });
        }
    }
}
