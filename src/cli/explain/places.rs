//! Where the values of the record stand, line by line, and what each is called.

use super::Look;
use crate::cli::words;
use greffier::page::{Document, Page};
use greffier::record::Record;
use serde_json::Value;
use std::collections::BTreeMap;

/// A value on a line: bytes of the line, and what it is.
pub struct Place {
    pub start: usize,
    pub end: usize,
    pub look: Look,
    /// What it is; empty on the later lines of a value over several.
    pub label: String,
}

/// All values, by page and line.
pub struct Places {
    lines: BTreeMap<(u32, u32), Vec<Place>>,
}

impl Places {
    pub fn new(record: &Record, json: &Value, doc: &Document, french: bool) -> Self {
        let mut lines: BTreeMap<(u32, u32), Vec<Place>> = BTreeMap::new();
        let starts: Vec<Vec<usize>> = doc.pages.iter().map(line_starts).collect();
        for (pointer, span) in record.evidence.entries() {
            let Some((look, name)) = name(pointer, json, french) else { continue };
            let page = doc.pages.iter().position(|p| p.number == span.page).unwrap_or(0);
            let (Some(text), Some(starts)) = (doc.pages.get(page), starts.get(page)) else { continue };
            let (start, end) = (text_offset(text, span.start), text_offset(text, span.end));
            let mut label = name;
            let first = starts.partition_point(|s| *s <= start).saturating_sub(1);
            for (n, from) in starts.iter().enumerate().skip(first).take_while(|(_, s)| **s < end) {
                let to = starts.get(n + 1).map_or(text.text.len(), |next| next - 1);
                let place = Place {
                    start: start.max(*from) - from,
                    end: end.min(to).saturating_sub(*from),
                    look,
                    label: std::mem::take(&mut label),
                };
                lines.entry((page as u32, n as u32 + 1)).or_default().push(place);
            }
        }
        for line in lines.values_mut() {
            line.sort_by_key(|p| (p.start, std::cmp::Reverse(p.end)));
            // Two values with one name at one place, as a member who is named in the head and in the list.
            line.dedup_by(|b, a| a.label == b.label && a.start == b.start);
        }
        Self { lines }
    }

    /// The values on a line, in order.
    pub fn on(&self, page: u32, line: u32) -> &[Place] {
        self.lines.get(&(page, line)).map_or(&[], Vec::as_slice)
    }
}

fn line_starts(page: &Page) -> Vec<usize> {
    std::iter::once(0).chain(page.text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// The byte of the page's text that stands at a byte of the file: the way back of [`greffier::page::Offsets::file`].
fn text_offset(page: &Page, file: u32) -> usize {
    let (mut low, mut high) = (0, page.text.len());
    while low < high {
        let mut mid = low.midpoint(high);
        while !page.text.is_char_boundary(mid) {
            mid -= 1;
        }
        if page.offsets.file(&page.text, mid as u32) < file {
            low = page.text[mid..].chars().next().map_or(high, |c| mid + c.len_utf8());
        } else {
            high = mid;
        }
    }
    low
}

/// What a value is called, and its look; nothing for the parts of the text, which are shown as zones.
fn name(pointer: &str, json: &Value, french: bool) -> Option<(Look, String)> {
    let value = json.pointer(pointer)?;
    let mut parts = pointer.split('/').skip(3);
    let sitting = json.pointer(&pointer.split('/').take(3).collect::<Vec<_>>().join("/"))?;
    let member = |id: &Value| {
        let persons = ["members", "staff"].iter().filter_map(|k| sitting[k].as_array()).flatten();
        let found = persons.into_iter().find(|m| m["id"] == *id);
        found.map_or_else(|| plain(id), |m| plain(&m["name"]))
    };
    let say = |fr: &str, en: &str| if french { fr.to_owned() } else { en.to_owned() };
    let key = parts.next()?;
    Some(match key {
        "authority" => (Look::Sitting, say("collectivité", "authority")),
        "body" => (Look::Sitting, plain(value)),
        "session" => (Look::Sitting, format!("session {}", words::value(&plain(value), french))),
        "date" => (Look::Sitting, format!("{} {}", say("séance du", "sitting of"), plain(value))),
        "convened_on" => (Look::Sitting, format!("{} {}", say("convocation du", "convened on"), plain(value))),
        "opened_at" => (Look::Sitting, format!("{} {}", say("ouverture", "opened at"), plain(value))),
        "closed_at" => (Look::Sitting, format!("{} {}", say("levée", "closed at"), plain(value))),
        "place" => (Look::Sitting, say("lieu", "place")),
        "counts" => (Look::Sitting, format!("{} {}", words::value(parts.next()?, french), plain(value))),
        "chair" => (Look::Person, format!("{} {}", say("préside :", "chair:"), member(value))),
        "secretary" => (Look::Person, format!("{} {}", say("secrétaire :", "secretary:"), member(value))),
        "members" => (
            Look::Person,
            format!("{} ({})", plain(&value["name"]), words::value(&plain(&value["attendance"]), french)),
        ),
        "proxies" => (Look::Person, format!("{} → {}", member(&value["grantor"]), member(&value["holder"]))),
        "attendance_changes" => {
            (Look::Person, format!("{} {}", member(&value["member"]), words::value(&plain(&value["kind"]), french)))
        }
        "amounts" => (Look::Money, format!("{} {}", plain(&value["value"]), plain(&value["currency"]))),
        "references" => (Look::Law, plain(&value["key"])),
        "deliberations" => {
            let ordinal = parts.next()?.parse::<usize>().ok()? + 1;
            return act(ordinal, parts.next()?, parts.next(), value, &member, french);
        }
        _ => return None,
    })
}

fn act(
    ordinal: usize,
    key: &str,
    inner: Option<&str>,
    value: &Value,
    member: &dyn Fn(&Value) -> String,
    french: bool,
) -> Option<(Look, String)> {
    let say = |fr: &str, en: &str| if french { fr.to_owned() } else { en.to_owned() };
    Some(match key {
        "number" => (Look::Act, format!("{} {}", say("numéro", "number"), plain(value))),
        "title" => (Look::Act, format!("{} {ordinal}", say("titre", "title"))),
        "rapporteur" => (Look::Person, format!("{} {}", say("rapporteur :", "rapporteur:"), member(value))),
        "matter" => (Look::Act, format!("{} {}", say("matière", "matter"), plain(&value["code"]))),
        "vote" => match inner? {
            "outcome" => (Look::Vote, words::value(&plain(value), french)),
            "unanimous" => (
                Look::Vote,
                if value.as_bool() == Some(true) {
                    say("unanimité", "unanimous")
                } else {
                    say("pas d'unanimité", "not unanimous")
                },
            ),
            k if k.ends_with("_names") => {
                (Look::Vote, format!("{} : {}", words::value(k.trim_end_matches("_names"), french), member(value)))
            }
            k => (Look::Vote, format!("{} {}", words::value(k, french), plain(value))),
        },
        "amounts" => (Look::Money, format!("{} {}", plain(&value["value"]), plain(&value["currency"]))),
        "budget_lines" => (Look::Money, say("ligne budgétaire", "budget line")),
        "references" => (Look::Law, plain(&value["key"])),
        "signatories" => (Look::Person, format!("{} {}", say("signé :", "signed:"), plain(&value["name"]))),
        "transmission" => (Look::Act, say("timbre de la préfecture", "stamp of the préfecture")),
        _ => return None,
    })
}

fn plain(v: &Value) -> String {
    v.as_str().map_or_else(|| v.to_string(), str::to_owned)
}
