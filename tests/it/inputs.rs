use std::process::{Command, Output};

trials![
    neighbours_of_bad_files_are_unharmed,
    a_vanished_path_is_named,
    a_huge_line_is_refused,
    usage_is_fatal,
    an_overlay_adds_a_wording,
    one_thread_and_two_give_the_same_bytes,
];

fn greffier(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_greffier")).args(args).output().unwrap()
}

/// A folder with good and bad files: the good give records, the bad give errors, and the exit code says so.
fn neighbours_of_bad_files_are_unharmed() {
    let dir = tempfile::tempdir().unwrap();
    let at = |n: &str| dir.path().join(n);
    std::fs::write(at("a.md"), "# Conseil municipal du 3 mai 2021\n\nPrésents : M. BRUN Luc\n").unwrap();
    std::fs::write(at("b.md"), "").unwrap();
    std::fs::write(at("c.txt"), (0..=255u8).cycle().take(5000).collect::<Vec<_>>()).unwrap();
    std::fs::write(at("d.txt"), "Commune de Val\nPrésents : Mme GRIS Ève\n").unwrap();
    let errors = at("errors.ndjson");
    let out = greffier(&["extract", dir.path().to_str().unwrap(), "--errors", errors.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(1));
    let records = String::from_utf8(out.stdout).unwrap();
    let paths: Vec<String> = records
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["source"]["path"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(paths, ["a.md", "d.txt"]);
    let errors = std::fs::read_to_string(errors).unwrap();
    assert_eq!(errors.lines().count(), 2);
    assert!(errors.lines().all(|l| {
        serde_json::from_str::<serde_json::Value>(l).unwrap()["message"].as_str().is_some_and(|m| !m.is_empty())
    }));
}

/// A path that is gone is an error that names it.
fn a_vanished_path_is_named() {
    let out = greffier(&["extract", "no/such/file.md"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stderr).contains("no/such/file.md"));
}

/// Two hundred megabytes on one line are refused at once.
fn a_huge_line_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("huge.txt");
    std::fs::File::create(&path).unwrap().set_len(200 << 20).unwrap();
    let out = greffier(&["extract", path.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stderr).contains("huge.txt"));
}

/// Wrong arguments and a refused grammar are fatal: 2.
fn usage_is_fatal() {
    assert_eq!(greffier(&["extract"]).status.code(), Some(2));
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("x.lex"), "[vote.for]\nvoix (pour\n").unwrap();
    let out = greffier(&["grammar", "check", "--grammar", dir.path().to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("x.lex:2"), "{}", String::from_utf8_lossy(&out.stderr));
}

/// A new wording in an overlay is understood.
fn an_overlay_adds_a_wording() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("mine.lex"), "[attendance.present]\nfurent de la partie\n").unwrap();
    let doc = dir.path().join("d.md");
    std::fs::write(&doc, "FURENT DE LA PARTIE : M. BRUN Luc, Mme GRIS Ève\n").unwrap();
    let plain = greffier(&["extract", doc.to_str().unwrap()]);
    let overlaid = greffier(&["extract", doc.to_str().unwrap(), "--grammar", dir.path().to_str().unwrap()]);
    assert!(!String::from_utf8_lossy(&plain.stdout).contains("luc-brun"));
    assert!(String::from_utf8_lossy(&overlaid.stdout).contains("luc-brun"));
}

/// The same bytes come out whatever the threads.
fn one_thread_and_two_give_the_same_bytes() {
    let corpus = crate::root().join("corpus/documents");
    let run = |jobs: &str| greffier(&["extract", "-q", "-j", jobs, corpus.to_str().unwrap()]).stdout;
    let (one, two) = (run("1"), run("2"));
    assert!(!one.is_empty());
    assert!(one == two);
}
