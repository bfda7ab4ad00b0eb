use greffier::score::{self, Field, Report};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

trials![
    a_gold_against_itself_is_whole,
    each_field_is_counted,
    soft_forgives_and_strict_does_not,
    a_document_without_a_record_is_missed,
    records_against_records,
    the_command_gives_the_same_as_json,
    the_shared_scorer_agrees,
];

/// Scores one gold against one record.
fn one(gold: &Value, record: &Value) -> Report {
    let dir = tempfile::tempdir().unwrap();
    let (g, r) = (dir.path().join("a.gold.json"), dir.path().join("records.ndjson"));
    std::fs::write(&g, gold.to_string()).unwrap();
    std::fs::write(&r, record.to_string()).unwrap();
    score::score(dir.path(), &r).unwrap()
}

fn gold() -> Value {
    json!({
        "file": "a.md", "authority": "Val-Clair", "body": "conseil municipal", "date": "2021-05-03",
        "convened_on": null, "opened_at": "20:30", "chair": "Luc BRUN", "secretary": "GRIS",
        "counts": {"in_office": 11, "present": 2, "voting": null},
        "members": [
            {"name": "Luc BRUN", "attendance": "present"},
            {"name": "Ève GRIS", "attendance": "present"},
            {"name": "Paul NOIR", "attendance": "represented", "holder": "BRUN"},
            {"name": "Anne BLANC", "attendance": "excused"}
        ],
        "deliberations": [{
            "number": "2021-01", "title": "Vote du compte administratif",
            "vote": {"outcome": "adopted", "unanimous": false, "for": 2, "against": 1, "abstentions": null,
                     "for_names": [], "against_names": ["GRIS"], "abstention_names": [], "not_voting_names": []}
        }],
        "amounts": ["-100.00 EUR", "2000.50 EUR"],
        "references": ["CGCT L2121-15", "loi 2015-991"],
        "budget_lines": [{"chapter": "011", "article": "6068"}]
    })
}

fn right() -> Value {
    json!({
        "source": {"path": "a.md"},
        "sittings": [{
            "authority": {"name": "Commune de Val-Clair"}, "body": "conseil municipal", "date": "2021-05-03",
            "convened_on": null, "opened_at": "20:30", "chair": "luc-brun", "secretary": "eve-gris",
            "counts": {"in_office": 11, "present": 2, "voting": null},
            "members": [
                {"id": "luc-brun", "name": "Luc BRUN", "attendance": "present"},
                {"id": "eve-gris", "name": "Ève GRIS", "attendance": "present"},
                {"id": "paul-noir", "name": "Paul NOIR", "attendance": "represented"},
                {"id": "anne-blanc", "name": "Anne BLANC", "attendance": "absent"}
            ],
            "proxies": [{"grantor": "paul-noir", "holder": "luc-brun"}],
            "deliberations": [{
                "number": "2021-01", "title": "Le vote du compte administratif",
                "vote": {"outcome": "adopted", "unanimous": false, "for": 2, "against": 1, "abstentions": 0,
                         "for_names": [], "against_names": ["eve-gris"], "abstention_names": [], "not_voting_names": []},
                "amounts": [{"value": "100.00", "currency": "EUR"}, {"value": "2000.50", "currency": "EUR"}],
                "references": [
                    {"key": "CGCT L2121-15", "kind": "code_article"}, {"key": "loi 2015-991", "kind": "law"},
                    {"key": "délibération 12", "kind": "deliberation"}
                ],
                "budget_lines": [{"budget": null, "year": null, "chapter": "011", "article": "6068", "function": null, "operation": null}]
            }]
        }]
    })
}

/// Every field of the golds is counted, and a right record is whole.
fn each_field_is_counted() {
    let report = one(&gold(), &right());
    assert_eq!(report.fields.len(), 23, "{:?}", report.fields.keys());
    for (field, pair) in &report.fields {
        assert!(pair.soft.is_exact(), "{}: {:?}", field.as_str(), pair.soft);
    }
    assert_eq!(report.whole(), (1, 0));
    let mut wrong = right();
    wrong["sittings"][0]["deliberations"][0]["vote"]["for"] = json!(3);
    wrong["sittings"][0]["convened_on"] = json!("2021-04-26");
    wrong["sittings"][0]["members"].as_array_mut().unwrap().pop();
    let report = one(&gold(), &wrong);
    let soft = |f: Field| (report.fields[&f].soft.found, report.fields[&f].soft.false_, report.fields[&f].soft.missed);
    assert_eq!(soft(Field::Tallies), (1, 1, 1));
    assert_eq!(soft(Field::WholeVote), (0, 1, 1));
    assert_eq!(soft(Field::ConvenedOn), (0, 1, 0));
    assert_eq!(soft(Field::MemberNames), (3, 0, 1));
    assert_eq!(soft(Field::WholeAttendance), (0, 1, 1));
    assert_eq!(report.whole(), (0, 0));
}

