//! The roll: rubrics of those present, excused, absent and represented, with the proxies printed among them.
//!
//! ```text
//! roll    = { table | rubric list }
//! rubric  = status [ count ] ":"                         (« Présents (14) : », « Absents ayant donné pouvoir »)
//! list    = { label | person [ office ] [ note ] | holder }
//! note    = "(" proxy | arrival | departure | marker ")"
//! holder  = gives person | "à" person                    (« a donné pouvoir à M. X »)
//! ```

mod asides;
mod beyond;
mod extent;
mod heading;
mod holders;
mod labels;
mod later;
mod lettered;
mod list;
mod member;
mod notes;
mod one_each;
mod pairs;
mod places;
mod rubric;
mod run_together;
mod towns;
mod unlabelled;
mod whole;
mod wrapped;

pub use notes::{moved, point};
pub use wrapped::mid_item;

use super::roll_table;
use crate::finding::{Code, Finding};
use crate::grammar::family;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::outline;
use crate::grammar::person::{self, Order, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Toks};
use crate::page::{At, Span, fold};
use crate::record::{Attendance, ChangeKind};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A member in a list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The person as printed.
    pub person: Person,
    /// Status at the opening.
    pub attendance: Attendance,
    /// Who votes for them, as printed.
    pub holder: Option<Person>,
    /// The political group whose label stands above.
    pub group: Option<String>,
}

/// An arrival or a departure as printed.
#[derive(Debug, Clone)]
pub struct Change {
    /// Who.
    pub person: Person,
    /// What.
    pub kind: ChangeKind,
    /// Hour, where printed.
    pub time: Option<(u8, u8)>,
    /// Number of the point of the agenda, where printed.
    pub point: Option<u32>,
    /// The print.
    pub span: Span,
}

/// The attendance lists of a sitting.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    /// The members, in document order.
    pub entries: Vec<Entry>,
    /// Arrivals and departures.
    pub changes: Vec<Change>,
    /// How many are present, printed behind their list (« … M. X (27) »).
    pub present: Option<At<u32>>,
    /// Lines that lists took up.
    pub lines_claimed: Vec<(Range<usize>, Attendance)>,
    /// What a reader should know.
    pub findings: Vec<Finding>,
    /// Communes that its lists were read to sit under, as [`fold::key`] gives them.
    towns: FxHashSet<String>,
    /// Communes before colons anywhere in the roll, the same way.
    labels: FxHashSet<String>,
    /// A list of it has one person a line with offices and places behind.
    one_each: bool,
    /// Entries with a sign that a footnote explains (« (Pr*) »), by index.
    marked: Vec<(usize, String)>,
}

impl Roll {
    /// A person in a list.
    pub fn push(&mut self, person: Person, attendance: Attendance) {
        self.entries.push(Entry { person, attendance, holder: None, group: None });
    }
}

/// Reads the roll from the lines of a sitting's head.
#[must_use]
pub fn read(text: &Text<'_>, lines: Range<usize>) -> Roll {
    let mut roll = Roll::default();
    for table in roll_table::find(text, lines.clone()) {
        roll_table::read(text, table.clone(), &mut roll);
        roll.lines_claimed.push((table, Attendance::Present));
    }
    for stack in roll_table::stacked::find(text, lines.clone()) {
        roll_table::stacked::read(text, &stack, &mut roll);
        roll.lines_claimed.push((stack.lines, Attendance::Present));
    }
    let headed: Vec<Range<usize>> = roll.lines_claimed.iter().map(|c| c.0.clone()).collect();
    for table in roll_table::coded::find(text, lines.clone(), &headed) {
        roll_table::coded::read(text, table.clone(), &mut roll);
        roll.lines_claimed.push((table, Attendance::Present));
    }
    let tables: Vec<Range<usize>> = roll.lines_claimed.iter().map(|c| c.0.clone()).collect();
    let rubrics = rubric::find(text, lines.clone(), &tables);
    let all = text.lines(lines.start, lines.end);
    // A table that kept its rows is read by them.
    if tables.is_empty() {
        lettered::read(text, lines.clone(), &mut roll);
    }
    roll.labels.extend(towns::before_colons(text, all));
    for (i, rubric) in rubrics.iter().enumerate() {
        let next = rubrics.get(i + 1).map_or(all.end, |r| r.start);
        let next = tables.iter().map(|t| text.line(t.start).start).filter(|t| *t > rubric.start).fold(next, usize::min);
        let content = beyond::behind_margin(text, rubric.content, next).unwrap_or(rubric.content);
        let mut end = extent::list_end(text, content, next);
        let before = roll.entries.len();
        let done = list::read(text, text.toks(content, end), rubric, &mut roll);
        if let Some(more) = beyond::behind_page_break(text, done, end, next) {
            end = extent::list_end(text, more, next);
            list::read(text, text.toks(more, end), rubric, &mut roll);
        }
        let mut done = done;
        while let Some(more) = beyond::behind_column(text, done, next, rubric.proxies) {
            end = extent::list_end(text, more, next).max(end);
            done = list::read(text, text.toks(more, end), rubric, &mut roll);
        }
        if roll.entries.len() > before || end > rubric.content {
            let first = text.tokens.get(rubric.start).map_or(lines.start, |t| t.line as usize);
            let last = end.checked_sub(1).and_then(|e| text.tokens.get(e)).map_or(first, |t| t.line as usize);
            roll.lines_claimed.push((first..last.max(first) + 1, rubric.attendance.unwrap_or(Attendance::Absent)));
        }
    }
    loose_proxies(text, lines.clone(), &mut roll);
    let told = substitutes(text, &roll);
    roll.findings.extend(told);
    unlabelled::read(text, lines, &mut roll);
    notes::explain(text, all, &mut roll);
    places::drop(text, &mut roll);
    drop_later_proxies(text, &mut roll);
    settle_order(&mut roll);
    roll
}

