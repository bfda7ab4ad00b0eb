//! Reflow: pages whose text came as one long line are cut again where a head, a list or a sentence begins.
//!
//! Extraction tools and old web pages lose line ends. What the lines were can be told from the words: an enumeration
//! sign behind a sentence, a run of capitals, « Présents : ». Only lines far longer than any printed line are touched,
//! and a cut only turns a space into a line end: offsets stay what they were.

use super::counted_marks;
use super::family;
use super::flat_titles::{behind_name, capitals_run, lone_capital, minutes_sentence, run_in_title, runs_in, title_end};
use super::lexicon::{Lexicon, Mark};
use super::list::List;
use super::outline;
use super::person;
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Token};
use crate::page::{Document, MediaType, Role, Span};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A source line this long, in bytes, was never printed as one.
const LONG: u32 = 700;
/// Where one page is flattened the others are, the last and short one too.
const SHORT: u32 = 240;
/// Fewer cues than this, and a long line is a paragraph.
const MIN_CUES: usize = 2;

/// A place to cut before a token.
#[derive(Clone, Copy)]
struct Cut {
    token: usize,
    /// A head, a list, a rubric: not merely the next sentence.
    cue: bool,
}

/// The document with its flattened pages cut into lines; untouched where it has none.
#[must_use]
pub fn reflow<'d>(doc: &'d Document, lexicon: &Lexicon) -> Cow<'d, Document> {
    if !flattened(doc).any(|l| l) {
        return Cow::Borrowed(doc);
    }
    let text = Text::new(doc, lexicon);
    let mut cuts: Vec<Cut> = Vec::new();
    let mut cues = 0;
    let long: Vec<usize> = flattened(doc).enumerate().filter(|(_, long)| *long).map(|(line, _)| line).collect();
    let marks = Marks {
        bullets: bullet_signs(&text, &long),
        lettered: lettered(&text, &long),
        run_in: runs_in(&text, &long),
        counted: counted_marks::find(&text, &long),
    };
    for line in long {
        let (found, own) = cuts_of(&text, line, &marks);
        cuts.extend(found);
        cues += own;
    }
    if cues < MIN_CUES {
        return Cow::Borrowed(doc);
    }
    let places: Vec<(u32, bool)> = cuts.iter().map(|c| (text.tokens[c.token].span.start, c.cue)).collect();
    let mut out = doc.clone();
    out.cut_lines(&places);
    Cow::Owned(out)
}

/// For each body line: whether it is part of a source line that is too long to have been printed.
fn flattened(doc: &Document) -> impl Iterator<Item = bool> + '_ {
    let body = doc.body();
    let mut lengths = vec![0u32; body.len()];
    let mut i = 0;
    while i < body.len() {
        let same = |j: usize| body[j].page == body[i].page && body[j].number == body[i].number;
        let end = (i..body.len()).find(|j| !same(*j)).unwrap_or(body.len());
        lengths[i..end].fill(doc.longest_print(Span::new(body[i].span.start, body[end - 1].span.end)));
        i = end;
    }
    // A paragraph of Markdown is one line by right.
    let text = doc.media != MediaType::Markdown;
    let least = if text && lengths.iter().any(|l| *l >= LONG) { SHORT } else { LONG };
    let alone = |i: usize| body[i].role == Role::Text && body[i].cells.len() <= 1;
    (0..body.len()).map(move |i| lengths[i] >= least && alone(i))
}

