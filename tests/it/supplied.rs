//! What is supplied or doubted is a finding: every value of a record is printed where its evidence says, follows from
//! values that are, or is named by a finding.
//!
//! Over all documents of the corpus and the folds. Each test counts its cases, so that it cannot pass for want of any.
//!
//! What this does not hold yet: a chair who is known by an office in the list or a signature, a name that the print of an
//! office completes, and the secret ballot of an election are read without a finding; rapporteur, place and ballot have
//! no evidence.

use greffier::extract::record::Options;
use greffier::page::fold;
use greffier::read;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

trials![
    what_has_no_place_follows_from_what_has,
    a_year_that_is_not_printed_is_told,
    a_body_that_is_not_named_is_told,
    a_name_that_is_not_printed_is_told,
    a_holder_who_is_not_named_is_told,
    a_siren_that_is_not_printed_is_told,
    one_vote_for_several_acts_is_told,
    counts_that_disagree_are_told,
    sums_that_disagree_are_told,
];

/// A record with the print of each value that has a place.
struct Case {
    name: String,
    json: Value,
    prints: BTreeMap<String, String>,
    /// All that is printed.
    text: String,
}

/// The sides of a vote: key of the count, key of the names.
const SIDES: [(&str, &str); 4] = [
    ("for", "for_names"),
    ("against", "against_names"),
    ("abstentions", "abstention_names"),
    ("not_voting", "not_voting_names"),
];

impl Case {
    fn new(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap();
        let doc = read::read(&bytes, path).unwrap();
        let record = crate::record(path, Options::default());
        let print = |span: &greffier::record::Span| {
            let source = span.page.map_or(bytes.as_slice(), |p| doc.pages[p as usize - 1].text.as_bytes());
            String::from_utf8_lossy(&source[span.start as usize..span.end as usize]).into_owned()
        };
        let prints = record.evidence.entries().iter().map(|(at, span)| (at.clone(), print(span))).collect();
        let text = doc.pages.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n");
        Self { name: path.display().to_string(), json: serde_json::to_value(&record).unwrap(), prints, text }
    }

    /// The sittings with their pointers.
    fn sittings(&self) -> impl Iterator<Item = (String, &Value)> {
        list(&self.json["sittings"]).iter().enumerate().map(|(i, s)| (format!("/sittings/{i}"), s))
    }

    /// The acts of all sittings with their pointers.
    fn acts(&self) -> impl Iterator<Item = (String, &Value)> {
        self.sittings().flat_map(|(at, s)| {
            let acts = list(&s["deliberations"]).iter().enumerate();
            acts.map(move |(k, d)| (format!("{at}/deliberations/{k}"), d))
        })
    }

    /// A finding of this code about this element.
    fn finding_at(&self, code: &str, at: &str) -> bool {
        list(&self.json["findings"]).iter().any(|f| f["code"] == code && f["at"] == at)
    }

    /// A finding of this code that quotes or names this.
    fn finding_names(&self, code: &str, what: &str) -> bool {
        let what = letters(what);
        list(&self.json["findings"])
            .iter()
            .any(|f| f["code"] == code && letters(f["message"].as_str().unwrap()).contains(&what))
    }

    /// Whether a value, or an element that it is part of, has a place or a finding.
    fn is_placed(&self, at: &str) -> bool {
        let findings = list(&self.json["findings"]);
        let told = |at: &str| self.prints.contains_key(at) || findings.iter().any(|f| f["at"] == at);
        let parts = at.match_indices('/').map(|(end, _)| end).skip(2).chain([at.len()]);
        parts.into_iter().any(|end| told(&at[..end]))
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Letters and digits without case and accents: line ends and signs of markup do not part a name.
fn letters(s: &str) -> String {
    fold::key(s)
}

/// The record of a text.
fn record_of(text: &str) -> Value {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("d.md");
    std::fs::write(&path, text).unwrap();
    serde_json::to_value(crate::record(&path, Options::default())).unwrap()
}

/// All documents of the corpus and of the folds.
fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        let mut paths: Vec<PathBuf> = crate::corpus::documents().into_iter().map(|d| d.1).collect();
        for fold in ["a", "b", "c", "d"] {
            let files = std::fs::read_dir(crate::root().join("corpus/folds").join(fold)).unwrap();
            paths.extend(files.map(|e| e.unwrap().path()));
        }
        paths.retain(|p| p.extension().is_some_and(|e| e == "md" || e == "txt" || e == "pdf"));
        paths.sort();
        assert!(paths.len() >= 100, "{} documents", paths.len());
        paths.iter().map(|p| Case::new(p)).collect()
    })
}

