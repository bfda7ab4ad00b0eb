//! Scoring: records against gold annotations, field by field.

use crate::page::fold;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Found, false and missed values of a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Right.
    pub found: u32,
    /// Given but not in the gold.
    pub false_: u32,
    /// In the gold but not given.
    pub missed: u32,
}

impl Tally {
    fn add(&mut self, o: Self) {
        self.found += o.found;
        self.false_ += o.false_;
        self.missed += o.missed;
    }

    /// Precision, 1 where nothing was given.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.found, self.found + self.false_)
    }

    /// Recall, 1 where nothing was wanted.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.found, self.found + self.missed)
    }

    /// Harmonic mean of both.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn ratio(a: u32, b: u32) -> f64 {
    if b == 0 { 1.0 } else { f64::from(a) / f64::from(b) }
}

/// The score of a set.
#[derive(Debug, Default)]
pub struct Report {
    /// By field.
    pub fields: BTreeMap<&'static str, Tally>,
    /// By document, by field.
    pub documents: Vec<(String, BTreeMap<&'static str, Tally>)>,
    /// Golds without a record.
    pub missing: Vec<String>,
}

/// Why a set cannot be scored.
#[derive(Debug, thiserror::Error)]
pub enum ScoreError {
    /// A file cannot be read.
    #[error("{path}: {source}")]
    Io {
        /// The path.
        path: String,
        /// The cause.
        source: std::io::Error,
    },
    /// A file is not the JSON that is expected.
    #[error("{path}: {source}")]
    Json {
        /// The path, with the line for records.
        path: String,
        /// The cause.
        source: serde_json::Error,
    },
}

/// Scores the records of an NDJSON file against the golds of a folder: `*.gold.json` in it, and `gold.json` in the
/// folders under it. A record is matched by its whole path where the gold names one, else by its base name.
///
/// # Errors
/// When a file cannot be read or is not JSON.
pub fn score(gold: &Path, records: &Path) -> Result<Report, ScoreError> {
    let io = |path: &Path| {
        let path = path.display().to_string();
        move |source| ScoreError::Io { path, source }
    };
    let text = std::fs::read_to_string(records).map_err(io(records))?;
    let mut by_name: BTreeMap<String, Value> = BTreeMap::new();
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let record: Value = serde_json::from_str(line)
            .map_err(|source| ScoreError::Json { path: format!("{}:{}", records.display(), n + 1), source })?;
        let path = record["source"]["path"].as_str().unwrap_or("");
        let path = path.to_owned();
        by_name.insert(base_name(&path).to_owned(), record.clone());
        by_name.insert(path, record);
    }
    std::fs::read_dir(gold).map_err(io(gold))?;
    let files = walkdir::WalkDir::new(gold)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|p| is_gold(p));
    let mut report = Report::default();
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(io(&file))?;
        let gold: Value = serde_json::from_str(&text)
            .map_err(|source| ScoreError::Json { path: file.display().to_string(), source })?;
        let name = gold["file"].as_str().unwrap_or("").to_owned();
        let Some(record) = by_name.get(&name) else {
            report.missing.push(name);
            continue;
        };
        let local = document(&gold, record);
        for (k, t) in &local {
            report.fields.entry(k).or_default().add(*t);
        }
        report.documents.push((name, local));
    }
    Ok(report)
}

fn is_gold(path: &Path) -> bool {
    path.file_name().is_some_and(|n| n == "gold.json" || n.to_string_lossy().ends_with(".gold.json"))
}

fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The words of a name, sorted: order does not matter.
fn name_key(name: &str) -> String {
    let folded = fold::fold(name);
    let mut words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !matches!(*w, "m" | "mm" | "mme" | "mlle" | "mr" | "monsieur" | "madame" | "dr"))
        .collect();
    words.sort_unstable();
    words.join(" ")
}

