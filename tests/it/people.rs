use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

trials!(
    spellings_of_one_person_are_merged,
    those_who_sit_together_are_two,
    a_name_that_fits_two_is_doubtful,
    history_counts_each_sitting_once,
    the_register_gives_mandates,
    documents_without_authority_stand_alone,
    a_roll_proves_whose_a_document_is,
);

/// A record of one sitting: date, and the roll as « honorific|given|family|attendance ».
fn record(document: &str, date: &str, roll: &[&str], proxies: &[(usize, usize)]) -> Value {
    let members: Vec<Value> = roll
        .iter()
        .enumerate()
        .map(|(i, m)| {
            let p: Vec<&str> = m.split('|').collect();
            let some = |s: &str| if s.is_empty() { Value::Null } else { json!(s) };
            json!({
                "id": format!("m{i}"), "name": format!("{} {}", p[1], p[2]).trim(), "given": some(p[1]), "family": p[2],
                "honorific": some(p[0]), "role": null, "group": null, "attendance": p.get(3).unwrap_or(&"present"),
            })
        })
        .collect();
    let proxies: Vec<Value> =
        proxies.iter().map(|(g, h)| json!({"grantor": format!("m{g}"), "holder": format!("m{h}")})).collect();
    json!({
        "schema_version": "1.0",
        "source": {"path": document, "sha256": "0".repeat(64), "bytes": 1, "media_type": "text/plain", "pages": null, "text": "plain", "ocr": null},
        "kind": "minutes",
        "sittings": [{
            "id": format!("val/conseil-municipal/{date}"),
            "authority": {"name": "VAL", "kind": "commune", "department": null, "siren": null},
            "body": "conseil municipal", "session": null, "date": date, "opened_at": null, "closed_at": null, "place": null,
            "convened_on": null, "chair": null, "secretary": null,
            "counts": {"in_office": null, "present": null, "represented": null, "absent": null, "voting": null, "quorum": null},
            "members": members, "proxies": proxies, "attendance_changes": [], "deliberations": [],
        }],
        "findings": [],
    })
}

fn people(records: &[Value], more: &[&str]) -> Value {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("r.ndjson");
    std::fs::write(&path, records.iter().map(|r| format!("{r}\n")).collect::<String>()).unwrap();
    run(&path, more)
}

fn run(path: &Path, more: &[&str]) -> Value {
    let mut args = vec!["people", path.to_str().unwrap(), "-q"];
    args.extend(more);
    let out = Command::new(env!("CARGO_BIN_EXE_greffier")).args(args).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let all: Value = serde_json::from_slice(&out.stdout).unwrap();
    all["authorities"][0].clone()
}

/// Each person with its spellings, sorted.
fn groups(of: &Value) -> Vec<Vec<String>> {
    let names = |p: &Value| -> Vec<String> {
        let mut n: Vec<_> =
            p["spellings"].as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap().to_owned()).collect();
        n.sort();
        n
    };
    let mut out: Vec<_> = of["people"].as_array().unwrap().iter().map(names).collect();
    out.sort();
    out
}

