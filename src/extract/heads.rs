//! Heads of acts: the lines that may begin a deliberation, with their number, their title and the styles they share
//! with other heads.

use super::agenda::Agenda;
use super::events::{self, Event};
use super::titles::{trim_title, with_title};
use crate::grammar::lexicon::Mark;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind, Toks};
use crate::page::{At, Role, Span};
use regex::Regex;
use std::ops::Range;
use std::sync::OnceLock;

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

/// A number of the register: letters and digits in groups, as « DEL2025-59 », « 2021-060 », « 028/18 », « BM2018/09/18/04 ».
fn register_number() -> &'static Regex {
    static RE: OnceLock<Regex> = OnceLock::new();
    RE.get_or_init(|| {
        build(r"^(?:[A-Z]{1,6}[ _./-]{1,3}){0,3}[A-Z]{0,6}[_.-]{0,2}\d{1,10}[A-Z]?(?:(?:\s?[-–_/.]\s?|_)(?:[A-Z]{1,4}[-_]?)?\d{1,10}[A-Za-z]?){0,5}")
    })
}

/// The enumeration sign of a point.
fn point_sign() -> &'static Regex {
    static RE: OnceLock<Regex> = OnceLock::new();
    RE.get_or_init(|| build(r"^(?:(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s+|(\d{1,3}(?:[.-]\d{1,2})*)\s?(?:[°.)/:–—]|- |er |ère |ème |eme |e |è )[°.)/:–—\s-]*|([IVXL]{1,6})\s?[-.)/:–—°][-.)/:–—\s]*|([A-Z])\s?[-)/–—.]\s?[-)/–—.\s]*|(\d{1,2})\s+)"))
}

#[allow(clippy::expect_used, reason = "the patterns are constants, compiled in a test")]
fn build(pattern: &str) -> Regex {
    Regex::new(pattern).expect("constant pattern")
}

/// The number of the register at the start of `s`: its length in bytes. A lone small number, a date or a sum is none.
fn number_len(s: &str, explicit: bool) -> Option<usize> {
    let m = without_page(register_number().find(s)?.as_str().trim_end());
    let rest = &s[m.len()..];
    let next = rest.chars().next();
    if next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '€' | '%' | '²'))
        || rest.trim_start().starts_with(['€', '%'])
    {
        return None;
    }
    let groups: Vec<&str> = m.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    if let [d, mo, y] = groups.as_slice()
        && !m.contains('_')
        && (d.len() <= 2 && mo.len() <= 2 && y.len() == 4)
        && mo.parse::<u32>().is_ok_and(|m| m <= 12)
        && !m.starts_with(|c: char| c.is_alphabetic())
    {
        return None;
    }
    if explicit {
        return Some(m.len());
    }
    let letters = m.starts_with(|c: char| c.is_ascii_uppercase());
    let yearish = groups.iter().any(|g| (g.len() == 4 && (g.starts_with("19") || g.starts_with("20"))) || g.len() >= 6);
    let ok = (groups.len() >= 2
        && (yearish
            || groups.iter().all(|g| g.len() >= 2) && groups.iter().any(|g| g.len() >= 3)
            || letters && groups.len() >= 2))
        || (letters && groups.len() == 1 && (groups[0].len() >= 5 || groups[0].len() == 4 && !yearish))
        || (groups.len() == 1 && groups[0].len() >= 8);
    ok.then_some(m.len())
}

/// « 2025_CP_0119 - 1/2 »: the page and the number of pages behind the number are not part of it.
fn without_page(m: &str) -> &str {
    let Some((number, page)) = m.rsplit_once(['-', '–', ' ']) else { return m };
    let small = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    let is_page = page.split_once('/').is_some_and(|(a, b)| small(a.trim()) && small(b.trim()));
    let number = number.trim_end_matches([' ', '-', '–']);
    if is_page && number.len() >= 6 && m.contains(" ") { number } else { m }
}

