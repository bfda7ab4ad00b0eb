//! Heads whose text stands on the same line: behind capitals, behind bold or italic print, behind a colon.

use super::events;
use super::heads::{Form, Head, Opening, style};
use super::plain_heads::{NO_TITLE, closes_sentence, is_sentence, letters, names_persons, one_line};
use super::signed_points::capitals_before_text;
use super::tally;
use super::titles::trim_title;
use crate::grammar::family;
use crate::grammar::lexicon::{Mark, Terms};
use crate::grammar::list::List;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind};
use crate::page::{Span, fold};

/// Nor what tells of the outcome.
const TELLS: Terms =
    NO_TITLE.or(Terms::of(&[Term::Unanimous, Term::Majority, Term::Adopted, Term::Rejected, Term::Formula]));

/// « AFFOUAGE - La taxe est portée à 180 F »: a title in capitals, a sign, and the text on the same line.
pub(super) fn opt_capitals_run_in(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    let len = capitals_before_text(text, o.s)?;
    let rest = o.s[len..].trim_start();
    let sign = rest.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | ':' | '.'));
    let told = sign.map_or(rest, |s| rest[s.len_utf8()..].trim_start());
    if sign.is_none() && !sentence_leads(text, o, o.s.len() - rest.len()) {
        return None;
    }
    let span = Span::new(o.at, o.at + len as u32);
    // « CESSION DE LA PARCELLE A M. ET MME HÉLIAS »: with whom something is done.
    let matter = o.toks.first().is_some_and(|t| text.listed(t, List::TitleNoun));
    let tells = |m: &Mark| text.is_any(*m, TELLS) && !(matter && text.is(*m, Term::Honorific));
    let plain = !text.marks_in(text.within(span)).iter().any(tells);
    // « GRAND-LAC AGGLO — Communauté d'agglomération » is a letterhead: no sentence follows.
    let wraps = sign.is_none() && o.line + 1 < o.limit && text.doc.lines.get(o.line + 1).is_some_and(|n| !n.gap_before);
    let sentence = told.trim_end().ends_with(['.', ';', '!', '?']) || wraps || events::event(text, o.line).is_some();
    if told.len() < 12 || !told.starts_with(|c: char| c.is_alphanumeric() || c == '«') || !plain || !sentence {
        return None;
    }
    let title = trim_title(text, span)?;
    Some(one_line(o, Form::Heading, title, style::CAPS))
}

/// « COMPTE ADMINISTRATIF 2016 Monsieur LERAY présente le compte »: no sign, but a sentence of some length begins at `from`.
fn sentence_leads(text: &Text<'_>, o: &Opening<'_>, from: usize) -> bool {
    const LEADS: &[Term] = &[Term::SentenceLead, Term::Honorific, Term::HeadOfBody, Term::Body, Term::Visa];
    const WORDS: usize = 8;
    const LETTERS: usize = 12;
    let told = text.within(Span::new(o.at + from as u32, text.doc.lines[o.line].span.end));
    let capital = told.first().is_some_and(|t| t.case == Case::Title);
    let small = |n: usize| told.get(n).is_some_and(|t| t.case == Case::Lower && t.kind == Kind::Word || t.sign == ':');
    // « L'excédent s'établit à … », « Surface : 71 m² »
    let elided = told.get(1).is_some_and(|t| t.sign == '\'') && small(2);
    let lead = small(1) || elided || text.mark_at(told.start).is_some_and(|m| LEADS.iter().any(|t| text.is(m, *t)));
    let fresh = text.doc.lines[o.line].gap_before || closes_sentence(text, o.line);
    capital && lead && fresh && told.len() >= WORDS && letters(&o.s[..from]) >= LETTERS
}

