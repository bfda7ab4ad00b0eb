//! The cases of `corpus/wordings`: title, input, `---`, what a careful reader wants. One test a case, grouped by file.
//!
//! `BLESS=1` writes what the program gives in place of what differs. A case marked `:short` under its title is right
//! and the program falls short of it: it is known, counted, and an error as soon as the program reads it well, so that
//! the mark is taken away (`BLESS=1` does it).

use crate::{bless, lexicon, root};
use greffier::extract::agenda::Agenda;
use greffier::extract::{amounts, dates, heads, record::Options, references, votes};
use greffier::grammar::text::Text;
use greffier::grammar::{hour, number, person};
use greffier::page::Document;
use greffier::read;
use libtest_mimic::{Failed, Trial};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// What a file of cases puts to the test.
type Production = fn(&str) -> Value;

/// The files, each with what reads its cases.
const FILES: &[(&str, Production)] = &[
    ("act_numbers", act_head),
    ("amounts", sums),
    ("attendance", roll),
    ("convocation", sitting),
    ("counts", counts),
    ("dates", days),
    ("head", head),
    ("hours", hours),
    ("numbers", cardinal),
    ("persons", persons),
    ("proxies", roll),
    ("references", laws),
    ("secretary_chair", offices),
    ("votes", vote),
];

/// The mark of a case that the program falls short of.
const SHORT: &str = ":short";

/// A case: its name, what it gives, what is wanted.
#[derive(Clone)]
struct Case {
    title: String,
    short: bool,
    input: String,
    expected: String,
}

/// Cuts a file into its cases; panics with the line where the form is broken.
fn cases(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].trim().is_empty() {
            at += 1;
            continue;
        }
        let broken = |what: &str| -> ! { panic!("{}:{}: {what}", path.display(), at + 1) };
        let short = lines.get(at + 2) == Some(&SHORT);
        let body = at + 3 + usize::from(short);
        if lines[at] != "===" || lines.get(body - 1) != Some(&"===") {
            broken("a case begins with ===, a title, perhaps :short, and ===");
        }
        let Some(rule) = (body..lines.len()).find(|l| lines[*l] == "---") else { broken("a case has no ---") };
        let end = (rule..lines.len()).find(|l| lines[*l] == "===").unwrap_or(lines.len());
        out.push(Case {
            title: lines[at + 1].to_owned(),
            short,
            input: lines[body..rule].join("\n"),
            expected: lines[rule + 1..end].join("\n").trim().to_owned(),
        });
        at = end;
    }
    out
}

/// One test a case, and one for the folder: every file has its production, and titles do not repeat in a file.
pub(crate) fn trials() -> Vec<Trial> {
    let mut out = vec![Trial::test("wordings::every_file_is_run", || {
        every_file_is_run();
        Ok(())
    })];
    for (file, production) in FILES {
        let path = root().join("corpus/wordings").join(format!("{file}.txt"));
        for case in cases(&path) {
            let name = format!("wordings::{file}::{}", case.title.replace(' ', "_"));
            let path = path.clone();
            out.push(Trial::test(name, move || check(&path, &case, *production)));
        }
    }
    out
}

fn every_file_is_run() {
    let folder = root().join("corpus/wordings");
    let mut found: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|e| e.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, FILES.iter().map(|f| f.0).collect::<Vec<_>>());
    for (file, _) in FILES {
        let mut titles: Vec<String> = cases(&folder.join(format!("{file}.txt"))).into_iter().map(|c| c.title).collect();
        titles.sort();
        if let Some(twice) = titles.windows(2).find(|w| w[0] == w[1]) {
            panic!("{file}: two cases are called « {} »", twice[0]);
        }
    }
}

fn check(path: &Path, case: &Case, production: Production) -> Result<(), Failed> {
    let want: Value = serde_json::from_str(&case.expected).map_err(|e| format!("{}: {e}", case.expected))?;
    let got = only_keys_of(&want, production(&case.input));
    match (got == want, case.short) {
        (true, false) | (false, true) => Ok(()),
        _ if bless() => {
            rewrite(path, case, &got);
            Ok(())
        }
        (true, true) => Err(format!("the program reads it now: take the mark {SHORT} away").into()),
        (false, false) => Err(format!("« {} »\n  wanted {want}\n  got    {got}", case.input).into()),
    }
}

/// What is compared: of an object the keys that the expectation has; of a list all, each element by the keys of the
/// element it is compared with.
fn only_keys_of(want: &Value, got: Value) -> Value {
    match (want, got) {
        (Value::Object(w), Value::Object(mut g)) => {
            let kept: Map<String, Value> =
                w.iter().map(|(k, v)| (k.clone(), only_keys_of(v, g.remove(k).unwrap_or(Value::Null)))).collect();
            Value::Object(kept)
        }
        (Value::Array(w), Value::Array(g)) => {
            let model = w.last().unwrap_or(&Value::Null);
            g.into_iter().enumerate().map(|(i, v)| only_keys_of(w.get(i).unwrap_or(model), v)).collect()
        }
        (_, got) => got,
    }
}

/// Puts what the program gives into the file; the tests run on many threads, so one at a time.
fn rewrite(path: &Path, case: &Case, got: &Value) {
    static FILE: Mutex<()> = Mutex::new(());
    let _one = FILE.lock().unwrap_or_else(PoisonError::into_inner);
    let form =
        |mark: &str, expected: &str| format!("===\n{}\n{mark}===\n{}\n---\n{expected}\n", case.title, case.input);
    let text = std::fs::read_to_string(path).unwrap();
    let (old, new) = if case.short {
        (form(&format!("{SHORT}\n"), &case.expected), form("", &case.expected))
    } else {
        (form("", &case.expected), form("", &got.to_string()))
    };
    std::fs::write(path, text.replacen(&old, &new, 1)).unwrap();
}

