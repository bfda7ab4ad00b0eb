use crate::{root, tools};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

trials!(
    json_and_ndjson_say_the_same,
    folders_need_a_folder,
    tables_join_back_to_the_records,
    scdl_is_valid,
    scdl_says_what_is_missing,
    scdl_refuses_wrong_metadata,
    scdl_gives_an_act_once,
    popolo_is_valid,
    akoma_ntoso_is_valid,
);

fn greffier(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_greffier")).args(args).output().unwrap()
}

/// Folders of documents: the corpus, and shared ones where they are.
fn folders() -> Vec<PathBuf> {
    let mut out = vec![root().join("corpus/documents")];
    for more in ["real/dev", "acts", "cases"] {
        let dir = root().join("../shared").join(more);
        if dir.is_dir() {
            out.push(dir);
        } else {
            println!("skipped: no folder of shared documents {more}");
        }
    }
    out
}

/// Writes documents in a format and gives where.
fn written(documents: &Path, format: &str, to: &Path, more: &[&str]) -> String {
    // Scanned pages are read elsewhere; here they would take a minute each.
    let documents = documents.to_str().unwrap();
    let mut args = vec!["extract", documents, "--ocr", "never", "--format", format, "-q", "-o", to.to_str().unwrap()];
    args.extend(more);
    let out = greffier(&args);
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    to.to_str().unwrap().to_owned()
}

/// A metadata file that knows every authority.
fn metadata(dir: &Path) -> String {
    let path = dir.join("metadata.csv");
    std::fs::write(
        &path,
        "authority,coll_nom,siret,budget_nom,effectif,url,ids\n\
         *,Collectivité d'essai,21860194600013,Budget principal,69,https://exemple.fr/{path}#{number},ordinal\n\
         200070001,Autre collectivité,20007000100009,,,,ordinal\n",
    )
    .unwrap();
    path.to_str().unwrap().to_owned()
}

/// The array holds the records of the lines.
fn json_and_ndjson_say_the_same() {
    let corpus = root().join("corpus/documents");
    let corpus = corpus.to_str().unwrap();
    let lines = greffier(&["extract", "-q", corpus]).stdout;
    let array = greffier(&["extract", "-q", "--format", "json", corpus]).stdout;
    let array: Vec<serde_json::Value> = serde_json::from_slice(&array).unwrap();
    let lines: Vec<serde_json::Value> =
        String::from_utf8(lines).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert!(!lines.is_empty());
    assert!(lines == array);
}

/// A format of several files cannot go to standard output.
fn folders_need_a_folder() {
    let corpus = root().join("corpus/documents");
    for format in ["csv", "parquet", "akn"] {
        let out = greffier(&["extract", "-q", "--format", format, corpus.to_str().unwrap()]);
        assert_eq!(out.status.code(), Some(2), "{format}");
        assert!(String::from_utf8_lossy(&out.stderr).contains("-o DIR"), "{format}");
    }
}

/// Every member, proxy, vote, amount of the records is in the tables, and none more.
fn tables_join_back_to_the_records() {
    for documents in folders() {
        let dir = tempfile::tempdir().unwrap();
        let records = written(&documents, "ndjson", &dir.path().join("r.ndjson"), &[]);
        let csv = written(&documents, "csv", &dir.path().join("csv"), &[]);
        let parquet = written(&documents, "parquet", &dir.path().join("parquet"), &[]);
        if tools::check("tables.py", &[&records, &csv, &parquet]).is_none() {
            return;
        }
        let one_less: String =
            std::fs::read_to_string(&records).unwrap().lines().skip(1).map(|l| format!("{l}\n")).collect();
        std::fs::write(&records, one_less).unwrap();
        assert_eq!(tools::refuses("tables.py", &[&records, &csv, &parquet]), Some(true), "a record less is seen");
    }
}

/// The rows pass frictionless and the checks of the national validator; a wrong SIRET does not.
fn scdl_is_valid() {
    let schema = root().join("schemas/scdl-deliberations.json");
    let schema = schema.to_str().unwrap();
    for documents in folders() {
        let dir = tempfile::tempdir().unwrap();
        let metadata = metadata(dir.path());
        let to = dir.path().join("scdl.csv");
        let csv = written(&documents, "scdl", &to, &["--metadata", &metadata, "--infer-matter"]);
        let rows = csv::Reader::from_path(&csv).unwrap().records().count();
        assert!(rows > 5, "{}: only {rows} rows", documents.display());
        if tools::check("scdl.py", &[schema, &csv]).is_none() {
            return;
        }
        let wrong = std::fs::read_to_string(&csv).unwrap().replacen("21860194600013", "21860194600014", 1);
        std::fs::write(&csv, wrong).unwrap();
        assert_eq!(tools::refuses("scdl.py", &[schema, &csv]), Some(true), "a wrong key of a SIRET is seen");
    }
}

