//! Heads of acts: the lines that may begin a deliberation, with their number, their title and the styles they share
//! with other heads.

use super::agenda::Agenda;
use super::loose_cells;
use super::marked_heads::{
    opt_announced_number, opt_bare_register_number, opt_named_point, opt_number_and_object, opt_number_behind,
    opt_object,
};
use super::plain_heads::{closes_act, of_the_head, opt_agenda_item, opt_dash, opt_heading, opt_item, opt_line};
pub use super::point_sign::point_sign_len;
pub(super) use super::register::number_len;
pub use super::register::{begins_with_number, register_len};
use super::run_in_heads::{opt_capitals_run_in, opt_marked_lead, opt_run_in};
use super::signed_points::opt_signed_point;
use super::titles_above;
use crate::grammar::date::date;
use crate::grammar::given::is_given;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Kind, Toks};
use crate::page::{At, Role};
use std::ops::Range;

/// How a head is marked, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A number of the register: « DEL2025-59 : », « Délibération n° 2021-060 ».
    Numbered,
    /// « Objet : »
    Object,
    /// A point of the agenda: « 1/ », « II – », « Question n° 3 ».
    Point,
    /// A heading or a bold line.
    Heading,
    /// A dash item or a short line before a vote.
    Item,
    /// A short line between sentences.
    Line,
}

/// What heads of one series have in common: bits of [`Head::styles`].
pub mod style {
    /// Printed in the agenda too.
    pub const AGENDA: u32 = 1;
    /// Begins with a number of the register.
    pub const NUMBERED: u32 = 1 << 1;
    /// « Objet : »
    pub const OBJECT: u32 = 1 << 2;
    /// « Point n° 3 », « 2ème délibération »
    pub const NAMED: u32 = 1 << 3;
    /// « 1/ », « 1) », « 1. »
    pub const ARABIC: u32 = 1 << 4;
    /// « 1.2 »
    pub const ARABIC_SUB: u32 = 1 << 5;
    /// « II – »
    pub const ROMAN: u32 = 1 << 6;
    /// « A) »
    pub const LETTER: u32 = 1 << 7;
    /// « 1 Subventions »: a number and nothing else.
    pub const BARE: u32 = 1 << 8;
    /// A heading of level 1; the next five bits are levels 2 to 6.
    pub const HEADING: u32 = 1 << 9;
    /// Bold print.
    pub const BOLD: u32 = 1 << 15;
    /// Capitals.
    pub const CAPS: u32 = 1 << 16;
    /// Behind a bullet.
    pub const ITEM: u32 = 1 << 17;
    /// A short line between sentences.
    pub const LINE: u32 = 1 << 18;
    /// A dash item that is a sentence.
    pub const DASH: u32 = 1 << 19;
    /// « Taxes : on laisse les taux … »: a title, a colon and the text on one line.
    pub const RUN_IN: u32 = 1 << 20;
    /// « **Chemin de fer.** M. le maire expose … »: a title in bold print, and the text on the same line.
    pub const LEAD: u32 = 1 << 21;
    /// Those that count in a row.
    pub const RANKED: u32 = NAMED | ARABIC | ARABIC_SUB | ROMAN | LETTER | BARE;
}

/// A line that may begin an act.
#[derive(Debug, Clone)]
pub struct Head {
    /// Its line.
    pub line: usize,
    /// One past the last line of the title.
    pub end: usize,
    /// How it is marked.
    pub form: Form,
    /// The act's number as printed.
    pub number: Option<At<String>>,
    /// The title.
    pub title: Option<At<String>>,
    /// The place in an enumeration, for points.
    pub rank: Option<u32>,
    /// Bits of [`style`].
    pub styles: u32,
}

/// All heads in the body lines `range`, in order.
#[must_use]
pub fn find(text: &Text<'_>, range: Range<usize>, agenda: &Agenda) -> Vec<Head> {
    let mut out = Vec::new();
    let mut line = range.start;
    while line < range.end {
        let head = (!agenda.covers(line)).then(|| opt_head(text, line, range.end, agenda)).flatten();
        let Some(mut head) = head else {
            line += 1;
            continue;
        };
        if is_speaker(text, &head) {
            line += 1;
            continue;
        }
        head.styles |= print_styles(text, &head);
        if agenda.announces(text, line) {
            head.styles |= style::AGENDA;
            agenda.cut_title(text, &mut head);
        }
        line = head.end.max(line + 1);
        out.push(head);
    }
    titles_above::take(text, &mut out);
    count_on(&mut out);
    election_steps(text, out)
}