/// Fails with what was found, or where hardly anything was looked at.
fn judge(seen: usize, least: usize, untold: &[String]) {
    assert!(untold.is_empty(), "{} of {seen} are not told:\n{}", untold.len(), untold.join("\n"));
    assert!(seen >= least, "only {seen} cases");
}

/// Every value of a sitting has a place, or a finding about it or the element that it is part of; or it is reckoned from
/// other values, is marked in the record itself, or is printed as it stands.
fn what_has_no_place_follows_from_what_has() {
    // Reckoned, or judgements about the reading.
    const RECKONED: &[&str] = &["id", "ordinal", "confidence", "attendance_confidence", "stated_by", "kind"];
    // Read from print, without evidence: see the head of this file.
    const UNPLACED: &[&str] = &["rapporteur", "ballot"];
    let (mut seen, mut untold) = (0, Vec::new());
    for case in cases() {
        for (at, value) in leaves(&case.json["sittings"], "/sittings") {
            seen += 1;
            let key = at.rsplit('/').next().unwrap();
            if case.is_placed(&at) || RECKONED.contains(&key) || UNPLACED.contains(&key) {
                continue;
            }
            let parent = case.json.pointer(&at[..at.len() - key.len() - 1]).unwrap();
            let side = SIDES.iter().find(|(count, _)| *count == key);
            let follows = match (key, side) {
                // As many as are named on that side, each with a place.
                (_, Some((_, names))) => value.as_u64() == Some(list(&parent[*names]).len() as u64),
                ("outcome", None) => parent["stated_by"] == "implicit",
                ("code" | "inferred", None) => parent["inferred"] == true,
                _ => value.as_str().is_some_and(|v| letters(&case.text).contains(&letters(v))),
            };
            // The stamp of a single act may stand in the furniture of its pages.
            if !follows && !at.contains("/transmission/") && !is_stamped(case, key) {
                untold.push(format!("{}: {at} = {value}", case.name));
            }
        }
    }
    judge(seen, 10_000, &untold);
}

/// The department that the identifier of the stamp begins with.
fn is_stamped(case: &Case, key: &str) -> bool {
    key == "department" && case.acts().any(|(_, d)| d["transmission"]["siren"].is_string())
}

/// The values that are neither lists nor objects, with their pointers.
fn leaves<'v>(value: &'v Value, at: &str) -> Vec<(String, &'v Value)> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(all) => all.iter().enumerate().flat_map(|(i, v)| leaves(v, &format!("{at}/{i}"))).collect(),
        Value::Object(map) => map.iter().flat_map(|(k, v)| leaves(v, &format!("{at}/{k}"))).collect(),
        _ => vec![(at.to_owned(), value)],
    }
}

/// « convoqué le 8 octobre », « le treize du courant »: the year is that of the sitting, and a finding quotes the print.
fn a_year_that_is_not_printed_is_told() {
    let (mut seen, mut untold) = (0, Vec::new());
    for case in cases() {
        for (at, _) in case.sittings() {
            for key in ["date", "convened_on"] {
                let at = format!("{at}/{key}");
                let Some(print) = case.prints.get(&at).filter(|p| !prints_a_year(p)) else { continue };
                seen += 1;
                if !case.finding_names("year_supplied", print) {
                    untold.push(format!("{}: {at}: « {print} »", case.name));
                }
            }
        }
    }
    judge(seen, 10, &untold);
}

/// Four digits, the third number of « 12/02/10 », or « mil » in words.
fn prints_a_year(print: &str) -> bool {
    let numbers: Vec<&str> = print.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    let mut words = print.split(|c: char| !c.is_alphabetic());
    numbers.iter().any(|n| n.len() >= 4)
        || numbers.len() >= 3
        || words.any(|w| matches!(fold::fold(w).as_str(), "mil" | "mille"))
}