/// « **Chemin de fer.** M. le maire expose … »: the bold print that opens a line of text is the title of what follows.
pub(super) fn opt_marked_lead(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    const LONGEST: u32 = 120;
    const LETTERS: usize = 5;
    const TOLD: usize = 12;
    let info = &text.doc.lines[o.line];
    let end = info.span.start + info.marked_lead;
    if info.marked_lead == 0 || end <= o.at || end - o.at > LONGEST || !info.cells.is_empty() {
        return None;
    }
    let (print, told) = text.doc.clean.get(o.at as usize..end as usize).zip(o.s.get((end - o.at) as usize..))?;
    let (print, told) = (print.trim_end(), told.trim_start());
    let sign = |c: char| matches!(c, '-' | '–' | '—' | ':' | '.');
    let apart = print.ends_with(sign) || told.starts_with(sign) || told.starts_with(char::is_uppercase);
    let phrase = text.within(Span::new(o.at, end));
    // « VOTE DES QUATRE TAXES », « DEMANDE DE M. X »: what opens the title may say more than that.
    let told_of = TELLS.or(Terms::of(&[Term::VoteHeading, Term::Visa, Term::Recital]));
    let of = |at: usize| {
        text.tokens
            .get(at)
            .is_some_and(|t| matches!(fold::fold(text.doc.text(t.span)).as_str(), "de" | "des" | "du" | "d"))
    };
    let titled = |m: &Mark| text.is(*m, Term::VoteHeading) && of(m.end as usize);
    let named = |m: &Mark| m.first as usize > phrase.start && text.is_any(*m, family::SPEAKER);
    let told_by =
        |m: &Mark| text.is_any(*m, told_of) && !tally::is_preposition(text, *m, phrase.end) && !titled(m) && !named(m);
    let plain = !text.marks_in(phrase).iter().any(told_by) && !is_sentence(text, phrase);
    let of_lead = Opening { toks: phrase, s: print, ..*o };
    // « **La Carneille-aux-Haies** : Nelly LEBAILLY, Guy GOUDIER »: those whom a place sent.
    let behind = text.within(Span::new(end, info.span.end));
    let behind = behind.skip(usize::from(behind.first().is_some_and(|t| t.sign == ':')));
    let people = person::person(text, behind)
        .is_some_and(|(p, rest)| !p.head && rest.first().is_none_or(|t| matches!(t.sign, ',' | ';' | '(' | '-' | '–')));
    if !apart
        || !plain
        || people
        || names_persons(text, &of_lead)
        || !print.starts_with(char::is_uppercase)
        || letters(print) < LETTERS
        || told.len() < TOLD
    {
        return None;
    }
    let title = trim_title(text, phrase.span()).filter(|t| !text.lexicon.lists_cell(List::NoTitle, &t.value))?;
    Some(one_line(o, Form::Heading, title, style::BOLD | style::LEAD | style::RUN_IN))
}

/// « Taxes : après discussion, on laisse les taux »: the words before the colon are the title.
pub(super) fn opt_run_in(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    const FILED: usize = 6;
    const ASKED: usize = 60;
    const OTHER: Terms = NO_TITLE.or(Terms::of(&[Term::Visa, Term::Ballot]));
    let colon = o.s.find(':').filter(|c| (5..=120).contains(c))?;
    let phrase = text.within(Span::new(o.at, o.at + colon as u32));
    let starts = o.s.starts_with(char::is_uppercase);
    let plain = phrase.len() <= 22 && phrase.slice().iter().all(|t| !matches!(t.sign, '.' | ';' | '?'));
    // « Délibération pour la désignation des délégués : »
    let told =
        text.marks_in(phrase).iter().any(|m| text.is_any(*m, OTHER) && !tally::is_preposition(text, *m, phrase.end));
    if !starts || !plain || told || o.s[colon + 1..].trim().len() < 8 {
        return None;
    }
    // « Dossier 24-17 : aide au chauffage, 180 € »: what is asked for stands behind the number.
    let filed = phrase.first().is_some_and(|t| text.listed(t, List::File)) && phrase.len() <= FILED;
    let asked = o.s[colon..].find([',', '.', '(']).filter(|c| filed && *c <= ASKED).map_or(colon, |c| colon + c);
    // « Monsieur X présente les propositions. Chaque ligne est mise aux voix : »
    const TITLE: usize = 8;
    if phrase.len() > TITLE && is_sentence(text, phrase) {
        return None;
    }
    let title = trim_title(text, Span::new(o.at, o.at + asked as u32))?;
    Some(one_line(o, Form::Line, title, style::RUN_IN))
}