/// The name under which a case is read: as Markdown where it holds Markdown, else as plain text.
fn name(input: &str) -> PathBuf {
    let markdown = input.contains("**") || input.lines().any(|l| l.starts_with("#") || l.starts_with("| "));
    PathBuf::from(if markdown { "case.md" } else { "case.txt" })
}

fn document(input: &str) -> Document {
    read::read(input.as_bytes(), &name(input)).unwrap()
}

/// The first sitting of the record of a case.
fn sitting(input: &str) -> Value {
    let path = name(input);
    let input_of = greffier::input::Input { name: path.display().to_string(), path };
    let record =
        greffier::batch::from_bytes(input.as_bytes(), &input_of, lexicon(), Options { evidence: false }).unwrap();
    serde_json::to_value(record).unwrap()["sittings"][0].take()
}

fn counts(input: &str) -> Value {
    sitting(input)["counts"].take()
}

/// The name of the member, or of the secretary from the staff, with an id.
fn named(sitting: &Value, id: &Value) -> Value {
    let persons = ["members", "staff"].iter().filter_map(|k| sitting[k].as_array()).flatten();
    persons.into_iter().find(|m| m["id"] == *id).map_or(Value::Null, |m| m["name"].clone())
}

fn offices(input: &str) -> Value {
    let s = sitting(input);
    json!({"chair": named(&s, &s["chair"]), "secretary": named(&s, &s["secretary"])})
}

/// What the head of the sitting says, the presiding member and the secretary by name.
fn head(input: &str) -> Value {
    let mut s = sitting(input);
    for office in ["chair", "secretary"] {
        s[office] = named(&s, &s[office]);
    }
    s["authority"] = s["authority"]["name"].take();
    s
}

/// The members, each with the name of the one who votes for them.
fn roll(input: &str) -> Value {
    let s = sitting(input);
    let holder = |id: &Value| {
        let proxy = s["proxies"].as_array().unwrap().iter().find(|p| p["grantor"] == *id);
        proxy.map_or(Value::Null, |p| named(&s, &p["holder"]))
    };
    let member = |m: &Value| json!({"name": m["name"], "attendance": m["attendance"], "holder": holder(&m["id"])});
    s["members"].as_array().unwrap().iter().map(member).collect()
}

fn cardinal(input: &str) -> Value {
    let doc = document(input);
    let text = Text::new(&doc, lexicon());
    let toks = text.lines(0, doc.body_len);
    let found = number::cardinal(&text, toks).or_else(|_| number::ordinal(&text, toks));
    json!({"value": found.ok().map(|(_, n)| n.value)})
}

fn hours(input: &str) -> Value {
    let doc = document(input);
    let text = Text::new(&doc, lexicon());
    let mut rest = text.lines(0, doc.body_len);
    let mut out = Vec::new();
    while !rest.is_empty() {
        rest = match hour::hour(&text, rest) {
            Some((h, after)) => {
                out.push(format!("{:02}:{:02}", h.value.0, h.value.1));
                after
            }
            None => rest.skip(1),
        };
    }
    json!(out)
}

fn days(input: &str) -> Value {
    let doc = document(input);
    let text = Text::new(&doc, lexicon());
    dates::find(&text, text.lines(0, doc.body_len))
        .iter()
        .map(|d| json!({"year": d.value.year, "month": d.value.month, "day": d.value.day, "weekday": d.value.weekday}))
        .collect()
}

fn persons(input: &str) -> Value {
    let doc = document(input);
    let text = Text::new(&doc, lexicon());
    person::persons(&text, text.lines(0, doc.body_len)).iter().map(|p| json!(p.name())).collect()
}

fn sums(input: &str) -> Value {
    let doc = document(input);
    let text = Text::new(&doc, lexicon());
    let found = amounts::find(&text, text.lines(0, doc.body_len));
    found.amounts.into_iter().map(|a| serde_json::to_value(a.value.into_record(None)).unwrap()).collect()
}

fn laws(input: &str) -> Value {
    let doc = document(input);
    let text = Text::new(&doc, lexicon());
    references::find(&text, text.lines(0, doc.body_len)).into_iter().map(|r| json!(r.value.key)).collect()
}

fn act_head(input: &str) -> Value {
    let doc = document(input);
    let text = Text::new(&doc, lexicon());
    let head = heads::find(&text, 0..doc.body_len, &Agenda::default()).into_iter().next();
    json!({
        "number": head.as_ref().and_then(|h| h.number.as_ref()).map(|n| &n.value),
        "title": head.as_ref().and_then(|h| h.title.as_ref()).map(|t| &t.value),
    })
}

fn vote(input: &str) -> Value {
    let doc = document(input);
    let text = Text::new(&doc, lexicon());
    let found = votes::read(&text, 0..doc.body_len);
    let mut out = json!({
        "outcome": found.outcome,
        "unanimous": found.unanimous.as_ref().map(|u| u.value),
        "ballot": found.ballot.as_ref().map(|b| b.value),
    });
    let keys = [
        ("for", "for_names"),
        ("against", "against_names"),
        ("abstentions", "abstention_names"),
        ("not_voting", "not_voting_names"),
    ];
    for ((count, names), side) in keys.into_iter().zip(&found.sides) {
        let persons: Vec<String> =
            side.names.iter().flat_map(|s| person::persons(&text, text.within(*s))).map(|p| p.name()).collect();
        let counted = (!persons.is_empty()).then_some(persons.len() as u32);
        out[count] = json!(side.count.as_ref().map(|c| c.value).or(counted));
        out[names] = json!(persons);
    }
    out
}