/// « le Conseil » is the conseil municipal of a commune: the print does not say so, a finding does.
fn a_body_that_is_not_named_is_told() {
    // « Conseil de Communauté » names the conseil communautaire.
    const STEM: usize = 6;
    let (mut seen, mut untold) = (0, Vec::new());
    for case in cases() {
        for (at, s) in case.sittings() {
            let (Some(body), Some(print)) = (s["body"].as_str(), case.prints.get(&format!("{at}/body"))) else {
                continue;
            };
            seen += 1;
            let stem: String = letters(body.rsplit(' ').next().unwrap()).chars().take(STEM).collect();
            if !letters(print).contains(&stem) && !case.finding_names("name_resolved", print) {
                untold.push(format!("{}: « {print} » is {body}", case.name));
            }
        }
    }
    judge(seen, 100, &untold);
    let supplied = record_of(
        "SÉANCE DU 3 MARS 2021\n\nCOMMUNE DE VAUCRESSON-LE-HAUT\n\nPrésents : M. Luc BRUN, Mme Ève GRIS\n\nTarifs\nLe Conseil, à l'unanimité, approuve les tarifs.\n",
    );
    assert_eq!(supplied["sittings"][0]["body"], "conseil municipal");
    assert!(list(&supplied["findings"]).iter().any(|f| f["code"] == "name_resolved"), "{}", supplied["findings"]);
}

/// A given or family name that does not stand in the print of the member stands in that of an office or a vote, or a
/// finding says whose it is.
fn a_name_that_is_not_printed_is_told() {
    let (mut seen, mut untold) = (0, Vec::new());
    for case in cases() {
        let elsewhere: Vec<String> = case.prints.values().map(|p| letters(p)).collect();
        for (at, s) in case.sittings() {
            for (k, m) in list(&s["members"]).iter().enumerate() {
                let name = m["name"].as_str().unwrap();
                let print = &case.prints[&format!("{at}/members/{k}")];
                for part in ["given", "family"].iter().filter_map(|p| m[*p].as_str()) {
                    if letters(print).contains(&letters(part)) {
                        continue;
                    }
                    seen += 1;
                    let whole = [letters(name), letters(&format!("{} {}", m["family"].as_str().unwrap(), part))];
                    let printed = elsewhere.iter().any(|p| whole.iter().any(|w| p.contains(w)));
                    if !printed && !case.finding_names("name_resolved", name) {
                        untold.push(format!("{}: « {print} » is {name}", case.name));
                    }
                }
            }
        }
    }
    judge(seen, 30, &untold);
}

/// « pouvoir à M. le Maire »: the holder is not named where the proxy is printed, and a finding says who it is.
fn a_holder_who_is_not_named_is_told() {
    let (mut seen, mut untold) = (0, Vec::new());
    for case in cases() {
        for (at, s) in case.sittings() {
            let member = |id: &Value| list(&s["members"]).iter().find(|m| m["id"] == *id).unwrap();
            for (k, proxy) in list(&s["proxies"]).iter().enumerate() {
                let at = format!("{at}/proxies/{k}");
                let holder = member(&proxy["holder"]);
                if letters(&case.prints[&at]).contains(&letters(holder["family"].as_str().unwrap())) {
                    continue;
                }
                seen += 1;
                if !case.finding_at("name_resolved", &at) {
                    untold.push(format!("{}: {at}: {} in « {} »", case.name, holder["name"], case.prints[&at]));
                }
            }
        }
    }
    judge(seen, 5, &untold);
}

