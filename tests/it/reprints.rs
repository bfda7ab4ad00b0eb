//! What changes nothing for a reader must change nothing here: the documents of some folds printed another way — other
//! apostrophes, other line ends, feet of pages between the lines, names in other letters — score as they did.

use greffier::extract::record::Options;
use greffier::score;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

trials![
    apostrophes_make_no_difference,
    line_ends_make_no_difference,
    spaces_before_signs_make_no_difference,
    titles_in_full_make_no_difference,
    marked_headings_may_be_bold_lines,
    markdown_needs_no_name,
    feet_of_pages_cost_little,
    double_spaces_cost_little,
    heads_in_capitals_cost_little,
    family_names_in_small_letters_cost_little,
];

/// Folds of every kind of document: sites, officials' PDFs, sharing sites, single acts.
const FOLDS: &[&str] = &["c", "o", "r", "x", "y", "bb"];

/// A document as it is printed: text, gold, and the ending of its name.
struct Print {
    text: String,
    gold: Value,
    ending: String,
}

fn apostrophes_make_no_difference() {
    reprinted(0.002, |p| p.text = p.text.replace('’', "'"));
    reprinted(0.002, |p| p.text = p.text.replace('\'', "’"));
}

fn line_ends_make_no_difference() {
    reprinted(0.0, |p| p.text = p.text.replace("\r\n", "\n").replace('\n', "\r\n"));
}

fn spaces_before_signs_make_no_difference() {
    reprinted(0.002, |p| {
        for sign in [':', ';', '€', '!', '?', '»'] {
            p.text = p.text.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"));
        }
    });
}

fn titles_in_full_make_no_difference() {
    reprinted(0.004, |p| {
        for (short, full) in [("MM. ", "Messieurs "), ("Mmes ", "Mesdames "), ("Mme ", "Madame ")] {
            p.text = p.text.replace(short, full);
        }
    });
}

fn marked_headings_may_be_bold_lines() {
    reprinted(0.004, |p| {
        let bold = |l: &str| {
            let print = l.trim_start_matches('#');
            let heading = print.len() < l.len() && print.starts_with(' ');
            if heading { format!("**{}**", print.trim().replace("**", "")) } else { l.to_owned() }
        };
        p.text = lines(&p.text, bold);
    });
}

fn markdown_needs_no_name() {
    reprinted(0.004, |p| p.ending = "txt".to_owned());
}

fn feet_of_pages_cost_little() {
    const PAGE: usize = 37;
    reprinted(0.008, |p| {
        let mut out = String::new();
        for (i, line) in (1..).zip(p.text.lines()) {
            let _ = writeln!(out, "{line}");
            if i % PAGE == 0 {
                let _ = write!(out, "\nPage {} sur 9\n\n", i / PAGE);
            }
        }
        p.text = out;
    });
}

fn double_spaces_cost_little() {
    const EVERY: usize = 17;
    reprinted(0.01, |p| {
        let mut out = String::new();
        for (i, word) in p.text.split(' ').enumerate() {
            if i > 0 {
                out.push_str(if i % EVERY == 0 && !word.is_empty() { "  " } else { " " });
            }
            out.push_str(word);
        }
        p.text = out;
    });
}

fn heads_in_capitals_cost_little() {
    reprinted(0.008, |p| {
        let head = |l: &str| l.trim_start().starts_with("#") || l.trim_start().to_lowercase().starts_with("objet");
        p.text = lines(&p.text, |l| if head(l) { l.to_uppercase() } else { l.to_owned() });
    });
}

fn family_names_in_small_letters_cost_little() {
    reprinted(0.02, |p| {
        let names: Vec<String> = p.gold["members"].as_array().into_iter().flatten().filter_map(name).collect();
        for name in names {
            let family: Vec<&str> = name.split(' ').filter(|w| w.len() > 2 && *w == w.to_uppercase()).collect();
            let given: Vec<&str> = name.split(' ').filter(|w| *w != w.to_uppercase()).collect();
            let (family, given) = (family.join(" "), given.join(" "));
            if !family.is_empty() && !given.is_empty() {
                let small = title_case(&family);
                p.text = p.text.replace(&format!("{given} {family}"), &format!("{given} {small}"));
                p.text = p.text.replace(&format!("{family} {given}"), &format!("{small} {given}"));
            }
        }
    });
}

fn name(member: &Value) -> Option<String> {
    member["name"].as_str().map(str::to_owned)
}

fn lines(text: &str, f: impl Fn(&str) -> String) -> String {
    text.lines().map(|l| f(l) + "\n").collect()
}

/// « LE GOFF-MARTIN » → « Le Goff-Martin »
fn title_case(s: &str) -> String {
    let mut first = true;
    let mut out = String::new();
    for c in s.chars() {
        if first {
            out.extend(c.to_uppercase())
        } else {
            out.extend(c.to_lowercase())
        }
        first = !c.is_alphabetic();
    }
    out
}

/// Scores the folds as they are and as `print` makes them: the macro F1 may fall by `most` and no more.
fn reprinted(most: f64, print: impl Fn(&mut Print)) {
    let before = scored(|_| {});
    let after = scored(print);
    assert!(after + most + 0.0005 >= before, "macro F1 {before:.4} became {after:.4}; it may fall by {most}");
}

fn scored(print: impl Fn(&mut Print)) -> f64 {
    let dir = tempfile::tempdir().unwrap();
    let mut records = tempfile::NamedTempFile::new().unwrap();
    for fold in FOLDS {
        for path in documents(&crate::root().join("corpus/folds").join(fold)) {
            let stem = path.file_stem().unwrap().to_str().unwrap();
            let gold = std::fs::read_to_string(path.with_file_name(format!("{stem}.gold.json"))).unwrap();
            let ending = path.extension().unwrap().to_str().unwrap().to_owned();
            let mut p = Print {
                text: std::fs::read_to_string(&path).unwrap(),
                gold: serde_json::from_str(&gold).unwrap(),
                ending,
            };
            print(&mut p);
            let file = format!("{fold}-{stem}.{}", p.ending);
            p.gold["file"] = file.as_str().into();
            std::fs::write(dir.path().join(format!("{fold}-{stem}.gold.json")), p.gold.to_string()).unwrap();
            let printed = dir.path().join(file);
            std::fs::write(&printed, p.text).unwrap();
            let record = crate::record(&printed, Options::default());
            writeln!(records, "{}", serde_json::to_string(&record).unwrap()).unwrap();
        }
    }
    score::score(dir.path(), records.path()).unwrap().macro_f1().0
}

fn documents(dir: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "md" || e == "txt"));
    paths.sort();
    paths
}