/// Whether a line begins with a number of the register.
#[must_use]
pub fn begins_with_number(s: &str) -> bool {
    number_len(s, false).is_some()
}

/// Length of an explicitly announced register number at the start of `s`.
#[must_use]
pub fn register_len(s: &str) -> Option<usize> {
    (s.chars().take(24).filter(char::is_ascii_digit).count() >= 2).then(|| number_len(s, true)).flatten()
}

/// All heads in the body lines `range`, in order.
#[must_use]
pub fn find(text: &Text<'_>, range: Range<usize>, agenda: &Agenda) -> Vec<Head> {
    let mut out = Vec::new();
    let mut line = range.start;
    while line < range.end {
        let head = (!agenda.covers(line)).then(|| opt_head(text, line, range.end)).flatten();
        let Some(mut head) = head else {
            line += 1;
            continue;
        };
        head.styles |= print_styles(text, &head);
        if agenda.announces(text, line) {
            head.styles |= style::AGENDA;
            agenda.cut_title(text, &mut head);
        }
        line = head.end.max(line + 1);
        out.push(head);
    }
    out
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
fn capitals(s: &str) -> bool {
    let letters = s.chars().filter(|c| c.is_alphabetic()).count();
    let upper = s.chars().filter(|c| c.is_uppercase()).count();
    letters >= 6 && upper * 10 >= letters * 8
}

/// What the head productions look at.
struct Opening<'t> {
    line: usize,
    limit: usize,
    /// The tokens behind the bullet.
    toks: Toks<'t>,
    /// The print behind the bullet.
    s: &'t str,
    /// Where it begins.
    at: u32,
    /// The wording that opens it.
    mark: Option<Mark>,
}

/// A head at a line, or nothing.
fn opt_head(text: &Text<'_>, line: usize, limit: usize) -> Option<Head> {
    let info = &text.doc.lines[line];
    if matches!(info.role, Role::TableRow | Role::TableHead | Role::Caption | Role::Rule | Role::Furniture) {
        return None;
    }
    let toks = outline::behind_bullet(text.line(line));
    let at = toks.first()?.span.start;
    let s = text.doc.clean.get(at as usize..info.span.end as usize)?.trim_end();
    let o = Opening { line, limit, toks, s, at, mark: text.mark_at(toks.start) };
    let label = outline::label(text, line);
    opt_announced_number(text, &o)
        .or_else(|| opt_bare_register_number(text, &o))
        .or_else(|| opt_object(text, &o, label))
        .or_else(|| opt_named_point(text, &o))
        .or_else(|| opt_signed_point(text, &o))
        .or_else(|| {
            if matches!(label, Label::Section(_) | Label::Article | Label::Rapporteur | Label::Agenda) {
                return None;
            }
            if closes_act(text, &o) || of_the_head(text, &o) {
                return None;
            }
            opt_heading(text, &o)
                .or_else(|| opt_item(text, &o))
                .or_else(|| opt_line(text, &o))
                .or_else(|| opt_dash(text, &o))
        })
        .or_else(|| opt_run_in(text, &o).filter(|_| label == Label::Plain && !of_the_head(text, &o)))
}

/// « Délibération n° 2021-060 : … »; « Délibération n° 12 du 3 mai » cites an act and begins none.
fn opt_announced_number(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    let m = o.mark.filter(|m| text.is(*m, Term::ActNumber))?;
    let t = text.toks(m.end as usize, o.toks.end).first()?;
    let skip = (t.span.start - o.at) as usize;
    let rest = o.s.get(skip..)?;
    let from = skip + rest.find(|c: char| c.is_alphanumeric()).unwrap_or(0);
    let number = o.s.get(from..)?;
    let plain = o.s[..skip].chars().filter(|c| c.is_alphabetic()).count() > 2;
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let len = number_len(number, plain || digits >= 2)?;
    let starts = number.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    let lower = number[len..].trim_start().starts_with(|c: char| c.is_lowercase());
    let small = o.toks.first().is_some_and(|t| t.case == Case::Lower);
    if !starts || lower || small || outcome_follows(text, o, o.at + (from + len) as u32) {
        return None;
    }
    let span = Span::new(o.at + from as u32, o.at + (from + len) as u32);
    let number = At::new(number[..len].to_owned(), span);
    let mut head = with_title(text, o.line, o.limit, Form::Numbered, Some(number), span.end, None);
    head.styles = style::NUMBERED;
    Some(head)
}

