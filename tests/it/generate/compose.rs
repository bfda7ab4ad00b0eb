//! Puts a planted sitting into words: a form of attendance, of proxies, of votes and of heads of acts.

use super::dice::Dice;
use super::layout::Block;
use super::people::{Person, Sitting, Vote};
use super::wordings::Wordings;

/// How many forms of each kind there are.
pub(super) const ATTENDANCE: usize = 9;
pub(super) const PROXY: usize = 9;
pub(super) const VOTE: usize = 12;
pub(super) const HEAD: usize = 10;

/// The attendance form that gives family names alone.
pub(super) const FAMILIES_ONLY: usize = 6;

/// The forms of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Forms {
    pub(super) attendance: usize,
    pub(super) proxy: usize,
    pub(super) vote: usize,
    pub(super) head: usize,
}

/// Words a sitting; fills in the numbers and votes of its acts, which depend on the forms.
pub(super) fn compose(sitting: &mut Sitting, forms: Forms, words: &Wordings, dice: &mut Dice) -> Vec<Block> {
    let mut out = letterhead(sitting, dice);
    attendance(sitting, forms, words, dice, &mut out);
    let s = &sitting.people[sitting.secretary];
    out.push(Block::Para(match dice.below(4) {
        0 => format!("Secrétaire de séance : {}", full(s)),
        1 => format!("{} a été désignée secrétaire de séance.", full(s)),
        2 => format!("A été nommé secrétaire de séance : {}", full(s)),
        _ => format!("{} est élu secrétaire de séance.", full(s)),
    }));
    for i in 0..sitting.acts.len() {
        sitting.acts[i].number = head(sitting, i, forms.head, dice, &mut out);
        let act = sitting.acts[i].clone();
        if let Some(law) = act.reference {
            out.push(Block::Para(format!("{},", law.0)));
        }
        out.push(Block::Para(match act.amount {
            Some(sum) => format!(
                "Monsieur le Maire présente le dossier. Le montant s'élève à {}. La commission s'est réunie et a rendu son avis.",
                sum.0
            ),
            None => "Monsieur le Maire présente le dossier et en rappelle les conditions à l'assemblée.".to_owned(),
        }));
        if dice.below(2) == 0 {
            out.push(Block::Para(aside(sitting, dice)));
        }
        sitting.acts[i].vote = vote(sitting, forms.vote, words, dice, &mut out);
    }
    out.push(Block::Para(format!(
        "L'ordre du jour étant épuisé, la séance est levée à {} heures {:02}.",
        sitting.hour.0 + 2,
        dice.pick(&[10, 15, 45])
    )));
    out
}

/// What a report tells that is not the sitting's: other meetings, other votes, other persons.
fn aside(sitting: &Sitting, dice: &mut Dice) -> String {
    const TOLD: &[&str] = &[
        "La commission des travaux, réunie le 3 mars sous la présidence de {}, a donné un avis favorable.",
        "{} demande quand les travaux commenceront. Il lui est répondu qu'ils commenceront au mois de juin.",
        "Ce point avait été ajourné lors de la séance précédente.",
        "Une convocation a été adressée aux riverains, qui se sont réunis à la salle des fêtes.",
        "Les personnes présentes à la réunion publique ont posé de nombreuses questions.",
        "Le secrétaire de l'association a présenté le bilan de l'année.",
        "Le Président de l'association remercie le conseil municipal de son soutien.",
        "Deux entreprises ont été consultées ; la mieux-disante a été retenue par la commission d'appel d'offres.",
        "Le quorum de l'assemblée générale de l'association n'était pas atteint.",
        "Les absents ont reçu le compte rendu de la réunion publique.",
        "Le comité de l'association a adopté ses comptes à l'unanimité de ses membres.",
        "La délibération n° 2015-12 du 4 mai 2015 avait fixé les conditions précédentes.",
        "{}, adjoint, précise que le dossier est consultable en mairie jusqu'à 18 heures.",
        "Pour mémoire, la commune compte 1 254 habitants et 3 écoles.",
        "Le procès-verbal de réception des travaux a été signé le 12 avril.",
    ];
    let person = full(&sitting.people[dice.below(sitting.people.len())]);
    dice.pick(TOLD).replace("{}", &person)
}

