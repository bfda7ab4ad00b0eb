use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

trials![
    neighbours_of_bad_files_are_unharmed,
    each_fault_has_its_code,
    a_vanished_path_is_named,
    paths_on_standard_input_may_be_gone,
    dead_links_and_loops_are_named,
    an_unreadable_folder_is_named,
    a_huge_line_is_refused,
    a_long_line_takes_time_in_proportion,
    a_closed_pipe_is_no_fault,
    no_progress_bar_away_from_a_terminal,
    the_language_changes_no_byte_of_data,
    usage_is_fatal,
    fail_fast_stops,
    an_output_that_cannot_be_written_is_fatal,
    an_overlay_adds_a_wording,
    an_overlay_adds_a_word_to_a_list_and_replaces_one,
    one_thread_and_two_give_the_same_bytes,
    help_is_complete,
];

/// A small document that gives a record.
const GOOD: &str = "# Conseil municipal du 3 mai 2021\n\nPrésents : M. BRUN Luc\n";

fn greffier(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_greffier")).args(args).env("LANG", "C").env_remove("LC_ALL").output().unwrap()
}

fn stderr(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

/// The paths of the records on standard output.
fn paths(out: &Output) -> Vec<String> {
    let path = |l: &str| serde_json::from_str::<Value>(l).unwrap()["source"]["path"].as_str().unwrap().to_owned();
    std::str::from_utf8(&out.stdout).unwrap().lines().map(path).collect()
}

/// The codes of a file of errors, by the names of their files.
fn codes(errors: &Path) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(errors).unwrap();
    let one = |l: &str| {
        let e: Value = serde_json::from_str(l).unwrap();
        assert!(e["message"].as_str().is_some_and(|m| !m.is_empty()), "{l}");
        assert!(e["stage"].as_str().is_some_and(|m| !m.is_empty()), "{l}");
        let name = e["path"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        (name, e["code"].as_str().unwrap().to_owned())
    };
    text.lines().map(one).collect()
}

/// A folder with good and bad files: the good give records, the bad give errors, and the exit code says so.
fn neighbours_of_bad_files_are_unharmed() {
    let dir = tempfile::tempdir().unwrap();
    let at = |n: &str| dir.path().join(n);
    std::fs::write(at("a.md"), GOOD).unwrap();
    std::fs::write(at("b.md"), "").unwrap();
    std::fs::write(at("c.txt"), (0..=255u8).cycle().take(5000).collect::<Vec<_>>()).unwrap();
    std::fs::write(at("d.txt"), "Commune de Val\nPrésents : Mme GRIS Ève\n").unwrap();
    let out = greffier(&["extract", dir.path().to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(paths(&out), ["a.md", "d.txt"]);
}

/// What is wrong with a file is told by a stable code.
fn each_fault_has_its_code() {
    let dir = tempfile::tempdir().unwrap();
    let docs = dir.path().join("docs");
    std::fs::create_dir(&docs).unwrap();
    let noise: Vec<u8> = (0u32..40_000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let utf32: Vec<u8> = GOOD.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    let (japanese, _, _) =
        encoding_rs::SHIFT_JIS.encode("町議会の会議録。出席議員は次のとおりである。議長は開会を宣告した。");
    let files: [(&str, &[u8], &[&str]); 7] = [
        ("empty.md", b"", &["empty"]),
        ("blank.txt", b" \n\n\t\n", &["empty"]),
        ("noise.txt", &noise, &["binary"]),
        ("noise.pdf", &noise, &["pdf", "binary"]),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Cat", &["pdf"]),
        ("wide.txt", &utf32, &["binary", "unknown_encoding"]),
        ("japanese.txt", &japanese, &["binary", "unknown_encoding"]),
    ];
    for (name, bytes, _) in &files {
        std::fs::write(docs.join(name), bytes).unwrap();
    }
    let errors = dir.path().join("errors.ndjson");
    let out = greffier(&["extract", docs.to_str().unwrap(), "--errors", errors.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(1));
    assert!(out.stdout.is_empty(), "{}", String::from_utf8_lossy(&out.stdout));
    let codes = codes(&errors);
    assert_eq!(codes.len(), files.len());
    for (name, _, wanted) in files {
        let (_, code) = codes.iter().find(|(n, _)| n == name).unwrap();
        assert!(wanted.contains(&code.as_str()), "{name}: {code}");
        assert!(stderr(&out).contains(name), "{name} is not named");
    }
}

/// A path that is gone is an error that names it.
fn a_vanished_path_is_named() {
    let out = greffier(&["extract", "no/such/file.md"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stderr).contains("no/such/file.md"));
}

/// A list of paths may name what is gone; the others are read.
fn paths_on_standard_input_may_be_gone() {
    let dir = tempfile::tempdir().unwrap();
    let good = dir.path().join("a.md");
    std::fs::write(&good, GOOD).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_greffier"))
        .args(["extract", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let list = format!("{}\n\n{}\n", dir.path().join("gone.pdf").display(), good.display());
    child.stdin.take().unwrap().write_all(list.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(paths(&out), ["a.md"]);
    assert!(stderr(&out).contains("gone.pdf"));
}

/// In a folder too, a link to nothing and a folder that holds itself are named and the rest is read.
#[cfg(unix)]
fn dead_links_and_loops_are_named() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.md"), GOOD).unwrap();
    std::os::unix::fs::symlink(dir.path().join("a.md"), dir.path().join("linked.md")).unwrap();
    std::os::unix::fs::symlink(dir.path().join("gone.md"), dir.path().join("dead.md")).unwrap();
    std::os::unix::fs::symlink(dir.path(), dir.path().join("loop")).unwrap();
    let out = greffier(&["extract", dir.path().to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(1));
    // The link leads to a file that was read already: once is enough.
    assert_eq!(paths(&out), ["a.md"]);
    assert!(stderr(&out).contains("dead.md") && stderr(&out).contains("loop"), "{}", stderr(&out));
}

#[cfg(not(unix))]
fn dead_links_and_loops_are_named() {
    println!("skipped: links as these need Unix");
}

/// A folder without permission is named; what stands beside it is read.
#[cfg(unix)]
fn an_unreadable_folder_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.md"), GOOD).unwrap();
    let closed = dir.path().join("closed");
    std::fs::create_dir(&closed).unwrap();
    std::fs::write(closed.join("b.md"), GOOD).unwrap();
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    let barred = std::fs::read_dir(&closed).is_err();
    let out = greffier(&["extract", dir.path().to_str().unwrap()]);
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o755)).unwrap();
    if !barred {
        println!("skipped: this user may read every folder");
        return;
    }
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(paths(&out), ["a.md"]);
    assert!(stderr(&out).contains("closed"), "{}", stderr(&out));
}

#[cfg(not(unix))]
fn an_unreadable_folder_is_named() {
    println!("skipped: permissions as these need Unix");
}

/// Two hundred megabytes of words on one line are refused by their size, before they are read.
fn a_huge_line_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("huge.txt");
    let mut file = std::fs::File::create(&path).unwrap();
    let part = "à l'unanimité des membres présents, Mme GRIS ayant donné pouvoir à M. BRUN, ".repeat(16_000);
    while file.metadata().unwrap().len() < 200 << 20 {
        file.write_all(part.as_bytes()).unwrap();
    }
    let errors = dir.path().join("errors.ndjson");
    let began = Instant::now();
    let out = greffier(&["extract", path.to_str().unwrap(), "--errors", errors.to_str().unwrap()]);
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(codes(&errors), [("huge.txt".to_owned(), "too_large".to_owned())]);
}

/// A line four times as long takes about four times as long, not sixteen.
fn a_long_line_takes_time_in_proportion() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("long.txt");
    let time = |part: &str, times: usize| {
        std::fs::write(&path, part.repeat(times)).unwrap();
        let began = Instant::now();
        let out = greffier(&["extract", path.to_str().unwrap()]);
        assert_eq!(out.status.code(), Some(0), "{}", stderr(&out));
        began.elapsed()
    };
    for part in [
        "le Conseil vote par 12 voix pour et 1 contre (M. BRUN) 1 000 € au titre de la loi n° 2015-991, ",
        // No bracket and no stop, where a search back would find an end.
        "M. Luc TABARD, Mme Anne LERAY sort de la séance, absents excusés, ",
        // Cut into lines that are all alike, each of which might be a running head.
        "Établissement public territorial BUREAU DU COMITÉ, Membres avec voix délibérative présents : 3 ",
    ] {
        time(part, 10);
        let (short, long) = (time(part, 2_500), time(part, 10_000));
        assert!(long < short * 10 + Duration::from_millis(500), "{part}: {short:?}, four times as long: {long:?}");
    }
}

/// Who closes the pipe has read enough: `greffier extract … | head -1`.
fn a_closed_pipe_is_no_fault() {
    let corpus = crate::root().join("corpus/documents");
    let mut child = Command::new(env!("CARGO_BIN_EXE_greffier"))
        .args(["extract", "-q", corpus.to_str().unwrap(), corpus.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    reader.read_line(&mut first).unwrap();
    drop(reader);
    assert!(first.starts_with('{'));
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(0));
    assert_eq!(stderr(&out), "");
}

/// The bar is for people before a terminal; a log gets lines only.
fn no_progress_bar_away_from_a_terminal() {
    let corpus = crate::root().join("corpus/documents");
    let out = greffier(&["extract", corpus.to_str().unwrap()]);
    assert!(!stderr(&out).contains(['\r', '\x1b']), "{:?}", stderr(&out));
    assert_eq!(stderr(&out).lines().count(), 1, "{}", stderr(&out));
    assert_eq!(stderr(&greffier(&["extract", "-q", corpus.to_str().unwrap()])), "");
}

/// Messages are in the language that was asked for; records and the file of errors are the same bytes in each.
fn the_language_changes_no_byte_of_data() {
    let dir = tempfile::tempdir().unwrap();
    let docs = dir.path().join("docs");
    std::fs::create_dir(&docs).unwrap();
    std::fs::write(docs.join("a.md"), GOOD).unwrap();
    std::fs::write(docs.join("b.md"), "").unwrap();
    let run = |lang: &[&str], locale: &str| {
        let errors = dir.path().join("errors.ndjson");
        let out = Command::new(env!("CARGO_BIN_EXE_greffier"))
            .args(["extract", docs.to_str().unwrap(), "--errors", errors.to_str().unwrap()])
            .args(lang)
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", locale)
            .output()
            .unwrap();
        (out.stdout.clone(), std::fs::read(errors).unwrap(), stderr(&out))
    };
    let english = run(&["--lang", "en"], "fr_FR.UTF-8");
    let french = run(&["--lang", "fr"], "C");
    let by_locale = run(&[], "fr_FR.UTF-8");
    assert_eq!((&english.0, &english.1), (&french.0, &french.1));
    assert_eq!(french, by_locale);
    assert!(
        english.2.contains("the file is empty") && english.2.contains("1 document read, 1 failed"),
        "{}",
        english.2
    );
    assert!(french.2.contains("le fichier est vide") && french.2.contains("1 document lu, 1 en échec"), "{}", french.2);
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

/// `--fail-fast` stops at the first failure; without it the rest is read.
fn fail_fast_stops() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.md"), "").unwrap();
    std::fs::write(dir.path().join("b.md"), GOOD).unwrap();
    let out = greffier(&["extract", "--fail-fast", dir.path().to_str().unwrap()]);
    assert_eq!((out.status.code(), paths(&out).len()), (Some(1), 0));
    let out = greffier(&["extract", dir.path().to_str().unwrap()]);
    assert_eq!((out.status.code(), paths(&out).len()), (Some(1), 1));
}

/// An output that cannot be made is fatal, and nothing half-written is left.
fn an_output_that_cannot_be_written_is_fatal() {
    let dir = tempfile::tempdir().unwrap();
    let good = dir.path().join("a.md");
    std::fs::write(&good, GOOD).unwrap();
    let nowhere = dir.path().join("no/such/folder/out.ndjson");
    let out = greffier(&["extract", good.to_str().unwrap(), "-o", nowhere.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(2), "{}", stderr(&out));
    let whole = dir.path().join("out.ndjson");
    let out = greffier(&["extract", good.to_str().unwrap(), "-o", whole.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(0), "{}", stderr(&out));
    let mut left: Vec<_> =
        std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["a.md", "out.ndjson"]);
}

/// Every command says what it is for, and `man` has a page for each.
fn help_is_complete() {
    let help = String::from_utf8(greffier(&["--help"]).stdout).unwrap();
    let man = String::from_utf8(greffier(&["man"]).stdout).unwrap();
    for command in ["extract", "explain", "text", "schema", "grammar", "score", "completions", "man"] {
        assert!(help.contains(&format!("  {command} ")), "{command} is not in --help");
        assert!(man.contains(&format!("greffier-{command} ")), "{command} has no page");
        let own = greffier(&[command, "--help"]);
        assert_eq!(own.status.code(), Some(0));
    }
    assert!(help.contains("Exit code"));
    let own = String::from_utf8(greffier(&["extract", "--help"]).stdout).unwrap();
    for heading in ["Output:", "Work:", "Messages:"] {
        assert!(own.contains(heading), "no heading « {heading} » in extract --help");
    }
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

/// The codes of a roll are a list: an overlay adds one, `[!…]` takes the others away, and what is no word is refused.
fn an_overlay_adds_a_word_to_a_list_and_replaces_one() {
    let dir = tempfile::tempdir().unwrap();
    let doc = dir.path().join("d.md");
    std::fs::write(
        &doc,
        "| Nom | Statut |\n|---|---|\n| M. BRUN Luc | Pst |\n| Mme GRIS Ève | P |\n| M. ROUX Jo | A |\n",
    )
    .unwrap();
    let present = |grammar: &str| {
        let own = tempfile::tempdir().unwrap();
        std::fs::write(own.path().join("mine.lex"), grammar).unwrap();
        let run = greffier(&["extract", doc.to_str().unwrap(), "--grammar", own.path().to_str().unwrap()]);
        let record: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
        let members = record["sittings"][0]["members"].as_array().unwrap().clone();
        let there = members.into_iter().filter(|m| m["attendance"] == "present");
        there.map(|m| m["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(present(""), ["eve-gris"]);
    assert_eq!(present("[cell.present]\npst\n"), ["luc-brun", "eve-gris"]);
    assert_eq!(present("[!cell.present]\npst\n"), ["luc-brun"]);
    let own = tempfile::tempdir().unwrap();
    std::fs::write(own.path().join("mine.lex"), "[words.group]\ngroupe politique\n").unwrap();
    let check = greffier(&["grammar", "check", "--grammar", own.path().to_str().unwrap()]);
    assert!(check.status.code() != Some(0) && String::from_utf8_lossy(&check.stderr).contains("mine.lex:2"));
}

/// The same bytes come out whatever the threads.
fn one_thread_and_two_give_the_same_bytes() {
    let corpus = crate::root().join("corpus/documents");
    let run = |jobs: &str| greffier(&["extract", "-q", "-j", jobs, corpus.to_str().unwrap()]).stdout;
    let (one, two) = (run("1"), run("2"));
    assert!(!one.is_empty());
    assert!(one == two);
}