/// Whether a rubric with names opens one of the next lines: what the line says comes in the middle of the roll (« Les
/// personnes dont le nom est barré sont reportées ci-dessous. »).
#[must_use]
pub fn rubric_follows(text: &Text<'_>, line: usize, end: usize) -> bool {
    const LINES: usize = 5;
    (line + 1..end.min(line + 1 + LINES)).any(|l| {
        let toks = text.line(l);
        let mark = text.mark_at(toks.start).filter(|m| text.is_any(*m, family::ROLL));
        let colon = mark.map(|m| m.end as usize).filter(|c| text.tokens.get(*c).is_some_and(|t| t.sign == ':'));
        colon.is_some_and(|c| c + 1 < toks.end && extent::starts_name(text, c + 1, toks.end))
    })
}

/// « (suppléant) », « supplée M. X » in the lists or right above one: said once. An agenda may name substitutes as well.
fn substitutes(text: &Text<'_>, roll: &Roll) -> Option<Finding> {
    let lists = roll.lines_claimed.iter().map(|(lines, _)| text.lines(lines.start.saturating_sub(1), lines.end));
    let word = lists
        .filter_map(|list| list.slice().iter().find(|t| text.listed(**t, List::SubstituteWord)).copied())
        .next()?;
    let message = format!("« {} »: the roll names substitutes", text.doc.text(word.span));
    Some(Finding::new(Code::SubstitutesNamed, message).on(word.span))
}

/// « – Monsieur X procuration à Monsieur Y », a line of its own that stands under no list.
fn loose_proxies(text: &Text<'_>, lines: Range<usize>, roll: &mut Roll) {
    for line in lines {
        if roll.lines_claimed.iter().any(|(r, _)| r.contains(&line)) {
            continue;
        }
        let toks = outline::behind_bullet(text.line(line));
        let Some((grantor, rest)) = person::person(text, toks).filter(|(p, _)| !p.head) else { continue };
        let gives = text.mark_at(rest.start).filter(|m| text.is(*m, Term::ProxyGives) && !rest.is_empty());
        let holder = gives.and_then(|m| person::person(text, toks.from(m.end as usize)));
        if holder.is_some_and(|(_, rest)| rest.slice().iter().all(|t| t.kind != Kind::Word))
            && (grantor.honorific.is_some() || person::surely_named(text, &grantor))
        {
            read_cell(text, toks, Attendance::Represented, roll);
            roll.lines_claimed.push((line..line + 1, Attendance::Represented));
        }
    }
}

/// Reads persons of one status from a cell of a table.
pub fn read_cell(text: &Text<'_>, toks: Toks<'_>, attendance: Attendance, roll: &mut Roll) {
    let rubric = rubric::Rubric {
        start: toks.start,
        content: toks.start,
        attendance: Some(attendance),
        proxies: attendance == Attendance::Represented,
        substitutes: false,
        but: false,
        one: false,
    };
    list::read(text, toks, &rubric, roll);
}

