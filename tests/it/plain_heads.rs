//! Plain heads: however a head tells who presided and who kept the minutes, the day, the convocation and the counts, in
//! lines with and without gaps and in text that lost its lines, the sitting comes out the same. The words are those of
//! `corpus/plain`. And plain agendas: whatever announces them and however they count, the points come out as acts, once.

use crate::plain::{read, words};
use greffier::record::{Record, Sitting};

trials![every_secretary, every_chair, every_day, every_convocation, every_count, every_agenda];

const AUTHORITY: &str = "COMMUNE DE SAINT-AUBIN-LE-VIEUX|PROCÈS-VERBAL DU CONSEIL MUNICIPAL";
const DAY: &str = "L’an deux mille vingt-quatre, le douze mars à vingt heures, le conseil municipal s’est réuni";
const CHAIR: &str = "sous la présidence de M. Paul VIVIER, maire.";
const CONVOCATION: &str = "Date de convocation : 5 mars 2024";
const COUNTS: &str = "En exercice : 6 Présents : 5 Votants : 6";
const SECRETARY: &str = "Secrétaire de séance : Mme Anne LERAY";
const ROLL: &str = "Présents : M. Paul VIVIER, Mme Claire SORBAN, M. Jean COLLIOT, Mme Anne LERAY, M. Luc TABARD.|\
    Absente excusée : Mme Rose MARNEZ qui a donné pouvoir à M. Luc TABARD.";
const ACTS: &str = "1 - Travaux de la salle des fêtes|Monsieur le Maire présente le devis de 1 200 €.|Après en avoir \
    délibéré, le conseil municipal, à l’unanimité, approuve cette proposition.|2 - Achat de chaises|Monsieur le Maire \
    présente le dossier.|Le conseil municipal, à l’unanimité, approuve.|3 - Achat de tables|Monsieur le Maire présente le \
    dossier au conseil.|Après en avoir délibéré, le conseil municipal, à l’unanimité, approuve cette proposition.|La séance \
    est levée à 22 heures.";

/// What a head may say in other words.
#[derive(Clone, Copy)]
struct Head<'a> {
    day: &'a str,
    chair: &'a str,
    convocation: &'a str,
    counts: &'a str,
    secretary: &'a str,
}

const PLAIN: Head<'static> =
    Head { day: DAY, chair: CHAIR, convocation: CONVOCATION, counts: COUNTS, secretary: SECRETARY };

impl Head<'_> {
    /// The lines of the minutes, with convocation and counts above the opening or behind the secretary.
    fn lines(&self, above: bool) -> Vec<String> {
        let gap = if self.chair.starts_with(['.', ',']) { "" } else { " " };
        let opening = format!("{}{gap}{}", self.day, self.chair);
        let told = [self.convocation, self.counts];
        let mut parts = vec![AUTHORITY];
        parts.extend(if above { &told[..] } else { &[] });
        parts.extend([&*opening, ROLL, self.secretary]);
        parts.extend(if above { &[] } else { &told[..] });
        parts.push(ACTS);
        parts.into_iter().flat_map(|p| p.split('|').map(str::to_owned)).collect()
    }
}

/// What is wrong with a sitting.
fn complaint(record: &Record) -> Option<String> {
    let [s] = record.sittings.as_slice() else { return Some(format!("{} sittings", record.sittings.len())) };
    let name = |id: &Option<String>| {
        s.members.iter().find(|m| Some(&m.id) == id.as_ref()).map_or(String::new(), |m| m.name.clone())
    };
    let told = [
        s.date.as_deref() == Some("2024-03-12"),
        s.convened_on.as_deref() == Some("2024-03-05"),
        s.opened_at.as_deref() == Some("20:00"),
        name(&s.chair) == "Paul VIVIER",
        name(&s.secretary) == "Anne LERAY",
        (s.counts.in_office, s.counts.present, s.counts.voting) == (Some(6), Some(5), Some(6)),
        s.members.len() == 6,
        s.deliberations.len() == 3,
    ];
    told.contains(&false).then(|| format!("date, convocation, hour, chair, secretary, counts, members, acts: {told:?}"))
}