/// The cuts of one line, in order, and how many heads, lists and rubrics begin in it.
fn cuts_of(text: &Text<'_>, line: usize, marks: &Marks) -> (Vec<Cut>, usize) {
    let toks = text.line(line);
    let mut out: Vec<Cut> = Vec::new();
    let mut cues = 0;
    let mut push = |token: usize, cue: bool| {
        cues += usize::from(cue);
        let spaced = text.tokens.get(token).is_some_and(|t| t.gap == Gap::Space);
        if spaced && token > toks.start && out.last().is_none_or(|c| c.token < token) {
            out.push(Cut { token, cue });
        }
    };
    // One past the last title: the next head may follow at once (« I - FINANCES 1 - Tarifs »).
    let mut titled = toks.start;
    let mut at = toks.start;
    while at < toks.end {
        if marks.bullets.contains(&text.tokens[at].sign) && at + 1 < toks.end {
            push(at, true);
            let end = title_end(text, at + 1, toks.end);
            push(end, false);
            at = end.max(at + 1);
            titled = at;
            continue;
        }
        let page_number = at == toks.start + 1 && text.tokens[toks.start].kind == Kind::Number;
        let closed = at == toks.start || page_number || at == titled || closes(text, at);
        let head = enumeration(text, at, toks.end).filter(|_| (closed || voted(text, at)) && !counted(text, at));
        let head = head.or_else(|| letter_and_number(text, at, toks.end).filter(|_| marks.lettered));
        let head = head.or_else(|| marks.counted.get(&at).copied());
        if let Some(head) = head.or_else(|| marked_head(text, at, toks.end, closed)) {
            push(number_of_object(text, at).filter(|n| *n > toks.start).unwrap_or(at), true);
            let end = title_end(text, head, toks.end);
            // « 1 - FINANCES 1.1 Décision modificative »
            let end = (head + 1..end).find(|i| marks.counted.contains_key(i)).unwrap_or(end);
            push(end, false);
            at = end.max(at + 1);
            titled = at;
            continue;
        }
        let after_small = at
            .checked_sub(1)
            .and_then(|b| text.tokens.get(b))
            .is_some_and(|t| t.kind == Kind::Word && t.case == Case::Lower && t.span.end - t.span.start >= 4);
        // « Approbation du procès-verbal de la séance du 12 décembre Le quorum étant atteint »
        let shouted = text.tokens[at].case == Case::Upper;
        let approval = (closed || shouted)
            && matches!(text.tokens[at].case, Case::Title | Case::Upper)
            && text.mark_at(at).is_some_and(|m| text.is(m, Term::MinutesApproval) && (closed || m.end - m.first >= 3));
        // « MM. TABARD D., VIVIER F. et MARNEZ G. REMPLACEMENT DES VOLETS DE L'ÉCOLE »
        let after_initial = at >= 2 && text.tokens[at - 1].sign == '.' && !person::is_title(text, at - 2);
        let ended = after_small || after_initial;
        let named = behind_name(text, at) && text.listed(text.tokens[at], List::TitleNoun);
        let body = |end: usize| (end..end + 2).any(|i| text.mark_at(i).is_some_and(|m| text.is(m, Term::Body)));
        let title = approval.then(|| title_end(text, at, toks.end));
        let title =
            title.or_else(|| capitals_run(text, at, toks.end).filter(|e| closed || (ended || named) && e - at >= 4));
        let title = title
            .or_else(|| (named && text.tokens[at].case == Case::Title).then(|| title_end(text, at, toks.end)))
            .or_else(|| run_in_title(text, at, toks.end).filter(|_| closed && marks.run_in))
            .or_else(|| lone_capital(text, at, toks.end).filter(|e| closed || after_small && body(*e)));
        if let Some(end) = title {
            push(at, true);
            push(end, false);
            at = end.max(at + 1);
            titled = at;
            continue;
        }
        if rubric(text, at, toks.end) || after_small && minutes_sentence(text, at) {
            push(at, true);
        } else if closed && sentence(text, at) && at.checked_sub(1).is_none_or(|b| text.tokens[b].sign != ':') {
            push(at, false);
        }
        at += 1;
    }
    (out, cues)
}

/// What marks the items of a text that lost its lines.
struct Marks {
    bullets: Vec<char>,
    /// « A1 », « A2 », « B1 » stand before titles.
    lettered: bool,
    /// Titles without a mark run into the sentence behind them, three times at least.
    run_in: bool,
    /// Marks that count on, with the first word of the title behind each.
    counted: FxHashMap<usize, usize>,
}

/// « B2 Participation au syndicat »: the index of the first word of the title.
fn letter_and_number(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    let token = |i: usize| text.tokens.get(i).filter(|_| i < end);
    let letter =
        token(at).filter(|t| t.kind == Kind::Word && t.span.end - t.span.start == 1 && t.case != Case::Lower)?;
    let number =
        token(at + 1).filter(|t| t.kind == Kind::Number && t.gap == Gap::None && t.span.end - t.span.start <= 2)?;
    let word = token(at + 2).filter(|t| t.gap == Gap::Space && t.kind == Kind::Word && t.case != Case::Lower)?;
    (letter.gap != Gap::None && number.span.end < word.span.start && word.span.end - word.span.start > 2)
        .then_some(at + 2)
}

