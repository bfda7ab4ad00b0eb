//! Popolo: persons, organizations, memberships, events, motions and vote events in one JSON document.
//!
//! A person is a member id within an authority; `greffier people` is what ties spellings together. Beyond Popolo there
//! are two extensions, both optional keys that a reader of Popolo may ignore: `events[].attendance` (the roll, and who
//! held whose proxy) and `vote_events[].votes[].proxy_holder_id` (who cast the vote for the one who was away).
//! Sources are named by their content (RFC 6920, `nih:sha-256;…`), with the path as note.

use super::same::Acts;
use super::target::{Stream, Target};
use super::whose::{self, Whose};
use super::{EmitError, Format, Notes, Piece, Settings, Sink};
use crate::record::{Attendance, Deliberation, Kind, Outcome, Record, Sitting, Vote};
use rustc_hash::FxHashMap;
use serde_json::{Map, Value, json};
use std::fs::File;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::io::{BufWriter, Seek, Write};

/// One Popolo document.
pub const POPOLO: Format = Format {
    name: "popolo",
    about: "Popolo JSON: persons, organizations, memberships, events, motions, vote events",
    folder: false,
    encode: |record| Ok(Piece::Record(Box::new(record))),
    open: |target, settings| Ok(Box::new(Popolo::open(target, settings)?)),
};

const CLASSES: [&str; 6] = ["persons", "organizations", "memberships", "events", "motions", "vote_events"];

/// Writes each class to a file of its own and puts them together at the end, so that nothing but the hashes of ids is
/// kept in memory.
struct Popolo {
    out: Stream,
    classes: Vec<Class>,
    acts: Acts,
    /// The motion of each act that no document gave before, and whether a vote on it was written.
    motions: Vec<(Box<str>, bool)>,
    /// Acts that another document had given.
    again: u64,
}

struct Class {
    spill: BufWriter<File>,
    any: bool,
    /// How often an id was met.
    seen: FxHashMap<u64, u32>,
}

impl Class {
    /// How many objects had this id before.
    fn times(&mut self, id: &str) -> u32 {
        let hash = BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(id);
        let n = self.seen.entry(hash).or_default();
        *n += 1;
        *n - 1
    }

    fn put(&mut self, object: Value) -> Result<(), EmitError> {
        if self.any {
            self.spill.write_all(b",\n")?;
        }
        self.any = true;
        serde_json::to_writer(&mut self.spill, &without_nulls(object))?;
        Ok(())
    }

    /// Writes the object unless its id was written before.
    fn put_once(&mut self, id: &str, object: impl FnOnce() -> Value) -> Result<(), EmitError> {
        if self.times(id) == 0 { self.put(object()) } else { Ok(()) }
    }
}

/// Drops keys without a value.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            Value::Object(map.into_iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k, without_nulls(v))).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

impl Popolo {
    fn open(target: Target, _: &Settings) -> Result<Self, EmitError> {
        let class = || {
            Ok::<_, EmitError>(Class {
                spill: BufWriter::new(tempfile::tempfile()?),
                any: false,
                seen: FxHashMap::default(),
            })
        };
        let classes = CLASSES.iter().map(|_| class()).collect::<Result<_, _>>()?;
        Ok(Self { out: target.stream()?, classes, acts: Acts::default(), motions: Vec::new(), again: 0 })
    }

