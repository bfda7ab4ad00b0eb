//! The newest acts as Atom (RFC 4287) and JSON Feed 1.1. Ids and dates come from the records: the same archive gives
//! the same feeds.

use super::sitting::{authority, outcome, title as sitting_title};
use super::tally::Tally;
use super::{Options, act};
use crate::emit::EmitError;
use crate::emit::target::Folder;
use crate::emit::xml::Xml;
use crate::record::{Deliberation, Sitting};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::Write;

/// Entries of a feed.
const ENTRIES: usize = 200;

/// One act of the feed; ordered by date, then by path.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    date: String,
    path: String,
    title: String,
    summary: String,
}

/// The newest acts so far.
#[derive(Default)]
pub struct Newest(BinaryHeap<Reverse<Item>>);

impl Newest {
    /// Takes in an act that has a date.
    pub fn add(&mut self, path: &str, sitting: &Sitting, act: &Deliberation) {
        let Some(date) = &sitting.date else { return };
        if self.0.len() == ENTRIES && self.0.peek().is_some_and(|Reverse(oldest)| oldest.date >= *date) {
            return;
        }
        let summary = format!("{}, {}. {}.", authority(sitting), sitting_title(sitting), outcome(act.vote.as_ref()));
        self.0.push(Reverse(Item { date: date.clone(), path: path.to_owned(), title: act::title(act), summary }));
        if self.0.len() > ENTRIES {
            self.0.pop();
        }
    }
}

/// A name for what has no address: a UUID of its path (version 8, RFC 9562).
pub fn urn(path: &str) -> String {
    let mut b: Vec<u8> = Sha256::digest(path).iter().take(16).copied().collect();
    b[6] = (b[6] & 0x0f) | 0x80;
    b[8] = (b[8] & 0x3f) | 0x80;
    let hex: String = b.iter().map(|b| format!("{b:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Writes both feeds.
pub fn write(folder: &Folder, newest: Newest, tally: &Tally, options: &Options) -> Result<(), EmitError> {
    let mut items: Vec<Item> = newest.0.into_iter().map(|r| r.0).collect();
    items.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.path.cmp(&b.path)));
    let title = options.title.as_deref().unwrap_or("Délibérations");
    let author = publisher(tally, options);
    // Two archives have two feeds: the id holds what tells them apart.
    let feed_id = options.url.clone().unwrap_or_else(|| {
        urn(&tally.authorities.keys().map(String::as_str).chain([title]).collect::<Vec<_>>().join("\n"))
    });
    let id = |item: &Item| options.url.as_ref().map_or_else(|| urn(&item.path), |url| format!("{url}{}", item.path));
    let instant = |date: &str| format!("{date}T00:00:00Z");
    let updated = instant(tally.newest.as_deref().unwrap_or("1970-01-01"));

    let mut x = Xml::new();
    x.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", "fr")])?;
    x.text_in("title", &[], title)?;
    x.text_in("id", &[], &feed_id)?;
    x.text_in("updated", &[], &updated)?;
    x.open("author", &[])?;
    x.text_in("name", &[], &author)?;
    x.close("author")?;
    x.text_in("generator", &[("version", env!("CARGO_PKG_VERSION"))], "greffier")?;
    x.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &options.address("atom.xml"))])?;
    x.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &options.address("index.html"))])?;
    for item in &items {
        x.open("entry", &[])?;
        x.text_in("title", &[], &item.title)?;
        x.text_in("id", &[], &id(item))?;
        x.text_in("updated", &[], &instant(&item.date))?;
        x.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &options.address(&item.path))])?;
        x.text_in("summary", &[], &item.summary)?;
        x.close("entry")?;
    }
    x.close("feed")?;
    let mut file = folder.file("atom.xml")?;
    file.write_all(&x.finish())?;
    file.close()?;

    let entries: Vec<_> = items
        .iter()
        .map(|item| {
            let mut entry = json!({
                "id": id(item), "title": item.title, "content_text": item.summary,
                "date_published": instant(&item.date),
            });
            // JSON Feed knows no relative addresses.
            if let (Some(url), Some(map)) = (&options.url, entry.as_object_mut()) {
                map.insert("url".into(), json!(format!("{url}{}", item.path)));
            }
            entry
        })
        .collect();
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": title, "language": "fr",
        "authors": [{"name": author}], "items": entries,
    });
    if let (Some(url), Some(map)) = (&options.url, feed.as_object_mut()) {
        map.insert("home_page_url".into(), json!(url));
        map.insert("feed_url".into(), json!(format!("{url}feed.json")));
    }
    let mut file = folder.file("feed.json")?;
    serde_json::to_writer_pretty(&mut file, &feed)?;
    file.write_all(b"\n")?;
    file.close()
}

/// Who publishes: as said, else the only authority.
pub fn publisher(tally: &Tally, options: &Options) -> String {
    let only = || match tally.authorities.len() {
        1 => tally.authorities.values().next().filter(|a| a.known).map(|a| a.name.clone()),
        _ => None,
    };
    options.publisher.clone().or_else(only).unwrap_or_else(|| "Éditeur non précisé".to_owned())
}