/// « 2021_060 – … », « DEL2025-59 : … », « 028/18 : TARIFS »
fn opt_bare_register_number(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    if !o.s.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()) || is_hour(o.s) {
        return None;
    }
    let len = number_len(o.s, false)?;
    let rest = o.s[len..].trim_start();
    let sep = rest.starts_with(['-', '–', ':', '—']) || rest.is_empty() || rest.starts_with(char::is_uppercase);
    let sum = rest.chars().take(12).any(|c| c == '€');
    if !sep || sum || outcome_follows(text, o, o.at + len as u32) {
        return None;
    }
    let number = At::new(o.s[..len].to_owned(), Span::new(o.at, o.at + len as u32));
    let mut head = with_title(text, o.line, o.limit, Form::Numbered, Some(number), o.at + len as u32, None);
    head.styles = style::NUMBERED;
    Some(head)
}

/// « Délibération n° 2018-06-041 – ADOPTÉE par 25 voix »: the number closes an act, it begins none.
fn outcome_follows(text: &Text<'_>, o: &Opening<'_>, from: u32) -> bool {
    const CLOSES: &[Term] =
        &[Term::Adopted, Term::Rejected, Term::Postponed, Term::Withdrawn, Term::Unanimous, Term::Body];
    let rest = text.within(Span::new(from, text.doc.lines[o.line].span.end));
    let lead = rest.slice().iter().take(4).position(|t| t.kind == Kind::Word).unwrap_or(0);
    text.find(rest.skip(lead).head(3), CLOSES).is_some_and(|m| m.first as usize <= rest.start + lead + 1)
}

/// « Objet : … »
fn opt_object(text: &Text<'_>, o: &Opening<'_>, label: Label) -> Option<Head> {
    if label != Label::Object {
        return None;
    }
    let after = o.mark.map_or(o.at, |m| text.mark_span(m).end);
    let mut head = with_title(text, o.line, o.limit, Form::Object, None, after, None);
    head.styles = style::OBJECT;
    Some(head)
}

/// « Point n° 3 – … », « Question 4 : … »
fn opt_named_point(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    let m = o.mark.filter(|m| text.is(*m, Term::ActPoint))?;
    let n = text.toks(m.end as usize, o.toks.end).first().filter(|t| t.kind == Kind::Number)?;
    let rank = text.doc.text(n.span).parse().ok();
    let mut head = with_title(text, o.line, o.limit, Form::Point, None, n.span.end, rank);
    head.styles = style::NAMED;
    Some(head)
}