    fn record(&mut self, record: &Record) -> Result<(), EmitError> {
        let [persons, organizations, memberships, events, motions, votes] = self.classes.as_mut_slice() else {
            return Ok(());
        };
        let sources = json!([{"url": format!("nih:sha-256;{}", record.source.sha256), "note": record.source.path}]);
        let met = self.acts.of(record);
        for (sitting, met) in record.sittings.iter().zip(met) {
            let ids = Ids::new(record, sitting);
            let a = &sitting.authority;
            organizations.put_once(&ids.authority, || {
                let siren = a.siren.as_ref().map(|s| json!([{"identifier": s, "scheme": "SIREN"}]));
                json!({
                    "id": ids.authority,
                    "name": whose::name(sitting),
                    "classification": a.kind,
                    "identifiers": siren,
                })
            })?;
            organizations.put_once(&ids.body, || {
                json!({
                    "id": ids.body,
                    "name": sitting.body.as_deref().unwrap_or("assemblée"),
                    "classification": "deliberative body",
                    "parent_id": ids.authority,
                })
            })?;
            for m in &sitting.members {
                let id = ids.person(&m.id);
                persons.put_once(&id, || {
                    json!({
                        "id": id, "name": m.name, "family_name": m.family, "given_name": m.given,
                        "honorific_prefix": m.honorific, "sort_name": format!("{} {}", m.family, m.given.as_deref().unwrap_or("")).trim(),
                        "sources": sources,
                    })
                })?;
                let membership = format!("{}#{}", ids.body, m.id);
                memberships.put_once(
                    &membership,
                    || json!({"id": membership, "person_id": id, "organization_id": ids.body, "role": m.role}),
                )?;
            }
            events.put_once(&ids.sitting, || event(sitting, &ids, &sources))?;
            for (act, met) in sitting.deliberations.iter().zip(met) {
                if met.is_first() {
                    let own = act.id.rsplit_once('#').map_or(act.id.as_str(), |p| p.1);
                    let id = format!("{}#{own}", ids.sitting);
                    // Extracts without a number all count from one.
                    let id = match motions.times(&id) {
                        0 => id,
                        n => format!("{id}~{}", n + 1),
                    };
                    self.motions.push((id.into(), false));
                }
                let place = met.place() as usize;
                let Some((id, voted)) = self.motions.get_mut(place) else { continue };
                if record.kind == Kind::Convocation {
                    continue;
                }
                // Two documents may report one act: it is one motion, with the vote of the first that tells of one.
                if met.is_first() {
                    motions.put(motion(act, &ids, id, &sources))?;
                } else {
                    self.again += 1;
                }
                if let Some(vote) = act.vote.as_ref().filter(|v| has_vote(v) && !*voted) {
                    *voted = true;
                    votes.put(vote_event(sitting, act, vote, &ids, id, &sources))?;
                }
            }
        }
        Ok(())
    }
}

/// Ids of what a sitting names.
struct Ids {
    authority: String,
    body: String,
    sitting: String,
}

impl Ids {
    fn new(record: &Record, sitting: &Sitting) -> Self {
        let whose = Whose::of(record, sitting);
        let id = whose.sitting(record, sitting);
        let body = id.rsplit_once('/').map_or(id.as_str(), |p| p.0).to_owned();
        Self { authority: whose.key, body, sitting: id }
    }

    fn person(&self, member: &str) -> String {
        format!("{}/{member}", self.authority)
    }
}

fn event(sitting: &Sitting, ids: &Ids, sources: &Value) -> Value {
    let roll: Vec<Value> = sitting
        .members
        .iter()
        .map(|m| {
            let holder = sitting.proxies.iter().find(|p| p.grantor == m.id).map(|p| ids.person(&p.holder));
            json!({"person_id": ids.person(&m.id), "status": m.attendance, "proxy_holder_id": holder})
        })
        .collect();
    let date = sitting.date.as_deref();
    let name = [sitting.body.as_deref(), date].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let present = sitting.members.iter().filter(|m| m.attendance == Attendance::Present);
    let present: Vec<Value> = present.map(|m| json!({"id": ids.person(&m.id), "name": m.name})).collect();
    json!({
        "id": ids.sitting,
        "name": (!name.is_empty()).then_some(name),
        "classification": "sitting",
        "organization_id": ids.body,
        "start_date": date,
        "location": sitting.place,
        "attendees": present,
        "attendance": roll,
        "sources": sources,
    })
}

const fn result(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Adopted => "pass",
        Outcome::Rejected => "fail",
        Outcome::Postponed => "postponed",
        Outcome::Withdrawn => "withdrawn",
        Outcome::Noted => "noted",
    }
}

