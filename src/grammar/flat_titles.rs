//! Titles in text that lost its lines: where they begin, and where the sentence behind them does.

use super::list::List;
use super::person;
use super::reflow::{closes, enumeration};
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind};

/// Longest title behind an enumeration sign, in tokens.
const TITLE: usize = 22;
/// What opens a sentence behind a title.
const LEADS: &[Term] = &[
    Term::SentenceLead,
    Term::Particle,
    Term::NumberUnit,
    Term::Honorific,
    Term::HeadOfBody,
    Term::Visa,
    Term::Body,
    Term::Rapporteur,
    Term::CountVoting,
    Term::Adopted,
    Term::Rejected,
    Term::Unanimous,
];

/// « Acquisition d'un terrain à Kerlan Le maire indique que … »: words without a verb and without a sign, behind which the
/// mayor or the body begins a sentence. Gives where.
pub(super) fn run_in_title(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 16;
    const SHORTEST: usize = 3;
    const OPENS: &[Term] = &[Term::HeadOfBody, Term::Body, Term::Honorific];
    let first = text.tokens[at];
    // « Tarifs communaux 2012 Les tarifs … »: an article with a capital, before a word without one.
    let article = |i: usize| {
        text.lexicon.lists(List::NewSentence, text.doc.text(text.tokens[i].span))
            && text.tokens.get(i + 1).is_some_and(|n| n.case == Case::Lower && n.gap == Gap::Space)
    };
    let lead = |m| LEADS.iter().chain(&[Term::Formula, Term::Opened]).any(|t| text.is(m, *t));
    let plain = first.kind == Kind::Word && first.case == Case::Title && !text.mark_at(at).is_some_and(lead);
    if !plain || text.lexicon.lists(List::NewSentence, text.doc.text(first.span)) {
        return None;
    }
    for i in at + 1..end.min(at + LONGEST) {
        let t = text.tokens[i];
        let opens = t.case == Case::Title
            && (article(i)
                || (i..i + 2).any(|k| text.mark_at(k).is_some_and(|m| OPENS.iter().any(|o| text.is(m, *o)))));
        if opens {
            let joined = text.tokens.get(i - 1).is_some_and(|b| text.listed(*b, List::OpenEnd) || b.kind == Kind::Sign);
            return (i >= at + SHORTEST && !joined).then_some(i);
        }
        if matches!(t.sign, '.' | ',' | ';' | ':' | '?' | '!' | '(' | ')') || text.listed(t, List::Sentence) {
            return None;
        }
    }
    None
}

/// Whether titles run into their sentences three times at least.
pub(super) fn runs_in(text: &Text<'_>, lines: &[usize]) -> bool {
    let titles = |line: &usize| {
        let toks = text.line(*line);
        (toks.start..toks.end).filter(|i| closes(text, *i) && run_in_title(text, *i, toks.end).is_some()).count()
    };
    lines.iter().map(titles).sum::<usize>() >= 3
}

/// Where the title that begins at `head` ends: at the word that opens a sentence, or at the end of its own.
pub(super) fn title_end(text: &Text<'_>, head: usize, end: usize) -> usize {
    let stop = end.min(head + TITLE);
    let mut point = None;
    let mut quoted = false;
    let mut capitals = text.tokens[head].case == Case::Upper;
    for i in head + 1..stop {
        let t = text.tokens[i];
        quoted = match t.sign {
            '"' => !quoted,
            _ => quoted,
        };
        let mark = text.mark_at(i).filter(|_| t.case == Case::Title);
        // « Personnel Vu l'avis du comité »: what surely opens a sentence may stand behind a single word.
        let sure =
            mark.is_some_and(|m| text.is(m, Term::Visa) || text.is(m, Term::HeadOfBody) || text.is(m, Term::Body));
        // « I - FINANCES 1 - Tarifs »
        if !quoted && capitals && t.kind == Kind::Number && enumeration(text, i, stop).is_some() {
            return i;
        }
        let capital = t.kind != Kind::Word || t.case == Case::Upper || t.span.end - t.span.start <= 2;
        // « CRÉATION D'UN POSTE RAPPORTEUR : M. X »
        let reports = |m| {
            text.is(m, Term::Rapporteur)
                && (m.end as usize..m.end as usize + 2).any(|k| text.tokens.get(k).is_some_and(|t| t.sign == ':'))
        };
        if t.case != Case::Lower && text.mark_at(i).is_some_and(reports) {
            return i;
        }
        if !quoted && next_mark(text, head, i) {
            return i;
        }
        if quoted || i < head + 2 && !sure {
            capitals &= capital;
            continue;
        }
        if speaker(text, i, stop) || capitals && initial_and_name(text, i, stop) || capitals && behind_capitals(text, i)
        {
            return i;
        }
        capitals &= capital;
        // « Vote du budget » is a title, « Nombre de voix : » opens a vote.
        let vote = |m| text.is(m, Term::VoteHeading) && text.tokens.get(m.end as usize).is_some_and(|t| t.sign == ':');
        // « CRÉATION D'UN POSTE »: the letter before an apostrophe is as capital as the word behind it.
        let elided = t.span.end - t.span.start == 1
            && (i + 1..end.min(i + 3)).any(|n| text.tokens[n].case == Case::Upper && text.tokens[n].gap == Gap::None);
        // « Approbation du procès-verbal du Conseil Municipal »
        let joined =
            text.listed(text.tokens[i - 1], List::OpenEnd) && text.mark_at(i).is_some_and(|m| text.is(m, Term::Body));
        let lead = t.case == Case::Title
            && !elided
            && !joined
            && !names_place(text, i)
            && text.mark_at(i).is_some_and(|m| LEADS.iter().any(|s| text.is(m, *s)) || vote(m));
        if lead {
            return i;
        }
        if closes(text, i) && point.is_none() && t.case == Case::Title {
            point = Some(i);
        }
    }
    point.unwrap_or(stop)
}

