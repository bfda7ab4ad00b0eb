//! The outline: what each line is by its opening words, and the sections that an act falls into.
//!
//! Its formal grammar is `grammar/outline.ebnf`, which `tests/it/outline.rs` holds equal to this file.
//! Every body line of an act lies in exactly one section ([`sections`]).

use super::lexicon::Mark;
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Token, Toks};
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
pub const BULLETS: [char; 28] = [
    '-', '–', '!', '*', '•', '·', '●', '○', '◦', '▪', '■', '□', '☐', '☑', '☒', '◆', '◊', '❖', '✓', '✔', '>', '→', '➔',
    '➢', '►', '▶', '▸', '‣',
];

/// The tokens of a line behind its bullet or enumeration sign.
#[must_use]
pub fn behind_bullet<'t>(line: Toks<'t>) -> Toks<'t> {
    let mut rest = line;
    while let Some(t) = rest.first() {
        // The private area holds the bullets of symbol fonts.
        let bullet = BULLETS.contains(&t.sign) || matches!(t.sign, '"' | '\u{e000}'..='\u{f8ff}');
        // « . gardiennage de l'église »: a full stop set apart opens no sentence.
        let dot = t.sign == '.' && rest.start == line.start && rest.get(1).is_some_and(|n| n.gap == Gap::Space);
        if t.kind != Kind::Sign || !bullet && !dot {
            break;
        }
        rest = rest.skip(1);
    }
    rest
}

/// One past the colon that only small words lead to: « de l'ordre du jour : ».
#[must_use]
pub fn behind_small_words(text: &Text<'_>, from: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let colon = (from + 1..end.min(from + LONGEST)).find(|i| text.tokens[*i].sign == ':')?;
    let small = |t: &Token| t.kind == Kind::Word && t.case == Case::Lower || matches!(t.sign, '\'' | '-');
    text.toks(from, colon).slice().iter().all(small).then_some(colon + 1)
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
    if body_deliberates(text, behind_bullet(text.line(line))) {
        return Label::Section(SectionKind::Formula);
    }
    let Some((mark, rest)) = opening(text, line) else { return Label::Plain };
    let opened =
        Opened { text, mark, rest, after: text.toks(mark.end as usize, rest.end), start: text.line(line).start };
    opened
        .opt_foot()
        .or_else(|| opened.opt_formal())
        .or_else(|| opened.opt_rubric())
        .or_else(|| opened.opt_article())
        .or_else(|| opened.opt_vote())
        .or_else(|| opened.opt_decision())
        .unwrap_or(Label::Plain)
}

/// « Le conseil municipal, après en avoir délibéré, », and nothing decided behind it yet.
fn body_deliberates(text: &Text<'_>, line: Toks<'_>) -> bool {
    const NEAR: usize = 3;
    const LINE: usize = 16;
    if line.len() > LINE || line.first().is_none_or(|t| !matches!(t.case, Case::Title | Case::Upper)) {
        return false;
    }
    let body = text.find(line, &[Term::Body, Term::BodyShort]).filter(|m| m.first as usize <= line.start + 1);
    let Some(m) = body else { return false };
    let after = text.toks(m.end as usize, line.end);
    text.find(after, &[Term::Formula])
        .filter(|f| f.first as usize <= after.start + NEAR)
        .is_some_and(|f| text.toks(f.end as usize, line.end).slice().iter().all(|t| t.kind == Kind::Sign))
}

/// A line that a wording opens.
struct Opened<'t, 'a> {
    text: &'t Text<'a>,
    mark: Mark,
    /// The line behind bullets.
    rest: Toks<'t>,
    /// What follows the wording.
    after: Toks<'t>,
    /// The first token of the line.
    start: usize,
}

impl Opened<'_, '_> {
    fn is(&self, term: Term) -> bool {
        self.text.is(self.mark, term)
    }

    fn capital(&self) -> bool {
        self.rest.first().is_some_and(|t| matches!(t.case, Case::Title | Case::Upper | Case::Mixed))
    }