/// Whether codes of a letter and a number stand before titles: three at least, of two letters or more or counting from 1.
fn lettered(text: &Text<'_>, lines: &[usize]) -> bool {
    let codes: Vec<&str> = lines
        .iter()
        .flat_map(|l| {
            let toks = text.line(*l);
            (toks.start..toks.end).filter(move |i| letter_and_number(text, *i, toks.end).is_some())
        })
        .map(|i| text.doc.text(Span::new(text.tokens[i].span.start, text.tokens[i + 1].span.end)))
        .collect();
    let first = codes.iter().filter(|c| c.ends_with('1') && c.len() == 2).count();
    codes.len() >= 3 && first >= 1 && codes.iter().skip(1).zip(&codes).filter(|(b, a)| b > a).count() + 2 >= codes.len()
}

/// The signs that stand three times or more before a capital word, as list marks do that lost their lines.
fn bullet_signs(text: &Text<'_>, lines: &[usize]) -> Vec<char> {
    let often = |sign: &char| {
        let marks = lines.iter().flat_map(|l| {
            let toks = text.line(*l);
            toks.start..toks.end.saturating_sub(1)
        });
        let is_bullet = |i: &usize| {
            let (t, next) = (text.tokens[*i], text.tokens[*i + 1]);
            t.sign == *sign
                && t.gap != Gap::None
                && next.gap == Gap::Space
                && matches!(next.case, Case::Title | Case::Upper)
        };
        marks.filter(is_bullet).count() >= 3
    };
    outline::BULLETS.iter().copied().filter(|c| !matches!(c, '-' | '–' | '*' | '>')).filter(often).collect()
}

/// Whether the token before ends a sentence or is a page number behind one.
pub(super) fn closes(text: &Text<'_>, at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).and_then(|i| text.tokens.get(i));
    let ends = |n: usize| {
        before(n).is_some_and(|t| matches!(t.sign, '.' | ';' | ':' | '?' | '!' | ')' | '»'))
            && before(n + 1).is_none_or(|w| w.span.end - w.span.start > 3 || w.kind != Kind::Word)
    };
    ends(1) || before(1).is_some_and(|t| t.kind == Kind::Number) && ends(2)
}

/// « Vote : unanimité 3. Tarifs »: the outcome before needs no sign to close it.
pub(super) fn voted(text: &Text<'_>, at: usize) -> bool {
    const OUTCOMES: &[Term] = &[Term::Unanimous, Term::Majority, Term::Adopted, Term::Postponed];
    let last = text.mark_index(at).checked_sub(1).and_then(|i| text.marks.get(i));
    // « Pour : 10 2. Tarifs », « 10 pour 2. Tarifs »: a whole tally.
    let counted = |m: &Mark| {
        let before = (m.first as usize).checked_sub(1).and_then(|b| text.tokens.get(b));
        let behind = text.toks(m.end as usize, at);
        let number = behind.slice().last().is_some_and(|t| t.kind == Kind::Number)
            && behind.slice().iter().all(|t| t.kind == Kind::Number || matches!(t.sign, ':' | '='));
        text.is_any(*m, family::SIDES)
            && (number && behind.len() <= 2 || behind.is_empty() && before.is_some_and(|t| t.kind == Kind::Number))
    };
    // « – Adopté à l'unanimité – 2 – AIDES À LA VOIRIE »
    let dashed = |m: &Mark| text.toks(m.end as usize, at).slice().iter().all(|t| t.sign == '-' && t.gap == Gap::Space);
    last.is_some_and(|m| dashed(m) && OUTCOMES.iter().any(|t| text.is(*m, *t)) || counted(m))
}