/// « 1/ », « II – », « B) », « 2 ème DELIBERATION : », « 3 Tarifs »
fn opt_signed_point(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    let info = &text.doc.lines[o.line];
    let c = point_sign().captures(o.s)?;
    let sign = c.get(0)?.as_str();
    let rest = o.s[sign.len()..].trim_start();
    let good = rest.starts_with(|ch: char| ch.is_uppercase() || matches!(ch, '«' | '"' | '“'))
        && rest.chars().filter(|ch| ch.is_alphabetic()).count() >= 4;
    // « A.C.P.G. »: letters with points are an abbreviation.
    let acronym = c.get(4).is_some() && rest.chars().nth(1).is_some_and(|ch| matches!(ch, '.' | '-' | '/'));
    let person = c.get(4).is_some() && sign.starts_with('M') && sign.contains('.');
    let prose = rest.ends_with([';', ',']) && info.cells.is_empty() || rest.len() > 260;
    let bare = c.get(5).is_some();
    let table = info.cells.len() > 1 && rest.contains('\t');
    if !good || person || acronym || prose || bare && (rest.len() > 130 || table || rest.ends_with('.')) {
        return None;
    }
    let word = sign.trim_end();
    let ordinal = word.ends_with(['e', 'r', 'è']);
    let (rank, styles) = if let Some(n) = c.get(1) {
        (n.as_str().split('.').next_back().and_then(|n| n.parse().ok()), style::ARABIC_SUB)
    } else if let Some(n) = c.get(2) {
        let sub = n.as_str().contains(['.', '-']);
        let rank = n.as_str().split(['.', '-']).next_back().and_then(|n| n.parse().ok());
        (
            rank,
            if ordinal {
                style::NAMED
            } else if sub {
                style::ARABIC_SUB
            } else {
                style::ARABIC
            },
        )
    } else if let Some(n) = c.get(3) {
        (roman(n.as_str()), style::ROMAN)
    } else if let Some(n) = c.get(4) {
        (n.as_str().bytes().next().map(|b| u32::from(b - b'A') + 1), style::LETTER)
    } else {
        (c.get(5).and_then(|n| n.as_str().parse().ok()), style::BARE)
    };
    let mut head = with_title(text, o.line, o.limit, Form::Point, None, o.at + sign.len() as u32, rank);
    head.styles = styles;
    Some(head)
}

/// Length of the enumeration sign at the start of `s`, 0 where there is none or no title follows.
#[must_use]
pub fn point_sign_len(s: &str) -> usize {
    let Some(m) = point_sign().find(s) else { return 0 };
    let signed = m.as_str().contains(['.', ')', '/', '-', '–', '—', ':', '°']);
    if signed && s[m.end()..].starts_with(char::is_uppercase) && s.len() - m.end() >= 6 { m.end() } else { 0 }
}

/// « IV » → 4, for the numerals that number points.
fn roman(s: &str) -> Option<u32> {
    let digit = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    let digits: Vec<i32> = s.chars().map(digit).collect::<Option<_>>()?;
    let signed = |(i, d): (usize, &i32)| if digits.get(i + 1).is_some_and(|n| n > d) { -d } else { *d };
    u32::try_from(digits.iter().enumerate().map(signed).sum::<i32>()).ok()
}

/// A line that closes an act: its outcome, its tally.
fn closes_act(text: &Text<'_>, o: &Opening<'_>) -> bool {
    // « DÉLIBÉRATION ADOPTÉE », « Ont voté pour (9) : », « Résultats du premier tour »
    let bulleted = o.toks.start != text.line(o.line).start;
    let heading = matches!(text.doc.lines[o.line].role, Role::Heading(_));
    if !bulleted && !heading && events::event(text, o.line) == Some(Event::Vote)
        || o.mark.is_some_and(|m| text.is(m, Term::VoteHeading) && m.end - m.first >= 3)
    {
        return true;
    }
    false
}

/// A line of the letterhead or of the roll: secretary, counts, those present.
fn of_the_head(text: &Text<'_>, o: &Opening<'_>) -> bool {
    const HEAD: &[Term] = &[
        Term::Secretary,
        Term::SittingOf,
        Term::Present,
        Term::Excused,
        Term::Absent,
        Term::Represented,
        Term::ProxyHeading,
        Term::ProxyGives,
        Term::NonMember,
        Term::CountInOffice,
        Term::CountVoting,
        Term::Closed,
        Term::Opened,
        Term::Convened,
    ];
    let approval = text.find(o.toks, &[Term::MinutesApproval]).is_some();
    !approval && o.toks.len() < 40 && text.find(o.toks.head(6), HEAD).is_some()
}

