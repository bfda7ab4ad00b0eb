//! The people as JSON: persons with their spellings, history and merges; doubtful pairs.

use super::attach::{Attached, Proof};
use super::gather::{Authority, Form, Gathered};
use super::merge::{Link, merge};
use super::register::Register;
use crate::emit::EmitError;
use crate::page::fold::slug;
use crate::record::Attendance;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Version of the output; changes when a key goes or changes its meaning.
pub const PEOPLE_VERSION: &str = "1.0";

/// Writes one JSON document: `{version, authorities: [{id, name, sittings, people, doubtful, attached}]}`. Gives the number of
/// persons and of doubtful pairs.
///
/// # Errors
/// When it cannot be written.
pub fn write(
    gathered: &Gathered,
    register: Option<&Register>,
    out: &mut impl Write,
) -> Result<(usize, usize), EmitError> {
    let (mut persons, mut doubts) = (0, 0);
    write!(out, "{{\"version\":\"{PEOPLE_VERSION}\",\"authorities\":[")?;
    for (i, (id, of)) in gathered.0.iter().enumerate() {
        let merged = merge(of);
        persons += merged.people.len();
        doubts += merged.doubtful.len();
        let person_of: BTreeMap<u32, usize> =
            merged.people.iter().enumerate().flat_map(|(p, forms)| forms.iter().map(move |f| (*f, p))).collect();
        let ids = ids(of, &merged.people);
        let people: Vec<Value> = merged
            .people
            .iter()
            .enumerate()
            .map(|(p, forms)| {
                let links = merged.merges.iter().filter(|l| person_of.get(&l.forms[0]) == Some(&p));
                person(of, forms, &ids, &person_of, p, links, register.map(|r| (r, id.as_str())))
            })
            .collect();
        let doubtful: Vec<Value> = merged.doubtful.iter().map(|l| link(of, l)).collect();
        let mut object =
            json!({"id": id, "name": of.name, "sittings": of.sittings.len(), "people": people, "doubtful": doubtful});
        if let (false, Some(map)) = (of.attached.is_empty(), object.as_object_mut()) {
            map.insert("attached".into(), of.attached.iter().map(attached).collect());
        }
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &object)?;
    }
    out.write_all(b"\n]}\n")?;
    Ok((persons, doubts))
}

/// Ids by the best spelling; people of one name are numbered.
fn ids(of: &Authority, people: &[Vec<u32>]) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    people
        .iter()
        .map(|forms| {
            let name = slug(&best(of, forms).name);
            let n = seen.entry(name.clone()).or_default();
            *n += 1;
            if *n == 1 { name } else { format!("{name}-{n}") }
        })
        .collect()
}

/// The spelling that names the person: a full one before initials, the most frequent.
fn best<'a>(of: &'a Authority, forms: &[u32]) -> &'a Form {
    let full = |f: &&u32| {
        of.forms[**f as usize].given.as_ref().is_some_and(|g| g.chars().filter(|c| c.is_alphabetic()).count() > 2)
    };
    let first = forms.iter().find(full).or_else(|| forms.first()).copied().unwrap_or(0);
    &of.forms[first as usize]
}

/// A document that does not name its authority, and what proves whose it is.
fn attached(a: &Attached) -> Value {
    match &a.proof {
        Proof::Siren(siren) => json!({"document": a.document, "proof": "siren", "siren": siren}),
        Proof::Roll { shared, of } => {
            json!({"document": a.document, "proof": "roll", "names_shared": shared, "names_in_roll": of})
        }
    }
}

fn link(of: &Authority, l: &Link) -> Value {
    let names = l.forms.map(|f| of.forms[f as usize].name.as_str());
    let documents = l.forms.map(|f| of.forms[f as usize].document.as_str());
    json!({"names": names, "rule": l.rule.code(), "rolls": l.rolls, "documents": documents})
}

fn person<'a>(
    of: &Authority,
    forms: &[u32],
    ids: &[String],
    person_of: &BTreeMap<u32, usize>,
    p: usize,
    merges: impl Iterator<Item = &'a Link>,
    register: Option<(&Register, &str)>,
) -> Value {
    let name = best(of, forms);
    let mut seats: Vec<_> = forms.iter().flat_map(|f| &of.forms[*f as usize].seats).collect();
    seats.sort_by_key(|s| (&of.sittings[s.sitting as usize].date, s.sitting));
    let count = |a: Attendance| seats.iter().filter(|s| s.attendance == a).count();
    let dates: BTreeSet<&String> = seats.iter().filter_map(|s| of.sittings[s.sitting as usize].date.as_ref()).collect();
    let history: Vec<Value> = seats
        .iter()
        .map(|s| {
            let sitting = &of.sittings[s.sitting as usize];
            let holder = s.holder.and_then(|h| person_of.get(&h)).and_then(|p| ids.get(*p));
            json!({"sitting": sitting.id, "date": sitting.date, "attendance": s.attendance, "proxy_to": holder})
        })
        .collect();
    let spellings: Vec<Value> = forms
        .iter()
        .map(|f| {
            let form = &of.forms[*f as usize];
            json!({"name": form.name, "honorific": form.honorific, "sittings": form.seats.len(), "document": form.document})
        })
        .collect();
    let mut roles: BTreeMap<&str, u32> = BTreeMap::new();
    for (role, n) in forms.iter().flat_map(|f| &of.forms[*f as usize].roles) {
        *roles.entry(role).or_default() += n;
    }
    let honorific = forms.iter().find_map(|f| of.forms[*f as usize].honorific.as_ref());
    let mut object = json!({
        "id": ids.get(p), "name": name.name, "given": name.given, "family": name.family, "honorific": honorific,
        "first": dates.first(), "last": dates.last(), "sittings": seats.len(),
        "attendance": {
            "present": count(Attendance::Present), "represented": count(Attendance::Represented),
            "excused": count(Attendance::Excused), "absent": count(Attendance::Absent),
        },
        "roles": roles, "spellings": spellings,
        "merges": merges.map(|l| link(of, l)).collect::<Vec<_>>(),
        "history": history,
    });
    if let (Some((register, authority)), Some(map)) = (register, object.as_object_mut()) {
        let mandates = forms
            .iter()
            .map(|f| &of.forms[*f as usize])
            .map(|f| register.of(authority, f.given.as_deref().unwrap_or_default(), &f.family))
            .find(|m| !m.is_empty())
            .unwrap_or_default();
        let mandates: Vec<Value> = mandates
            .iter()
            .map(|m| json!({"name": format!("{} {}", m.given, m.family), "function": m.function, "from": m.from, "line": m.line}))
            .collect();
        map.insert("register".into(), json!(mandates));
    }
    object
}
