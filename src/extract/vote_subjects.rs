//! Those named before the words of a vote, of whom they tell: « Mme X et M. Y ne prennent pas part au vote ».

use super::tally::Tally;
use super::vote_names::starts_person;
use super::votes::{ABSTENTIONS, NOT_VOTING};
use crate::grammar::family;
use crate::grammar::lexicon::{Mark, Terms};
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::Span;
use crate::record::SectionKind;

/// The opening of a short bracket that ends at `close` and holds a titled person or « par pouvoir », or stands behind a name:
/// « FOURNIER (Michel) », « Mme X (présidente de la chorale) ».
fn bracket_of_person(text: &Text<'_>, close: usize) -> Option<usize> {
    const LONGEST: usize = 16;
    const BRIEF: usize = 4;
    let open = (close.saturating_sub(LONGEST)..close).rev().find(|i| text.tokens[*i].sign == '(')?;
    let inside = text.toks(open, close);
    let behind_name = open.checked_sub(1).is_some_and(|b| {
        let t = text.tokens[b];
        t.kind == Kind::Word && t.case != Case::Lower && text.longest_at(b).is_none()
    });
    // « Mme X, représentée (OMS), »
    let short = close - open <= BRIEF;
    let named =
        behind_name || short || text.find(inside, &[Term::Honorific, Term::ProxyHeading, Term::ProxyGives]).is_some();
    // « 3 contre (M. X), Mme Y s'étant abstenue »: those of the bracket voted otherwise.
    let before = text.mark_index(open).checked_sub(1).and_then(|i| text.marks.get(i));
    // « 13 voix contre 2 (M. X) »
    let counted = open.checked_sub(1).filter(|b| text.tokens[*b].kind == Kind::Number).unwrap_or(open);
    let beside = |m: &Mark| [open, counted].contains(&(m.end as usize));
    let named = named && !before.is_some_and(|m| beside(m) && text.is_any(*m, family::SIDES));
    (named && inside.slice().iter().all(|t| t.kind != Kind::Number)).then_some(open)
}

/// The stretch of names before a verb of not voting: from the start of the sentence or line.
#[must_use]
pub fn names_before(text: &Text<'_>, at: usize, line_start: usize) -> Option<Span> {
    const BEFORE: usize = 30;
    let mut start = at;
    while start > line_start.saturating_sub(BEFORE) && start > 0 {
        if new_paragraph(text, start) || start < at && line_begins_anew(text, start) {
            break;
        }
        // « (et Mme X par pouvoir) » belongs to the names.
        let bracket = (text.tokens[start - 1].sign == ')').then(|| bracket_of_person(text, start - 1)).flatten();
        if bracket.is_none() && parts_names(text, start - 1) {
            break;
        }
        start = bracket.unwrap_or(start - 1);
    }
    let mut toks = beside_presidency(text, behind_body(text, text.toks(start, at)));
    while !toks.is_empty() && !starts_person(text, toks) {
        toks = toks.skip(1);
    }
    (!toks.is_empty()).then(|| toks.span())
}

/// « Il cède la présidence à Mme X et quitte la salle », « Sous la présidence de Mme X, M. le Maire s'étant retiré »: who takes the
/// chair is not who leaves. The subject stands before where a person does, else behind the next comma.
fn beside_presidency<'t>(text: &Text<'_>, toks: Toks<'t>) -> Toks<'t> {
    // « M. X prend la présidence et Mme le Maire sort de la salle. »
    let and = |i: usize| text.tokens.get(i).is_some_and(|t| text.doc.text(t.span) == "et" || t.sign == ',');
    let named = |i: usize| i < toks.end && starts_person(text, text.toks(i, toks.end));
    let presides = |i: &usize| text.listed(text.tokens[*i], List::Presidency) && and(*i + 1) && named(*i + 2);
    if let Some(at) = (toks.start..toks.end).find(presides) {
        return toks.from(at + 2);
    }
    let link = |i: usize| text.tokens.get(i).is_some_and(|t| text.listed_small(*t, List::PlaceLink));
    let taken = (toks.start..toks.end).find(|i| text.listed(text.tokens[*i], List::Presidency) && link(*i + 1));
    let Some(at) = taken else { return toks };
    let before = toks.head(at - toks.start);
    // « Le maire laisse la présidence au premier adjoint, M. X, et sort. »
    let head = text.find(before, &[Term::HeadOfBody]).is_some();
    if head || (before.start..before.end).any(|i| starts_person(text, text.toks(i, before.end))) {
        return before;
    }
    let comma = (at..toks.end).find(|i| text.tokens[*i].sign == ',');
    comma.map_or_else(|| toks.from(toks.end), |c| toks.from(c + 1))
}

/// « M. X : je ne prends pas part au vote », « Mme Y.- Je ne participerai pas au vote »: who speaks opens the line.
pub(super) fn opt_speaker(text: &Text<'_>, line: usize) -> Option<Span> {
    const NAME: usize = 8;
    let toks = text.line(line);
    let sign = |i: usize, c: char| toks.get(i).is_some_and(|t| t.sign == c);
    let ends = (1..NAME).find(|i| sign(*i, ':') || sign(*i, '.') && sign(*i + 1, '-'))?;
    starts_person(text, toks).then(|| toks.head(ends).span())
}

/// Whether the line of a token that opens it goes on with no sentence. « Après en avoir délibéré, …, à l'unanimité (Mme Eve⏎SORBAN
/// ne prend pas part au vote) » does, « Abstention : 1 (M. X)⏎Mme Y ne prend pas part au vote » does not.
fn line_begins_anew(text: &Text<'_>, at: usize) -> bool {
    let Some(t) = text.tokens.get(at).filter(|t| t.gap == Gap::Line) else { return false };
    let above = text.tokens[at - 1].line as usize;
    const RUNS_ON: &[Label] =
        &[Label::Plain, Label::Section(SectionKind::Formula), Label::Section(SectionKind::Decision)];
    !RUNS_ON.contains(&outline::label(text, above)) || matches!(t.sign, '-' | '–' | '•')
}

