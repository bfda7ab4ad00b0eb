//! Invented people, sittings and acts: what is planted in a document.

use super::dice::Dice;

const MEN: &[&str] = &[
    "Jean",
    "Paul",
    "Michel",
    "Hervé",
    "Damien",
    "Étienne",
    "Jean-Pierre",
    "Louis",
    "Marc",
    "Yves",
    "Jean-Luc",
    "Émile",
    "Gilles",
    "Benoît",
    "Thierry",
    "Sylvain",
    "Rémi",
    "Olivier",
];
const WOMEN: &[&str] = &[
    "Anne",
    "Chantal",
    "Solène",
    "Marie-Claude",
    "Françoise",
    "Hélène",
    "Nathalie",
    "Sylvie",
    "Léa",
    "Édith",
    "Anne-Marie",
    "Brigitte",
    "Corinne",
    "Martine",
    "Zoé",
    "Élodie",
];
const FAMILIES: &[&str] = &[
    "FOLLIOT",
    "REVERCHON",
    "GOUJON",
    "CHAUMERAC",
    "TRIQUET",
    "DE LA ROCHETTE",
    "BARBEZIEUX",
    "LE GOFF",
    "N'GUYEN",
    "PELLETAN",
    "MORVAN-LE BRIS",
    "DUBREUIL",
    "ESCOFFIER",
    "VANDENBROUCK",
    "QUINTARD",
    "ROUSSILHE",
    "D'ARGENSON",
    "LABORIE",
    "MALAVAL",
    "PONTHIEU",
    "SERVOZ",
    "TASSIGNY",
    "UBERTI",
    "VERNOUX",
    "WALLAERT",
    "YVINEC",
    "ZAMPARELLI",
    "BOURDELAIS",
    "CASTAING",
    "DELORMEL",
    "ESTIVALET",
    "FOURNERAT",
    "GRANDIDIER",
    "HAUTECOEUR",
    "JOUVENEL",
    "KERVADEC",
    "LAVIGNOLLE",
    "MONTAGNAC",
    "NOUAILLE",
    "PRADELLES",
    "BELHADJ",
    "DA COSTA",
    "SÉNÉCHAL",
    "THÉVENARD",
    "DU PLESSIS",
];
const PLACES: &[&str] = &[
    "BREZOLLES-LE-PONT",
    "VILLARS-SUR-ORNE",
    "SAINT-AUBERT-DES-PRÉS",
    "MONTREVAULT",
    "LES ESSARTINES",
    "PLOUMERDREN",
    "CHÂTELNEUF-EN-VALZAC",
    "AUBRIVES-LA-CHAPELLE",
    "LA TOURNELLE",
    "ESCAZEAUX",
];
const TITLES: &[&str] = &[
    "Attribution d'une subvention à l'association des parents d'élèves",
    "Acquisition d'un véhicule pour les services techniques",
    "Convention de mise à disposition de la salle polyvalente",
    "Travaux de réfection de la toiture de l'école",
    "Tarifs de la restauration scolaire",
    "Décision modificative n° 1 du budget principal",
    "Création d'un emploi d'adjoint technique",
    "Cession d'une parcelle au lieu-dit Les Granges",
    "Garantie d'emprunt pour le logement social",
    "Renouvellement de la ligne de trésorerie",
    "Adhésion au groupement de commandes pour l'électricité",
    "Programme de voirie communale",
];
const WEEKDAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
pub(super) const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// A status of the record.
pub(super) type Status = &'static str;

/// A member who is planted.
#[derive(Clone)]
pub(super) struct Person {
    pub(super) given: &'static str,
    pub(super) family: &'static str,
    pub(super) woman: bool,
    pub(super) status: Status,
    /// Index of the one who holds the proxy.
    pub(super) holder: Option<usize>,
}

impl Person {
    pub(super) fn honorific(&self) -> &'static str {
        if self.woman { "Mme" } else { "M." }
    }
}

/// A day of a sitting.
#[derive(Clone, Copy)]
pub(super) struct Day {
    pub(super) year: usize,
    pub(super) month: usize,
    pub(super) day: usize,
}

impl Day {
    pub(super) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    pub(super) fn french(self) -> String {
        let day = if self.day == 1 { "1er".to_owned() } else { self.day.to_string() };
        format!("{day} {} {}", MONTHS[self.month - 1], self.year)
    }

    /// The day of the week (Sakamoto).
    pub(super) fn weekday(self) -> &'static str {
        const T: [usize; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let y = if self.month < 3 { self.year - 1 } else { self.year };
        let n = (y + y / 4 - y / 100 + y / 400 + T[self.month - 1] + self.day) % 7;
        WEEKDAYS[(n + 6) % 7]
    }
}