/// « 2 ) Tarifs », « 3°) Convention »: the index of the first word of the title.
pub(super) fn enumeration(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    let t = text.tokens[at];
    let roman = t.case == Case::Upper || t.case == Case::Title && t.span.end - t.span.start == 1;
    let roman = roman && text.doc.text(t.span).bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let mark = |i: usize| {
        text.tokens.get(i).filter(|_| i < end).is_some_and(|t| matches!(t.sign, ')' | '/' | '°' | '-' | '.'))
    };
    let counts = t.kind == Kind::Number && t.span.end - t.span.start <= 2 || roman;
    if !counts || !mark(at + 1) {
        return None;
    }
    let mut head = at + 1;
    while mark(head) {
        head += 1;
    }
    // « 7-5 SUBVENTIONS »: a matter code before a title in capitals.
    if text.tokens.get(head).is_some_and(|n| n.kind == Kind::Number && n.gap == Gap::None) {
        let next = text.tokens.get(head + 1).filter(|_| head + 1 < end)?;
        return (next.case == Case::Upper && next.gap == Gap::Space).then_some(head + 1);
    }
    let word = text.tokens.get(head).filter(|_| head < end)?;
    let capital = word.kind == Kind::Word && word.case != Case::Lower;
    (capital && word.span.end - word.span.start > 1).then_some(head)
}

/// « Contre : 1 – Abstention : 0 », « En exercice : 22 - Présents : 18 »: the number is a count, not the place of a point.
fn counted(text: &Text<'_>, at: usize) -> bool {
    let from = at.saturating_sub(4);
    at > 0
        && text.tokens[at - 1].sign == ':'
        && (from..at).any(|i| text.mark_at(i).is_some_and(|m| text.is_any(m, family::SIDES.or(family::COUNTS))))
}

/// « Délibération n° 2021-034 : Tarifs », « Point n° 2 : Tarifs », « 2021-034 – Tarifs », « Objet : Tarifs »: the index
/// of the first word of the title. Behind no sentence only « Objet : » is plain enough.
fn marked_head(text: &Text<'_>, at: usize, end: usize, closed: bool) -> Option<usize> {
    const LONGEST_NUMBER: usize = 9;
    let t = text.tokens[at];
    let mark = text.mark_at(at).filter(|_| matches!(t.case, Case::Title | Case::Upper));
    let object = mark.is_some_and(|m| text.is(m, Term::ActObject));
    let numbered = mark.is_some_and(|m| text.is(m, Term::ActNumber) || text.is(m, Term::ActPoint));
    // « DCM 2016/66 ASSURANCE »: a short code, a number with the year, a title in capitals.
    let code = t.case == Case::Upper && t.span.end - t.span.start <= 5 && mark.is_none();
    if let Some(title) = yeared(text, if code { at + 1 } else { at }, end) {
        return Some(title);
    }
    let dated = t.kind == Kind::Number
        && t.span.end - t.span.start == 4
        && text.tokens.get(at + 1).is_some_and(|n| n.gap == Gap::None && matches!(n.sign, '-' | '/' | '_'));
    // « Délibération n° 2020-01 : », « Point n° 1 : » begin a head also behind a name.
    // « Délibération n 2013-64 Zone d activités »: the sign of « n° » is lost.
    let lost = |m: Mark| {
        let n = text.tokens.get(m.end as usize - 1).is_some_and(|t| t.span.end - t.span.start == 1);
        n && m.end - m.first == 2 && text.tokens.get(m.end as usize).is_some_and(|t| t.kind == Kind::Number)
    };
    let announced = mark.is_some_and(|m| {
        (text.is(m, Term::ActNumber) || text.is(m, Term::ActPoint)) && (m.end - m.first >= 3 || lost(m))
    });
    if !(object || announced || dated || closed && numbered) {
        return None;
    }
    let from = mark.map_or(at, |m| m.end as usize);
    let mut digits = object;
    for i in from..end.min(from + LONGEST_NUMBER) {
        let t = text.tokens[i];
        digits |= t.kind == Kind::Number;
        let apart = t.sign == ':' || t.sign == '-' && t.gap >= Gap::Space;
        if apart {
            let word = text.tokens.get(i + 1).filter(|_| digits && i + 1 < end)?;
            let capital = word.kind == Kind::Word && word.case != Case::Lower && word.gap >= Gap::Space;
            return (capital && word.span.end - word.span.start > 1).then_some(i + 1);
        }
        // « Délibération n° 2013-64 Zone d'activités »: no sign, but the title begins right behind the figures.
        let opens = t.case != Case::Lower && t.gap == Gap::Space && t.span.end - t.span.start > 2;
        let plain = || text.mark_at(i).is_none_or(|m| text.is(m, Term::MinutesApproval));
        if announced && opens && t.kind == Kind::Word && joined_number(text, from, i) && plain() {
            return Some(i);
        }
        if t.kind == Kind::Word && t.case == Case::Lower && t.span.end - t.span.start > 3 {
            return None;
        }
    }
    None
}