fn subset(a: &str, b: &str) -> bool {
    let words: Vec<&str> = b.split(' ').collect();
    !a.is_empty() && a.split(' ').all(|w| words.contains(&w))
}

/// Multisets: found, false, missed.
fn sets(mut want: Vec<String>, got: Vec<String>) -> Tally {
    let mut t = Tally::default();
    for g in got {
        if let Some(i) = want.iter().position(|w| *w == g) {
            want.swap_remove(i);
            t.found += 1;
        } else {
            t.false_ += 1;
        }
    }
    t.missed = want.len() as u32;
    t
}

fn scalar(want: &Value, got: &Value) -> Tally {
    match (want.is_null(), got.is_null()) {
        (true, true) => Tally::default(),
        (true, false) => Tally { false_: 1, ..Tally::default() },
        (false, true) => Tally { missed: 1, ..Tally::default() },
        _ if want == got => Tally { found: 1, ..Tally::default() },
        _ => Tally { false_: 1, missed: 1, ..Tally::default() },
    }
}

fn document(gold: &Value, record: &Value) -> BTreeMap<&'static str, Tally> {
    let empty = Vec::new();
    let list = |v: &Value| v.as_array().cloned().unwrap_or_default();
    let sittings = record["sittings"].as_array().unwrap_or(&empty);
    let sitting =
        sittings.iter().find(|s| s["date"] == gold["date"]).or(sittings.first()).cloned().unwrap_or(Value::Null);
    let names: BTreeMap<String, String> = list(&sitting["members"])
        .iter()
        .filter_map(|m| Some((m["id"].as_str()?.to_owned(), name_key(m["name"].as_str()?))))
        .collect();
    let by_id = |v: &Value| v.as_str().map(|id| names.get(id).cloned().unwrap_or_else(|| name_key(id)));
    let mut out: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let mut put = |k: &'static str, t: Tally| out.entry(k).or_default().add(t);
    let given = |k: &str| gold.get(k).is_some();
    for k in ["body", "date", "convened_on", "opened_at"] {
        if given(k) {
            put(k, scalar(&gold[k], &sitting[k]));
        }
    }
    for k in ["in_office", "present", "voting"] {
        if gold["counts"].get(k).is_some() {
            put("counts", scalar(&gold["counts"][k], &sitting["counts"][k]));
        }
    }
    for k in ["chair", "secretary"] {
        if given(k) {
            let want = gold[k].as_str().map(name_key);
            let mut got = by_id(&sitting[k]);
            if let (Some(w), Some(g)) = (&want, &got)
                && (subset(w, g) || subset(g, w))
            {
                got.clone_from(&want);
            }
            put(k, scalar(&want.map_or(Value::Null, Value::String), &got.map_or(Value::Null, Value::String)));
        }
    }
    if given("members") {
        let away = |a: &Value| match a.as_str() {
            Some("absent" | "excused") => "away".to_owned(),
            Some(a) => a.to_owned(),
            None => String::new(),
        };
        let wanted = list(&gold["members"]);
        let got = list(&sitting["members"]);
        let key = |m: &Value| name_key(m["name"].as_str().unwrap_or(""));
        put("member names", sets(wanted.iter().map(key).collect(), got.iter().map(key).collect()));
        let open: Vec<String> = wanted.iter().filter(|m| m["attendance"].is_null()).map(key).collect();
        let status = |m: &Value| format!("{} {}", key(m), away(&m["attendance"]));
        let settled = |ms: &[Value]| ms.iter().filter(|m| !open.contains(&key(m))).map(status).collect::<Vec<_>>();
        let t = sets(settled(&wanted), settled(&got));
        put("attendance", t);
        put(
            "whole attendance list",
            if t.false_ + t.missed == 0 {
                Tally { found: 1, ..Tally::default() }
            } else {
                Tally { false_: 1, missed: 1, ..Tally::default() }
            },
        );
        let want: Vec<(String, String)> =
            wanted.iter().filter_map(|m| Some((key(m), name_key(m["holder"].as_str()?)))).collect();
        let proxies = list(&sitting["proxies"]);
        let got = proxies.iter().map(|p| {
            let (g, h) = (by_id(&p["grantor"]).unwrap_or_default(), by_id(&p["holder"]).unwrap_or_default());
            let fixed = want.iter().find(|(wg, wh)| *wg == g && (subset(wh, &h) || subset(&h, wh)));
            fixed.map_or_else(|| format!("{g}>{h}"), |(wg, wh)| format!("{wg}>{wh}"))
        });
        put("proxies", sets(want.iter().map(|(g, h)| format!("{g}>{h}")).collect(), got.collect()));
    }
    if given("amounts") {
        let number = |s: &str| s.parse::<f64>().map(|v| format!("{:.2}", v.abs())).unwrap_or_default();
        let mut want: Vec<String> = list(&gold["amounts"])
            .iter()
            .filter_map(|a| a.as_str()?.split_once(' ').map(|(v, c)| format!("{} {c}", number(v))))
            .collect();
        let mut got: Vec<String> = list(&sitting["deliberations"])
            .iter()
            .flat_map(|d| list(&d["amounts"]))
            .map(|a| {
                format!("{} {}", number(a["value"].as_str().unwrap_or("")), a["currency"].as_str().unwrap_or("EUR"))
            })
            .collect();
        for v in [&mut want, &mut got] {
            v.sort();
            v.dedup();
        }
        put("amounts", sets(want, got));
    }
    if given("references") {
        let mut want: Vec<String> =
            list(&gold["references"]).iter().filter_map(|r| r.as_str().map(fold::key)).collect();
        let mut got: Vec<String> = list(&sitting["deliberations"])
            .iter()
            .flat_map(|d| list(&d["references"]))
            .filter(|r| matches!(r["kind"].as_str(), Some("code_article" | "law" | "decree" | "ordinance")))
            .filter_map(|r| r["key"].as_str().map(fold::key))
            .collect();
        for v in [&mut want, &mut got] {
            v.sort();
            v.dedup();
        }
        put("references", sets(want, got));
    }
    out
}

