use crate::{root, tools};
use std::path::{Path, PathBuf};
use std::process::Command;

trials!(
    pages_are_valid_and_accessible,
    feeds_and_catalogue_are_valid,
    the_site_does_not_depend_on_threads,
    a_record_given_twice_is_shown_once,
    extracts_of_a_sitting_are_one_sitting,
    findings_are_told_in_french,
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
    // An authority with minutes, and one whose act came as an extract.
    let mut pages: Vec<String> = files(&site).into_iter().map(|f| f.0.to_str().unwrap().to_owned()).collect();
    pages.retain(|p| p.matches('/').count() == 2 && p.ends_with(".html"));
    let act = pages.iter().find(|p| p.ends_with("/1.html")).unwrap();
    let extract =
        pages.iter().find(|p| p.rsplit('/').next().is_some_and(|n| n.len() == "01234567.html".len())).unwrap();
    let beside = |page: &str| format!("{}/index.html", page.rsplit_once('/').unwrap().0);
    let (sitting, whole) = (beside(act), beside(extract));
    let home = format!("{}/index.html", act.split('/').next().unwrap());
    tools::check("browser.mjs", &[]);
    tools::check(
        "site.mjs",
        &[folder, "créances", "index.html", "donnees/index.html", &home, &sitting, act, extract, &whole],
    );

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

/// An extract of the register: one act of a sitting, in a document of its own.
fn extract(number: &str, title: &str) -> String {
    format!(
        "# COMMUNE DE VALCLAIR\n\n# EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL\n\n\
         Séance du 12 mars 2024\n\nL'an deux mille vingt-quatre, le douze mars à 20 heures, le conseil municipal de \
         Valclair s'est réuni sous la présidence de M. Jean BRUN, maire.\n\nPrésents : M. Jean BRUN, Mme Anne NOIR, M. Luc \
         BLANC, Mme Zoé VERT.\n\nSecrétaire de séance : Mme Anne NOIR.\n\nDélibération n° {number}\n\nObjet : {title}\n\n\
         Le conseil municipal, après en avoir délibéré, à l'unanimité, DÉCIDE d'attribuer une subvention de 500,00 € à \
         l'association Les Amis du Livre.\n"
    )
}

/// Three extracts and a second file of one of them: one sitting with three acts, on the site, in the feeds, in the search,
/// in Popolo and in SCDL; sums count once.
fn extracts_of_a_sitting_are_one_sitting() {
    let dir = tempfile::tempdir().unwrap();
    let documents = dir.path().join("documents");
    std::fs::create_dir(&documents).unwrap();
    let acts =
        [("2024-09", "Tarifs de la cantine"), ("2024-10", "Achat d'un véhicule"), ("2024-11", "Fête du village")];
    for (i, (number, title)) in acts.iter().enumerate() {
        std::fs::write(documents.join(format!("{i}.md")), extract(number, title)).unwrap();
    }
    std::fs::write(documents.join("z.txt"), extract("2024/9", "Tarifs de la cantine")).unwrap();
    let records = dir.path().join("r.ndjson").to_str().unwrap().to_owned();
    assert!(run(&["extract", "-q", documents.to_str().unwrap(), "-o", &records]).status.success());
    let metadata = dir.path().join("m.csv");
    std::fs::write(&metadata, "authority,siret\n*,21860194600013\n").unwrap();
    let to = dir.path().join("site");
    let args = ["publish", &records, "--to", to.to_str().unwrap(), "-q", "--infer-matter", "--metadata"];
    assert!(run(&[&args[..], &[metadata.to_str().unwrap()]].concat()).status.success());

    let authority = std::fs::read_to_string(to.join("valclair/index.html")).unwrap();
    assert!(authority.contains("1\u{a0}séance, 4\u{a0}documents"), "{authority}");
    assert_eq!(authority.matches("<li id=\"s-").count(), 1);
    assert!(authority.contains("1\u{202f}500\u{a0}€"), "three grants of 500 €, not four: {authority}");
    let sitting = to.join("valclair/2024-03-12-conseil-municipal");
    let page = std::fs::read_to_string(sitting.join("index.html")).unwrap();
    let order: Vec<usize> = acts.iter().map(|(n, _)| page.find(&format!(">{n}<")).unwrap()).collect();
    assert!(order.is_sorted(), "2024-9 comes before 2024-10");
    assert_eq!(page.matches("autre document").count(), 1);
    for link in page.split("href=\"").skip(1).map(|l| l.split('"').next().unwrap()).filter(|l| l.ends_with(".html")) {
        assert!(sitting.join(link).exists(), "{link}");
    }
    let feed = std::fs::read_to_string(to.join("atom.xml")).unwrap();
    assert_eq!(feed.matches("<entry>").count(), 3);
    assert_eq!(
        std::fs::read_to_string(to.join("recherche/0.js")).unwrap().lines().filter(|l| l.contains(".html")).count(),
        3
    );
    let report = std::fs::read_to_string(to.join("donnees/deliberations.report.csv")).unwrap();
    assert_eq!(report.matches(",duplicate,").count(), 1, "{report}");

    let popolo = run(&["export", &records, "-q", "--format", "popolo"]).stdout;
    let popolo: serde_json::Value = serde_json::from_slice(&popolo).unwrap();
    let count = |key: &str| popolo[key].as_array().unwrap().len();
    assert_eq!((count("events"), count("motions"), count("vote_events"), count("persons")), (1, 3, 3, 4));
    tools::check("html.mjs", &[to.to_str().unwrap()]);
    let session = "valclair/2024-03-12-conseil-municipal/index.html";
    if tools::check("browser.mjs", &[]).is_some() {
        tools::check("site.mjs", &[to.to_str().unwrap(), "cantine", "valclair/index.html", session]);
    }
}

/// No page shows the English of a finding.
fn findings_are_told_in_french() {
    let dir = tempfile::tempdir().unwrap();
    let records = records(dir.path());
    let to = site(dir.path(), &[]);
    let pages: String = files(&to)
        .into_iter()
        .filter(|f| f.0.extension().is_some_and(|e| e == "html"))
        .map(|f| String::from_utf8(f.1).unwrap())
        .collect();
    assert!(pages.contains("<h2>À vérifier</h2>"));
    for line in std::fs::read_to_string(records).unwrap().lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        for f in record["findings"].as_array().unwrap() {
            let message = format!("<li>{}</li>", f["message"].as_str().unwrap());
            assert!(!pages.contains(&message), "{message}");
        }
    }
}
