use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

trials![
    word_processors_and_pages_say_what_their_text_says,
    every_truncation_of_a_document_is_a_record_or_a_reason,
    old_and_locked_documents_are_refused_with_a_way_out,
    a_run_folder_holds_the_records_of_a_plain_run,
    duplicates_are_read_once_and_reported,
    killed_runs_end_with_the_same_bytes,
    torn_files_are_cut_back,
    shards_share_the_documents,
    limits_name_the_document_and_spare_its_neighbours,
    a_full_disk_loses_nothing,
    watching_takes_what_arrives,
    a_run_folder_is_not_begun_twice,
];

fn greffier(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_greffier")).args(args).output().unwrap()
}

fn text(out: &[u8]) -> String {
    String::from_utf8_lossy(out).into_owned()
}

const LINES: &[(&str, &str)] = &[
    ("h", "Commune de VALBREUIL-SUR-ORNE"),
    (
        "p",
        "L'an deux mille vingt et un, le trois mai à vingt heures, le conseil municipal s'est réuni sous la présidence de Mme Ève GRIS, maire.",
    ),
    ("p", "Présents : Mme Ève GRIS, M. Luc BRUN, M. Jean ROUX."),
    ("p", "Absent excusé : M. Paul NOIR, pouvoir à M. Luc BRUN."),
    ("h", "Délibération n° 2021-12 : Achat d'un tracteur"),
    (
        "p",
        "Après en avoir délibéré, le conseil municipal, à l'unanimité, décide d'acheter un tracteur pour 12 500,00 €.",
    ),
];

