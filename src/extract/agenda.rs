//! The agenda: where it is printed, and the items that come again as heads of the acts.

use super::agenda_keys::Keys;
use super::events;
use super::heads::{self, Head};
use super::numbers;
use super::point_sign::{SignKind, opt_point_sign};
use super::titles;
use crate::grammar::family;
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Token};
use crate::page::{Role, Span, fold};
use crate::record::SectionKind;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Shortest folded item that is compared, in bytes.
const MIN_KEY: usize = 8;
/// Most items that are read as an agenda; what goes on longer is a text.
pub(super) const MAX_ITEMS: usize = 300;
/// Lines that a numbered item may run over.
const MAX_LOOSE: usize = 5;
/// A folded line this long may stand for a longer item that it begins, or the other way round.
pub(super) const PREFIX_KEY: usize = 18;

/// Where the agenda is printed and what it lists.
#[derive(Debug, Default)]
pub struct Agenda {
    /// The lines it takes up: no act begins there.
    pub ranges: Vec<Range<usize>>,
    keys: FxHashSet<String>,
    long: Vec<String>,
    /// Items that run over several lines, whole.
    longer: FxHashSet<String>,
}

impl Agenda {
    /// A title that the agenda prints in one line ends with its line, whatever follows in the same print.
    pub fn cut_title(&self, text: &Text<'_>, head: &mut Head) {
        let key = item_key(text, head.line);
        let whole = self.keys.contains(&key) && !self.longer.iter().any(|l| l.len() > key.len() && l.starts_with(&key));
        let line_end = text.doc.lines[head.line].span.end;
        if let Some(title) = head.title.as_mut().filter(|t| whole && t.span.end > line_end && t.span.start < line_end) {
            let cut = titles::trim_title(text, Span::new(title.span.start, line_end));
            if let Some(cut) = cut {
                *title = cut;
                head.end = head.line + 1;
            }
        }
    }

    /// Whether a line lies in the printed agenda.
    #[must_use]
    pub fn covers(&self, line: usize) -> bool {
        self.ranges.iter().any(|r| r.contains(&line))
    }

    /// Whether a line prints an item of the agenda again.
    #[must_use]
    pub fn announces(&self, text: &Text<'_>, line: usize) -> bool {
        if self.keys.is_empty() {
            return false;
        }
        let key = item_key(text, line);
        key.len() >= MIN_KEY && (self.keys.contains(&key) || self.long.iter().any(|k| alike(k, &key)))
    }

    /// One past the last line that prints an item over several lines again, as the agenda did.
    #[must_use]
    pub fn runs_to(&self, text: &Text<'_>, line: usize, limit: usize) -> Option<usize> {
        if self.longer.is_empty() {
            return None;
        }
        let mut key = item_key(text, line);
        if key.len() < PREFIX_KEY || !self.keys.contains(&key) && !self.long.iter().any(|k| alike(k, &key)) {
            return None;
        }
        let mut end = line + 1;
        while end < limit.min(line + MAX_LOOSE) {
            key.push_str(&item_key(text, end));
            if !self.longer.iter().any(|l| l.starts_with(&key)) {
                break;
            }
            end += 1;
        }
        (end > line + 1).then_some(end)
    }

    fn add(&mut self, key: String) {
        if key.len() >= PREFIX_KEY {
            self.long.push(key.clone());
        }
        self.keys.insert(key);
    }
}

/// One begins as the other ends: a title cut by a line end, or with more words in one of the two places.
pub(super) fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= PREFIX_KEY && long.starts_with(short)
}

/// The folded words of a line behind its bullet, number and enumeration sign.
pub(super) fn item_key(text: &Text<'_>, line: usize) -> String {
    let info = &text.doc.lines[line];
    let s = text.doc.text(info.span);
    // « I – Tarifs »: the numeral is no word of the item.
    let sign = heads::point_sign_len(s);
    let from = s[sign..].find(char::is_alphabetic).map_or(s.len(), |n| sign + n);
    let behind = behind_object(text, line).or_else(|| behind_point(text, line));
    let item = &s[behind.unwrap_or(0).max(from)..];
    // « QUESTIONS DIVERSES ............ 4 »: the dots lead to a page.
    fold::key(&item[..item.find("....").unwrap_or(item.len())])
}