/// Acts are rows, incomplete rows or said to be left out; each empty cell has a reason.
fn scdl_says_what_is_missing() {
    let dir = tempfile::tempdir().unwrap();
    let corpus = root().join("corpus/documents");
    let metadata = metadata(dir.path());
    let to = dir.path().join("scdl.csv");
    written(&corpus, "scdl", &to, &["--metadata", &metadata]);
    let read = |ending: &str| -> Vec<csv::StringRecord> {
        csv::Reader::from_path(to.with_extension(ending)).unwrap().records().map(Result::unwrap).collect()
    };
    let (rows, incomplete, report) = (read("csv"), read("incomplete.csv"), read("report.csv"));
    let empty: usize = rows.iter().chain(&incomplete).map(|r| r.iter().filter(|c| c.is_empty()).count()).sum();
    let reasons = report.iter().filter(|r| &r[2] != "*").count();
    assert_eq!(empty, reasons);
    assert!(report.iter().all(|r| !r[4].is_empty() && !r[5].is_empty()));
    let records = greffier(&["extract", "-q", corpus.to_str().unwrap()]).stdout;
    let acts: usize = String::from_utf8(records)
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap())
        .filter(|r| r["kind"] != "convocation")
        .map(|r| {
            r["sittings"]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| s["deliberations"].as_array().unwrap().len())
                .sum::<usize>()
        })
        .sum();
    let left_out = report.iter().filter(|r| &r[2] == "*").count();
    assert_eq!(acts, rows.len() + incomplete.len() + left_out);
    assert!(rows.iter().all(|r| report.iter().all(|x| x[4] != *"matter_inferred" || x[1] != r[2])));
}

/// A SIRET without its key is named with its line.
fn scdl_refuses_wrong_metadata() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("m.csv");
    std::fs::write(&path, "authority,siret\nA,21860194600013\nB,21860194600014\n").unwrap();
    let out = greffier(&["extract", ".", "--format", "scdl", "--metadata", path.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(2));
    let message = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(message.contains("line 3") && message.contains("siret"), "{message}");
}

/// The document has the properties of the specification, and every id that is named is there.
fn popolo_is_valid() {
    let schema = root().join("schemas/popolo.json");
    let schema = schema.to_str().unwrap();
    for documents in folders() {
        let dir = tempfile::tempdir().unwrap();
        let json = written(&documents, "popolo", &dir.path().join("p.json"), &[]);
        if tools::check("popolo.py", &[schema, &json]).is_none() {
            return;
        }
        let wrong = std::fs::read_to_string(&json).unwrap().replacen("\"name\":", "\"naem\":", 1);
        std::fs::write(&json, wrong).unwrap();
        assert_eq!(tools::refuses("popolo.py", &[schema, &json]), Some(true), "a person without a name is seen");
    }
}

/// The files are valid under the XSD of OASIS.
fn akoma_ntoso_is_valid() {
    for documents in folders() {
        let dir = tempfile::tempdir().unwrap();
        let folder = written(&documents, "akn", &dir.path().join("akn"), &[]);
        if tools::check("xsd.py", &["akn", &folder]).is_none() {
            return;
        }
        let first = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
        let wrong = std::fs::read_to_string(&first).unwrap().replace("rollCall", "rollcall");
        std::fs::write(&first, wrong).unwrap();
        assert_eq!(tools::refuses("xsd.py", &["akn", &folder]), Some(true), "an unknown element is seen");
    }
}

/// Minutes in two files and an extract of one act: each act has one row. Two extracts without a number, which both count
/// from one, are two acts, and the second has no id of its own to be published under.
fn scdl_gives_an_act_once() {
    let dir = tempfile::tempdir().unwrap();
    let (documents, metadata) = (dir.path().join("d"), metadata(dir.path()));
    std::fs::create_dir(&documents).unwrap();
    let source = std::fs::read_to_string(root().join("corpus/documents/brezolles-le-pont-2019-10-14/source.md"));
    let minutes = source.expect("minutes of the corpus");
    std::fs::write(documents.join("a.md"), &minutes).unwrap();
    let alone = written(&documents, "scdl", &dir.path().join("a.csv"), &["--metadata", &metadata, "--infer-matter"]);
    std::fs::write(documents.join("b.txt"), format!("{minutes}\n")).unwrap();
    let twice = written(&documents, "scdl", &dir.path().join("b.csv"), &["--metadata", &metadata, "--infer-matter"]);
    let rows = |path: &str| -> Vec<csv::StringRecord> {
        csv::Reader::from_path(path).unwrap().records().map(Result::unwrap).collect()
    };
    assert!(!rows(&alone).is_empty());
    assert_eq!(rows(&alone), rows(&twice), "the second file adds no row");
    let report = rows(&Path::new(&twice).with_extension("report.csv").display().to_string());
    let again: Vec<_> = report.iter().filter(|r| &r[4] == "duplicate").collect();
    assert!(!again.is_empty() && again.iter().all(|r| r[0] == *"b.txt"), "{report:?}");
    assert!(again.iter().any(|r| r[5].contains(", ligne ")), "the report says where the act stands");
}