fn letterhead(s: &Sitting, dice: &mut Dice) -> Vec<Block> {
    let mayor = &s.people[0];
    let title = if mayor.woman { "Madame" } else { "Monsieur" };
    let (day, convened) = (s.day.french(), s.convened.french());
    let hour = match s.hour.1 {
        0 => format!("{} heures", s.hour.0),
        m => format!("{} heures {m}", s.hour.0),
    };
    let name =
        if mayor.given.is_empty() { mayor.family.to_owned() } else { format!("{} {}", mayor.given, mayor.family) };
    let mut out = vec![Block::Heading(format!("COMMUNE DE {}", s.place))];
    out.push(Block::Heading("PROCÈS-VERBAL DE LA SÉANCE DU CONSEIL MUNICIPAL".to_owned()));
    out.push(Block::Para(match dice.below(4) {
        0 => format!(
            "L'an {}, le {} {} à {hour}, le conseil municipal, légalement convoqué le {convened}, s'est réuni à la mairie en séance publique, sous la présidence de {title} {name}, Maire.",
            s.day.year,
            s.day.day,
            super::people::MONTHS[s.day.month - 1]
        ),
        1 => format!(
            "Le {} {day} à {hour}, le conseil municipal s'est réuni en session ordinaire, sous la présidence de {title} {name}, Maire. Date de la convocation : {convened}.",
            s.day.weekday()
        ),
        2 => format!(
            "Séance du {day}. Le conseil municipal de la commune, dûment convoqué le {convened}, s'est réuni le {day} à {hour} à la mairie, {title} {name}, Maire, présidant la séance."
        ),
        _ => format!(
            "L'an {}, le {} {} à {hour}, le Conseil Municipal s'est assemblé au lieu ordinaire de ses séances, après convocation légale du {convened}, sous la présidence de {title} {name}, Maire.",
            s.day.year,
            s.day.day,
            super::people::MONTHS[s.day.month - 1]
        ),
    }));
    let (present, voters) = (s.with("present").len(), s.voters());
    out.push(match dice.below(3) {
        0 => Block::Lines(vec![
            format!("Nombre de conseillers en exercice : {}", s.people.len()),
            format!("Nombre de présents : {present}"),
            format!("Nombre de votants : {voters}"),
        ]),
        1 => Block::Lines(vec![
            format!("En exercice : {}", s.people.len()),
            format!("Présents : {present}"),
            format!("Votants : {voters}"),
        ]),
        _ => Block::Para(format!(
            "Nombre de membres en exercice : {} – présents : {present} – votants : {voters}",
            s.people.len()
        )),
    });
    out
}

/// « Mme Anne LABORIE », « Mme LABORIE ».
pub(super) fn full(p: &Person) -> String {
    if p.given.is_empty() {
        format!("{} {}", p.honorific(), p.family)
    } else {
        format!("{} {} {}", p.honorific(), p.given, p.family)
    }
}

/// A name in the manner of the attendance form.
fn named(p: &Person, form: usize) -> String {
    match form {
        3 => format!("{} {}", p.family, p.given),
        5 => format!("{} {} {}", p.honorific(), p.family, p.given),
        8 => format!("{} {}", p.given, p.family),
        _ => full(p),
    }
}