/// A SIREN that the document does not print is that of the table of places, and a finding says so.
fn a_siren_that_is_not_printed_is_told() {
    let (mut seen, mut untold) = (0, Vec::new());
    for case in cases() {
        let digits: String = case.text.chars().filter(char::is_ascii_digit).collect();
        for (at, s) in case.sittings() {
            let Some(siren) = s["authority"]["siren"].as_str().filter(|n| !digits.contains(n)) else { continue };
            seen += 1;
            if !case.finding_at("authority_resolved", &format!("{at}/authority")) {
                untold.push(format!("{}: {siren}", case.name));
            }
        }
    }
    // The places of the corpus are invented, and none has a SIREN of the table.
    judge(seen, 0, &untold);
    let real = record_of("COMMUNE DE GUÉRANDE\nCONSEIL MUNICIPAL\nSéance du 3 mars 2021\n\nPrésents : M. Luc BRUN\n");
    assert!(real["sittings"][0]["authority"]["siren"].is_string(), "{real}");
    let told = |f: &&Value| f["code"] == "authority_resolved" && f["at"] == "/sittings/0/authority";
    assert!(list(&real["findings"]).iter().any(|f| told(&f)), "{}", real["findings"]);
}

/// A vote that is printed once for several acts is told at each.
fn one_vote_for_several_acts_is_told() {
    let (mut seen, mut untold) = (0, Vec::new());
    for case in cases() {
        let entries = case.json["evidence"].as_object().unwrap();
        let places =
            |at: &str| entries.get(&format!("{at}/vote/unanimous")).map(|e| (e["page"].clone(), e["start"].clone()));
        let voted: Vec<_> = case.acts().filter_map(|(at, _)| Some((places(&at)?, at))).collect();
        for (place, at) in &voted {
            if voted.iter().filter(|(p, _)| p == place).count() > 1 {
                seen += 1;
                if !case.finding_at("blanket_vote", &format!("{at}/vote")) {
                    untold.push(format!("{}: {at}", case.name));
                }
            }
        }
    }
    judge(seen, 3, &untold);
}

/// A tally that is not the number of the names beside it, and a count of the head that is not that of the list.
fn counts_that_disagree_are_told() {
    let (mut seen, mut untold) = (0, Vec::new());
    for case in cases() {
        for (at, d) in case.acts() {
            for (count, names) in SIDES {
                let (n, named) = (d["vote"][count].as_u64(), list(&d["vote"][names]).len() as u64);
                let at = format!("{at}/vote/{names}");
                if named > 0 && n != Some(named) {
                    seen += 1;
                    if !case.finding_at("vote_names_mismatch", &at) {
                        untold.push(format!("{}: {at}: {n:?} and {named} names", case.name));
                    }
                }
            }
        }
        for (at, s) in case.sittings() {
            // Who comes or goes makes the count of the head one of several.
            if list(&s["members"]).is_empty() || !list(&s["attendance_changes"]).is_empty() {
                continue;
            }
            for status in ["present", "represented"] {
                let listed = list(&s["members"]).iter().filter(|m| m["attendance"] == status).count() as u64;
                let at = format!("{at}/counts/{status}");
                if s["counts"][status].as_u64().is_some_and(|n| n != listed) {
                    seen += 1;
                    if !case.finding_at("count_mismatch", &at) {
                        untold.push(format!("{}: {at}: {listed} are listed", case.name));
                    }
                }
            }
        }
    }
    judge(seen, 15, &untold);
}

/// Words beside figures that say another sum.
fn sums_that_disagree_are_told() {
    let (mut seen, mut untold) = (0, Vec::new());
    for case in cases() {
        for (at, d) in case.acts() {
            for a in list(&d["amounts"]).iter().filter(|a| a["words"].is_string()) {
                seen += 1;
                let number = |key: &str| a[key].as_str().unwrap().parse::<f64>().unwrap();
                // Cents are seldom written out.
                let differs = number("words") != number("value") && number("words") != number("value").trunc();
                if differs && !case.finding_at("amount_mismatch", &format!("{at}/amounts")) {
                    untold.push(format!("{}: {at}: {a}", case.name));
                }
            }
        }
    }
    judge(seen, 1, &untold);
    let odd = record_of(
        "CONSEIL MUNICIPAL\nSéance du 3 mars 2021\n\n1/ Subvention\nLe conseil, à l'unanimité, décide de verser 1 000 € (deux mille euros) au club.\n",
    );
    let told = |f: &Value| f["code"] == "amount_mismatch" && f["at"] == "/sittings/0/deliberations/0/amounts";
    assert!(list(&odd["findings"]).iter().any(told), "{}", odd["findings"]);
}