    fn colon(&self) -> bool {
        self.after.first().is_some_and(|t| t.sign == ':')
    }

    /// « Vote : », « Objet », alone or before a colon.
    fn announces(&self) -> bool {
        self.colon() || self.after.is_empty()
    }

    /// What stands below an act.
    fn opt_foot(&self) -> Option<Label> {
        let kind = if self.is(Term::Stamp) {
            SectionKind::Stamp
        } else if self.is(Term::Certification) {
            SectionKind::Certification
        } else if self.is(Term::Appeal) {
            SectionKind::Appeal
        } else if self.is(Term::Signature) && self.capital() {
            SectionKind::Signature
        } else {
            return None;
        };
        Some(Label::Section(kind))
    }

    /// « Vu », « Considérant », « Le conseil, après en avoir délibéré ».
    fn opt_formal(&self) -> Option<Label> {
        // « OUI : 6 » answers a question put to the vote, « Ouï l'exposé » hears.
        let counted = self.after.first().is_some_and(|t| t.sign == ':' || t.kind == Kind::Number);
        let kind = if self.is(Term::Visa) && !(self.is(Term::For) && counted) {
            SectionKind::Visa
        } else if self.is(Term::Recital) {
            SectionKind::Recital
        } else if self.is(Term::Formula) {
            SectionKind::Formula
        } else {
            return None;
        };
        self.capital().then_some(Label::Section(kind))
    }

    /// « Objet : », « Rapporteur : », « Ordre du jour », « Questions diverses ».
    fn opt_rubric(&self) -> Option<Label> {
        let few = self.after.len() <= 3;
        let reports = self.colon() || self.rest.start == self.start && self.after.len() < 12;
        let dash = self.after.first().is_some_and(|t| matches!(t.sign, '-' | '–' | '/') && t.gap == Gap::Space);
        if self.is(Term::ActObject) && (self.announces() || dash && self.capital()) {
            Some(Label::Object)
        } else if self.is(Term::Rapporteur) && self.capital() && reports {
            Some(Label::Rapporteur)
        } else if self.is(Term::Agenda) && few {
            Some(Label::Agenda)
        } else {
            (is_miscellany(self.text, self.mark) && few).then_some(Label::Miscellany)
        }
    }

    /// « Article 1er : », « ARTICLE UNIQUE – ».
    fn opt_article(&self) -> Option<Label> {
        let text = self.text;
        let first = self.after.first();
        let unique = self.mark.end - self.mark.first >= 2 && first.is_some_and(|t| t.kind == Kind::Sign);
        let ordinal = || text.mark_at(self.after.start).is_some_and(|m| text.is(m, Term::NumberOrdinal));
        let numbered = || first.is_some_and(|t| t.kind == Kind::Number || ordinal());
        let told = || self.after.len() > 2 || self.after.slice().last().is_some_and(|t| t.sign == ':');
        (self.is(Term::DecisionArticle) && (unique || numbered()) && self.capital() && told()).then_some(Label::Article)
    }

    /// « Vote : », « À l'unanimité », « Pour : 12 », « Adopté par 12 voix pour ».
    fn opt_vote(&self) -> Option<Label> {
        let text = self.text;
        let near = self.after.len() <= 12;
        let heading = self.is(Term::VoteHeading) && self.announces();
        let result = (self.is(Term::Unanimous) || self.is(Term::Majority)) && near;
        let side = (self.is(Term::For) || self.is(Term::Against) || self.is(Term::Abstention)) && self.colon();
        let outcome = || {
            near && text.find(self.after, &[Term::Unanimous, Term::Majority]).is_some()
                || text.find(self.after.head(12), SIDES).is_some_and(|m| follows_count(text, m))
        };
        let outcome = (self.is(Term::Adopted) || self.is(Term::Rejected)) && outcome();
        (self.capital() && (heading || result || side || outcome)).then_some(Label::Section(SectionKind::Vote))
    }

