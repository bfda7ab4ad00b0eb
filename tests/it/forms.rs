//! Every form in which secretaries head a point: four points in it, with and without a gap behind the head, and where the
//! form bears it in text that lost its lines. The points must come out as four acts, each under its title alone.

use greffier::batch;
use greffier::extract::record::Options;
use greffier::input::Input;
use std::path::PathBuf;

trials![heads_of_every_form_begin_an_act, heads_of_flattened_text_begin_an_act];

pub(crate) const TITLES: [&str; 4] = [
    "Acquisition de la parcelle AB 12",
    "Tarifs de la cantine scolaire",
    "Travaux de la salle des fêtes",
    "Convention avec le centre de gestion",
];

pub(crate) const TEXTS: [&str; 4] = [
    "Monsieur le Maire expose que la parcelle est à vendre. Le conseil, à l'unanimité, approuve l'achat au prix de 12 000 €.",
    "Mme SORBAN propose une hausse de 2 %. Vote : 5 pour, 1 contre.",
    "Trois devis ont été reçus. Le conseil municipal, après en avoir délibéré, retient l'entreprise DURAND.",
    "La convention arrive à son terme. Adopté à l'unanimité.",
];

/// A form: `{n}` the place, `{r}` the same in Roman numerals, `{A}` and `{a}` as a letter, `{t}` the title, `{T}` in
/// capitals, `{b}` the text on the same line. `flat`: it can be told in text without lines.
struct Form {
    pattern: &'static str,
    flat: bool,
}

const fn form(pattern: &'static str) -> Form {
    Form { pattern, flat: true }
}

/// A form that needs its line.
const fn lined(pattern: &'static str) -> Form {
    Form { pattern, flat: false }
}

const FORMS: &[Form] = &[
    form("{n} - {t}"),
    form("{n}. {t}"),
    form("{n}) {t}"),
    form("{n}° {t}"),
    form("{n}°) {t}"),
    form("{n}/ {t}"),
    form("{n}-{t}"),
    form("{n}.{t}"),
    form("0{n} - {t}"),
    form("{n} {t}"),
    form("({n}) {t}"),
    form("[{n}] {t}"),
    form("§ {n} {t}"),
    form("{n}.1 {t}"),
    form("N°{n} : {t}"),
    form("Point {n} : {t}"),
    form("POINT N° {n} - {T}"),
    form("Point n° {n} de l'ordre du jour : {t}"),
    form("OJ n° {n} : {t}"),
    form("Question n° {n} : {t}"),
    form("AFFAIRE N° {n} : {t}"),
    form("Dossier n° {n} – {t}"),
    form("RAPPORT N° {n} : {t}"),
    form("Résolution n° {n} : {t}"),
    form("{n}ème question : {t}"),
    form("{n}ème délibération : {t}"),
    form("{r} - {t}"),
    form("{r}. {t}"),
    form("{r}/ {t}"),
    form("{A}. {t}"),
    form("{A}) {t}"),
    form("{a}) {t}"),
    lined("{T}"),
    lined("{T} :"),
    lined("{t}"),
    lined("{t} :"),
    lined("- {t}"),
    lined("- {t} :"),
    form("• {t}"),
    form("➢ {t}"),
    form("► {t}"),
    lined("* {t}"),
    lined("{t}\n-----------------------------"),
    lined("{T}\n============================="),
    form("Objet : {t}"),
    form("OBJET : {T}"),
    lined("Sujet : {t}"),
    lined("Délibération : {t}"),
    form("Délibération n° 2020-0{n} : {t}"),
    lined("Délibération n° 2020-0{n}\nObjet : {t}"),
    lined("DELIBERATION N° {n}1/2020\n{T}"),
    lined("D2020-01{n} – {t}"),
    form("2020-03-0{n} : {t}"),
    lined("2020/1{n} {t}"),
    lined("{t} (n° 2020-01{n})"),
    lined("{t} – DEL2020-01{n}"),
    lined("{n} – {T}\nRapporteur : Mme SORBAN"),
    lined("{T} : {b}"),
    lined("{T} – {b}"),
    lined("{n} - {t} : {b}"),
    lined("{n}. {t}. {b}"),
    lined("## {t}"),
    lined("## {n}. {t}"),
    lined("### Objet : {t}"),
    lined("**{t}**"),
    lined("**{n}. {t}**"),
    lined("***{t}***"),
    lined("{n}. **{t}**"),
    lined("- **{t}**"),
];

/// A form filled in for point `i`, with its text.
fn point(form: &Form, i: usize, gap: &str) -> String {
    let letter = |first: u8| char::from(first + i as u8).to_string();
    let head = form
        .pattern
        .replace("{n}", &(i + 1).to_string())
        .replace("{r}", ["I", "II", "III", "IV"][i])
        .replace("{A}", &letter(b'A'))
        .replace("{a}", &letter(b'a'))
        .replace("{t}", TITLES[i])
        .replace("{T}", &TITLES[i].to_uppercase());
    if head.contains("{b}") { head.replace("{b}", TEXTS[i]) } else { format!("{head}{gap}{}", TEXTS[i]) }
}

/// What is wrong with the acts of a document: their number, or a title.
fn complaint(text: &str, markdown: bool) -> Option<String> {
    let found = titles(text, markdown);
    let wanted: Vec<String> = TITLES.iter().map(|t| t.to_uppercase()).collect();
    (found != wanted).then(|| format!("{found:?}"))
}

/// The titles of the acts of a document, in capitals.
pub(crate) fn titles(text: &str, markdown: bool) -> Vec<String> {
    let name = if markdown { "a.md" } else { "a.txt" };
    let input = Input { path: PathBuf::from(name), name: name.to_owned() };
    let record = batch::from_bytes(text.as_bytes(), &input, crate::lexicon(), Options { evidence: false }).unwrap();
    record.sittings[0].deliberations.iter().map(|d| d.title.clone().unwrap_or_default().to_uppercase()).collect()
}

pub(crate) const HEAD: &str = "Commune de Vauclaire\n\nCompte rendu du conseil municipal du 3 mars 2020\n\n\
    Présents : Paul VIVIER, Eve SORBAN, Jean COLLIOT, Guy MARNEZ, Anne LERAY, Luc TABARD\n\n\
    Secrétaire de séance : Mme Eve SORBAN\n\n";
pub(crate) const FOOT: &str =
    "Questions diverses\n\nLe maire informe le conseil de la date de la fête.\n\nLa séance est levée à 22 h.\n";

fn heads_of_every_form_begin_an_act() {
    let mut wrong = Vec::new();
    for form in FORMS {
        let markdown = form.pattern.contains("**") || form.pattern.starts_with('#');
        for gap in ["\n\n", "\n"] {
            let points: String = (0..4).map(|i| point(form, i, gap) + "\n\n").collect();
            if let Some(what) = complaint(&format!("{HEAD}{points}{FOOT}"), markdown) {
                wrong.push(format!("{:?}, {gap:?} behind it: {what}", form.pattern));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), FORMS.len() * 2, wrong.join("\n"));
}

fn heads_of_flattened_text_begin_an_act() {
    let mut wrong = Vec::new();
    let forms = || FORMS.iter().filter(|f| f.flat);
    for form in forms() {
        let points: String = (0..4).map(|i| point(form, i, " ") + " ").collect();
        let text = format!("{HEAD}{points}{FOOT}").replace('\n', " ");
        if let Some(what) = complaint(&text, false) {
            wrong.push(format!("{:?}: {what}", form.pattern));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), forms().count(), wrong.join("\n"));
}