/// « 4. B2023-44 – Admissions en non-valeur », « 5. Atelier relais »: a point that counts on behind acts with numbers is one of
/// their series, with or without a number.
fn count_on(heads: &mut [Head]) {
    let mut next = None;
    for head in heads {
        let numbered = head.styles & style::NUMBERED != 0;
        if !numbered && head.styles & style::ARABIC != 0 && head.rank.is_some() && head.rank == next {
            head.styles |= style::NUMBERED;
        } else if !numbered {
            continue;
        }
        next = head.rank.map(|r| r + 1);
    }
}

/// « Ludivine CHAPOTAT : demande l'adoption … »: who speaks is no title.
fn is_speaker(text: &Text<'_>, head: &Head) -> bool {
    let Some(title) = head.title.as_ref().filter(|_| head.number.is_none() && head.rank.is_none()) else {
        return false;
    };
    let toks = text.within(title.span);
    let colon = text.tokens.get(toks.end).is_some_and(|t| t.sign == ':');
    let named = person::person(text, toks).filter(|(p, rest)| {
        let full = p.given.as_deref().is_some_and(is_given) && person::surely_named(text, p);
        !p.head && rest.is_empty() && full
    });
    // « Monsieur le Président : Je vous remercie. »
    let chair = text.marks_in(toks).last().is_some_and(|m| {
        let opens = m.first as usize == toks.start
            || person::title(text, toks.start).is_some_and(|(_, _, end)| end == m.first as usize);
        text.is(*m, Term::HeadOfBody) && m.end as usize == toks.end && opens
    });
    colon && (chair || named.is_some_and(|(p, _)| text.doc.text(p.span).chars().any(char::is_lowercase)))
}

/// « 2.2. Constitution du bureau », « 2.4. Résultats du premier tour »: the steps of an election are no acts. What stands
/// among them (« 3.1. Nombre d'adjoints ») is an act beside the election, whose title goes on with the step behind it.
fn election_steps(text: &Text<'_>, heads: Vec<Head>) -> Vec<Head> {
    let step = |h: &Head| h.title.as_ref().is_some_and(|t| text.lexicon.lists_cell(List::ElectionStep, &t.value));
    if !heads.iter().any(step) {
        return heads;
    }
    let mut out: Vec<Head> = Vec::with_capacity(heads.len());
    let mut above: Option<Head> = None;
    let mut parted = false;
    let level = |head: &mut Head, above: Option<&Head>| head.styles = above.map_or(head.styles, |a| a.styles);
    for mut head in heads {
        if step(&head) {
            if let Some(title) = above.as_ref().filter(|_| parted).and_then(|a| a.title.clone()) {
                head.title = Some(title);
                level(&mut head, above.as_ref());
                out.push(head);
                parted = false;
            }
            continue;
        }
        if head.styles & style::ARABIC_SUB != 0 {
            level(&mut head, above.as_ref());
            parted = above.is_some();
        } else if head.styles & style::RANKED != 0 {
            (above, parted) = (Some(head.clone()), false);
        }
        out.push(head);
    }
    // One count for all, now that they stand on one level.
    for (rank, head) in (1..).zip(out.iter_mut().filter(|h| h.styles & style::ARABIC != 0)) {
        head.rank = Some(rank);
    }
    out
}

/// The first line of a stretch that begins an act by its number or its « Objet ».
#[must_use]
pub fn first_numbered(text: &Text<'_>, lines: Range<usize>) -> Option<usize> {
    lines.clone().find(|line| {
        opening(text, *line, lines.end).is_some_and(|o| {
            opt_announced_number(text, &o)
                .or_else(|| opt_bare_register_number(text, &o))
                .or_else(|| opt_object(text, &o, outline::label(text, *line)))
                .is_some()
        })
    })
}

/// The styles that a head has by its print, whatever it says.
fn print_styles(text: &Text<'_>, head: &Head) -> u32 {
    let info = &text.doc.lines[head.line];
    let s = text.doc.text(info.span);
    let mut out = 0;
    if let Role::Heading(level) = info.role {
        out |= style::HEADING << (level.clamp(1, 6) - 1);
    }
    if info.bold {
        out |= style::BOLD;
    }
    if capitals(s) {
        out |= style::CAPS;
    }
    if outline::behind_bullet(text.line(head.line)).start != text.line(head.line).start {
        out |= style::ITEM;
    }
    out
}

