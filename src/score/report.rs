//! The report: for people, and for programs.

use super::{Field, Fields, Pair, Tally};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// An F1 above this is printed as 1.00.
const WHOLE: f64 = 0.995;

/// The score of a set.
#[derive(Debug, Default)]
pub struct Report {
    /// All documents together.
    pub fields: Fields,
    /// Each document.
    pub documents: Vec<(String, Fields)>,
    /// Golds without a record; all that they want is missed.
    pub missing: Vec<String>,
}

/// Whether nothing that the gold gives is wrong, soft or strict.
fn exact(fields: &Fields, tally: impl Fn(&Pair) -> Tally) -> bool {
    fields.values().all(|p| tally(p).is_exact())
}

impl Report {
    /// Adds a document.
    pub fn add(&mut self, file: String, fields: Fields) {
        for (field, pair) in &fields {
            let all = self.fields.entry(*field).or_default();
            all.soft.add(pair.soft);
            all.strict.add(pair.strict);
        }
        self.documents.push((file, fields));
    }

    /// The mean of the fields' F1, soft and strict.
    #[must_use]
    pub fn macro_f1(&self) -> (f64, f64) {
        let n = self.fields.len().max(1) as f64;
        let sum = |tally: fn(&Pair) -> Tally| self.fields.values().map(|p| tally(p).f1()).sum::<f64>() / n;
        (sum(|p| p.soft), sum(|p| p.strict))
    }

    /// Documents of which nothing that is scored is wrong, soft and strict.
    #[must_use]
    pub fn whole(&self) -> (usize, usize) {
        let count = |tally: fn(&Pair) -> Tally| self.documents.iter().filter(|(_, f)| exact(f, tally)).count();
        (count(|p| p.soft), count(|p| p.strict))
    }

    /// A table; `by_doc` puts a line for each document before it, with the fields that fall short.
    #[must_use]
    pub fn to_text(&self, by_doc: bool, french: bool) -> String {
        let say = |fr: &'static str, en: &'static str| if french { fr } else { en };
        let mut out = String::new();
        if by_doc {
            for (name, fields) in &self.documents {
                let low: Vec<String> = fields
                    .iter()
                    .filter(|(_, p)| p.soft.f1() < WHOLE)
                    .map(|(k, p)| format!("{} {:.2}", k.as_str(), p.soft.f1()))
                    .collect();
                let all = if exact(fields, |p| p.soft) { say("exact", "exact").to_owned() } else { low.join("  ") };
                let _ = writeln!(out, "{name}: {all}");
            }
            out.push('\n');
        }
        let _ = writeln!(out, "{:24} {:>24} | {:>24} |", "", say("souple", "soft"), say("strict", "strict"));
        let head = |out: &mut String, name: &str| {
            let _ = writeln!(
                out,
                "{name:24} {:>8}{:>8}{:>8} | {:>8}{:>8}{:>8} | {:>8}",
                "P",
                say("R", "R"),
                "F1",
                "P",
                "R",
                "F1",
                say("nombre", "support")
            );
        };
        head(&mut out, say("champ", "field"));
        for (field, pair) in &self.fields {
            let (s, t) = (pair.soft, pair.strict);
            let _ = writeln!(
                out,
                "{:24} {:8.3}{:8.3}{:8.3} | {:8.3}{:8.3}{:8.3} | {:8}",
                field.as_str(),
                s.precision(),
                s.recall(),
                s.f1(),
                t.precision(),
                t.recall(),
                t.f1(),
                s.support()
            );
        }
        let (soft, strict) = self.macro_f1();
        let _ = writeln!(out, "{:24} {soft:24.3} | {strict:24.3} |", say("moyenne des F1", "macro F1"));
        let (soft, strict) = self.whole();
        let n = self.documents.len();
        let _ = writeln!(
            out,
            "{:24} {:>24} | {:>24} |",
            say("documents entiers", "whole records"),
            format!("{soft} / {n}"),
            format!("{strict} / {n}")
        );
        for name in &self.missing {
            let _ = writeln!(out, "{}: {name}", say("pas d'enregistrement", "no record"));
        }
        out
    }

    /// The same for programs: `fields`, `macro_f1`, `whole_records`, `documents`, `missing`.
    #[must_use]
    pub fn to_json(&self, by_doc: bool) -> Value {
        let (soft, strict) = self.macro_f1();
        let (soft_whole, strict_whole) = self.whole();
        let mut out = json!({
            "fields": fields(&self.fields),
            "macro_f1": {"soft": soft, "strict": strict},
            "whole_records": {"soft": soft_whole, "strict": strict_whole, "of": self.documents.len()},
            "missing": self.missing,
        });
        if by_doc {
            let each = |(file, f): &(String, Fields)| {
                let whole = json!({"soft": exact(f, |p| p.soft), "strict": exact(f, |p| p.strict)});
                json!({"file": file, "whole_record": whole, "fields": fields(f)})
            };
            out["documents"] = self.documents.iter().map(each).collect();
        }
        out
    }
}

fn fields(fields: &Fields) -> Value {
    let tally = |t: Tally| {
        json!({
            "precision": t.precision(), "recall": t.recall(), "f1": t.f1(), "support": t.support(),
            "found": t.found, "false": t.false_, "missed": t.missed,
        })
    };
    let one =
        |(k, p): (&Field, &Pair)| (k.as_str().to_owned(), json!({"soft": tally(p.soft), "strict": tally(p.strict)}));
    Value::Object(fields.iter().map(one).collect::<Map<_, _>>())
}