/// What the two counts differ in: see the head of the module.
fn soft_forgives_and_strict_does_not() {
    let report = one(&gold(), &right());
    let short: Vec<&str> =
        report.fields.iter().filter(|(_, p)| !p.strict.is_exact()).map(|(f, _)| f.as_str()).collect();
    let want = [
        "authority",
        "secretary",
        "attendance",
        "proxies",
        "whole attendance list",
        "title",
        "whole vote event",
        "names in votes",
        "amounts",
    ];
    assert_eq!(short, want);
}

/// A gold whose document gave no record counts against recall, and is named.
fn a_document_without_a_record_is_missed() {
    let mut other = right();
    other["source"]["path"] = json!("b.md");
    let report = one(&gold(), &other);
    assert_eq!(report.missing, ["a.md"]);
    assert_eq!(report.fields[&Field::MemberNames].soft.missed, 4);
    assert_eq!(report.fields[&Field::Date].soft.recall(), 0.0);
}

/// The golds of the corpus, made to records of themselves, are right in every field.
fn a_gold_against_itself_is_whole() {
    let corpus = crate::root().join("corpus/documents");
    let golds = score::golds(&corpus).unwrap();
    assert!(golds.len() >= 25);
    assert!(golds.iter().all(|g| g.sittings.len() == 1 && g.sittings[0].date.is_some()));
}

/// Two runs are compared as a run and its gold are.
fn records_against_records() {
    let dir = tempfile::tempdir().unwrap();
    let records = extract(&crate::root().join("corpus/documents"), dir.path());
    let report = score::score(&records, &records).unwrap();
    assert!(report.documents.len() >= 25);
    assert_eq!(report.whole(), (report.documents.len(), report.documents.len()));
    assert_eq!(report.macro_f1(), (1.0, 1.0));
}

fn extract(documents: &Path, into: &Path) -> PathBuf {
    let records = into.join("records.ndjson");
    let out = Command::new(env!("CARGO_BIN_EXE_greffier"))
        .args(["extract", "-q", "--evidence", "none", "-o"])
        .args([&records, documents])
        .output()
        .unwrap();
    assert!(matches!(out.status.code(), Some(0 | 1)), "{out:?}");
    records
}

/// `--format json` gives the numbers of the table, with `--by-doc` each document too.
fn the_command_gives_the_same_as_json() {
    let dir = tempfile::tempdir().unwrap();
    let corpus = crate::root().join("corpus/documents");
    let records = extract(&corpus, dir.path());
    let out = Command::new(env!("CARGO_BIN_EXE_greffier"))
        .args(["score", "--format", "json", "--by-doc"])
        .args([&corpus, &records])
        .output()
        .unwrap();
    let json: Value = serde_json::from_slice(&out.stdout).unwrap();
    let report = score::score(&corpus, &records).unwrap();
    let printed = json["macro_f1"]["soft"].as_f64().unwrap();
    assert!((printed - report.macro_f1().0).abs() < 1e-9);
    assert_eq!(json["documents"].as_array().map(Vec::len), Some(report.documents.len()));
    assert_eq!(json["fields"].as_object().map(serde_json::Map::len), Some(report.fields.len()));
}

/// Where the development sets and their scorer are at hand, both scorers give the same figures.
fn the_shared_scorer_agrees() {
    let shared = std::env::var_os("GREFFIER_SHARED").map_or_else(|| crate::root().join("../shared"), PathBuf::from);
    let scorer = shared.join("score.py");
    if !scorer.exists() {
        println!("skipped: no scorer at {} (set GREFFIER_SHARED)", scorer.display());
        return;
    }
    // Sets of text only: the reading of scans would take minutes.
    for set in ["real/seed", "acts", "cases"] {
        let dir = tempfile::tempdir().unwrap();
        let golds = shared.join(set);
        let records = extract(&golds, dir.path());
        let theirs = dir.path().join("theirs.json");
        let run = Command::new("python3").arg(&scorer).args([&golds, &records]).arg("--json").arg(&theirs).output();
        let Some(run) = run.ok().filter(|r| r.status.success()) else {
            println!("skipped: no python3 to run {}", scorer.display());
            return;
        };
        assert!(!run.stdout.is_empty());
        let theirs: Value = serde_json::from_str(&std::fs::read_to_string(&theirs).unwrap()).unwrap();
        let ours = score::score(&golds, &records).unwrap();
        for (field, pair) in &ours.fields {
            let want = &theirs[field.as_str()];
            let t = pair.soft;
            let got = [t.precision(), t.recall(), t.f1(), f64::from(t.support())];
            for (key, got) in ["p", "r", "f1", "support"].iter().zip(got) {
                let want = want[*key].as_f64().unwrap_or(f64::NAN);
                assert!((want - got).abs() < 1e-9, "{set}: {} {key}: {want} there, {got} here", field.as_str());
            }
        }
        let want = theirs["macro"].as_f64().unwrap_or(f64::NAN);
        assert!((want - ours.macro_f1().0).abs() < 1e-9, "{set}: macro {want} there, {} here", ours.macro_f1().0);
    }
}