/// « LAMAND, Monsieur ROBERT, Madame HEURTAULT »: a list of persons, not a title.
fn names_persons(text: &Text<'_>, o: &Opening<'_>) -> bool {
    let honorifics = text.marks_in(o.toks).iter().filter(|m| text.is(**m, Term::Honorific)).count();
    // « Marcel CASALTA, Xavier LACOMBE »: capital words between commas.
    let words = || o.toks.slice().iter().filter(|t| t.kind == Kind::Word);
    let small = |t: &crate::grammar::tokens::Token| t.case == Case::Lower && t.span.end - t.span.start > 3;
    let names = o.s.contains(',')
        && words().count() >= 3
        && words().any(|t| t.case == Case::Title)
        && !words().any(small)
        && words().any(|t| t.case == Case::Upper);
    names || honorifics >= 2 || honorifics == 1 && o.s.contains(',')
}

/// A heading of the markup, a bold line behind a gap, a line in capitals behind a gap.
fn opt_heading(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    let info = &text.doc.lines[o.line];
    let letters = o.s.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 5 || o.s.len() >= 240 || !o.s.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '"')) {
        return None;
    }
    let heading = matches!(info.role, Role::Heading(_));
    let bold = info.bold && (info.gap_before || !o.s.ends_with(['.', ';', ',']) && o.s.len() < 160);
    let caps = capitals(o.s) && letters >= 8 && (info.gap_before || closes_sentence(text, o.line));
    if !heading && names_persons(text, o) {
        return None;
    }
    let spoken = text.find(o.toks.head(1), &[Term::Honorific, Term::HeadOfBody]).is_some()
        || text.find(o.toks.head(5), &[Term::HeadOfBody, Term::Body]).is_some();
    if !(heading || (caps || bold) && !spoken) || info.cells.len() > 1 {
        return None;
    }
    Some(with_title(text, o.line, o.limit, Form::Heading, None, o.at, None))
}

/// A dash item, or a short line behind a gap.
fn opt_item(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    let info = &text.doc.lines[o.line];
    let first = o.toks.first()?;
    let bulleted = o.toks.start != text.line(o.line).start;
    let letters = o.s.chars().filter(|c| c.is_alphabetic()).count();
    let ends = o.s.ends_with(['.', ';', ',', ':']);
    if letters < 3 || o.s.len() >= 130 || ends || first.kind != Kind::Word || first.case == Case::Lower {
        return None;
    }
    let spoken =
        !bulleted && o.mark.is_some_and(|m| [Term::Honorific, Term::HeadOfBody].iter().any(|t| text.is(m, *t)));
    // The first line of a paragraph is no title.
    let next = text.doc.lines.get(o.line + 1).filter(|n| o.line + 1 < o.limit && !n.gap_before);
    let runs_on = !bulleted
        && o.s.len() > 55
        && next.is_some_and(|n| text.doc.text(n.span).starts_with(|c: char| c.is_lowercase()));
    let spoken = spoken || runs_on;
    if spoken || names_persons(text, o) || !bulleted && !info.gap_before || info.cells.len() > 1 && !bulleted {
        return None;
    }
    let mut head = with_title(text, o.line, o.limit, Form::Item, None, o.at, None);
    head.styles = if bulleted { style::ITEM } else { style::LINE };
    Some(head)
}

/// A short line without a gap, between the end of a sentence and the start of the next.
fn opt_line(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    const SENTENCE: &[Term] = &[
        Term::Honorific,
        Term::HeadOfBody,
        Term::SentenceLead,
        Term::Particle,
        Term::NumberUnit,
        Term::Body,
        Term::VoteHeading,
    ];
    let info = &text.doc.lines[o.line];
    let letters = o.s.chars().filter(|c| c.is_alphabetic()).count();
    let ends = o.s.ends_with(['.', ';', ',']);
    if letters < 6 || o.s.len() > 120 || ends || info.cells.len() > 1 {
        return None;
    }
    if !o.s.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '"'))
        || o.mark.is_some_and(|m| SENTENCE.iter().any(|t| text.is(m, *t)))
        || names_persons(text, o)
        || !closes_sentence(text, o.line)
    {
        return None;
    }
    let next = text.doc.lines.get(o.line + 1).filter(|_| o.line + 1 < o.limit)?;
    let after = text.doc.text(next.span);
    if next.role != Role::Text || !after.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric()) {
        return None;
    }
    let mut head = with_title(text, o.line, o.limit, Form::Line, None, o.at, None);
    head.styles = style::LINE;
    Some(head)
}

