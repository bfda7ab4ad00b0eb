use crate::{root, tools};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

trials!(
    a_correction_survives_save_amend_extract,
    corrections_that_do_not_fit_are_named,
    a_patch_says_what_it_is_for,
    elements_are_removed_and_added,
    no_document_ends_the_script,
);

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_greffier")).args(args).output().unwrap()
}

fn document() -> PathBuf {
    root().join("corpus/documents/brezolles-le-pont-2019-10-14/source.md")
}

fn record(args: &[&str]) -> Value {
    let out = run(args);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

/// Keyboard alone in Chromium: evidence lights up, the correction is saved, applied to the record, and to one that is
/// extracted anew; the person's name stays in both.
fn a_correction_survives_save_amend_extract() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let source = document();
    let source = source.to_str().unwrap();
    let page = path("review.html");
    assert!(run(&["review", source, "-o", &page, "-q"]).status.success());
    tools::check("html.mjs", &[&page]);
    tools::check("browser.mjs", &[]);
    let saved = path("saved");
    std::fs::create_dir(&saved).unwrap();
    if tools::check("review.mjs", &[&page, &saved, "/sittings/0/opened_at", "19:45", "Ève Archiviste"]).is_none() {
        return;
    }
    let records = path("records.ndjson");
    assert!(run(&["extract", source, "-q", "-o", &records]).status.success());
    let amended = record(&["amend", &records, &saved, "-q"]);
    assert_eq!(amended["sittings"][0]["opened_at"], "19:45");
    assert_eq!(amended["amendments"][0]["by"], "Ève Archiviste");
    assert_eq!(amended["amendments"][0]["changes"], json!(["/sittings/0/opened_at"]));
    assert_eq!(record(&["extract", source, "-q", "--amend", &saved]), amended);
}

/// A patch for the document of the test.
fn patch(dir: &Path, name: &str, operations: &Value) -> String {
    let sha256 = &record(&["extract", document().to_str().unwrap(), "-q"])["source"]["sha256"];
    let mut all = vec![json!({"op": "test", "path": "/source/sha256", "value": sha256})];
    all.extend(operations.as_array().unwrap().iter().cloned());
    all.push(json!({"op": "add", "path": "/amendments/-", "value": {"by": "A", "on": "2026-01-02", "changes": []}}));
    let path = dir.join(name);
    std::fs::write(&path, Value::from(all).to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

/// What the person saw is not there any more: nothing of the patch is applied, the record goes through, exit code 1.
fn corrections_that_do_not_fit_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let stale = json!([
        {"op": "replace", "path": "/sittings/0/place", "value": "ailleurs"},
        {"op": "test", "path": "/sittings/0/opened_at", "value": "18:00"},
        {"op": "replace", "path": "/sittings/0/opened_at", "value": "19:45"},
    ]);
    let no_record = json!([{"op": "replace", "path": "/sittings/0/deliberations/0/ordinal", "value": "un"}]);
    for wrong in [stale, no_record] {
        let patch = patch(dir.path(), "p.json", &wrong);
        let out = run(&["extract", document().to_str().unwrap(), "--amend", &patch]);
        assert_eq!(out.status.code(), Some(1));
        let got: Value = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!(got, record(&["extract", document().to_str().unwrap(), "-q"]));
        assert!(String::from_utf8_lossy(&out.stderr).contains("p.json"));
    }
}

/// A patch without the test that names its record is refused, as is what is no JSON Patch.
fn a_patch_says_what_it_is_for() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.json");
    for wrong in ["[{\"op\": \"remove\", \"path\": \"/kind\"}]", "{}", "[{\"op\": \"burn\", \"path\": \"/kind\"}]"] {
        std::fs::write(&path, wrong).unwrap();
        let out = run(&["extract", document().to_str().unwrap(), "--amend", path.to_str().unwrap()]);
        assert_eq!(out.status.code(), Some(2), "{wrong}");
        assert!(String::from_utf8_lossy(&out.stderr).contains("p.json"));
    }
}

/// A member less, a proxy more; the evidence of what is gone goes with it.
fn elements_are_removed_and_added() {
    let dir = tempfile::tempdir().unwrap();
    let before = record(&["extract", document().to_str().unwrap(), "-q"]);
    let members = before["sittings"][0]["members"].as_array().unwrap().len();
    let last = format!("/sittings/0/members/{}", members - 1);
    assert!(before["evidence"][&last].is_object());
    let patch = patch(
        dir.path(),
        "p.json",
        &json!([
            {"op": "remove", "path": last},
            {"op": "add", "path": "/sittings/0/proxies/-", "value": {"grantor": "chantal-reverchon", "holder": "ines-querbes"}},
        ]),
    );
    let after = record(&["extract", document().to_str().unwrap(), "-q", "--amend", &patch]);
    assert_eq!(after["sittings"][0]["members"].as_array().unwrap().len(), members - 1);
    assert_eq!(after["sittings"][0]["proxies"][1]["holder"], "ines-querbes");
    assert!(after["evidence"][&last].is_null());
    assert!(after["evidence"]["/sittings/0/members/0"].is_object());
}

/// A document may hold markup: the page does not run it.
fn no_document_ends_the_script() {
    let dir = tempfile::tempdir().unwrap();
    let source = dir.path().join("d.txt");
    std::fs::write(&source, "Présents : M. BRUN Luc\n</script><script>alert(1)</script><!-- x\n").unwrap();
    let page = dir.path().join("p.html");
    assert!(run(&["review", source.to_str().unwrap(), "-o", page.to_str().unwrap(), "-q"]).status.success());
    let html = std::fs::read_to_string(&page).unwrap();
    assert_eq!(html.matches("</script>").count(), 2);
    assert!(!html.contains("<script>alert"));
    tools::check("html.mjs", &[page.to_str().unwrap()]);
}