fn list(s: &Sitting, who: &[usize], form: usize) -> Block {
    let names: Vec<String> = who.iter().map(|i| named(&s.people[*i], form)).collect();
    match form {
        1 | 6 => {
            let of = |woman: bool| -> Vec<String> {
                let group = who.iter().map(|i| &s.people[*i]).filter(|p| p.woman == woman);
                group.map(|p| format!("{} {}", p.given, p.family).trim().to_owned()).collect()
            };
            let lead = |names: Vec<String>, one: &str, many: &str| match names.len() {
                0 => None,
                1 => Some(format!("{one} {}", names[0])),
                _ => Some(format!("{many} {}", names.join(", "))),
            };
            let parts = [lead(of(false), "M.", "MM."), lead(of(true), "Mme", "Mmes")];
            Block::Para(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
        2 => Block::Items(names),
        7 => Block::Para(
            who.iter()
                .map(|i| match *i {
                    0 => format!("{}, Maire", full(&s.people[0])),
                    1 => format!("{}, 1er adjoint", full(&s.people[1])),
                    i => format!("{}, conseiller municipal", full(&s.people[i])),
                })
                .collect::<Vec<_>>()
                .join(" ; "),
        ),
        8 => Block::Para(names.join(" – ")),
        _ => Block::Para(names.join(", ")),
    }
}

fn rubric(text: &str, dice: &mut Dice) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let text = format!("{first}{}", chars.as_str());
    if dice.once_in(4) { text.to_uppercase() } else { text }
}

fn attendance(s: &Sitting, forms: Forms, words: &Wordings, dice: &mut Dice, out: &mut Vec<Block>) {
    let form = forms.attendance;
    if form == 4 {
        let status = |p: &Person| match (p.status, p.holder) {
            ("represented", Some(h)) => format!("Pouvoir à {}", full(&s.people[h])),
            ("excused", _) => "Excusé".to_owned(),
            ("absent", _) => "Absent".to_owned(),
            _ => "Présent".to_owned(),
        };
        let rows = s.people.iter().map(|p| vec![full(p), status(p)]);
        out.push(Block::Table([vec!["Nom".to_owned(), "Présence".to_owned()]].into_iter().chain(rows).collect()));
        return;
    }
    // What heads a list, and is no list of one kind of mandate.
    let plain =
        |w: &str| !["demission", "titulaires", "mesdames", "conseillers", "delegues"].iter().any(|x| w.contains(x));
    let mut section = |name: &str, who: &[usize], dice: &mut Dice| {
        if who.is_empty() {
            return;
        }
        let head = rubric(&words.one(name, dice, plain), dice);
        out.push(Block::Rubric(head, Box::new(list(s, who, form))));
    };
    section("attendance.present", &s.with("present"), dice);
    let represented = s.with("represented");
    if !represented.is_empty() {
        out.extend(proxies(s, &represented, forms, words, dice));
    }
    let mut section = |name: &str, who: &[usize], dice: &mut Dice| {
        if who.is_empty() {
            return;
        }
        let head = rubric(&words.one(name, dice, plain), dice);
        out.push(Block::Rubric(head, Box::new(list(s, who, form))));
    };
    section("attendance.excused", &s.with("excused"), dice);
    section("attendance.absent", &s.with("absent"), dice);
}

fn proxies(s: &Sitting, who: &[usize], forms: Forms, words: &Wordings, dice: &mut Dice) -> Vec<Block> {
    let form = forms.attendance;
    let pairs: Vec<(String, String)> = who
        .iter()
        .filter_map(|i| s.people[*i].holder.map(|h| (named(&s.people[*i], form), named(&s.people[h], form))))
        .collect();
    let gives = |dice: &mut Dice| {
        words.one("proxies.gives", dice, |w| {
            let ends = w.ends_with(" a") && !w.contains("respectivement");
            ends && (w.contains("donn") || w.contains("confie") || w.starts_with("avec"))
        })
    };
    let join =
        |word: &str, sep: &str| pairs.iter().map(|(a, b)| format!("{a} {word} {b}")).collect::<Vec<_>>().join(sep);
    let heading = |dice: &mut Dice| {
        let fits = |w: &str| {
            !w.ends_with(" a") && (w.starts_with("pouvoir") || w.starts_with("procuration") || w.starts_with("liste"))
        };
        rubric(&words.one("proxies.heading", dice, fits), dice)
    };
    match forms.proxy {
        0 => {
            let word = gives(dice);
            vec![Block::Rubric("Absents".to_owned(), Box::new(Block::Para(join(&word, ", "))))]
        }
        1 => vec![Block::Rubric(heading(dice), Box::new(Block::Para(join("à", " ; "))))],
        2 => {
            let all = pairs.iter().map(|(a, b)| format!("{a} (pouvoir à {b})")).collect::<Vec<_>>().join(", ");
            vec![Block::Rubric("Absents représentés".to_owned(), Box::new(Block::Para(all)))]
        }
        3 => {
            let word = gives(dice);
            let lines = pairs.iter().map(|(a, b)| format!("{a} {word} {b}")).collect();
            vec![Block::Rubric("Absents excusés".to_owned(), Box::new(Block::Items(lines)))]
        }
        4 => {
            let rows = pairs.iter().map(|(a, b)| vec![a.clone(), b.clone()]);
            let head = vec!["Mandant".to_owned(), "Mandataire".to_owned()];
            vec![Block::Para("Pouvoirs :".to_owned()), Block::Table([head].into_iter().chain(rows).collect())]
        }
        5 => vec![Block::Rubric("Étaient représentés".to_owned(), Box::new(Block::Para(join("par", ", "))))],
        6 => {
            let (a, b): (Vec<String>, Vec<String>) = pairs.iter().cloned().unzip();
            let verb = if a.len() > 1 { "ont donné respectivement pouvoir à" } else { "a donné pouvoir à" };
            let text = format!("{} {verb} {}", a.join(", "), b.join(", "));
            vec![Block::Rubric("Absents".to_owned(), Box::new(Block::Para(text)))]
        }
        7 => vec![Block::Rubric(
            heading(dice),
            Box::new(Block::Items(pairs.iter().map(|(a, b)| format!("{a} à {b}")).collect())),
        )],
        _ => {
            let all = pairs.iter().map(|(a, b)| format!("{a} (représenté par {b})")).collect::<Vec<_>>().join(" ; ");
            vec![Block::Rubric("Absents excusés".to_owned(), Box::new(Block::Para(all)))]
        }
    }
}

/// The head of an act; gives its number.
fn head(s: &Sitting, i: usize, form: usize, dice: &mut Dice, out: &mut Vec<Block>) -> Option<String> {
    let title = &s.acts[i].title;
    let rank = i + 1;
    let number = format!("{}-{:03}", s.day.year, 20 + rank);
    let roman = ["I", "II", "III", "IV", "V", "VI"][i.min(5)];
    match form {
        0 => out.push(Block::Heading(format!("Délibération n° {number} : {title}"))),
        1 => out.push(Block::Heading(format!("{rank}. {title}"))),
        2 => out.push(Block::Heading(format!("{rank}) {}", title.to_uppercase()))),
        3 => {
            out.push(Block::Para(format!("N° {number}")));
            out.push(Block::Para(format!("Objet : {title}")));
        }
        4 => out.push(Block::Heading(format!("{rank} – {title}"))),
        5 => out.push(Block::Heading(format!("{number} – {title}"))),
        6 => out.push(Block::Heading(format!("Point n° {rank} : {title}"))),
        7 => out.push(Block::Heading(title.to_uppercase())),
        8 => out.push(Block::Heading(format!("{roman} – {title}"))),
        _ => {
            out.push(Block::Heading(format!("DÉLIBÉRATION N° {number}")));
            out.push(Block::Para(format!("Objet : {title}")));
        }
    }
    let _ = dice;
    matches!(form, 0 | 3 | 5 | 9).then_some(number)
}

/// The vote of an act, and its words.
fn vote(s: &Sitting, form: usize, words: &Wordings, dice: &mut Dice, out: &mut Vec<Block>) -> Vote {
    let formula = rubric(
        &words.one("act.formula", dice, |w| w.starts_with("apres") && !w.contains("entendu")),
        &mut Dice::new(1),
    );
    let voters = s.voters() as u32;
    let mut able: Vec<usize> = (1..s.people.len()).filter(|i| matches!(s.people[*i].status, "present")).collect();
    dice.shuffle(&mut able);
    let (against, abst) = (dice.between(1, 2) as u32, dice.between(1, 2) as u32);
    let for_ = voters - against - abst;
    let named: Vec<usize> = able.iter().copied().take((against + abst) as usize).collect();
    let (no, none) = named.split_at((against as usize).min(named.len()));
    let names = |who: &[usize]| who.iter().map(|i| full(&s.people[*i])).collect::<Vec<_>>().join(", ");
    let decides = |out: &mut Vec<Block>, how: &str| {
        out.push(Block::Para(format!("{formula}, le conseil municipal{how} approuve la proposition et autorise le Maire à signer les pièces utiles.")));
    };
    let unanimous = |w: &str| w.starts_with("a l'unanimite") || w.starts_with("l'unanimite");
    let all = Vote { outcome: "adopted", unanimous: Some(true), ..Vote::default() };
    let split = Vote {
        outcome: "adopted",
        unanimous: Some(false),
        tally: [Some(for_), Some(against), Some(abst)],
        names: Default::default(),
    };
    match form {
        0 => {
            let word = words.one("vote.unanimous", dice, unanimous);
            decides(out, &format!(", {}{word},", if word.starts_with('l') { "à " } else { "" }));
            all
        }
        1 => {
            decides(out, "");
            out.push(Block::Para(format!("Vote : Pour : {for_} – Contre : {against} – Abstention(s) : {abst}")));
            split
        }
        2 => {
            decides(out, &format!(", par {for_} voix pour, {against} voix contre et {abst} abstention(s),"));
            split
        }
        3 => {
            decides(
                out,
                &format!(
                    ", à la majorité ({against} contre : {} ; {abst} abstention(s) : {}),",
                    names(no),
                    names(none)
                ),
            );
            Vote { tally: [None, Some(against), Some(abst)], names: [no.to_vec(), none.to_vec(), vec![]], ..split }
        }
        4 => {
            decides(out, "");
            out.push(Block::Table(vec![
                vec!["Pour".to_owned(), "Contre".to_owned(), "Abstentions".to_owned()],
                vec![for_.to_string(), against.to_string(), abst.to_string()],
            ]));
            split
        }
        5 => {
            decides(out, "");
            out.push(Block::Lines(vec![
                format!("Votants : {voters}"),
                format!("Pour : {for_}"),
                format!("Contre : {against}"),
                format!("Abstentions : {abst}"),
            ]));
            split
        }
        6 => {
            decides(out, "");
            let word = words.one("vote.unanimous", dice, |w| w.starts_with("a l'unanimite"));
            out.push(Block::Para(format!("Adopté {word}.")));
            all
        }
        7 => {
            decides(out, ", à la majorité,");
            out.push(Block::Para(format!("Votent contre : {}", names(no))));
            out.push(Block::Para(format!("S'abstiennent : {}", names(none))));
            Vote { tally: [None, Some(against), Some(abst)], names: [no.to_vec(), none.to_vec(), vec![]], ..split }
        }
        8 => {
            out.push(Block::Para(format!("{formula}, le conseil municipal prend acte de cette communication.")));
            Vote { outcome: "noted", ..Vote::default() }
        }
        9 => {
            out.push(Block::Para(format!(
                "Mis aux voix : {against} pour, {for_} contre, {abst} abstention(s). La proposition est rejetée."
            )));
            Vote { outcome: "rejected", tally: [Some(against), Some(for_), Some(abst)], ..split }
        }
        10 => {
            let word = words.one("vote.not_voting", dice, |w| w.starts_with("ne prend") && w.ends_with("vote"));
            decides(out, &format!(", à l'unanimité ({} {word}),", full(&s.people[able[0]])));
            Vote { names: [vec![], vec![], vec![able[0]]], ..all }
        }
        _ => {
            decides(out, "");
            out.push(Block::Para("Vote : Unanimité".to_owned()));
            all
        }
    }
}
