//! The outline: what each line is by its opening words, and the sections that an act falls into.
//!
//! Its formal grammar is `grammar/outline.ebnf`, which `tests/it/outline.rs` holds equal to this file.
//! Every body line of an act lies in exactly one section ([`sections`]).

use super::lexicon::Mark;
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Kind, Toks};
use crate::page::{Role, Span};
use crate::record::SectionKind;
use std::ops::Range;

/// What a line is by its opening words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Nothing known opens it.
    Plain,
    /// Opens a section of an act.
    Section(SectionKind),
    /// « Article 1er : »
    Article,
    /// « Objet : »
    Object,
    /// « Rapporteur : »
    Rapporteur,
    /// « Ordre du jour »
    Agenda,
    /// « Questions diverses »
    Miscellany,
}

/// The signs that open an item of a list.
pub const BULLETS: [char; 27] = [
    '-', '–', '!', '*', '•', '·', '●', '○', '◦', '▪', '■', '□', '☐', '☒', '◆', '◊', '❖', '✓', '✔', '>', '→', '➔', '➢',
    '►', '▶', '▸', '‣',
];

/// The tokens of a line behind its bullet or enumeration sign.
#[must_use]
pub fn behind_bullet<'t>(line: Toks<'t>) -> Toks<'t> {
    let mut rest = line;
    while let Some(t) = rest.first() {
        // The private area holds the bullets of symbol fonts.
        let bullet = BULLETS.contains(&t.sign) || matches!(t.sign, '"' | '\u{e000}'..='\u{f8ff}');
        if t.kind != Kind::Sign || !bullet {
            break;
        }
        rest = rest.skip(1);
    }
    rest
}

/// The wording that opens a line, behind bullets.
#[must_use]
pub fn opening<'t>(text: &'t Text<'_>, line: usize) -> Option<(Mark, Toks<'t>)> {
    let rest = behind_bullet(text.line(line));
    text.mark_at(rest.start).map(|m| (m, rest))
}

/// What a line is by its opening words.
#[must_use]
pub fn label(text: &Text<'_>, line: usize) -> Label {
    text.label_once(line, || find_label(text, line))
}