    /// « DÉCIDE », « - d'approuver », « APPROUVE le compte »: a verb in capitals, or behind a bullet.
    fn opt_decision(&self) -> Option<Label> {
        if !self.is(Term::Verb) || nominal(self.text, self.mark, self.after) {
            return None;
        }
        let upper = self.rest.slice().iter().take(3).any(|t| t.case == Case::Upper);
        let bulleted = self.rest.start != self.start && !self.after.is_empty();
        (upper || bulleted).then_some(Label::Section(SectionKind::Decision))
    }
}

/// « Divers », « Questions diverses : »; « Divers travaux » is a point like any other.
#[must_use]
pub fn is_miscellany(text: &Text<'_>, mark: Mark) -> bool {
    let next = text.tokens.get(mark.end as usize).filter(|t| t.gap == Gap::Space && t.case == Case::Lower);
    let one = mark.end - mark.first == 1 && next.is_some_and(|t| t.kind == Kind::Word);
    text.is(mark, Term::Miscellany) && !one
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
        let (next, fresh) = match label(text, line) {
            Label::Section(labelled) => (labelled, true),
            Label::Article if decided || matches!(kind, SectionKind::Recital | SectionKind::Visa) => {
                (SectionKind::Decision, true)
            }
            _ => goes_on(text, line, kind, minutes, decided),
        };
        decided |= matches!(next, SectionKind::Decision | SectionKind::Vote | SectionKind::Formula);
        match out.last_mut() {
            Some(z) if z.kind == next && (!fresh || runs_together(next)) => z.lines.end = line + 1,
            _ => out.push(Zone { kind: next, lines: line..line + 1 }),
        }
        kind = next;
    }
    out
}

/// The section of a line without a label behind one of this kind, and whether it begins one.
fn goes_on(text: &Text<'_>, line: usize, kind: SectionKind, minutes: bool, decided: bool) -> (SectionKind, bool) {
    let gap = text.doc.lines[line].gap_before;
    match kind {
        SectionKind::Formula if item(text, line) || gap => (SectionKind::Decision, true),
        SectionKind::Decision => (SectionKind::Decision, item(text, line)),
        SectionKind::Vote if gap && !continues_vote(text, line) => {
            (if minutes { SectionKind::Discussion } else { SectionKind::Other }, true)
        }
        SectionKind::Visa | SectionKind::Recital if gap && minutes && !item(text, line) => (SectionKind::Report, true),
        // A stamp of the préfecture at the end of a page, amid the visas; on the next one the body decides.
        SectionKind::Stamp if gap && body_decides(text, line) => (SectionKind::Formula, true),
        SectionKind::Other => (if decided { SectionKind::Other } else { SectionKind::Report }, decided),
        kind => (kind, false),
    }
}

/// « Le Conseil Communautaire, après en avoir délibéré, … »
fn body_decides(text: &Text<'_>, line: usize) -> bool {
    const LEAD: usize = 5;
    let toks = text.line(line);
    text.find(toks.head(LEAD), &[Term::Body]).is_some() && text.find(toks, &[Term::Formula]).is_some()
}

/// Sections of which one label more makes no second one.
const fn runs_together(kind: SectionKind) -> bool {
    matches!(
        kind,
        SectionKind::Vote
            | SectionKind::Stamp
            | SectionKind::Signature
            | SectionKind::Certification
            | SectionKind::Appeal
            | SectionKind::Report
            | SectionKind::Discussion
    )
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

/// A full stop before a capital, behind no initial and no title: « … contre 8. Le texte … », not « M. X », « J. Y ».
#[must_use]
pub fn sentence_ends(text: &Text<'_>, at: usize) -> bool {
    let next = text.tokens.get(at + 1).is_some_and(|n| n.gap == Gap::Space && n.case != Case::Lower);
    let Some(before) = at.checked_sub(1).map(|b| text.tokens[b]) else { return false };
    let short = before.kind == Kind::Word && before.span.end - before.span.start <= 2;
    let titled = text.marks_in(text.toks(at - 1, at + 1)).iter().any(|m| text.is(*m, Term::Honorific));
    text.tokens[at].sign == '.' && next && !short && !titled
}