/// Tries each line of a file of `corpus/plain` in its place.
fn every(name: &str, fewest: usize, put: impl Fn(&str) -> Head<'_>) {
    let forms = words(name);
    assert!(forms.len() >= fewest, "{} forms", forms.len());
    let mut wrong = Vec::new();
    for (i, form) in forms.iter().enumerate() {
        // Each form in two of the six layouts, all layouts in turn.
        for above in [true, false] {
            let gap = ["\n\n", "\n", " "][(i + usize::from(above)) % 3];
            if let Some(what) = complaint(&read(&put(form).lines(above).join(gap))) {
                wrong.push(format!("« {form} » {gap:?}, above {above}: {what}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), forms.len() * 2, wrong.join("\n"));
}

fn every_secretary() {
    every("secretaries.txt", 60, |secretary| Head { secretary, ..PLAIN });
}

fn every_chair() {
    every("chairs.txt", 40, |chair| Head { chair, ..PLAIN });
}

fn every_day() {
    every("days.txt", 20, |day| Head { day, ..PLAIN });
}

fn every_convocation() {
    every("convocations.txt", 25, |convocation| Head { convocation, ..PLAIN });
}

fn every_count() {
    every("counts.txt", 15, |counts| Head { counts, ..PLAIN });
}

const HEADINGS: [&str; 7] = [
    "Ordre du jour :",
    "ORDRE DU JOUR",
    "À l’ordre du jour :",
    "L’ordre du jour est le suivant :",
    "L’ordre du jour appelle les points suivants :",
    "Monsieur le Maire donne lecture de l’ordre du jour :",
    "Points à l’ordre du jour :",
];
const TITLES: [&str; 3] = ["Travaux de la salle des fêtes", "Subvention au club de football", "Achat de chaises"];
/// `{i}` the place, `{r}` the same in Roman numerals, `{t}` the title, `{T}` the same in capitals.
const ITEMS: [&str; 8] = ["{i} - {t}", "{i}. {t}", "- {t}", "• {t}", "{t}", "{i}) {t}", "- {t} ;", "{r} – {t}"];
const HEADS: [&str; 8] = [
    "{i} - {t}",
    "{t}",
    "{T}",
    "Objet : {t}",
    "Point n° {i} : {t}",
    "Délibération n° 2024-0{i} : {t}",
    "- {t}",
    "{r} – {t}",
];

fn every_agenda() {
    let put = |form: &str, i: usize| {
        let form = form.replace("{i}", &(i + 1).to_string()).replace("{r}", ["I", "II", "III"][i]);
        form.replace("{t}", TITLES[i]).replace("{T}", &TITLES[i].to_uppercase())
    };
    let title = |d: &greffier::record::Deliberation| d.title.clone().unwrap_or_default().to_lowercase();
    let titles = |s: &Sitting| s.deliberations.iter().map(title).collect::<Vec<_>>();
    let wanted = TITLES.map(str::to_lowercase);
    let mut wrong = Vec::new();
    for (i, item) in ITEMS.iter().enumerate() {
        for (k, head) in HEADS.iter().enumerate() {
            let heading = HEADINGS[(i + k) % HEADINGS.len()];
            let agenda: String = (0..3).map(|i| put(item, i) + "\n").collect();
            let act = |i| {
                format!(
                    "\n{}\nMonsieur le Maire présente le dossier.\nÀ l’unanimité, le conseil approuve.\n",
                    put(head, i)
                )
            };
            let acts: String = (0..3).map(act).collect();
            let opening = PLAIN.lines(true)[..7].join("\n");
            let record = read(&format!("{opening}\n{heading}\n{agenda}{acts}"));
            let got = titles(&record.sittings[0]);
            if got != wanted {
                wrong.push(format!("{heading:?}, {item:?}, {head:?}: {got:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), ITEMS.len() * HEADS.len(), wrong.join("\n"));
}