/// Whether a token opens a paragraph.
fn new_paragraph(text: &Text<'_>, at: usize) -> bool {
    let Some(t) = text.tokens.get(at).filter(|t| t.gap == Gap::Line) else { return false };
    let above = text.tokens[at - 1].line as usize;
    text.doc.lines[t.line as usize].gap_before || text.doc.lines[above].span.is_empty()
}

/// Whether the names of a subject begin behind a token at the latest: it ends a sentence, or tells of another side, « Abstentions :
/// 3, Mme X ».
fn parts_names(text: &Text<'_>, at: usize) -> bool {
    let t = text.tokens[at];
    let initial = || {
        let before = at.checked_sub(1).map(|b| text.tokens[b]);
        before.is_some_and(|b| b.kind == Kind::Word && b.span.end - b.span.start <= 3)
    };
    let voted = text.mark_at(at).is_some_and(|m| text.is_any(m, family::SIDES) || text.is(m, Term::VoteHeading));
    voted || matches!(t.sign, ';' | ':' | ')') || t.sign == '.' && !initial()
}

/// « Sur rapport de M. X, le conseil, à l'unanimité, M. Y ne prenant pas part au vote »: those who are named behind the body and
/// what it says, where any are.
fn behind_body<'t>(text: &Text<'_>, toks: Toks<'t>) -> Toks<'t> {
    const SAID: Terms = Terms::of(&[Term::Body, Term::BodyShort, Term::Formula, Term::Unanimous, Term::Majority]);
    let named = |t: &Toks<'_>| (t.start..t.end).any(|i| starts_person(text, text.toks(i, t.end)));
    // « M. X, membre du conseil d'administration du collège »: no subject.
    let subject = |m: &Mark| {
        let word = |at: usize| text.doc.text(text.tokens[at].span).to_lowercase();
        let article = |at: usize| matches!(word(at).as_str(), "le" | "la" | "l" | "les" | "'");
        let first = m.first as usize;
        !text.is(*m, Term::Body) && !text.is(*m, Term::BodyShort)
            || article(first)
            || first.checked_sub(1).is_some_and(article)
    };
    let behind = text.marks_in(toks).iter().rev().filter(|m| text.is_any(**m, SAID) && subject(m));
    behind.map(|m| toks.from(m.end as usize)).find(named).unwrap_or(toks)
}

/// Whether those named before the words are their subject: « Mme X ne prend pas part au vote », « M. Y votant contre ».
pub(super) fn is_verbal(text: &Text<'_>, t: &Tally) -> bool {
    let told = |term: Term| text.value(t.mark, term) == Some("told");
    // « l'abstention de Mme X » is hers, whoever is named before.
    let of = || text.tokens.get(t.mark.end as usize).is_some_and(|n| text.doc.text(n.span) == "de");
    let abstains = t.side == ABSTENTIONS && (told(Term::Abstention) || !of());
    let verb = t.side == NOT_VOTING || t.count.is_none() && (abstains || told(Term::Against) || told(Term::For));
    // « hors de la présence de M. le Maire »: those named behind.
    let without = text.value(t.mark, Term::NotVoting) == Some("without");
    verb && !without && !heads_column(text, t.mark)
}

/// « Association │ Montant │ Ne prend pas part »: the head of a column has no subject, and no names beside it.
pub(super) fn heads_column(text: &Text<'_>, mark: Mark) -> bool {
    let closes = text.tokens.get(mark.end as usize).is_none_or(|t| matches!(t.gap, Gap::Cell | Gap::Line));
    text.tokens[mark.first as usize].gap == Gap::Cell && closes
}

/// Whether names behind one side are the subject of the next: « 18 voix pour, M. A, président du club, n'ayant pas pris
/// part au vote ». Names in a bracket or behind a colon are not.
pub(super) fn is_subject(text: &Text<'_>, side: &Tally, names: Span, next: &Tally) -> bool {
    const APPOSITION: usize = 8;
    let (end, verb) = (text.within(names).end, next.mark.first as usize);
    let comma = text.tokens.get(side.end).is_some_and(|t| t.sign == ',');
    let between = text.toks(end.min(verb), verb);
    let plain = !between.slice().iter().any(|t| matches!(t.sign, '.' | ';' | ':'));
    end + 1 >= verb || comma && side.count.is_some() && plain && between.len() <= APPOSITION
}

/// « avec un vote contre du groupe A », « Les groupes A et B votent contre »: a group is against.
pub(super) fn opposed_by_group(text: &Text<'_>, m: Mark) -> bool {
    const NEAR: usize = 3;
    const SUBJECT: usize = 24;
    let (first, end) = (m.first as usize, m.end as usize);
    let group = |i: usize| text.listed(text.tokens[i], List::Group);
    let of = text.tokens.get(end).is_some_and(|t| matches!(text.doc.text(t.span), "du" | "des" | "de"));
    let noun = m.end - m.first >= 2 || text.value(m, Term::Against).is_none();
    let behind = of && noun && (end..text.tokens.len().min(end + NEAR)).any(group);
    let from = (first.saturating_sub(SUBJECT)..first).rev().find(|i| text.tokens[*i].sign == '.').map_or(0, |i| i + 1);
    let from = from.max(first.saturating_sub(SUBJECT));
    let told = text.value(m, Term::Against) == Some("told");
    // Who speaks for the group in the debate « votera contre »; what opens the sentence has voted.
    let opens = (from..first.min(from + NEAR)).any(group);
    behind || told && opens
}