/// Initials, title and surname, a scanner's slip, a married name, case and accents: one person each, and why.
fn spellings_of_one_person_are_merged() {
    let of = people(
        &[
            record(
                "a",
                "2020-06-01",
                &["M.|Jean-Pierre|BRUNEAU", "Mme|Anne|MARTINEAU", "M.|Luc|SAUVAGET", "Mme|Zoé|NOIR"],
                &[],
            ),
            record("b", "2020-07-01", &["M.|J.-P.|BRUNEAU", "Mme||MARTINEAU", "M.|Luc|SAUVACET", "Mme|ZOE|NOIR"], &[]),
            record(
                "c",
                "2020-09-01",
                &["M.|Jean-Pierre|BRUNEAU", "Mme|Anne|MARTINEAU", "M.|Luc|SAUVAGET", "Mme|Zoé|NOIR-BLANC"],
                &[],
            ),
            record(
                "d",
                "2020-10-01",
                &["M.|Jean-Pierre|BRUNEAU", "Mme|Anne|MARTINEAU", "M.|Luc|SAUVAGET", "Mme|Zoé|NOIR"],
                &[],
            ),
        ],
        &[],
    );
    assert_eq!(
        groups(&of),
        [
            vec!["Anne MARTINEAU", "MARTINEAU"],
            vec!["J.-P. BRUNEAU", "Jean-Pierre BRUNEAU"],
            vec!["Luc SAUVACET", "Luc SAUVAGET"],
            vec!["Zoé NOIR", "Zoé NOIR-BLANC"],
        ]
    );
    let rules: Vec<&str> =
        of["people"].as_array().unwrap().iter().map(|p| p["merges"][0]["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["initials", "family_only", "family_slip", "compound"]);
    assert!(of["people"][0]["merges"][0]["rolls"].as_str().unwrap().contains("interleave"));
    assert_eq!(of["people"][0]["id"], "jean-pierre-bruneau");
}

/// Names that are alike in one roll are two persons, however rare the other spelling.
fn those_who_sit_together_are_two() {
    let roll = ["M.|Jean|BRUNEAU", "M.|Jean|BRUNEAUX", "Mme|Carine|DUTREIX", "Mme|Karine|DUTREIX"];
    let of = people(&[record("a", "2020-06-01", &roll, &[]), record("b", "2020-07-01", &roll, &[])], &[]);
    assert_eq!(of["people"].as_array().unwrap().len(), 4);
    assert_eq!(of["doubtful"].as_array().unwrap().len(), 0);
}

/// « M. BRUNEAU » is one of two brothers: nobody decides which.
fn a_name_that_fits_two_is_doubtful() {
    let of = people(
        &[
            record("a", "2020-06-01", &["M.|Jean|BRUNEAU", "M.|Paul|BRUNEAU"], &[]),
            record("b", "2020-07-01", &["M.||BRUNEAU"], &[]),
            record("c", "2020-09-01", &["M.|Jean|BRUNEAU", "M.|Paul|BRUNEAU"], &[]),
        ],
        &[],
    );
    assert_eq!(of["people"].as_array().unwrap().len(), 3);
    assert_eq!(of["doubtful"].as_array().unwrap().len(), 2);
    assert!(of["doubtful"][0]["rolls"].as_str().unwrap().contains("fits 2 persons"));
}

/// Two extracts of one sitting are one line of the history; proxies name the person.
fn history_counts_each_sitting_once() {
    let roll = ["M.|Jean|BRUNEAU|represented", "M.|Paul|NOIR"];
    let of = people(
        &[
            record("a", "2020-06-01", &roll, &[(0, 1)]),
            record("b", "2020-06-01", &roll, &[(0, 1)]),
            record("c", "2020-05-01", &["M.|J.|BRUNEAU", "M.|Paul|NOIR"], &[]),
        ],
        &[],
    );
    let jean = &of["people"][0];
    assert_eq!(jean["sittings"], 2);
    assert_eq!(jean["attendance"], json!({"present": 1, "represented": 1, "excused": 0, "absent": 0}));
    assert_eq!(jean["history"][0]["date"], "2020-05-01");
    assert_eq!(jean["history"][1]["proxy_to"], "paul-noir");
}

/// A register with the heads of the national one, in Windows-1252.
fn the_register_gives_mandates() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rne.csv");
    let text = "Code du département;Libellé du département;Libellé de la commune;Nom de l'élu;Prénom de l'élu;Libellé de la fonction;Date de début du mandat\n\
                99;Essai;Val;BRUNEAU;Jean-Pierre;Maire;18/05/2020\n\
                99;Essai;Autre;NOIR;Zoé;;18/05/2020\n";
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    std::fs::write(&path, bytes).unwrap();
    let records = [record("a", "2020-06-01", &["M.|Jean-Pierre|BRUNEAU", "Mme|Zoé|NOIR"], &[])];
    let of = people(&records, &["--register", path.to_str().unwrap()]);
    assert_eq!(
        of["people"][0]["register"],
        json!([{"name": "Jean-Pierre BRUNEAU", "function": "Maire", "from": "18/05/2020", "line": 2}])
    );
    assert_eq!(of["people"][1]["register"], json!([]), "the same name in another commune is another person");
}

/// The same, of a document that does not say whose it is.
fn nobodys(document: &str, date: &str, roll: &[&str]) -> Value {
    let mut record = record(document, date, roll, &[]);
    record["source"]["sha256"] = json!(format!("{document:0<64}"));
    record["sittings"][0]["id"] = json!(format!("inconnu/conseil-municipal/{date}"));
    record["sittings"][0]["authority"]["name"] = Value::Null;
    record
}

fn all(records: &[Value]) -> Value {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("r.ndjson");
    std::fs::write(&path, records.iter().map(|r| format!("{r}\n")).collect::<String>()).unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_greffier")).args(["people", path.to_str().unwrap(), "-q"]).output();
    serde_json::from_slice::<Value>(&out.unwrap().stdout).unwrap()["authorities"].clone()
}

/// Homonyms of two communes that no document names are two persons; so are they in Popolo.
fn documents_without_authority_stand_alone() {
    let records = [nobodys("a", "2020-06-01", &["M.|Jean|BRUN"]), nobodys("b", "2020-06-01", &["M.|Jean|BRUN"])];
    let of = all(&records);
    assert_eq!(of.as_array().unwrap().len(), 2, "{of}");
    assert!(of[0]["id"] != of[1]["id"] && of[0]["people"][0]["sittings"] == 1);

    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("r.ndjson");
    std::fs::write(&path, records.iter().map(|r| format!("{r}\n")).collect::<String>()).unwrap();
    let args = ["export", path.to_str().unwrap(), "-q", "--format", "popolo"];
    let out = Command::new(env!("CARGO_BIN_EXE_greffier")).args(args).output().unwrap();
    let popolo: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(popolo["persons"].as_array().unwrap().len(), 2);
    assert_eq!(popolo["events"].as_array().unwrap().len(), 2);
}

/// Five full names and two thirds of a roll give a document to the one authority that has them, and it is said; fewer, or
/// a roll that two authorities have, do not.
fn a_roll_proves_whose_a_document_is() {
    let names = ["M.|Jean|BRUN", "Mme|Anne|NOIR", "M.|Luc|BLANC", "Mme|Zoé|VERT", "M.|Paul|GRIS"];
    let named = record("named", "2020-06-01", &names, &[]);
    let mut more = names.to_vec();
    more.push("M.|Marc|ROUX");
    let of = all(&[named.clone(), nobodys("b", "2020-09-01", &more)]);
    assert_eq!(of.as_array().unwrap().len(), 1, "{of}");
    assert_eq!(of[0]["attached"], json!([{"document": "b", "proof": "roll", "names_shared": 5, "names_in_roll": 6}]));
    assert_eq!(of[0]["people"][0]["history"][1]["sitting"], "val/conseil-municipal/2020-09-01");
    assert_eq!(of[0]["people"].as_array().unwrap().len(), 6);

    let of = all(&[named.clone(), nobodys("b", "2020-09-01", &more[1..])]);
    assert_eq!(of.as_array().unwrap().len(), 2, "four names are too few: {of}");
    let mut other = named.clone();
    other["sittings"][0]["id"] = json!("mont/conseil-municipal/2020-06-01");
    other["sittings"][0]["authority"]["name"] = json!("MONT");
    let of = all(&[named, other, nobodys("b", "2020-09-01", &more)]);
    assert_eq!(of.as_array().unwrap().len(), 3, "two authorities have that roll: {of}");
}