/// « 5) Point travaux 6) Questions diverses »: at `at` stands the mark that counts on from that of the title at `head`.
fn next_mark(text: &Text<'_>, head: usize, at: usize) -> bool {
    let number = |i: usize| {
        let t = text.tokens.get(i).filter(|t| t.kind == Kind::Number)?;
        text.doc.text(t.span).parse::<u32>().ok()
    };
    let sign = |i: usize| text.tokens.get(i).is_some_and(|t| t.sign == ')');
    let own = head.checked_sub(2).filter(|_| sign(head - 1)).and_then(number);
    let opens = text.tokens.get(at + 2).is_some_and(|t| matches!(t.case, Case::Title | Case::Upper));
    own.is_some_and(|n| number(at) == Some(n + 1)) && sign(at + 1) && opens
}

/// « au lieu-dit Les Granges », « rue Le Corbusier »: the article begins a name.
pub(crate) fn names_place(text: &Text<'_>, at: usize) -> bool {
    let noun = at.checked_sub(1).is_some_and(|b| text.listed(text.tokens[b], List::PlaceNoun));
    let next = text.tokens.get(at + 1);
    let opens = [at, at + 1]
        .iter()
        .any(|i| text.mark_at(*i).is_some_and(|m| text.is(m, Term::HeadOfBody) || text.is(m, Term::Body)));
    noun && !opens
        && text.mark_at(at).is_some_and(|m| text.is(m, Term::Particle))
        && next.is_some_and(|t| t.case == Case::Title)
}

/// « ASSURANCE STATUTAIRE Résiliation par l'assureur »: a word in small letters that opens a sentence behind capitals.
fn behind_capitals(text: &Text<'_>, at: usize) -> bool {
    let t = text.tokens[at];
    t.kind == Kind::Word && t.case == Case::Title && t.gap == Gap::Space && t.span.end - t.span.start > 2
}

/// « Choix du délégataire Hervé Cadiou remet le rapport »: given and family name, and a verb in small letters.
fn speaker(text: &Text<'_>, at: usize, stop: usize) -> bool {
    const VERB: u32 = 5;
    let word = |i: usize| text.tokens.get(i).filter(|t| i < stop && t.kind == Kind::Word && t.gap == Gap::Space);
    word(at).is_some_and(|t| t.case == Case::Title && person::known_given(text, t.span))
        && word(at + 1).is_some_and(|t| t.case != Case::Lower)
        && word(at + 2).is_some_and(|t| t.case == Case::Lower && t.span.end - t.span.start >= VERB)
}

/// « MAISON DE SANTÉ A. Veyrines souhaite la bienvenue »: an initial and a family name, and a verb in small letters.
fn initial_and_name(text: &Text<'_>, at: usize, stop: usize) -> bool {
    const VERB: u32 = 5;
    let token = |i: usize| text.tokens.get(i).filter(|_| i < stop);
    let initial =
        token(at).is_some_and(|t| t.gap == Gap::Space && t.span.end - t.span.start == 1 && t.case != Case::Lower);
    initial
        && token(at + 1).is_some_and(|t| t.sign == '.')
        && token(at + 2).is_some_and(|t| t.kind == Kind::Word && t.case == Case::Title)
        && token(at + 3).is_some_and(|t| t.case == Case::Lower && t.span.end - t.span.start >= VERB)
}