/// Behind « Objet : » of a line, in bytes.
fn behind_object(text: &Text<'_>, line: usize) -> Option<usize> {
    let toks = outline::behind_bullet(text.line(line));
    let mark = text.mark_at(toks.start).filter(|m| text.is(*m, Term::ActObject))?;
    let rest = text.toks(mark.end as usize, toks.end);
    let title = rest.first().filter(|t| t.sign == ':').and_then(|_| rest.get(1))?;
    Some((title.span.start - text.doc.lines[line].span.start) as usize)
}

/// Behind « POINT 3 : », « N° 09-67 : » of a line, in bytes.
fn behind_point(text: &Text<'_>, line: usize) -> Option<usize> {
    let toks = outline::behind_bullet(text.line(line));
    let mark = text.mark_at(toks.start).filter(|m| text.is(*m, Term::ActPoint) || text.is(*m, Term::ActNumber))?;
    let mut rest = text.toks(mark.end as usize, toks.end);
    rest.first().filter(|t| t.kind == Kind::Number)?;
    rest = rest.skip(1);
    while rest.first().is_some_and(|t| t.kind == Kind::Sign || t.kind == Kind::Number && t.gap == Gap::None) {
        rest = rest.skip(1);
    }
    rest.first().map(|t| (t.span.start - text.doc.lines[line].span.start) as usize)
}

/// Finds the agenda in the body lines `range`: from its heading over items to the first item that comes again, to
/// prose, or to a vote.
#[must_use]
pub fn find(text: &Text<'_>, range: Range<usize>) -> Agenda {
    let mut out = Agenda::default();
    let mut line = range.start;
    while line < range.end {
        if outline::label(text, line) != Label::Agenda {
            let added = additions(text, line, range.end);
            if let Some(items) = &added {
                items.clone().for_each(|l| out.add(item_key(text, l)));
                out.ranges.push(items.clone());
            }
            line = added.map_or(line + 1, |items| items.end);
            continue;
        }
        let end = one(text, line, range.end, &mut out);
        line = end.max(line + 1);
    }
    out
}

/// « Mme le Maire souhaite ajouter à l'ordre du jour : »: the bulleted lines below are announced.
fn additions(text: &Text<'_>, line: usize, limit: usize) -> Option<Range<usize>> {
    const ITEMS: usize = 12;
    let toks = text.line(line);
    let colon = toks.slice().last().is_some_and(|t| t.sign == ':');
    // « Ajout d'un point à l'ordre du jour : » is a title of its own.
    let said = text.mark_at(toks.start).is_some_and(|m| text.is_any(m, family::SPEAKER) || text.is(m, Term::Body));
    let adds = |t: &Token| text.listed(*t, List::Adds);
    text.find(toks, &[Term::Agenda]).filter(|_| colon && said && toks.slice().iter().any(adds))?;
    let item = |l: usize| {
        let toks = text.line(l);
        toks.is_empty() || outline::behind_bullet(toks).start != toks.start || text.doc.lines[l].role == Role::Item
    };
    let voted = |l: usize| events::event(text, l).is_some();
    let end = (line + 1..limit).take(ITEMS).find(|l| !item(*l) || voted(*l)).unwrap_or(line + 1);
    // The addition itself is put to the vote.
    let act = (end..limit).find(|l| !text.line(*l).is_empty()).is_some_and(voted);
    (end > line + 1 && !act).then_some(line + 1..end)
}

/// Why a list of items ended.
#[derive(PartialEq)]
enum Stop {
    Again,
    Prose,
    Rule,
    End,
}

/// The items of one agenda, and how its lines are walked.
struct Items {
    /// First line and key of each.
    seen: Vec<(usize, String)>,
    /// Lines since the last numbered or bulleted one.
    loose: usize,
    /// An item had a number.
    counted: bool,
    /// How the items are counted, and how far.
    count: Option<Count>,
}

/// The count of the items.
struct Count {
    kind: SignKind,
    last: u32,
    /// The first item of all opened it.
    first: bool,
}

/// What a line is to the list above it.
enum Next {
    /// A rule before the first item.
    Skip,
    /// An item, or the rest of one.
    Item,
    /// The list ended.
    Stop(Stop),
    /// Behind a numbered item, more lines than an item takes: it is the first point, not the first item.
    Point,
}