fn zip_of(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(body.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx() -> Vec<u8> {
    let mut body = String::new();
    for (kind, text) in LINES {
        let style = if *kind == "h" { "<w:pPr><w:pStyle w:val=\"T\"/></w:pPr>" } else { "" };
        // Word cuts text into runs anywhere.
        let (a, b) = text.split_at(text.char_indices().nth(7).unwrap().0);
        body.push_str(&format!(
            "<w:p>{style}<w:r><w:t xml:space=\"preserve\">{a}</w:t></w:r><w:del><w:r><w:delText>faux</w:delText></w:r></w:del><w:r><w:t>{b}</w:t></w:r></w:p>"
        ));
    }
    let ns = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    zip_of(&[
        ("[Content_Types].xml", "<Types/>".into()),
        ("word/document.xml", format!("<w:document {ns}><w:body>{body}</w:body></w:document>")),
        (
            "word/styles.xml",
            format!("<w:styles {ns}><w:style w:styleId=\"T\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"),
        ),
    ])
}

fn odt() -> Vec<u8> {
    let mut body = String::new();
    for (kind, text) in LINES {
        let tag = if *kind == "h" { "text:h" } else { "text:p" };
        let (a, b) = text.split_at(text.char_indices().nth(7).unwrap().0);
        body.push_str(&format!("<{tag} text:outline-level=\"1\">{a}<text:span>{b}</text:span></{tag}>"));
    }
    zip_of(&[
        ("mimetype", "application/vnd.oasis.opendocument.text".into()),
        (
            "content.xml",
            format!(
                "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
            ),
        ),
    ])
}

fn html() -> Vec<u8> {
    let tag = |kind: &str| if kind == "h" { "h1" } else { "p" };
    let body: String =
        LINES.iter().map(|(k, t)| format!("<{0}>{1}</{0}>", tag(k), t.replace('é', "&eacute;"))).collect();
    format!("<!DOCTYPE html><html><body><nav>Accueil</nav>{body}<script>var x = '<p>faux</p>';</script></body></html>")
        .into_bytes()
}

fn markdown() -> Vec<u8> {
    let lines: Vec<String> =
        LINES.iter().map(|(k, t)| if *k == "h" { format!("# {t}\n\n") } else { format!("{t}\n\n") }).collect();
    lines.concat().into_bytes()
}

fn records(out: &[u8]) -> Vec<Value> {
    text(out).lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// The same words give the same sittings in every format, whatever the file is called.
fn word_processors_and_pages_say_what_their_text_says() {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in
        [("0.md", markdown()), ("1.docx", docx()), ("2.odt", odt()), ("3.html", html()), ("4.docx", odt())]
    {
        std::fs::write(dir.path().join(name), bytes).unwrap();
    }
    let out = greffier(&["extract", dir.path().to_str().unwrap(), "--duplicates", "keep"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let records = records(&out.stdout);
    assert_eq!(records.len(), 5);
    let first = &records[0]["sittings"];
    assert_eq!(first[0]["date"], "2021-05-03");
    assert_eq!(first[0]["members"].as_array().unwrap().len(), 4);
    assert_eq!(first[0]["deliberations"][0]["amounts"][0]["value"], "12500.00");
    for r in &records[1..] {
        assert_eq!(&r["sittings"], first, "{}", r["source"]["path"]);
        assert!(!r["evidence"].as_object().unwrap().is_empty());
    }
    assert_eq!(records[4]["source"]["media_type"], "application/vnd.oasis.opendocument.text");
}

/// Whatever is cut off, there is an answer.
fn every_truncation_of_a_document_is_a_record_or_a_reason() {
    for (name, bytes) in [("a.docx", docx()), ("a.odt", odt()), ("a.html", html())] {
        for cut in 0..bytes.len() {
            let _ = greffier::read::read(&bytes[..cut], Path::new(name));
        }
        // And whatever is overwritten.
        for at in 0..bytes.len() {
            let mut hurt = bytes.clone();
            hurt[at] ^= 0x55;
            let _ = greffier::read::read(&hurt, Path::new(name));
        }
    }
    // Depth, repetition and references cost nothing.
    let deep = format!("<html><body>{}x", "<div><table><tr><td><ul><li>".repeat(200_000));
    assert!(greffier::read::read(deep.as_bytes(), Path::new("a.html")).is_ok());
    let cells = "<table:table-cell table:number-columns-repeated=\"99999999\"><text:p>x</text:p></table:table-cell>"
        .repeat(100);
    let bomb = zip_of(&[(
        "content.xml",
        format!(
            "<!DOCTYPE x [<!ENTITY a \"&b;&b;\">]><office:body><table:table><table:table-row>{cells}</table:table-row></table:table><text:p>&a;y</text:p></office:body>"
        ),
    )]);
    assert!(greffier::read::read(&bomb, Path::new("a.odt")).is_ok());
}

/// What cannot be read says why and what to do.
fn old_and_locked_documents_are_refused_with_a_way_out() {
    let dir = tempfile::tempdir().unwrap();
    let mut old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    old.resize(4096, 0);
    std::fs::write(dir.path().join("vieux.doc"), &old).unwrap();
    old.extend("EncryptedPackage".bytes().flat_map(|b| [b, 0]));
    std::fs::write(dir.path().join("clos.docx"), &old).unwrap();
    std::fs::write(dir.path().join("autre.odt"), zip_of(&[("x", "y".into())])).unwrap();
    let errors = dir.path().join("errors.json");
    let out =
        greffier(&["extract", dir.path().to_str().unwrap(), "--errors", errors.to_str().unwrap(), "--lang", "fr"]);
    assert_eq!(out.status.code(), Some(1));
    let shown = text(&out.stderr);
    assert!(shown.contains("soffice --headless --convert-to docx"), "{shown}");
    assert!(shown.contains("mot de passe"), "{shown}");
    let codes: Vec<String> =
        records(&std::fs::read(errors).unwrap()).iter().map(|e| e["code"].as_str().unwrap().to_owned()).collect();
    assert_eq!(codes, ["no_document", "encrypted", "old_word"]);
}

/// The bytes of every file of a run folder but the lock.
fn bytes_of(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    for e in walkdir::WalkDir::new(dir).into_iter().flatten().filter(|e| e.file_type().is_file()) {
        let name = e.path().strip_prefix(dir).unwrap().display().to_string();
        if name != ".lock" {
            out.insert(name, std::fs::read(e.path()).unwrap());
        }
    }
    out
}

/// An archive of `n` small documents, some of them the same, some unreadable, some inside archives.
fn archive(dir: &Path, n: usize) {
    let mut inside = Vec::new();
    for i in 0..n {
        let body = match i % 10 {
            3 => text(&markdown()),
            7 => String::new(),
            _ => text(&markdown()).replace("2021-12", &format!("2021-{i}")),
        };
        if i % 10 == 9 {
            inside.push((format!("m{i}.md"), body));
        } else {
            std::fs::write(dir.join(format!("d{i:04}.md")), body).unwrap();
        }
    }
    let parts: Vec<(&str, String)> = inside.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
    std::fs::write(dir.join("z.zip"), zip_of(&parts)).unwrap();
}

fn run_args<'a>(input: &'a str, output: &'a str) -> Vec<&'a str> {
    vec!["extract", input, "-o", output, "-q", "-j", "2"]
}

/// A run folder and a file hold the same records.
fn a_run_folder_holds_the_records_of_a_plain_run() {
    let dir = tempfile::tempdir().unwrap();
    let (run, file) = (dir.path().join("run/"), dir.path().join("all.ndjson"));
    let corpus = crate::root().join("corpus/documents");
    let corpus = corpus.to_str().unwrap();
    let out = greffier(&run_args(corpus, run.to_str().unwrap()));
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    for isolate in ["none", "process"] {
        greffier(&["extract", corpus, "-q", "--isolate", isolate, "-o", file.to_str().unwrap()]);
        assert!(std::fs::read(&file).unwrap() == bytes_of(&run)["records/00000.ndjson"], "{isolate}");
    }
}

/// Documents with the same bytes give one record and a line that names the first.
fn duplicates_are_read_once_and_reported() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["a.md", "b.md", "c.txt"] {
        std::fs::write(dir.path().join(name), markdown()).unwrap();
    }
    let run = tempfile::tempdir().unwrap();
    let out = greffier(&run_args(dir.path().to_str().unwrap(), run.path().to_str().unwrap()));
    assert_eq!(out.status.code(), Some(0));
    let files = bytes_of(run.path());
    assert_eq!(records(&files["records/00000.ndjson"]).len(), 1);
    let ledger = records(&files["ledger.ndjson"]);
    let told: Vec<(&str, Option<u64>)> =
        ledger.iter().map(|e| (e["outcome"].as_str().unwrap(), e["of"].as_u64())).collect();
    assert_eq!(told, [("record", None), ("duplicate", Some(1)), ("duplicate", Some(1))]);
    let out = greffier(&["extract", "-q", dir.path().to_str().unwrap()]);
    assert_eq!(records(&out.stdout).len(), 3);
}

/// Runs are killed at moments that vary and gone on with; what is there in the end is what an undisturbed run writes.
/// `FAULT_KILLS` sets how many kills, `FAULT_DOCUMENTS` over how many documents: 12 and 400 without.
fn killed_runs_end_with_the_same_bytes() {
    let number = |name: &str, default: usize| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default);
    let (kills, documents) = (number("FAULT_KILLS", 12), number("FAULT_DOCUMENTS", 400));
    let dir = tempfile::tempdir().unwrap();
    let (input, calm) = (dir.path().join("in"), dir.path().join("calm"));
    std::fs::create_dir(&input).unwrap();
    archive(&input, documents);
    let input = input.to_str().unwrap();
    std::fs::create_dir(&calm).unwrap();
    greffier(&run_args(input, calm.to_str().unwrap()));
    let want = bytes_of(&calm);
    assert!(want.contains_key("summary.json"));
    // Not random, so that a failure comes again; the machine's own disorder does the rest.
    let (mut state, mut killed, mut rounds) = (0x9E37_79B9_7F4A_7C15u64, 0, 0);
    while killed < kills {
        rounds += 1;
        let run = dir.path().join(format!("run{rounds}"));
        std::fs::create_dir(&run).unwrap();
        let mut args = run_args(input, run.to_str().unwrap());
        args.push("--resume");
        loop {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let mut child =
                Command::new(env!("CARGO_BIN_EXE_greffier")).args(&args).stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(20 + state % 700));
            let ended = child.try_wait().unwrap().is_some();
            let _ = child.kill();
            child.wait().unwrap();
            if ended {
                break;
            }
            killed += 1;
            if killed >= kills {
                greffier(&args);
                break;
            }
        }
        let got = bytes_of(&run);
        assert_eq!(got.keys().collect::<Vec<_>>(), want.keys().collect::<Vec<_>>());
        for (name, bytes) in &want {
            assert!(&got[name] == bytes, "{name} differs after {killed} kills");
        }
        std::fs::remove_dir_all(&run).unwrap();
    }
    println!("{killed} kills in {rounds} runs over {documents} documents: bytes equal");
}

/// Files that a power cut left torn, too long or too short behind are cut back to what the ledger bears out.
fn torn_files_are_cut_back() {
    let dir = tempfile::tempdir().unwrap();
    archive(dir.path(), 30);
    let run = tempfile::tempdir().unwrap();
    let mut args = run_args(dir.path().to_str().unwrap(), run.path().to_str().unwrap());
    greffier(&args);
    args.push("--resume");
    let want = bytes_of(run.path());
    for (name, cut) in
        [("ledger.ndjson", 0), ("ledger.ndjson", 777), ("records/00000.ndjson", 5000), ("errors.ndjson", 10)]
    {
        let path = run.path().join(name);
        std::fs::write(&path, &want[name][..cut]).unwrap();
        let other = run.path().join("records/00001.ndjson");
        std::fs::write(other, "{\"left\": \"over\"}\n").unwrap();
        greffier(&args);
        assert!(bytes_of(run.path()) == want, "{name} cut at {cut}");
    }
    let path = run.path().join("records/00000.ndjson");
    std::fs::OpenOptions::new().append(true).open(path).unwrap().write_all(b"{\"torn").unwrap();
    greffier(&args);
    assert!(bytes_of(run.path()) == want);
}

/// Three shards hold every document once.
fn shards_share_the_documents() {
    let dir = tempfile::tempdir().unwrap();
    archive(dir.path(), 40);
    let mut names = Vec::new();
    for k in ["1/3", "2/3", "3/3"] {
        let run = tempfile::tempdir().unwrap();
        let mut args = run_args(dir.path().to_str().unwrap(), run.path().to_str().unwrap());
        args.extend(["--shard", k]);
        greffier(&args);
        let part = records(&bytes_of(run.path())["ledger.ndjson"]);
        assert!(part.len() > 3, "{k}");
        names.extend(part.iter().map(|e| e["path"].as_str().unwrap().to_owned()));
    }
    names.sort();
    let all = names.len();
    names.dedup();
    assert_eq!((all, names.len()), (40, 40));
}

/// A document that would take too much memory or time ends its worker, not the run.
fn limits_name_the_document_and_spare_its_neighbours() {
    let dir = tempfile::tempdir().unwrap();
    let errors = tempfile::NamedTempFile::new().unwrap();
    for name in ["a.md", "c.md"] {
        std::fs::write(dir.path().join(name), markdown()).unwrap();
    }
    std::fs::write(dir.path().join("b.md"), text(&markdown()).repeat(40_000)).unwrap();
    let base = ["extract", dir.path().to_str().unwrap(), "-q", "--errors", errors.path().to_str().unwrap()];
    // The small documents must keep within the time on a busy machine too; the large one takes more in a build for tests.
    for (limit, code) in [(["--max-memory", "64"], "memory_limit"), (["--max-time", "4"], "time_limit")] {
        let out = greffier(&[&base[..], &limit[..]].concat());
        assert_eq!(out.status.code(), Some(1));
        let paths: Vec<Value> = records(&out.stdout).iter().map(|r| r["source"]["path"].clone()).collect();
        assert_eq!(paths, ["a.md", "c.md"], "{limit:?}");
        let told = records(&std::fs::read(errors.path()).unwrap());
        assert_eq!((told.len(), &told[0]["code"]), (1, &Value::from(code)));
    }
}

/// A limit on the size of files stands for a full disk: the run ends with 2, and is gone on with when there is room.
fn a_full_disk_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    archive(dir.path(), 60);
    let (calm, run) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    greffier(&run_args(dir.path().to_str().unwrap(), calm.path().to_str().unwrap()));
    let mut args = run_args(dir.path().to_str().unwrap(), run.path().to_str().unwrap());
    args.push("--resume");
    let quoted: Vec<String> = args.iter().map(|a| format!("'{a}'")).collect();
    let script = format!("trap '' XFSZ; ulimit -f 20; exec '{}' {}", env!("CARGO_BIN_EXE_greffier"), quoted.join(" "));
    let out = Command::new("bash").args(["-c", &script]).output().unwrap();
    assert_eq!(out.status.code(), Some(2), "{}", text(&out.stderr));
    assert!(!bytes_of(run.path()).contains_key("summary.json"));
    greffier(&args);
    assert!(bytes_of(run.path()) == bytes_of(calm.path()));
}

/// What arrives is taken; an interrupt ends the watch with what it has.
fn watching_takes_what_arrives() {
    let (dir, run) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut args = run_args(dir.path().to_str().unwrap(), run.path().to_str().unwrap());
    args.push("--watch");
    let mut child = Command::new(env!("CARGO_BIN_EXE_greffier")).args(&args).spawn().unwrap();
    let ledger = || std::fs::read(run.path().join("ledger.ndjson")).map_or(0, |b| records(&b).len());
    let wait_for = |n: usize| {
        for _ in 0..600 {
            if ledger() >= n {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{n} documents did not come");
    };
    for n in 1..=2 {
        std::fs::write(dir.path().join(format!("{n}.md")), text(&markdown()).replace("2021-12", &n.to_string()))
            .unwrap();
        wait_for(n);
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(ledger(), 2);
}

/// A folder with a run is not begun anew, nor gone on with on other terms.
fn a_run_folder_is_not_begun_twice() {
    let (dir, run) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(dir.path().join("a.md"), markdown()).unwrap();
    let args = run_args(dir.path().to_str().unwrap(), run.path().to_str().unwrap());
    assert_eq!(greffier(&args).status.code(), Some(0));
    assert_eq!(greffier(&args).status.code(), Some(2));
    let other = [&args[..], &["--resume", "--evidence", "none"]].concat();
    let out = greffier(&other);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("evidence"));
    assert_eq!(greffier(&[&args[..], &["--resume"]].concat()).status.code(), Some(0));
}
