//! Two rubrics with two points each, in every form in which rubrics and points are headed, with and without gaps: four acts,
//! each under its own title, which may stand behind that of its rubric.

use crate::forms::{FOOT, HEAD, TEXTS, TITLES, titles};

trials![points_below_rubrics_are_acts];

/// The heads of rubrics: `{n}` the place, `{r}` the same in Roman numerals, `{A}` as a letter, `{R}` the name.
const RUBRICS: &[&str] = &[
    "{n} – {R}",
    "{n}. {R}",
    "{n}/ {R}",
    "{n}) {R} :",
    "{n} {R}",
    "{r} – {R}",
    "{r}. {R}",
    "{r} {R}",
    "{A} - {R}",
    "{R}",
    "## {R}",
    "**{R}**",
];

/// The heads of their points: `{k}` the place below the rubric, `{a}` the same as a letter, `{c}` the place in the whole
/// sitting, `{b}` the text on the same line.
const POINTS: &[&str] = &[
    "{n}.{k} – {t}",
    "{n}.{k} {t}",
    "{n}.{k}. {t}",
    "{n}.{k}) {t}",
    "{n}.{k} : {t}",
    "{n}-{k} {t}",
    "{n}-{k} - {t}",
    "{r}.{k} – {t}",
    "{r}-{k} {t}",
    "{k}. {t}",
    "{k}) {t}",
    "{k} - {t}",
    "{c}. {t}",
    "{c} - {t}",
    "{a}) {t}",
    "{a}. {t}",
    "- {t}",
    "* {t}",
    "• {t}",
    "{t}",
    "{t} :",
    "{t} : {b}",
    "- {t} : {b}",
    "2020-0{c} : {t}",
    "Délibération n° 2020-0{c} : {t}",
    "{t} (délibération n° 2020-0{c})",
    "Objet : {t}",
    "### {t}",
    "**{t}**",
    "**{n}.{k} {t}**",
];

/// Rubrics that the grammar knows, and others.
const NAMES: [[&str; 2]; 2] = [["FINANCES", "TRAVAUX – URBANISME"], ["VIE DU PORT", "DOMAINE SKIABLE"]];

fn numeral(n: usize) -> &'static str {
    ["I", "II"][n]
}

fn fill(pattern: &str, rubric: usize, point: usize) -> String {
    let (k, c) = (point % 2, point);
    pattern
        .replace("{n}", &(rubric + 1).to_string())
        .replace("{r}", numeral(rubric))
        .replace("{A}", ["A", "B"][rubric])
        .replace("{k}", &(k + 1).to_string())
        .replace("{a}", ["a", "b"][k])
        .replace("{c}", &(c + 1).to_string())
        .replace("{t}", TITLES[point])
}

/// A sitting of two rubrics; `gap` stands between the heads and what follows them.
fn document(rubric: &str, point: &str, names: [&str; 2], gap: &str) -> String {
    let mut out = HEAD.to_owned();
    for (r, name) in names.into_iter().enumerate() {
        out += &format!("{}{gap}", fill(rubric, r, 0).replace("{R}", name));
        for p in [2 * r, 2 * r + 1] {
            let head = fill(point, r, p);
            out +=
                &if head.contains("{b}") { head.replace("{b}", TEXTS[p]) } else { format!("{head}{gap}{}", TEXTS[p]) };
            out += "\n\n";
        }
    }
    out + FOOT
}

/// Forms that clash: nothing tells the rubric from the point.
fn clash(rubric: &str, point: &str) -> bool {
    let sign = |s: &str| {
        s.replace("{k}", "{n}")
            .replace("{c}", "{n}")
            .replace("{R}", "{t}")
            .replace('–', "-")
            .trim_end_matches(" :")
            .to_owned()
    };
    sign(rubric) == sign(point)
}

fn points_below_rubrics_are_acts() {
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for rubric in RUBRICS {
        for point in POINTS.iter().filter(|p| !clash(rubric, p)) {
            let markdown = [rubric, point].iter().any(|p| p.contains("**") || p.starts_with('#'));
            for (names, gap) in NAMES.iter().flat_map(|n| [(n, "\n\n"), (n, "\n")]) {
                tried += 1;
                let found = titles(&document(rubric, point, *names, gap), markdown);
                let right = found.len() == TITLES.len()
                    && found.iter().zip(TITLES).all(|(f, t)| f.ends_with(&t.to_uppercase()));
                if !right {
                    wrong.push(format!("{rubric:?} over {point:?}, {gap:?}, {}: {found:?}", names[0]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}