/// What an act decided.
#[derive(Clone, Default)]
pub(super) struct Vote {
    pub(super) outcome: &'static str,
    pub(super) unanimous: Option<bool>,
    pub(super) tally: [Option<u32>; 3],
    /// Names against, abstaining, not voting: indices of members.
    pub(super) names: [Vec<usize>; 3],
}

/// An act that is planted.
#[derive(Clone)]
pub(super) struct Act {
    pub(super) number: Option<String>,
    pub(super) title: String,
    pub(super) vote: Vote,
    pub(super) amount: Option<&'static (&'static str, &'static str)>,
    pub(super) reference: Option<&'static (&'static str, &'static str)>,
}

/// Sums: print, value.
pub(super) const SUMS: &[(&str, &str)] = &[
    ("5 000 €", "5000.00"),
    ("1 284,37 €", "1284.37"),
    ("12.500 euros", "12500.00"),
    ("350 € TTC", "350.00"),
    ("3 120,20 euros", "3120.20"),
    ("quatre mille cinq cents euros", "4500.00"),
    ("15\u{a0}000,00\u{a0}€", "15000.00"),
    ("8 750 € HT", "8750.00"),
    ("1,2 M€", "1200000.00"),
    ("25 k€", "25000.00"),
];
/// References: print, key.
pub(super) const LAWS: &[(&str, &str)] = &[
    ("Vu l'article L. 2121-29 du code général des collectivités territoriales", "CGCT L2121-29"),
    ("Vu le code général des collectivités territoriales, notamment son article L.2122-22", "CGCT L2122-22"),
    ("Vu la loi n° 2015-991 du 7 août 2015 portant nouvelle organisation territoriale", "loi 2015-991"),
    ("Vu le décret n° 2016-360 du 25 mars 2016 relatif aux marchés publics", "décret 2016-360"),
    ("Vu l'ordonnance n° 2021-1310 du 7 octobre 2021", "ordonnance 2021-1310"),
    ("Vu le code de l'urbanisme et notamment son article L153-21", "code de l'urbanisme L153-21"),
];

/// A sitting that is planted.
pub(super) struct Sitting {
    pub(super) place: &'static str,
    pub(super) day: Day,
    pub(super) convened: Day,
    pub(super) hour: (usize, usize),
    pub(super) people: Vec<Person>,
    pub(super) secretary: usize,
    pub(super) acts: Vec<Act>,
}

impl Sitting {
    /// Draws a sitting: the first member is the mayor and presides.
    pub(super) fn draw(dice: &mut Dice, families_only: bool) -> Self {
        let mut families: Vec<&'static str> = FAMILIES.to_vec();
        dice.shuffle(&mut families);
        let n = dice.between(9, 19);
        let mut people: Vec<Person> = (0..n)
            .map(|i| {
                let woman = dice.once_in(2);
                let given = *dice.pick(if woman { WOMEN } else { MEN });
                Person { given, family: families[i], woman, status: "present", holder: None }
            })
            .collect();
        let away = dice.between(1, n / 3);
        for i in (2..n).rev().take(away) {
            people[i].status = *dice.pick(&["represented", "represented", "excused", "absent"]);
        }
        let present: Vec<usize> = (0..n).filter(|i| people[*i].status == "present").collect();
        let mut holders = present.clone();
        dice.shuffle(&mut holders);
        for person in people.iter_mut().filter(|p| p.status == "represented") {
            person.holder = holders.pop();
        }
        if families_only {
            for p in &mut people {
                p.given = "";
            }
        }
        let day = Day { year: dice.between(1996, 2025), month: dice.between(1, 12), day: dice.between(9, 28) };
        let convened = Day { day: day.day - dice.between(6, 8), ..day };
        let secretary = present[dice.between(1, present.len() - 1)];
        let hour = (dice.between(17, 20), *dice.pick(&[0, 0, 15, 30]));
        Self { place: *dice.pick(PLACES), day, convened, hour, people, secretary, acts: Vec::new() }
    }

    pub(super) fn with(&self, status: Status) -> Vec<usize> {
        (0..self.people.len()).filter(|i| self.people[*i].status == status).collect()
    }

    /// Those who may vote: present or represented.
    pub(super) fn voters(&self) -> usize {
        self.with("present").len() + self.with("represented").len()
    }

    /// Draws the acts, without their numbers and votes.
    pub(super) fn draw_acts(&mut self, dice: &mut Dice) {
        let mut titles: Vec<&str> = TITLES.to_vec();
        dice.shuffle(&mut titles);
        for title in titles.into_iter().take(dice.between(2, 6)) {
            self.acts.push(Act {
                number: None,
                title: title.to_owned(),
                vote: Vote::default(),
                amount: dice.once_in(2).then(|| dice.pick(SUMS)),
                reference: dice.once_in(2).then(|| dice.pick(LAWS)),
            });
        }
    }
}