/// « Questions diverses Le compte-rendu de la séance du 29 octobre est approuvé »
pub(super) fn minutes_sentence(text: &Text<'_>, at: usize) -> bool {
    let article = text.tokens[at].case == Case::Title
        && text.lexicon.lists(List::NewSentence, text.doc.text(text.tokens[at].span));
    article && text.mark_at(at + 1).is_some_and(|m| text.is(m, Term::MinutesApproval) && m.end - m.first >= 3)
}

/// Three words in capitals or more: one past their end.
pub(super) fn capitals_run(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    if text.tokens[at].case != Case::Upper || text.mark_at(at).is_some_and(|m| text.is(m, Term::Honorific)) {
        return None;
    }
    let (mut i, mut words, mut letters, mut last) = (at, 0, 0, at);
    while i < end {
        let t = text.tokens[i];
        let small = t.span.end - t.span.start <= 2;
        let person = text.mark_at(i).is_some_and(|m| text.is(m, Term::Honorific));
        match t.kind {
            Kind::Word if t.case == Case::Upper && !person => {
                words += 1;
                letters += t.span.end - t.span.start;
                last = i + 1;
            }
            Kind::Word if t.case == Case::Title && small && !person && upper_behind_letter(text, i + 1, end) => {}
            Kind::Word if small && t.case == Case::Lower => {}
            Kind::Number => last = i + 1,
            Kind::Sign if matches!(t.sign, '-' | '\'' | '/' | '"' | '&' | '°') => {}
            _ => break,
        }
        i += 1;
    }
    (words >= 3 && letters >= 14).then_some(last)
}

/// What stands behind « D », « À » or « À L' » is in capitals.
fn upper_behind_letter(text: &Text<'_>, at: usize, end: usize) -> bool {
    let apostrophe = |i: usize| text.tokens.get(i).is_some_and(|t| i < end && t.sign == '\'');
    let word = match (apostrophe(at), apostrophe(at + 1)) {
        (true, _) => at + 1,
        (_, true) => at + 2,
        _ => at,
    };
    text.tokens.get(word).is_some_and(|t| word < end && t.case == Case::Upper)
}

/// « COLUMBARIUM Le conseil décide », « TARIF DE L EAU Le prix »: a few words in capitals before the word that opens a
/// sentence: one past them.
pub(super) fn lone_capital(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    const LETTERS: u32 = 5;
    const LONGEST: usize = 7;
    const OPENS: &[Term] =
        &[Term::Particle, Term::Body, Term::HeadOfBody, Term::Visa, Term::Honorific, Term::SentenceLead];
    let token = |i: usize| text.tokens.get(i).filter(|_| i < end);
    let len = |i: usize| token(i).map_or(0, |t| t.span.end - t.span.start);
    let upper = |i: usize| token(i).is_some_and(|t| t.kind == Kind::Word && t.case == Case::Upper);
    // « L » and « D » lose their apostrophes.
    let letter = |i: usize| len(i) == 1 && token(i).is_some_and(|t| t.case == Case::Title);
    let inside = |i: usize| {
        upper(i)
            || letter(i) && upper(i + 1)
            || token(i).is_some_and(|t| t.kind == Kind::Number || matches!(t.sign, '\'' | '-'))
    };
    if !upper(at) || text.mark_at(at).is_some() {
        return None;
    }
    let stop = (at + 1..end.min(at + LONGEST)).find(|i| !inside(*i))?;
    let letters: u32 = (at..stop).filter(|i| upper(*i)).map(len).sum();
    token(stop).filter(|t| t.kind == Kind::Word && t.case == Case::Title && t.gap == Gap::Space)?;
    let small = token(stop + 1).is_some_and(|t| t.case == Case::Lower);
    let opens = letter(stop) && small || text.mark_at(stop).is_some_and(|m| OPENS.iter().any(|s| text.is(m, *s)));
    (letters >= LETTERS && opens).then_some(stop)
}

/// « Mme Zoé LERAY Création »: the word before ends a name by its capitals.
pub(super) fn behind_name(text: &Text<'_>, at: usize) -> bool {
    let t = text.tokens[at];
    let before = at.checked_sub(1).and_then(|b| text.tokens.get(b));
    t.gap == Gap::Space && t.kind == Kind::Word && before.is_some_and(|b| b.case == Case::Upper && b.kind == Kind::Word)
}