fn find_label(text: &Text<'_>, line: usize) -> Label {
    let Some(info) = text.doc.lines.get(line) else { return Label::Plain };
    match info.role {
        Role::Caption => return Label::Section(SectionKind::Other),
        Role::Rule => return Label::Plain,
        _ => {}
    }
    let Some((mark, rest)) = opening(text, line) else { return Label::Plain };
    let first = rest.first();
    let capital = first.is_some_and(|t| matches!(t.case, Case::Title | Case::Upper | Case::Mixed));
    let is = |t: Term| text.is(mark, t);
    let after = text.toks(mark.end as usize, rest.end);
    let next_sign = after.first().filter(|t| t.kind == Kind::Sign).map(|t| t.sign);
    if is(Term::Stamp) {
        return Label::Section(SectionKind::Stamp);
    }
    if is(Term::Certification) {
        return Label::Section(SectionKind::Certification);
    }
    if is(Term::Appeal) {
        return Label::Section(SectionKind::Appeal);
    }
    if is(Term::Signature) && capital {
        return Label::Section(SectionKind::Signature);
    }
    if is(Term::Visa) && capital {
        return Label::Section(SectionKind::Visa);
    }
    if is(Term::Recital) && capital {
        return Label::Section(SectionKind::Recital);
    }
    if is(Term::Formula) && capital {
        return Label::Section(SectionKind::Formula);
    }
    if is(Term::ActObject) && (next_sign == Some(':') || after.is_empty()) {
        return Label::Object;
    }
    if is(Term::Rapporteur)
        && capital
        && (next_sign == Some(':') || rest.start == text.line(line).start && after.len() < 12)
    {
        return Label::Rapporteur;
    }
    if is(Term::Agenda) && (after.len() <= 3) {
        return Label::Agenda;
    }
    if is(Term::Miscellany) && after.len() <= 3 {
        return Label::Miscellany;
    }
    let unique = is(Term::DecisionArticle) && mark.end - mark.first >= 2 && next_sign.is_some();
    if is(Term::DecisionArticle)
        && (unique
            || after.first().is_some_and(|t| {
                t.kind == Kind::Number || text.mark_at(after.start).is_some_and(|m| text.is(m, Term::NumberOrdinal))
            }))
        && capital
        && (after.len() > 2 || after.slice().last().is_some_and(|t| t.sign == ':'))
    {
        return Label::Article;
    }
    if is(Term::VoteHeading) && capital && (next_sign == Some(':') || after.is_empty()) {
        return Label::Section(SectionKind::Vote);
    }
    if (is(Term::Unanimous) || is(Term::Majority)) && capital && after.len() <= 12 {
        return Label::Section(SectionKind::Vote);
    }
    if (is(Term::For) || is(Term::Against) || is(Term::Abstention)) && capital && next_sign == Some(':') {
        return Label::Section(SectionKind::Vote);
    }
    if (is(Term::Adopted) || is(Term::Rejected))
        && capital
        && (after.len() <= 12 && text.find(after, &[Term::Unanimous, Term::Majority]).is_some()
            || text.find(after.head(12), SIDES).is_some_and(|m| follows_count(text, m)))
    {
        return Label::Section(SectionKind::Vote);
    }
    if is(Term::Verb) && !nominal(text, mark, after) {
        let upper = first.is_some_and(|t| t.case == Case::Upper)
            || rest.get(1).is_some_and(|t| t.case == Case::Upper && t.sign == '\0');
        let apostrophe_upper = rest.slice().iter().take(3).any(|t| t.case == Case::Upper);
        let bulleted = rest.start != text.line(line).start;
        if upper || apostrophe_upper || (bulleted && !after.is_empty()) {
            return Label::Section(SectionKind::Decision);
        }
    }
    Label::Plain
}

/// The sides of a vote.
const SIDES: &[Term] = &[Term::For, Term::Against, Term::Abstention];

/// « 28 pour », « pour 30 »: a number on either side of the word.
fn follows_count(text: &Text<'_>, mark: Mark) -> bool {
    let number = |i: Option<usize>| i.and_then(|i| text.tokens.get(i)).is_some_and(|t| t.kind == Kind::Number);
    number((mark.first as usize).checked_sub(1)) || number(Some(mark.end as usize))
}

/// « Vote des taux », « Demande de subvention »: the word is a noun, the line a title.
fn nominal(text: &Text<'_>, mark: Mark, after: Toks<'_>) -> bool {
    let noun = matches!(text.value(mark, Term::Verb), Some("VOTE" | "DEMANDE" | "CONSTATE" | "CHARGE"));
    let next = after.first().map_or("", |t| text.doc.text(t.span)).to_lowercase();
    noun && matches!(next.as_str(), "de" | "des" | "du" | "d")
}

/// A section of an act over whole lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// What it is.
    pub kind: SectionKind,
    /// Its lines, indices into the body.
    pub lines: Range<usize>,
}

