use std::process::{Command, Output};

trials![
    every_line_is_printed_once_with_its_number,
    parts_and_values_are_named,
    no_colour_away_from_a_terminal,
    colour_on_demand,
    french_on_demand,
    findings_stand_below_with_their_place,
    control_characters_do_not_reach_the_terminal,
    offsets_of_other_encodings_are_found,
];

fn explain(file: &str, args: &[&str]) -> Output {
    let path = crate::root().join("corpus/documents").join(file);
    Command::new(env!("CARGO_BIN_EXE_greffier"))
        .args(["explain", path.to_str().unwrap()])
        .args(args)
        .env_remove("NO_COLOR")
        .env("LANG", "C")
        .env_remove("LC_ALL")
        .output()
        .unwrap()
}

fn text(out: &Output) -> String {
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout.clone()).unwrap()
}

/// Nothing of the document is left out, nothing is printed twice, whatever the format.
fn every_line_is_printed_once_with_its_number() {
    for (name, path) in crate::corpus::documents() {
        let bytes = std::fs::read(&path).unwrap();
        let doc = greffier::read::read(&bytes, &path).unwrap();
        let wanted: usize = doc.pages.iter().map(|p| p.text.split('\n').count()).sum();
        let file = format!("{name}/{}", path.file_name().unwrap().to_str().unwrap());
        let printed = text(&explain(&file, &[])).lines().filter(|l| l.contains('│') && !l.starts_with("──")).count();
        assert_eq!(printed, wanted, "{name}");
    }
}

fn parts_and_values_are_named() {
    let out = text(&explain("brezolles-le-pont-2019-10-14/source.md", &[]));
    for wanted in [
        "── header",
        "── attendance",
        "── deliberation 1 (2019-047) · visa",
        "── deliberation 1 (2019-047) · decision",
        "[8 octobre]",
        "convened on 2019-10-08",
        "Damien FOLLIOT → Hervé GOUJON",
        "1284.37 EUR",
        "CGCT L2121-29",
        "adopted (unanimous)",
    ] {
        assert!(out.contains(wanted), "« {wanted} » is missing:\n{out}");
    }
    let agenda = text(&explain("plouvarzel-2023-12-14/source.md", &[]));
    assert!(agenda.contains("── agenda"));
}

fn no_colour_away_from_a_terminal() {
    assert!(!text(&explain("brezolles-le-pont-2019-10-14/source.md", &[])).contains('\x1b'));
}

fn colour_on_demand() {
    let out = text(&explain("brezolles-le-pont-2019-10-14/source.md", &["--color", "always"]));
    assert!(out.contains("\x1b[36mBREZOLLES-LE-PONT\x1b[0m"));
    let plain = text(&explain("brezolles-le-pont-2019-10-14/source.md", &["--color", "never"]));
    assert!(!plain.contains('\x1b'));
}

fn french_on_demand() {
    let out = text(&explain("brezolles-le-pont-2019-10-14/source.md", &["--lang", "fr"]));
    for wanted in ["── en-tête", "── appel", "(représenté)", "convocation du 2019-10-08", "1 remarque", "l'année"]
    {
        assert!(out.contains(wanted), "« {wanted} » is missing:\n{out}");
    }
}

fn findings_stand_below_with_their_place() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.md");
    std::fs::write(&path, "# Délibération\n\nLe conseil DÉCIDE : 3 voix pour, 2 voix contre (M. BRUN).\n").unwrap();
    let out = text(&explain(path.to_str().unwrap(), &[]));
    let (document, findings) = out.split_once("finding").unwrap();
    assert!(document.contains("DÉCIDE"));
    assert!(findings.contains("date_missing"), "{out}");
    assert!(findings.contains("/sittings/0/date"), "{out}");
}

/// An escape sequence in a document is shown, not obeyed.
fn control_characters_do_not_reach_the_terminal() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.md");
    std::fs::write(&path, "Présents : M. BRUN\u{9b}31m Luc\n").unwrap();
    let out = text(&explain(path.to_str().unwrap(), &[]));
    assert!(!out.contains('\u{9b}'), "{out:?}");
}

/// In a Windows-1252 file bytes of the file and of the text differ; the marks still stand around the print.
fn offsets_of_other_encodings_are_found() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.txt");
    let latin: Vec<u8> = "COMMUNE DE VAL\nété, été, été : à l'été\nPrésents : M. BRUN Gérard, Mme ÉTÉ Ève\n"
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    std::fs::write(&path, latin).unwrap();
    let out = text(&explain(path.to_str().unwrap(), &[]));
    assert!(out.contains("[M. BRUN Gérard], [Mme ÉTÉ Ève]"), "{out}");
}