impl Report {
    /// A table for people.
    #[must_use]
    pub fn to_text(&self, by_doc: bool) -> String {
        use std::fmt::Write;
        let mut out = String::new();
        if by_doc {
            for (name, fields) in &self.documents {
                let low: Vec<String> =
                    fields.iter().filter(|(_, t)| t.f1() < 0.995).map(|(k, t)| format!("{k} {:.2}", t.f1())).collect();
                let _ = writeln!(out, "{name}: {}", low.join("  "));
            }
        }
        let _ = writeln!(out, "{:24} {:>6} {:>6} {:>6} {:>8}", "field", "P", "R", "F1", "support");
        for (k, t) in &self.fields {
            let _ = writeln!(
                out,
                "{k:24} {:6.3} {:6.3} {:6.3} {:8}",
                t.precision(),
                t.recall(),
                t.f1(),
                t.found + t.missed
            );
        }
        let _ = writeln!(
            out,
            "{:24} {:20.3}   documents without a record: {}",
            "macro F1",
            self.macro_f1(),
            self.missing.len()
        );
        out
    }

    /// The mean of the fields' F1.
    #[must_use]
    pub fn macro_f1(&self) -> f64 {
        let n = self.fields.len();
        if n == 0 { 0.0 } else { self.fields.values().map(|t| t.f1()).sum::<f64>() / n as f64 }
    }

    /// For programs.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let fields: serde_json::Map<String, Value> = self
            .fields
            .iter()
            .map(|(k, t)| ((*k).to_owned(), serde_json::json!({"p": t.precision(), "r": t.recall(), "f1": t.f1(), "support": t.found + t.missed})))
            .collect();
        serde_json::json!({"fields": fields, "macro": self.macro_f1(), "missing": self.missing})
    }
}