/// A dash item that is a sentence or more, as in summaries of old registers: its first clause is the title.
fn opt_dash(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    let bulleted = o.toks.start != text.line(o.line).start;
    if !bulleted || !o.s.starts_with(char::is_uppercase) || o.s.len() < 20 {
        return None;
    }
    let stop =
        o.s.match_indices([':', '.', ';', '('])
            .map(|(i, _)| i)
            .find(|i| *i >= 15 && !o.s[..*i].ends_with(char::is_uppercase));
    let longest = o.s.char_indices().nth(200).map_or(o.s.len(), |(i, _)| i);
    let end = stop.unwrap_or(o.s.len()).min(longest);
    let title = trim_title(text, Span::new(o.at, o.at + end as u32))?;
    Some(Head {
        line: o.line,
        end: o.line + 1,
        form: Form::Line,
        number: None,
        title: Some(title),
        rank: None,
        styles: style::DASH,
    })
}

/// « Taxes : après discussion, on laisse les taux »: the words before the colon are the title.
fn opt_run_in(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    const OTHER: &[Term] = &[
        Term::Honorific,
        Term::HeadOfBody,
        Term::Body,
        Term::Visa,
        Term::MoneyCurrency,
        Term::Against,
        Term::Abstention,
        Term::NotVoting,
        Term::For,
    ];
    let colon = o.s.find(':').filter(|c| (5..=90).contains(c))?;
    let phrase = text.within(Span::new(o.at, o.at + colon as u32));
    let starts = o.s.starts_with(char::is_uppercase);
    let plain = phrase.len() <= 14 && phrase.slice().iter().all(|t| !matches!(t.sign, '.' | ';' | '?'));
    if !starts || !plain || text.find(phrase, OTHER).is_some() || o.s[colon + 1..].trim().len() < 8 {
        return None;
    }
    let title = trim_title(text, Span::new(o.at, o.at + colon as u32))?;
    Some(Head {
        line: o.line,
        end: o.line + 1,
        form: Form::Line,
        number: None,
        title: Some(title),
        rank: None,
        styles: style::RUN_IN,
    })
}

/// Whether the line before ends a sentence, a list or a heading: what follows may be a head.
fn closes_sentence(text: &Text<'_>, line: usize) -> bool {
    let Some(before) = line.checked_sub(1).and_then(|l| text.doc.lines.get(l)) else { return true };
    let s = text.doc.text(before.span).trim_end();
    text.doc.lines[line].gap_before
        || s.ends_with(['.', '!', '?', ':', '»', ')', '€', ';'])
        || s.len() < 70
        || !matches!(before.role, Role::Text)
}

/// « 20h30 », « 18 : 30 »: an hour, not a number.
fn is_hour(s: &str) -> bool {
    let digits = s.bytes().take_while(u8::is_ascii_digit).count();
    digits <= 2 && s[digits..].trim_start().starts_with(['h', 'H'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_register_numbers_from_dates_and_sums() {
        assert_eq!(number_len("DEL2025-59 : x", false), Some(10));
        assert_eq!(number_len("2021_060", false), Some(8));
        assert_eq!(number_len("028/18 : TARIFS", false), Some(6));
        assert_eq!(number_len("BM2018/09/18/04", false), Some(15));
        assert_eq!(number_len("12/05/2017", false), None);
        assert_eq!(number_len("3 000 €", false), None);
        assert_eq!(number_len("12 rue", false), None);
        assert!(point_sign().is_match("1/ Pacte"));
        assert!(point_sign().is_match("II – Finances"));
    }
}