/// One agenda from its heading; gives one past its last line.
fn one(text: &Text<'_>, heading: usize, limit: usize, out: &mut Agenda) -> usize {
    let mut items = Items { seen: Vec::new(), loose: 0, counted: false, count: None };
    let mut end = heading + 1;
    let mut stop = Stop::End;
    while end < limit {
        match items.next(text, end, limit) {
            Next::Skip => {}
            Next::Item => items.take(text, end, out),
            Next::Point => return heading + 1,
            Next::Stop(why) => {
                stop = why;
                break;
            }
        }
        end += 1;
    }
    // « Ordre du jour⏎1/ Budget :⏎Yves présente le budget.⏎…⏎15 pour⏎2/ … »: text below the only item makes it the first point.
    if stop == Stop::Prose && items.loose > 0 && items.only_point(text, end..limit) {
        return heading + 1;
    }
    let mut seen = items.seen;
    // « Délibération n° 31-06-14⏎APPROBATION DU COMPTE RENDU »: the number above the first title that comes again is its own.
    let last = (heading + 1..end).rev().find(|l| !text.line(*l).is_empty());
    if let Some(number) = last.filter(|l| stop == Stop::Again && numbers::whole_cell(text, text.line(*l)).is_some()) {
        end = number;
        seen.retain(|(l, _)| *l < end);
    }
    if stop == Stop::Prose {
        let Some(last) = end_before_prose(text, &seen, end, limit) else { return heading + 1 };
        end = last;
        seen.retain(|(l, _)| *l < end);
    }
    // An agenda that swallows the rest of the document is none.
    if stop != Stop::End || seen.len() < 2 {
        out.ranges.push(heading..end);
    }
    for (_, key) in seen {
        out.add(key);
    }
    end
}

impl Items {
    /// Whether one item has a number, and is not printed again in the lines behind.
    fn only_point(&self, text: &Text<'_>, behind: Range<usize>) -> bool {
        let numbered = |l: usize| heads::point_sign_len(text.doc.text(text.doc.lines[l].span).trim()) > 0;
        let mut points = self.seen.iter().filter(|(l, _)| numbered(*l));
        let (Some((_, key)), None) = (points.next(), points.next()) else { return false };
        !behind.into_iter().any(|l| alike(&item_key(text, l), key))
    }

    fn next(&mut self, text: &Text<'_>, line: usize, limit: usize) -> Next {
        let s = text.doc.text(text.doc.lines[line].span).trim();
        if is_rule(text, line, s) {
            return if self.seen.is_empty() { Next::Skip } else { Next::Stop(Stop::Rule) };
        }
        if self.comes_again(text, line, limit) || self.counts_anew(text, line, limit) {
            return Next::Stop(Stop::Again);
        }
        let bulleted = is_bulleted(text, line);
        // « Vote : à l'unanimité » stands in no agenda.
        let voted = outline::label(text, line) == Label::Section(SectionKind::Vote);
        let prose = s.ends_with('.') && s.len() > 70 && !bulleted;
        // « 43,50 € », the cell of a table
        let sum = s.ends_with('€') && !s.contains(char::is_alphabetic) && s.contains(|c: char| c.is_ascii_digit());
        let full = self.seen.len() >= MAX_ITEMS;
        let told = s.len() >= 160 || s.ends_with('.') || full;
        if prose || voted || sum || told && (full || events::event(text, line).is_some()) {
            return Next::Stop(Stop::Prose);
        }
        let numbered = heads::point_sign_len(s) > 0;
        self.loose = if numbered || bulleted { 0 } else { self.loose + 1 };
        self.counted |= numbered;
        if self.counted && self.loose > MAX_LOOSE { Next::Point } else { Next::Item }
    }

    /// Whether a line begins the count of the items anew: « 4/ Questions diverses⏎…⏎1/ Échange de parcelles ». What is counted
    /// below rubrics has another sign than the first item.
    fn counts_anew(&mut self, text: &Text<'_>, line: usize, limit: usize) -> bool {
        const LAST: u32 = 3;
        let s = text.doc.text(text.doc.lines[line].span).trim();
        let Some((kind, rank)) = opt_point_sign(s).and_then(|p| Some((p.kind, p.rank?))) else { return false };
        match &mut self.count {
            None if rank == 1 => self.count = Some(Count { kind, last: counted_in(s), first: self.seen.is_empty() }),
            Some(own) if own.kind == kind => {
                // Rubrics without a number may each count what stands below them.
                if rank == 1 && own.last >= LAST && (own.first || prose_follows(text, line, limit)) {
                    return true;
                }
                own.last = own.last.max(rank);
            }
            _ => {}
        }
        false
    }