/// Cuts the lines of an act into sections; each line lies in exactly one. `minutes` tells that the act stands among
/// others, with talk between them.
#[must_use]
pub fn sections(text: &Text<'_>, lines: Range<usize>, minutes: bool) -> Vec<Zone> {
    let mut out: Vec<Zone> = Vec::new();
    let mut kind = SectionKind::Report;
    let mut decided = false;
    for line in lines {
        let info = &text.doc.lines[line];
        let label = label(text, line);
        let (next, fresh) = match label {
            Label::Section(SectionKind::Decision)
                if !decided && minutes && info.role == Role::Text && !follows_formula(&out, kind) =>
            {
                (SectionKind::Decision, true)
            }
            Label::Section(k) => (k, true),
            Label::Article
                if decided
                    || kind == SectionKind::Formula
                    || kind == SectionKind::Recital
                    || kind == SectionKind::Visa =>
            {
                (SectionKind::Decision, true)
            }
            _ => match kind {
                SectionKind::Formula => {
                    if item(text, line) || info.gap_before {
                        (SectionKind::Decision, true)
                    } else {
                        (SectionKind::Formula, false)
                    }
                }
                SectionKind::Decision => (SectionKind::Decision, item(text, line)),
                SectionKind::Vote if info.gap_before && !continues_vote(text, line) => {
                    (if minutes { SectionKind::Discussion } else { SectionKind::Other }, true)
                }
                SectionKind::Visa | SectionKind::Recital if info.gap_before && minutes && !item(text, line) => {
                    (SectionKind::Report, true)
                }
                SectionKind::Other => (if decided { SectionKind::Other } else { SectionKind::Report }, decided),
                k => (k, false),
            },
        };
        decided |= matches!(next, SectionKind::Decision | SectionKind::Vote | SectionKind::Formula);
        match out.last_mut() {
            Some(z) if !fresh && z.kind == next => z.lines.end = line + 1,
            Some(z)
                if z.kind == next
                    && matches!(
                        next,
                        SectionKind::Vote
                            | SectionKind::Stamp
                            | SectionKind::Signature
                            | SectionKind::Certification
                            | SectionKind::Appeal
                            | SectionKind::Report
                            | SectionKind::Discussion
                    ) =>
            {
                z.lines.end = line + 1;
            }
            _ => out.push(Zone { kind: next, lines: line..line + 1 }),
        }
        kind = next;
    }
    out
}

fn follows_formula(out: &[Zone], kind: SectionKind) -> bool {
    matches!(kind, SectionKind::Formula | SectionKind::Decision)
        || out.iter().rev().take(3).any(|z| z.kind == SectionKind::Formula)
}

/// Whether a line opens with a bullet or an enumeration.
fn item(text: &Text<'_>, line: usize) -> bool {
    let toks = text.line(line);
    text.doc.lines[line].role == Role::Item
        || behind_bullet(toks).start != toks.start
        || {
            let s = toks.slice();
            matches!(s, [n, p, ..] if n.kind == Kind::Number && p.kind == Kind::Sign && matches!(p.sign, ')' | '°' | '/' | '.'))
        }
}

/// Whether a line behind a gap still belongs to the vote: it opens with a tally or an outcome.
fn continues_vote(text: &Text<'_>, line: usize) -> bool {
    let toks = behind_bullet(text.line(line));
    const TALLY: &[Term] = &[
        Term::For,
        Term::Against,
        Term::Abstention,
        Term::NotVoting,
        Term::Unanimous,
        Term::Majority,
        Term::Adopted,
        Term::Rejected,
        Term::CountVoting,
    ];
    text.find(toks.head(6), TALLY).is_some()
}

/// The text of a span with line ends undone: wrapped lines joined by a space, paragraphs and items on lines of their own.
#[must_use]
pub fn flow(text: &Text<'_>, lines: Range<usize>, keep_lines: bool) -> String {
    let mut out = String::new();
    for line in lines {
        let info = &text.doc.lines[line];
        let t = text.doc.text(info.span).trim();
        if t.is_empty() {
            continue;
        }
        if !out.is_empty() {
            if info.gap_before {
                out.push_str("\n\n");
            } else if keep_lines
                || info.cells.end > info.cells.start
                || item(text, line)
                || matches!(info.role, Role::TableRow | Role::TableHead | Role::Heading(_))
            {
                out.push('\n');
            } else {
                out.push(' ');
            }
        }
        out.push_str(t);
    }
    out
}

/// The span of whole lines.
#[must_use]
pub fn span_of(text: &Text<'_>, lines: Range<usize>) -> Span {
    let l = &text.doc.lines;
    match (l.get(lines.start), lines.end.checked_sub(1).and_then(|e| l.get(e))) {
        (Some(a), Some(b)) => Span::new(a.span.start, b.span.end.max(a.span.start)),
        _ => Span::default(),
    }
}