/// Mostly capitals: at most one small letter in five, as in « AVENANT n°2 ».
pub(super) fn capitals(s: &str) -> bool {
    let (mut letters, mut upper) = (0, 0);
    for c in s.chars() {
        if c.is_ascii() {
            letters += usize::from(c.is_ascii_alphabetic());
            upper += usize::from(c.is_ascii_uppercase());
        } else {
            letters += usize::from(c.is_alphabetic());
            upper += usize::from(c.is_uppercase());
        }
    }
    letters >= 6 && upper * 10 >= letters * 8
}

/// What the head productions look at.
pub(super) struct Opening<'t> {
    pub(super) line: usize,
    pub(super) limit: usize,
    /// The tokens behind the bullet.
    pub(super) toks: Toks<'t>,
    /// The print behind the bullet.
    pub(super) s: &'t str,
    /// Where it begins.
    pub(super) at: u32,
    /// The wording that opens it.
    pub(super) mark: Option<Mark>,
}

/// A date has no more tokens than this: « 1er JUIN 2021 ».
const DATE: usize = 5;

/// A line as the head productions look at it; `None` for one that can be no head.
fn opening<'t>(text: &'t Text<'_>, line: usize, limit: usize) -> Option<Opening<'t>> {
    let info = &text.doc.lines[line];
    if matches!(info.role, Role::TableRow | Role::TableHead | Role::Caption | Role::Rule | Role::Furniture) {
        return None;
    }
    if loose_cells::is_budget_row(text, line) {
        return None;
    }
    let toks = outline::behind_bullet(text.line(line));
    let at = toks.first()?.span.start;
    let s = text.doc.clean.get(at as usize..info.span.end as usize)?.trim_end();
    // « Aller au contenu », « Page 2: COMMUNE DE X »: what a site or a copier put there. « Page 2: 4 – TAXE » opens a point.
    let page = toks.first().is_some_and(|t| text.listed(t, List::Page))
        && toks.get(1).is_some_and(|t| t.kind == Kind::Number)
        && toks.get(2).is_some_and(|t| t.sign == ':');
    let point = page.then(|| behind_page(text, toks, info.span.end)).flatten();
    if page && point.is_none() || text.lexicon.lists_cell(List::Navigation, s) {
        return None;
    }
    let (toks, at, s) = point.unwrap_or((toks, at, s));
    // « 24 JUIN 2021 » is a date, and no point 24.
    let month = toks.slice().iter().any(|t| t.kind == Kind::Word);
    let figures = toks.len() <= DATE && toks.first().is_some_and(|t| t.kind == Kind::Number);
    if figures && month && date(text, toks).is_some_and(|(_, rest)| rest.is_empty()) {
        return None;
    }
    Some(Opening { line, limit, toks, s, at, mark: text.mark_at(toks.start) })
}

/// « Page 2: 4 – GEMAPI »: the point behind the page.
fn behind_page<'t>(text: &'t Text<'_>, toks: Toks<'t>, end: u32) -> Option<(Toks<'t>, u32, &'t str)> {
    const PAGE: usize = 3;
    let rest = toks.skip(PAGE);
    let at = rest.first()?.span.start;
    let s = text.doc.clean.get(at as usize..end as usize)?.trim_end();
    (point_sign_len(s) > 0).then_some((rest, at, s))
}

/// A head at a line, or nothing.
fn opt_head(text: &Text<'_>, line: usize, limit: usize, agenda: &Agenda) -> Option<Head> {
    let o = opening(text, line, limit)?;
    let label = outline::label(text, line);
    let head = opt_announced_number(text, &o)
        .or_else(|| opt_bare_register_number(text, &o))
        .or_else(|| opt_object(text, &o, label))
        .or_else(|| opt_number_and_object(text, &o))
        .or_else(|| opt_number_behind(text, &o));
    if head.is_some() || loose_cells::holds(text, line) {
        return head;
    }
    opt_named_point(text, &o)
        .or_else(|| opt_signed_point(text, &o))
        .or_else(|| {
            if matches!(label, Label::Section(_) | Label::Article | Label::Rapporteur | Label::Agenda) {
                return None;
            }
            if of_the_head(text, &o) {
                return None;
            }
            if let Some(head) = opt_marked_lead(text, &o).or_else(|| opt_capitals_run_in(text, &o)) {
                return Some(head);
            }
            if closes_act(text, &o) {
                return None;
            }
            opt_heading(text, &o)
                .or_else(|| opt_agenda_item(text, &o, agenda))
                .or_else(|| opt_item(text, &o))
                .or_else(|| opt_line(text, &o))
                .or_else(|| opt_dash(text, &o))
        })
        .or_else(|| opt_run_in(text, &o).filter(|_| label == Label::Plain && !of_the_head(text, &o)))
}
