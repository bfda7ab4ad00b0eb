//! Heads without a number: headings, bold lines, capitals, items, short lines between sentences.

use super::agenda::Agenda;
use super::events::{self, Event};
use super::heads::{Form, Head, Opening, capitals, style};
use super::statements;
use super::title_sentences::sentence_behind_title;
use super::titles::{trim_title, with_title};
use crate::grammar::date::date;
use crate::grammar::family;
use crate::grammar::lexicon::{Mark, Terms};
use crate::grammar::list::List;
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::{At, Role, Span};

/// Who speaks, what is voted and what it costs: no title at the start of a line of text says so.
pub(super) const NO_TITLE: Terms = family::SPEAKER.or(family::SIDES).or(Terms::of(&[Term::Body, Term::MoneyCurrency]));

/// A bold line that ends with a full stop is no title from this length on, in bytes.
pub(super) const PHRASE: usize = 90;

/// Letters in a print.
pub(super) fn letters(s: &str) -> usize {
    s.chars().filter(|c| if c.is_ascii() { c.is_ascii_alphabetic() } else { c.is_alphabetic() }).count()
}

/// A line that closes an act: its outcome, its tally.
pub(super) fn closes_act(text: &Text<'_>, o: &Opening<'_>) -> bool {
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
pub(super) fn of_the_head(text: &Text<'_>, o: &Opening<'_>) -> bool {
    const OF_HEAD: Terms = family::HEAD.or(Terms::of(&[Term::ProxyGives, Term::Closed, Term::Opened]));
    let approval = text.find(o.toks, &[Term::MinutesApproval]).is_some();
    // « Élection du maire » alone
    if matches!(text.doc.lines[o.line].role, Role::Heading(_)) && o.mark.is_some_and(|m| text.is(m, Term::Election)) {
        return false;
    }
    // « ECLAIRAGE PUBLIC » names nobody of the public.
    let quorum = |m: Mark| text.is(m, Term::CountQuorum) && !names_a_matter(text, o, m);
    if o.mark.is_some_and(|m| text.is(m, Term::NonMember) || quorum(m)) {
        return true;
    }
    if running_head(text, o) || names_clerk(text, o) || alters_agenda(text, o) {
        return true;
    }
    // « Indemnité de conseil du percepteur » names no sitting.
    let other = |m: &Mark| {
        let next = text.tokens.get(m.end as usize).filter(|t| t.kind == Kind::Word && t.gap == Gap::Space);
        let day = text.mark_at(m.end as usize).is_some_and(|d| text.is(d, Term::DateWeekday));
        let first = m.first as usize == o.toks.start;
        text.is(*m, Term::SittingOf) && !first && !day && next.is_some()
    };
    let told = |m: &&Mark| text.is_any(**m, OF_HEAD) && !other(m) && !names_a_matter(text, o, **m);
    !approval && o.toks.len() < 40 && text.marks_in(o.toks.head(6)).iter().any(|m| told(&m))
}

/// « Point à supprimer : Échange de terrains », « Point à ajouter : Parcours »: what is asked for of the agenda.
fn alters_agenda(text: &Text<'_>, o: &Opening<'_>) -> bool {
    let listed = |n: usize, list| o.toks.get(n).is_some_and(|t| text.listed(t, list));
    let to = o.toks.get(1).is_some_and(|t| text.doc.text(t.span) == "à");
    to && listed(0, List::Point) && (listed(2, List::Removes) || listed(2, List::Adds))
}

/// « Secrétaire auxiliaire : », « Désignation d'un secrétaire de séance : M. X », « Président de séance : Mme Y »: no act
/// without a number of its own.
fn names_clerk(text: &Text<'_>, o: &Opening<'_>) -> bool {
    const OFFICES: &[Term] = &[Term::Secretary, Term::Chair, Term::HeadOffice, Term::HeadOfBody];
    if o.mark.is_some_and(|m| text.is(m, Term::SecretaryAuxiliary)) {
        return true;
    }
    let office = text
        .marks_in(o.toks.head(7))
        .iter()
        .rfind(|m| OFFICES.iter().any(|t| text.is(**m, *t)))
        .map(|m| m.end as usize)
        .filter(|e| e + 1 < o.toks.end);
    office.is_some_and(|e| text.tokens[e].sign == ':' && person::is_title(text, e + 1))
}

/// « Conseil municipal du 30 mai 2008 - Compte rendu », printed again over each page of a text without pages.
fn running_head(text: &Text<'_>, o: &Opening<'_>) -> bool {
    const NAMES: &[Term] = &[Term::SittingOf, Term::MinutesApproval];
    let line = |l: usize| text.doc.text(text.doc.lines[l].span).trim();
    let same = |l: &usize| *l != o.line && line(*l) == line(o.line);
    let names = o.toks.len() < 20
        && text.find(o.toks, NAMES).is_some()
        && text.find(o.toks, &[Term::Body, Term::Authority]).is_some();
    names && ((0..text.doc.body_len).filter(same).take(2).count() == 2 || is_letterhead(text, o))
}

/// « Communauté d'agglomération du Pays de X – Séance du 25 juin 2009 », and nothing else.
fn is_letterhead(text: &Text<'_>, o: &Opening<'_>) -> bool {
    let opens = o.mark.is_some_and(|m| text.is(m, Term::Authority));
    let day = text.find(o.toks, &[Term::SittingOf]).map(|m| text.toks(m.end as usize, o.toks.end));
    opens && day.and_then(|d| date(text, d)).is_some_and(|(_, rest)| rest.is_empty())
}

/// « Pouvoirs de police du maire », « Excuses publiques »: the wording opens the line, but neither a name
/// nor a number, nor a colon before one, stands behind it.
fn names_a_matter(text: &Text<'_>, o: &Opening<'_>, m: Mark) -> bool {
    const REACH: usize = 12;
    const RUBRICS: Terms = family::ROLL.or(Terms::of(&[Term::Secretary, Term::Convened, Term::CountQuorum]));
    let after = text.toks(m.end as usize, o.toks.end);
    let goes_on = after.first().is_some_and(|t| t.kind == Kind::Word && t.gap == Gap::Space && t.case != Case::Upper);
    if m.first as usize != o.toks.start || !text.is_any(m, RUBRICS) || !goes_on {
        return false;
    }
    let near = after.head(REACH);
    let named = |i: usize| {
        let t = text.tokens[i];
        let next = text.tokens.get(i + 1).filter(|_| i + 1 < o.toks.end);
        let announces = t.sign == ':' && next.is_none_or(|n| n.case != Case::Lower);
        t.kind == Kind::Number || announces || person::is_title(text, i) || person::known_given(text, t.span)
    };
    !(near.start..near.end).any(named)
}

/// « LAMAND, Monsieur ROBERT, Madame HEURTAULT »: a list of persons, not a title.
pub(super) fn names_persons(text: &Text<'_>, o: &Opening<'_>) -> bool {
    let honorifics = text.marks_in(o.toks).iter().filter(|m| text.is(**m, Term::Honorific)).count();
    // « Marcel CASALTA, Xavier LACOMBE »: capital words between commas.
    let words = || o.toks.slice().iter().filter(|t| t.kind == Kind::Word);
    let small = |t: &crate::grammar::tokens::Token| t.case == Case::Lower && t.span.end - t.span.start > 3;
    let names = o.s.contains(',')
        && words().count() >= 3
        && words().any(|t| t.case == Case::Title)
        && !words().any(small)
        && words().any(|t| t.case == Case::Upper);
    // « VENTE D'UN TERRAIN A Mr ET Mme FOURDINIER »: with whom something is done.
    let matter = capitals(o.s) && o.toks.first().is_some_and(|t| text.listed(t, List::TitleNoun));
    !matter && (names || honorifics >= 2 || honorifics == 1 && o.s.contains(','))
}

/// « Personne ne prenant la parole, il est passé au vote »: a sentence, by its verb.
pub(super) fn is_sentence(text: &Text<'_>, toks: Toks<'_>) -> bool {
    let verb = toks.slice().iter().any(|t| text.listed_small(*t, List::Sentence));
    verb || text.find(toks, &[Term::Speaks]).is_some_and(|m| text.tokens[m.first as usize].case == Case::Lower)
}

/// « Fonctionnement, dépenses et recettes : 74 310,12 € »: a label and its sum, an entry of an account.
fn is_entry(text: &Text<'_>, o: &Opening<'_>) -> bool {
    // « S.A. COUVERTURE ........ 74.100,00 F »
    let Some(colon) = o.s.find("....").or_else(|| o.s.find(':')) else { return false };
    let behind = text.within(Span::new(o.at + colon as u32, text.doc.lines[o.line].span.end));
    let sum = text
        .marks_in(behind)
        .last()
        .is_some_and(|m| text.is(*m, Term::MoneyCurrency) && m.end as usize + 1 >= behind.end);
    sum || behind.slice().last().is_some_and(|t| t.sign == '€')
}

/// A heading of the markup, a bold line behind a gap, a line in capitals behind a gap.
pub(super) fn opt_heading(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    let info = &text.doc.lines[o.line];
    if o.s.len() >= 240 || !o.s.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '"')) {
        return None;
    }
    let letters = letters(o.s);
    if letters < 5 {
        return None;
    }
    let heading = matches!(info.role, Role::Heading(_));
    if o.s.contains("....") && is_entry(text, o) || closes_bracket(o.s) {
        return None;
    }
    // « **Vote des subventions.** » over its text: a short phrase is a title in spite of its full stop.
    let phrase =
        o.s.ends_with('.') && o.s.len() < PHRASE && !is_sentence(text, o.toks) && closes_sentence(text, o.line);
    let bold = info.bold && (info.gap_before || phrase || !o.s.ends_with(['.', ';', ',']) && o.s.len() < 160);
    // « TARIFS DE LA SALLE : » stands alone behind whatever ends without a sign, such as an item.
    let above = o.line.checked_sub(1).map_or("", |l| text.doc.text(text.doc.lines[l].span));
    let alone = o.s.ends_with(':') && !capitals(above);
    // « FORÊT : » over its text
    let decides = o.mark.is_some_and(|m| text.is(m, Term::Verb) || text.is(m, Term::VoteHeading));
    let shouted = o.toks.first().is_some_and(|t| t.case == Case::Upper);
    let word = shouted && o.s.ends_with(':') && info.gap_before && o.toks.len() == 2 && !decides;
    let caps = (word || capitals(o.s) && letters >= 8) && (info.gap_before || alone || closes_sentence(text, o.line));
    if !heading && names_persons(text, o) {
        return None;
    }
    let spoken = text.find_any(o.toks.head(1), family::SPEAKER).is_some()
        || text.find(o.toks.head(5), &[Term::HeadOfBody, Term::Body]).is_some();
    if !(heading || (caps || bold) && !spoken) || info.cells.len() > 1 {
        return None;
    }
    Some(with_title(text, o.line, o.limit, Form::Heading, None, o.at, None))
}