    /// Whether an item is printed again: the body begins there. Two budgets list the same items: what comes again begins
    /// the body where it is the first item, or prose follows.
    fn comes_again(&self, text: &Text<'_>, line: usize, limit: usize) -> bool {
        let key = item_key(text, line);
        let same = |k: &String| *k == key || alike(k, &key);
        let met = key.len() >= MIN_KEY && self.seen.iter().any(|(_, k)| same(k));
        met && (self.seen.first().is_some_and(|(_, k)| same(k)) || prose_follows(text, line, limit))
    }

    /// A line as an item, or as the rest of the one before: an item may run on over line ends.
    fn take(&mut self, text: &Text<'_>, line: usize, out: &mut Agenda) {
        let key = item_key(text, line);
        let before = text.doc.lines[line - 1].span;
        let small = text.doc.text(text.doc.lines[line].span).trim().starts_with(char::is_lowercase);
        let runs_on = before.end - before.start > 60 && !is_bulleted(text, line) && small;
        match self.seen.last_mut().filter(|_| runs_on) {
            Some((_, last)) => {
                out.add(last.clone());
                last.push_str(&key);
                out.longer.insert(last.clone());
            }
            None if key.len() >= MIN_KEY => self.seen.push((line, key)),
            None => {}
        }
    }
}

/// « I Prix de l'eau II DM n° 2 III Personnel »: how far a line counts that holds several items.
fn counted_in(s: &str) -> u32 {
    const SIGNS: [[&str; 2]; 4] = [[" II ", " III "], [" II - ", " III - "], [" 2. ", " 3. "], [" 2 - ", " 3 - "]];
    let counts = |[second, third]: &[&str; 2]| s.find(second).is_some_and(|at| s[at..].contains(third));
    if SIGNS.iter().any(counts) { 3 } else { 1 }
}

fn is_bulleted(text: &Text<'_>, line: usize) -> bool {
    outline::behind_bullet(text.line(line)).start != text.line(line).start
}

/// A drawn line, or one made of signs.
fn is_rule(text: &Text<'_>, line: usize, s: &str) -> bool {
    let signs = |c: char| matches!(c, '_' | '-' | '*' | '=' | ' ' | '~' | '<' | '>');
    text.doc.lines[line].role == Role::Rule || !s.is_empty() && s.chars().all(signs)
}

/// Where a list ends that prose follows: prose behind an item makes that item a head, unless it is printed again further
/// on. Nothing where no list is left.
fn end_before_prose(text: &Text<'_>, seen: &[(usize, String)], end: usize, limit: usize) -> Option<usize> {
    // « 7. Questions diverses⏎⏎Le compte rendu de la séance du 11 septembre est adopté. »: what follows is of no item.
    let of_minutes = |l: usize| text.find(text.line(l), &[Term::MinutesApproval]).is_some();
    let later = Keys::of(text, end..limit);
    let again = || seen.iter().any(|(_, k)| later.holds(k));
    if seen.len() > 1 && of_minutes(end) && !seen.iter().any(|(l, _)| of_minutes(*l)) && again() {
        return Some(end);
    }
    let repeated: Vec<usize> = seen.iter().filter(|(_, k)| later.holds(k)).map(|(l, _)| *l).collect();
    match repeated.last() {
        // A true list: what stands behind its last repeated item is body.
        Some(last) if repeated.len() * 2 >= seen.len() => Some(last + 1),
        _ => seen.last().filter(|_| seen.len() > 1).map(|(l, _)| *l),
    }
}

/// Whether one of the next lines is a sentence.
fn prose_follows(text: &Text<'_>, line: usize, limit: usize) -> bool {
    (line + 1..(line + 4).min(limit)).any(|l| {
        let s = text.doc.text(text.doc.lines[l].span).trim_end();
        let next = text.doc.lines.get(l + 1).map_or("", |n| text.doc.text(n.span));
        let bulleted = outline::behind_bullet(text.line(l)).start != text.line(l).start;
        !bulleted
            && s.len() > 60
            && (s.ends_with('.') || next.starts_with(|c: char| c.is_lowercase()))
            && s.starts_with(char::is_uppercase)
    })
}
