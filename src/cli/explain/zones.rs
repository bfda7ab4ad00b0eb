//! The parts of the document: header, attendance, agenda, acts with their sections, furniture; told from the record and
//! from what lines are by their opening words.

use greffier::grammar::outline::{self, Label};
use greffier::grammar::text::Text;
use greffier::page::Document;
use greffier::record::{Deliberation, Record, SectionKind};
use std::collections::{BTreeMap, BTreeSet};

/// Lines behind a title within which the first section of the act is looked for.
const NEAR: u32 = 8;

/// Where parts begin, by page and line.
pub struct Zones {
    begins: BTreeMap<(u32, u32), String>,
    furniture: BTreeSet<(u32, u32)>,
}

impl Zones {
    pub fn new(record: &Record, text: &Text<'_>, french: bool) -> Self {
        let doc = text.doc;
        let mut begins = BTreeMap::new();
        let say = |fr: &'static str, en: &'static str| if french { fr } else { en };
        let at = |pointer: &str| place(record, doc, pointer);
        for (i, sitting) in record.sittings.iter().enumerate() {
            let n = if record.sittings.len() > 1 {
                format!("{} {} · ", say("séance", "sitting"), i + 1)
            } else {
                String::new()
            };
            let within = |prefix: String| {
                let spans = record.evidence.entries().iter().filter(move |(p, _)| p.starts_with(&prefix));
                spans.filter_map(|(p, _)| at(p)).collect::<Vec<_>>()
            };
            let first_act = within(format!("/sittings/{i}/deliberations/")).into_iter().min();
            let head = within(format!("/sittings/{i}/")).into_iter().min();
            if let Some(head) = if i == 0 { Some((0, 1)) } else { head } {
                begins.insert(head, format!("{n}{}", say("en-tête", "header")));
            }
            // The list: from its first line to its last before the acts; a chair named in the preamble is no list.
            let roll = within(format!("/sittings/{i}/members/"));
            let roll: Vec<_> = roll.into_iter().filter(|p| first_act.is_none_or(|a| *p < a)).collect();
            if let (Some(first), Some(last)) = (crowded(&roll), roll.iter().max()) {
                begins.insert(first, format!("{n}{}", say("appel", "attendance")));
                if first_act.is_none_or(|a| last.0 == a.0 && last.1 + 1 < a.1) {
                    begins
                        .entry((last.0, last.1 + 1))
                        .or_insert_with(|| format!("{n}{}", say("en-tête, suite", "header, continued")));
                }
            }
            for (j, act) in sitting.deliberations.iter().enumerate() {
                sections(record, act, &format!("/sittings/{i}/deliberations/{j}"), &n, doc, french, &mut begins);
            }
        }
        for (i, line) in doc.body().iter().enumerate() {
            let key = (line.page, line.number);
            if outline::label(text, i) == Label::Agenda && !begins.contains_key(&key) {
                begins.insert(key, say("ordre du jour", "agenda").to_owned());
            }
        }
        // « decision, decision, decision » is one part to the eye.
        let mut last = String::new();
        begins.retain(|_, name| std::mem::replace(&mut last, name.clone()) != *name);
        let furniture = doc.furniture().iter().map(|l| (l.page, l.number)).collect();
        Self { begins, furniture }
    }

    /// The part that begins on a line.
    pub fn begins(&self, page: u32, line: u32) -> Option<&str> {
        self.begins.get(&(page, line)).map(String::as_str)
    }

    /// Whether a line is a page number or a running head.
    pub fn is_furniture(&self, page: u32, line: u32) -> bool {
        self.furniture.contains(&(page, line))
    }
}

/// The page and line of a value.
fn place(record: &Record, doc: &Document, pointer: &str) -> Option<(u32, u32)> {
    let (_, span) = record.evidence.entries().iter().find(|(p, _)| p == pointer)?;
    let page = doc.pages.iter().position(|p| p.number == span.page)?;
    Some((page as u32, span.line))
}

/// The first of three places that stand close together; the first of all where there are fewer.
fn crowded(places: &[(u32, u32)]) -> Option<(u32, u32)> {
    let mut sorted = places.to_vec();
    sorted.sort_unstable();
    let close = sorted.windows(3).find(|w| w[0].0 == w[2].0 && w[2].1 - w[0].1 <= 12).map(|w| w[0]);
    close.or(sorted.first().copied())
}

/// An act and its sections: « 3 · 2021-060 · visa ».
fn sections(
    record: &Record,
    act: &Deliberation,
    at: &str,
    lead: &str,
    doc: &Document,
    french: bool,
    begins: &mut BTreeMap<(u32, u32), String>,
) {
    let number = act.number.as_deref().map(|n| format!(" ({n})")).unwrap_or_default();
    let name = format!("{lead}{} {}{number}", if french { "délibération" } else { "deliberation" }, act.ordinal);
    let first = place(record, doc, &format!("{at}/sections/0"));
    let title = place(record, doc, &format!("{at}/title")).or_else(|| place(record, doc, &format!("{at}/number")));
    if let Some(title) = title {
        let near = first.is_none_or(|f| f.0 == title.0 && f.1.abs_diff(title.1) <= NEAR || f.0 == title.0 + 1);
        begins.insert(
            title,
            if near { name.clone() } else { format!("{name}, {}", if french { "titre" } else { "title" }) },
        );
    }
    for (k, section) in act.sections.iter().enumerate() {
        if let Some(place) = place(record, doc, &format!("{at}/sections/{k}")) {
            begins.insert(place, format!("{name} · {}", kind(section.kind, french)));
        }
    }
}

const fn kind(kind: SectionKind, french: bool) -> &'static str {
    let (fr, en) = match kind {
        SectionKind::Report => ("exposé", "report"),
        SectionKind::Discussion => ("débat", "discussion"),
        SectionKind::Visa => ("visas", "visa"),
        SectionKind::Recital => ("considérants", "recital"),
        SectionKind::Formula => ("formule", "formula"),
        SectionKind::Decision => ("décision", "decision"),
        SectionKind::Vote => ("vote", "vote"),
        SectionKind::Signature => ("signature", "signature"),
        SectionKind::Certification => ("certification", "certification"),
        SectionKind::Appeal => ("voies de recours", "appeal"),
        SectionKind::Stamp => ("timbre", "stamp"),
        SectionKind::Annex => ("annexe", "annex"),
        SectionKind::Other => ("autre", "other"),
    };
    if french { fr } else { en }
}
