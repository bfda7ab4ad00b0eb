use crate::{root, tools};
use std::path::{Path, PathBuf};
use std::process::Command;

trials!(
    pages_are_valid_and_accessible,
    feeds_and_catalogue_are_valid,
    the_site_does_not_depend_on_threads,
    a_record_given_twice_is_shown_once,
    broken_records_are_named,
    records_go_through_unchanged,
);

fn run(args: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_greffier")).args(args).output().unwrap()
}

/// The records of the corpus in a file.
fn records(dir: &Path) -> String {
    let to = dir.join("records.ndjson").to_str().unwrap().to_owned();
    let corpus = root().join("corpus/documents");
    assert!(run(&["extract", "-q", corpus.to_str().unwrap(), "-o", &to]).status.success());
    to
}

fn site(dir: &Path, more: &[&str]) -> PathBuf {
    let records = records(dir);
    let to = dir.join("site");
    let mut args = vec!["publish", &records, "--to", to.to_str().unwrap(), "-q"];
    args.extend(more);
    let out = run(&args);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    to
}

/// Every page passes html-validate; five kinds pass axe-core in Chromium; the search finds an act.
fn pages_are_valid_and_accessible() {
    let dir = tempfile::tempdir().unwrap();
    let site = site(dir.path(), &["--sources", "https://exemple.fr/documents"]);
    let folder = site.to_str().unwrap();
    if tools::check("html.mjs", &[folder]).is_none() {
        return;
    }
    let authority = "brezolles-le-pont";
    let sitting = std::fs::read_dir(site.join(authority)).unwrap().map(|e| e.unwrap().path()).find(|p| p.is_dir());
    let sitting = format!("{authority}/{}", sitting.unwrap().file_name().unwrap().to_str().unwrap());
    let (home, act) = (format!("{authority}/index.html"), format!("{sitting}/1.html"));
    let sitting = format!("{sitting}/index.html");
    tools::check("browser.mjs", &[]);
    tools::check("site.mjs", &[folder, "créances", "index.html", "donnees/index.html", &home, &sitting, &act]);

    let page = site.join("index.html");
    let wrong =
        std::fs::read_to_string(&page).unwrap().replace(" lang=\"fr\"", "").replace("<label for=\"q\">", "<label>");
    std::fs::write(&page, wrong).unwrap();
    assert_eq!(tools::refuses("html.mjs", &[page.to_str().unwrap()]), Some(true), "a field without a label is seen");
    assert_eq!(tools::refuses("site.mjs", &[folder, "créances", "index.html"]), Some(true), "and in Chromium");
}

/// With and without the address of the site.
fn feeds_and_catalogue_are_valid() {
    for more in
        [&[][..], &["--url", "https://exemple.fr", "--licence", "https://exemple.fr/licence", "--publisher", "É."]]
    {
        let dir = tempfile::tempdir().unwrap();
        let site = site(dir.path(), more);
        let shapes = root().join("schemas/dcat-ap.ttl");
        tools::check("feeds.py", &[shapes.to_str().unwrap(), site.to_str().unwrap()]);
        let feed = site.join("feed.json");
        tools::check("jsonfeed.mjs", &[feed.to_str().unwrap()]);
        let wrong = std::fs::read_to_string(&feed).unwrap().replace("\"items\"", "\"entries\"");
        std::fs::write(&feed, wrong).unwrap();
        assert!(
            tools::refuses("jsonfeed.mjs", &[feed.to_str().unwrap()]).unwrap_or(true),
            "a feed without items is seen"
        );
    }
}

/// All files of a folder with their bytes.
fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut out: Vec<_> = walkdir::WalkDir::new(dir)
        .into_iter()
        .map(Result::unwrap)
        .filter(|e| e.file_type().is_file())
        .map(|e| (e.path().strip_prefix(dir).unwrap().to_path_buf(), std::fs::read(e.path()).unwrap()))
        .collect();
    out.sort();
    out
}

/// One thread and two write the same files.
fn the_site_does_not_depend_on_threads() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (one, two) = (files(&site(one.path(), &["-j", "1"])), files(&site(two.path(), &["-j", "2"])));
    assert!(one.len() > 200);
    assert!(one == two);
    assert!(one.iter().all(|(path, _)| path.extension().is_none_or(|e| e != "part")));
}

/// The same record twice is shown once: no entry of the feeds, no page, no line of the search more.
fn a_record_given_twice_is_shown_once() {
    let dir = tempfile::tempdir().unwrap();
    let once = files(&site(dir.path(), &[]));
    let path = records(dir.path());
    let to = dir.path().join("twice");
    assert!(run(&["publish", &path, &path, "--to", to.to_str().unwrap(), "-q"]).status.success());
    let shown =
        |files: Vec<(PathBuf, Vec<u8>)>| files.into_iter().filter(|f| !f.0.starts_with("donnees")).collect::<Vec<_>>();
    assert!(shown(once) == shown(files(&to)));
}

/// A line that is no record is named with its place; the others are published; the exit code is 1.
fn broken_records_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let path = records(dir.path());
    let mut text = std::fs::read_to_string(&path).unwrap();
    text.insert_str(0, "{\"schema_version\": 1}\n");
    std::fs::write(&path, text).unwrap();
    let to = dir.path().join("site");
    let out = run(&["publish", &path, "no/such.ndjson", "--to", to.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(1));
    let message = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(message.contains("records.ndjson:1:") && message.contains("no/such.ndjson"), "{message}");
    assert!(to.join("brezolles-le-pont/index.html").exists());
}

/// Records that were read back and written again are the same bytes.
fn records_go_through_unchanged() {
    let dir = tempfile::tempdir().unwrap();
    let path = records(dir.path());
    let out = run(&["export", &path, "--format", "ndjson", "-q"]);
    assert!(out.status.success());
    assert!(out.stdout == std::fs::read(&path).unwrap());
    let array = dir.path().join("a.json");
    assert!(run(&["export", &path, "--format", "json", "-q", "-o", array.to_str().unwrap()]).status.success());
    let back = run(&["export", array.to_str().unwrap(), "--format", "ndjson", "-q"]).stdout;
    assert!(back == std::fs::read(&path).unwrap());
}