/// « M. X (jusqu'à 20 h) … M. X à M. Y (à partir de 20 h) »: who is in the list of those present is so at the opening,
/// and gave a proxy for what followed.
fn drop_later_proxies(text: &Text<'_>, roll: &mut Roll) {
    const NOTE: usize = 16;
    let key = |p: &Person| fold::key(&p.name());
    let present: Vec<String> =
        roll.entries.iter().filter(|e| e.attendance == Attendance::Present).map(|e| key(&e.person)).collect();
    if !roll.marked.is_empty() {
        return;
    }
    let later = |e: &Entry| {
        let from = text.within(e.person.span).end;
        let ends = |i: usize| text.tokens.get(i).is_none_or(|t| matches!(t.sign, ',' | ';') || t.gap == Gap::Line);
        let open = (from..from + NOTE).take_while(|i| !ends(*i)).find(|i| text.tokens[*i].sign == '(')?;
        let note = text.toks(open, open + NOTE / 2);
        // « jusqu'au point 4 » holds at the opening.
        let begins = |m: &Mark| {
            let until = text.tokens.get(m.first as usize).is_some_and(|t| text.listed(*t, List::Until));
            text.is(*m, Term::Arrives) || text.is(*m, Term::ProxyTemporary) && !until
        };
        text.marks_in(note).iter().any(begins).then(|| note.span())
    };
    let mut notes: Vec<Span> = Vec::new();
    roll.entries.retain(|e| {
        let twin = e.attendance != Attendance::Present && present.contains(&key(&e.person));
        let note = if twin { later(e) } else { None };
        notes.extend(note);
        note.is_none()
    });
    // The note tells when the proxy begins, not when somebody came.
    roll.changes.retain(|c| {
        !(c.kind == ChangeKind::Arrives && notes.iter().any(|n| c.span.end > n.start && c.span.start < n.end))
    });
}

/// « Martin Paul » among « LENOIR Anne », « Petit Luc »: where the table of given names leaves the order open, the other
/// names of the roll decide.
fn settle_order(roll: &mut Roll) {
    let count = |o: Order| roll.entries.iter().filter(|e| e.person.order == o).count();
    if count(Order::FamilyFirst) <= count(Order::GivenFirst) {
        return;
    }
    let persons = roll.entries.iter_mut().flat_map(|e| std::iter::once(&mut e.person).chain(e.holder.as_mut()));
    for p in persons.filter(|p| p.order == Order::Open) {
        p.turn();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::lexicon::Lexicon;
    use crate::read;
    use std::path::Path;

    fn roll(s: &str) -> Vec<String> {
        let lexicon = Lexicon::builtin().unwrap();
        let doc = read::read(s.as_bytes(), Path::new("a.txt")).unwrap();
        let text = Text::new(&doc, &lexicon);
        let show = |e: &Entry| match &e.holder {
            Some(h) => format!("{} > {}", e.person.name(), h.name()),
            None => format!("{} {:?}", e.person.name(), e.attendance),
        };
        super::read(&text, 0..doc.body_len).entries.iter().map(show).collect()
    }

    #[test]
    fn groups_and_rows_have_labels() {
        assert_eq!(
            roll("PRÉSENTS :\nGroupe Ensemble : Mme Anne LERAY, M. Luc TABARD\nArcy : M. Paul VIVIER\n"),
            ["Anne LERAY Present", "Luc TABARD Present", "Paul VIVIER Present"]
        );
    }

    #[test]
    fn a_bracket_under_proxies_names_the_holder() {
        assert_eq!(
            roll("ABSENTS EXCUSÉS AYANT DONNÉ POUVOIR :\n\nM. LERAY Paul (à Mme TABARD)\n"),
            ["Paul LERAY > TABARD"]
        );
    }

    #[test]
    fn prose_behind_a_list_is_no_list() {
        assert_eq!(
            roll("Présents : M. Paul VIVIER\n\nAbsente : Mme Anne LERAY\n\nMme Eve TABARD, assistait à la séance.\n"),
            ["Paul VIVIER Present", "Anne LERAY Absent"]
        );
        assert_eq!(
            roll(
                "PRÉSENT : M. Paul VIVIER\n\nABSENT : M. Luc TABARD\n\nM. le Maire rappelle que l'école Jules-Verne sera agrandie.\n"
            ),
            ["Paul VIVIER Present", "Luc TABARD Absent"]
        );
    }

    #[test]
    fn a_name_runs_over_the_line_end() {
        assert_eq!(
            roll("PRESENTS : Anne LERAY, Bernard\nDE LA ROCHE, Luc TABARD.\n"),
            ["Anne LERAY Present", "Bernard DE LA ROCHE Present", "Luc TABARD Present"]
        );
    }

    #[test]
    fn places_before_names_are_no_names() {
        assert_eq!(
            roll(
                "Étaient présents : ARCY LERAY Anne, VIVIER Paul, titulaires LA COMBE TABARD Luc, titulaire SAINT-OYEN DU BREUIL \
                 Eve, titulaire MONTROND DE LATTRE Jean, titulaire VAL-LE-GRAND D'ARCIS Marc, titulaire\n"
            ),
            [
                "Anne LERAY Present",
                "Paul VIVIER Present",
                "Luc TABARD Present",
                "Eve DU BREUIL Present",
                "Jean DE LATTRE Present",
                "Marc D'ARCIS Present"
            ]
        );
    }

    #[test]
    fn the_neighbours_decide_an_open_order() {
        assert_eq!(
            roll("Présents : Vasseur Hélène, Martin Paul, Leroux Anne\n"),
            ["Hélène VASSEUR Present", "Paul MARTIN Present", "Anne LEROUX Present"]
        );
    }
}
