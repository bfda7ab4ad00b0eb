//! Below the document: what came out of it, and what a careful reader should know.

use super::{Look, Paint, Talk};
use crate::cli::words;
use greffier::record::{Record, Severity};
use serde_json::Value;
use std::fmt::Write;

/// The longest title that is printed whole.
const TITLE: usize = 72;

/// A few lines for each sitting, and one for each act.
pub fn summary(paint: Paint, json: &Value, talk: &Talk) -> String {
    let mut out = String::new();
    let text = |v: &Value| v.as_str().map_or_else(|| "—".to_owned(), str::to_owned);
    let count = |v: &Value| v.as_u64().map_or_else(|| "—".to_owned(), |n| n.to_string());
    paint.put(
        &mut out,
        Look::Zone,
        &format!("── {} ({})", talk.pick("résultat", "result"), words::value(&text(&json["kind"]), talk.french)),
    );
    out.push('\n');
    for s in json["sittings"].as_array().into_iter().flatten() {
        let members = s["members"].as_array().map_or(&[][..], Vec::as_slice);
        let staff = s["staff"].as_array().map_or(&[][..], Vec::as_slice);
        let person = |id: &Value| members.iter().chain(staff).find(|m| m["id"] == *id);
        let named = |id: &Value| person(id).map_or_else(|| "—".to_owned(), |m| text(&m["name"]));
        let head = [text(&s["authority"]["name"]), text(&s["body"]), text(&s["date"]), text(&s["opened_at"])];
        paint.put(&mut out, Look::Sitting, &head.join(" · "));
        out.push('\n');
        let _ = writeln!(
            out,
            "{} {} · {} {}",
            talk.pick("préside :", "chair:"),
            named(&s["chair"]),
            talk.pick("secrétaire :", "secretary:"),
            named(&s["secretary"])
        );
        let listed = ["present", "represented", "excused", "absent"].map(|status| {
            let n = members.iter().filter(|m| m["attendance"] == status).count();
            let plural = if talk.french { words::s(n) } else { "" };
            format!("{n} {}{plural}", words::value(status, talk.french))
        });
        let proxies = s["proxies"].as_array().map_or(0, Vec::len);
        let _ = writeln!(
            out,
            "{} {} · {proxies} {}",
            talk.pick("dans les listes :", "in the lists:"),
            listed.join(" · "),
            talk.pick("pouvoir(s)", if proxies == 1 { "proxy" } else { "proxies" }),
        );
        let printed = [
            ("in_office", talk.pick("en exercice", "in office")),
            ("present", talk.pick("présents", "present")),
            ("voting", talk.pick("votants", "voting")),
        ];
        let printed = printed.map(|(key, word)| format!("{} {word}", count(&s["counts"][key])));
        let _ = writeln!(out, "{} {}", talk.pick("imprimé :", "printed:"), printed.join(" · "));
        for d in s["deliberations"].as_array().into_iter().flatten() {
            act(paint, &mut out, d, talk);
        }
    }
    out
}

fn act(paint: Paint, out: &mut String, d: &Value, talk: &Talk) {
    let title = d["title"].as_str().unwrap_or("—");
    let short: String = title.chars().take(TITLE).collect();
    let cut = if short.len() < title.len() { "…" } else { "" };
    let _ = write!(out, "{:>4}. ", d["ordinal"].as_u64().unwrap_or(0));
    if let Some(n) = d["number"].as_str() {
        paint.put(out, Look::Act, n);
        out.push_str("  ");
    }
    let _ = write!(out, "{short}{cut}  ");
    let v = &d["vote"];
    let mut vote = v["outcome"].as_str().map_or_else(|| "—".to_owned(), |o| words::value(o, talk.french));
    if v["unanimous"] == true {
        let _ = write!(vote, " ({})", talk.pick("unanimité", "unanimous"));
    }
    for key in ["for", "against", "abstentions"] {
        if let Some(n) = v[key].as_u64() {
            let _ = write!(vote, " · {n} {}", words::value(key, talk.french));
        }
    }
    paint.put(out, Look::Vote, &vote);
    out.push('\n');
}

/// The findings, worst first, each with its place.
pub fn findings(paint: Paint, record: &Record, talk: &Talk) -> String {
    let mut out = String::new();
    let n = record.findings.len();
    let title = match n {
        0 => talk.pick("aucune remarque", "no findings").to_owned(),
        n => format!("{n} {}{}", talk.pick("remarque", "finding"), words::s(n)),
    };
    paint.put(&mut out, Look::Zone, &format!("── {title}"));
    out.push('\n');
    let mut sorted: Vec<_> = record.findings.iter().collect();
    sorted.sort_by_key(|f| match f.severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    });
    for f in sorted {
        let (look, severity) = match f.severity {
            Severity::Error => (Look::Error, talk.pick("erreur", "error")),
            Severity::Warning => (Look::Warning, talk.pick("attention", "warning")),
            Severity::Info => (Look::Dim, talk.pick("à savoir", "note")),
        };
        paint.put(&mut out, look, severity);
        let _ = write!(out, " {}", f.code);
        if let Some(place) = f.at.as_deref().and_then(|at| line_of(record, at)) {
            let _ = write!(out, ", {place}", place = place.say(talk));
        }
        let meaning = words::finding(&f.code, talk.french).unwrap_or("");
        if talk.french {
            let quoted = quotes(&f.message);
            let colon = if quoted.is_empty() { "" } else { " : " };
            let _ = write!(out, " : {meaning}{colon}{}", quoted.join(", "));
        } else {
            let _ = write!(out, ": {}", f.message);
        }
        if let Some(at) = &f.at {
            out.push(' ');
            paint.put(&mut out, Look::Dim, &format!("({at})"));
        }
        out.push('\n');
    }
    out
}

/// A page and line.
struct Line {
    page: Option<u32>,
    line: u32,
}

impl Line {
    fn say(&self, talk: &Talk) -> String {
        let line = format!("{} {}", talk.pick("ligne", "line"), self.line);
        self.page.map_or_else(|| line.clone(), |p| format!("page {p}, {line}"))
    }
}

/// Where a part of the record stands: itself, or the first of its parts that has a place.
fn line_of(record: &Record, pointer: &str) -> Option<Line> {
    let entries = record.evidence.entries();
    let inside = |p: &str| p.strip_prefix(pointer).is_some_and(|rest| rest.starts_with('/'));
    let found = entries.iter().find(|(p, _)| p == pointer).or_else(|| entries.iter().find(|(p, _)| inside(p)));
    found.map(|(_, s)| Line { page: s.page, line: s.line })
}

/// The prints that a message quotes: they need no translation.
fn quotes(message: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = message;
    while let Some((_, after)) = rest.split_once('«') {
        let Some((print, next)) = after.split_once('»') else { break };
        out.push(print.trim());
        rest = next;
    }
    out
}