/// An item of the agenda that takes several lines, printed again: its second line may go on in small letters.
pub(super) fn opt_agenda_item(text: &Text<'_>, o: &Opening<'_>, agenda: &Agenda) -> Option<Head> {
    let end = agenda.runs_to(text, o.line, o.limit)?;
    let last = text.doc.lines.get(end - 1)?;
    let title = trim_title(text, Span::new(o.at, last.span.end))?;
    Some(Head {
        line: o.line,
        end,
        form: Form::Item,
        number: None,
        title: Some(title),
        rank: None,
        styles: style::LINE,
    })
}

/// « DANILO) – Abstention : 1 »: the end of a bracket that was opened above.
pub(super) fn closes_bracket(s: &str) -> bool {
    s.find(')').is_some_and(|at| !s[..at].contains('('))
}

/// A dash item, or a short line behind a gap.
pub(super) fn opt_item(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    let info = &text.doc.lines[o.line];
    let first = o.toks.first()?;
    let bulleted = o.toks.start != text.line(o.line).start;
    let ends = o.s.ends_with(['.', ';', ',', ':']);
    if o.s.len() >= 130 || ends || first.kind != Kind::Word || first.case == Case::Lower || letters(o.s) < 3 {
        return None;
    }
    let spoken = !bulleted && o.mark.is_some_and(|m| text.is_any(m, family::SPEAKER));
    // The first line of a paragraph is no title.
    let next = text.doc.lines.get(o.line + 1).filter(|n| o.line + 1 < o.limit && !n.gap_before);
    let runs_on = !bulleted
        && o.s.len() > 55
        && next.is_some_and(|n| text.doc.text(n.span).starts_with(|c: char| c.is_lowercase()));
    let spoken = spoken || runs_on || !bulleted && is_sentence(text, o.toks);
    if spoken || names_persons(text, o) || !bulleted && !info.gap_before || info.cells.len() > 1 && !bulleted {
        return None;
    }
    if is_entry(text, o) {
        return None;
    }
    // « - Comité des fêtes : 1 200 € – 8 pour »: the name alone is the title.
    if let Some(head) = statements::voted_item(text, o.line).filter(|_| bulleted) {
        return Some(head);
    }
    let mut head = with_title(text, o.line, o.limit, Form::Item, None, o.at, None);
    head.styles = if bulleted { style::ITEM } else { style::LINE };
    // « ---oooOooo--- » is no title.
    Some(head).filter(|h| h.title.as_ref().is_some_and(|t| bulleted || !is_open(text, t)))
}