/// Whether all from one token to another is a number of two groups: « 2013-64 ».
fn joined_number(text: &Text<'_>, from: usize, to: usize) -> bool {
    let toks = text.toks(from, to);
    let figures = toks.slice().iter().filter(|t| t.kind == Kind::Number).count();
    let joined = |t: &Token| t.kind == Kind::Number || matches!(t.sign, '-' | '/' | '_' | '.');
    figures >= 2 && toks.slice().iter().all(joined) && toks.slice().last().is_some_and(|t| t.kind == Kind::Number)
}

/// « 088 OBJET : Tarifs »: the number before the wording at `at` belongs to the head.
fn number_of_object(text: &Text<'_>, at: usize) -> Option<usize> {
    text.mark_at(at).filter(|m| text.is(*m, Term::ActObject) && text.tokens[at].case == Case::Upper)?;
    let number =
        at.checked_sub(1).filter(|n| text.tokens[*n].kind == Kind::Number && text.tokens[at].gap == Gap::Space)?;
    let before = number.checked_sub(1).and_then(|i| text.tokens.get(i));
    // « page 2 OBJET », « du 3 OBJET »
    let apart = before.is_none_or(|t| t.case != Case::Lower || t.kind != Kind::Word);
    // « 2 2 OBJET »: a page of a web copy begins with its number, twice.
    let page =
        before.is_some_and(|t| t.gap == Gap::Line && text.doc.text(t.span) == text.doc.text(text.tokens[number].span));
    let length = text.tokens[number].span.end - text.tokens[number].span.start;
    (apart && !page && length <= 4).then_some(number)
}

/// « 2016/66 ASSURANCE STATUTAIRE »: a number with the year at `at`, then a title in capitals, wherever it stands: the
/// index of the first word of the title.
fn yeared(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    let token = |i: usize| text.tokens.get(i).filter(|_| i < end);
    let year = token(at).filter(|t| t.kind == Kind::Number && t.span.end - t.span.start == 4 && t.gap >= Gap::Space)?;
    let year: u32 = text.doc.text(year.span).parse().ok()?;
    let sign = token(at + 1).is_some_and(|t| t.gap == Gap::None && matches!(t.sign, '-' | '/' | '_'));
    let number = token(at + 2).is_some_and(|t| t.gap == Gap::None && t.kind == Kind::Number);
    let word = token(at + 3).filter(|t| t.case == Case::Upper && t.gap == Gap::Space)?;
    let long = word.span.end - word.span.start >= 4 || token(at + 4).is_some_and(|t| t.case == Case::Upper);
    ((1900..2100).contains(&year) && sign && number && long).then_some(at + 3)
}

/// « Présents : », « Secrétaire de séance : », « L'an deux mille … »
fn rubric(text: &Text<'_>, at: usize, end: usize) -> bool {
    const RUBRICS: &[Term] = &[
        Term::Present,
        Term::Excused,
        Term::Absent,
        Term::Represented,
        Term::ProxyHeading,
        Term::Secretary,
        Term::Convened,
        Term::Agenda,
        Term::Miscellany,
        Term::CountInOffice,
    ];
    let Some(m) = text.mark_at(at) else { return false };
    let capital = matches!(text.tokens[at].case, Case::Title | Case::Upper);
    if text.is(m, Term::DateYearLead) {
        return capital;
    }
    let colon = (m.end as usize..end.min(m.end as usize + 4)).any(|i| text.tokens[i].sign == ':');
    let shouted = text.tokens[at].case == Case::Upper && text.is(m, Term::Agenda)
        || capital && text.is(m, Term::ProxyHeading) && m.end - m.first >= 4;
    shouted || capital && colon && RUBRICS.iter().any(|t| text.is(m, *t))
}

/// Whether a sentence may begin at a token.
fn sentence(text: &Text<'_>, at: usize) -> bool {
    let t = text.tokens[at];
    matches!(t.case, Case::Title | Case::Upper) || matches!(t.sign, '-' | '•' | '–')
}