fn motion(act: &Deliberation, ids: &Ids, id: &str, sources: &Value) -> Value {
    let decisions = act.decisions.iter().map(|d| d.text.as_str()).collect::<Vec<_>>().join("\n\n");
    json!({
        "id": id,
        "organization_id": ids.body,
        "legislative_session_id": ids.sitting,
        "identifier": act.number,
        "creator_id": act.rapporteur.as_deref().map(|m| ids.person(m)),
        "name": act.title,
        "text": (!decisions.is_empty()).then_some(decisions).or_else(|| act.title.clone()),
        "classification": act.matter.as_ref().map(|m| &m.code),
        "result": act.vote.as_ref().and_then(|v| v.outcome).map(result),
        "sources": sources,
    })
}

/// Whether the document tells of a vote: a count, names, or an outcome that only a vote gives.
fn has_vote(v: &Vote) -> bool {
    matches!(v.outcome, Some(Outcome::Adopted | Outcome::Rejected))
        || [v.for_, v.against, v.abstentions, v.not_voting].iter().any(Option::is_some)
}

fn vote_event(sitting: &Sitting, act: &Deliberation, v: &Vote, ids: &Ids, motion: &str, sources: &Value) -> Value {
    let counts: Vec<Value> =
        [("yes", v.for_), ("no", v.against), ("abstain", v.abstentions), ("not voting", v.not_voting)]
            .into_iter()
            .filter_map(|(option, n)| n.map(|n| json!({"option": option, "value": n})))
            .collect();
    let names = [
        ("yes", &v.for_names),
        ("no", &v.against_names),
        ("abstain", &v.abstention_names),
        ("not voting", &v.not_voting_names),
    ];
    let id = format!("{motion}/vote");
    let mut votes = Vec::new();
    for (option, members) in names {
        for member in members {
            let holder = sitting.proxies.iter().find(|p| p.grantor == *member).map(|p| ids.person(&p.holder));
            let mut vote = Map::new();
            vote.insert("vote_event_id".into(), json!(id));
            vote.insert("voter_id".into(), json!(ids.person(member)));
            vote.insert("option".into(), json!(option));
            vote.insert("weight".into(), json!(1));
            if let Some(holder) = holder {
                vote.insert("role".into(), json!("by proxy"));
                vote.insert("proxy_holder_id".into(), json!(holder));
            }
            votes.push(Value::Object(vote));
        }
    }
    let passed = v.outcome.filter(|o| matches!(o, Outcome::Adopted | Outcome::Rejected)).map(result);
    json!({
        "id": id,
        "organization_id": ids.body,
        "legislative_session_id": ids.sitting,
        "identifier": act.number,
        "motion_id": motion,
        "classification": v.ballot,
        "result": passed,
        "counts": counts,
        "votes": votes,
        "sources": sources,
    })
}

impl Sink for Popolo {
    fn put(&mut self, piece: Piece) -> Result<(), EmitError> {
        match piece {
            Piece::Record(record) => self.record(&record),
            Piece::Bytes(_) | Piece::Rows(_) | Piece::Files(_) => Ok(()),
        }
    }

    fn finish(mut self: Box<Self>) -> Result<Notes, EmitError> {
        for (i, (name, class)) in CLASSES.iter().zip(&mut self.classes).enumerate() {
            let lead = if i == 0 { "{" } else { ",\n" };
            writeln!(self.out, "{lead}\"{name}\": [")?;
            class.spill.flush()?;
            let file = class.spill.get_mut();
            file.rewind()?;
            std::io::copy(file, &mut self.out)?;
            self.out.write_all(b"\n]")?;
        }
        self.out.write_all(b"}\n")?;
        self.out.close()?;
        let again = format!("Popolo : {} acte(s) déjà donné(s) par un autre document", self.again);
        Ok(Notes(if self.again > 0 { vec![again] } else { Vec::new() }))
    }
}