/// A short line without a gap, between the end of a sentence and the start of the next.
pub(super) fn opt_line(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
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
    let ends = o.s.ends_with(['.', ';', ',']);
    if o.s.len() > 120 || ends || info.cells.len() > 1 || letters(o.s) < 6 {
        return None;
    }
    if !o.s.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '"'))
        || o.mark.is_some_and(|m| SENTENCE.iter().any(|t| text.is(m, *t)))
        || names_persons(text, o)
        || is_sentence(text, o.toks)
        || is_entry(text, o)
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
    Some(head).filter(|h| h.title.as_ref().is_some_and(|t| !is_open(text, t)))
}

/// « Le procès-verbal de la⏎réunion du 12 octobre est approuvé »: no title ends so.
fn is_open(text: &Text<'_>, title: &At<String>) -> bool {
    const ENDS: [&str; 8] = ["de", "du", "des", "la", "le", "les", "au", "aux"];
    text.within(title.span).slice().last().is_some_and(|t| ENDS.contains(&text.doc.text(t.span)))
}

/// A head whose title stands in the line of its text.
pub(super) fn one_line(o: &Opening<'_>, form: Form, title: At<String>, styles: u32) -> Head {
    Head { line: o.line, end: o.line + 1, form, number: None, title: Some(title), rank: None, styles }
}

/// A dash item that is a sentence or more, as in summaries of old registers: its first clause is the title.
pub(super) fn opt_dash(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
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
    let sentence = sentence_behind_title(text, Span::new(o.at, o.at + end as u32));
    let end = sentence.map_or(end, |lead| (lead - o.at) as usize);
    let title = trim_title(text, Span::new(o.at, o.at + end as u32))?;
    Some(one_line(o, Form::Line, title, style::DASH))
}

/// Whether the line before ends a sentence, a list or a heading: what follows may be a head.
pub(super) fn closes_sentence(text: &Text<'_>, line: usize) -> bool {
    let Some(before) = line.checked_sub(1).and_then(|l| text.doc.lines.get(l)) else { return true };
    let s = text.doc.text(before.span).trim_end();
    text.doc.lines[line].gap_before
        || s.ends_with(['.', '!', '?', ':', '»', ')', '€', ';'])
        || s.len() < 70
        || !matches!(before.role, Role::Text)
}
