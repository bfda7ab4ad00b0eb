//! Points behind a sign of their own: « 3. Tarifs », « II – BUDGET », « 4°) Cession », and where the title of such a point ends in
//! a line that runs on.

use super::events;
use super::heads::{Form, Head, Opening};
use super::point_sign::{PointSign, SignKind, opt_point_sign};
use super::statements;
use super::title_sentences::sentence_behind_title;
use super::titles::{trim_title, with_title};
use crate::grammar::family;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind, Token};
use crate::page::Span;

/// « 1/ », « II – », « B) », « 2 ème DELIBERATION : », « 3 Tarifs »
pub(super) fn opt_signed_point(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    let sign = opt_point_sign(o.s)?;
    let rest = o.s[sign.len..].trim_start();
    if sign.kind == SignKind::Letter && initials(o) >= 3 {
        return None;
    }
    let decided = events::event(text, o.line).is_some();
    let clause = title_in_capitals(text, o, rest)
        .or_else(|| before_sentence(text, o, rest, decided))
        .or_else(|| first_clause(rest, decided));
    let table = text.doc.lines[o.line].cells.len() > 1 && rest.contains('\t');
    let grant = decided.then(|| grant_behind(text, o, rest)).flatten();
    let title = (opens_title(rest) || grant.is_some())
        && !(sign.kind == SignKind::Letter && is_abbreviation(&o.s[..sign.len], rest));
    if !title
        || is_prose(text, o, rest, clause)
        || sign.kind == SignKind::Bare && !is_bare_point(text, o, &sign, rest, table)
    {
        return None;
    }
    let mut head = with_title(text, o.line, o.limit, Form::Point, None, o.at + sign.len as u32, sign.rank);
    head.styles = sign.kind.style();
    // « 2. Ciné-club Le Vog – 2 000 € : unanimité »
    if let Some(item) = grant.filter(|_| head.number.is_none()) {
        (head.title, head.end) = (item.title, o.line + 1);
        return Some(head);
    }
    // « 3) Prix du repas. Le prestataire augmente … »: the point begins in the line of its title.
    if let Some(len) = clause.filter(|_| !table) {
        let from = o.at + (o.s.len() - rest.len()) as u32;
        let end = from + len as u32;
        // « VI/ Délibération 2013-05. Voyage des anciens Le voyage … »: the number is no part of the title.
        let own = head.title.as_ref().filter(|t| head.number.is_some() && t.span.start < end).map(|t| t.span.start);
        // « 1. Délibération n° 2021-03-01 : Vote du compte Le Comité approuve »: the colon stands behind the number.
        let behind = head.title.as_ref().filter(|t| head.number.is_some() && t.span.start >= end).map(|t| t.span);
        if let Some(span) = behind {
            let lead = sentence_behind_title(text, span).unwrap_or(span.end);
            head.title = trim_title(text, Span::new(span.start, lead));
            head.end = o.line + 1;
        } else if let Some(title) = trim_title(text, Span::new(own.unwrap_or(from), end)) {
            head.title = Some(title);
            head.end = o.line + 1;
        }
    }
    Some(head)
}

/// « Comité des fêtes : 450 € - unanimité », « à la Chorale : 1.500 F. Adopté »: a name, what it gets and the vote on it.
fn grant_behind(text: &Text<'_>, o: &Opening<'_>, rest: &str) -> Option<Head> {
    let to = || rest.split(' ').next().is_some_and(|w| text.lexicon.lists(List::GrantTo, w));
    let opens =
        rest.starts_with(|c: char| c.is_uppercase() || c == '«') || rest.starts_with(char::is_lowercase) && to();
    let lead = (o.at - text.doc.lines[o.line].span.start) as usize + o.s.len() - rest.len();
    opens.then(|| statements::voted_name(text, o.line, lead, rest.starts_with(char::is_lowercase))).flatten()
}

/// « A. Roudil, J. Lescure, P. Maury »: how many initials stand before names at the start of a line.
fn initials(o: &Opening<'_>) -> usize {
    const NEAR: usize = 20;
    let initial = |w: &[Token]| {
        w[0].kind == Kind::Word
            && w[0].case != Case::Lower
            && w[0].span.end - w[0].span.start == 1
            && w[1].sign == '.'
            && w[2].kind == Kind::Word
            && w[2].case != Case::Lower
    };
    o.toks.head(NEAR).slice().windows(3).filter(|w| initial(w)).count()
}

/// A capital or a quote, and letters enough.
fn opens_title(rest: &str) -> bool {
    rest.starts_with(|ch: char| ch.is_uppercase() || matches!(ch, '«' | '"' | '“'))
        && (rest.chars().filter(|ch| ch.is_alphabetic()).count() >= 4 || opens_with_acronym(rest))
}

/// « DM n° 3 »: two capitals or more, and a number.
fn opens_with_acronym(rest: &str) -> bool {
    let capitals = rest.chars().take_while(|c| c.is_uppercase()).count();
    capitals >= 2
        && rest.split_whitespace().next().is_some_and(|w| w.chars().count() == capitals)
        && rest.bytes().any(|b| b.is_ascii_digit())
}

/// « A.C.P.G. », « M. DUPONT »: the letter is no sign of a point.
fn is_abbreviation(sign: &str, rest: &str) -> bool {
    let acronym = rest.chars().nth(1).is_some_and(|ch| matches!(ch, '.' | '-' | '/'));
    acronym || sign.starts_with('M') && sign.contains('.')
}

/// A line that goes on, or is longer than a title, without one at its start.
fn is_prose(text: &Text<'_>, o: &Opening<'_>, rest: &str, clause: Option<usize>) -> bool {
    // « **1. Approbation du procès-verbal,** »: bold print is a title, whatever sign closes it.
    let info = &text.doc.lines[o.line];
    let goes_on = rest.ends_with([';', ',']) && info.cells.is_empty() && !info.bold;
    clause.is_none() && (goes_on || rest.len() > 260)
}

/// A number without a sign behind it opens a short title. « 1 ABSTENTION : M. X », « 29 POUR, 1 CONTRE » are counts.
fn is_bare_point(text: &Text<'_>, o: &Opening<'_>, sign: &PointSign, rest: &str, table: bool) -> bool {
    let at = text.within(Span::new(o.at + sign.len as u32, text.doc.lines[o.line].span.end)).start;
    let counted = text.mark_at(at).is_some_and(|m| text.is_any(m, family::SIDES));
    !counted && rest.len() <= 130 && !table && !rest.ends_with('.')
}

/// « Voyage des anciens Le voyage du 6 juin coûte 58 €. »: length of a title before the word that opens a sentence, in a
/// line that goes on behind it.
fn before_sentence(text: &Text<'_>, o: &Opening<'_>, rest: &str, decided: bool) -> Option<usize> {
    if !decided && rest.len() <= 200 {
        return None;
    }
    let from = o.at + (o.s.len() - rest.len()) as u32;
    let lead = sentence_behind_title(text, Span::new(from, text.doc.lines[o.line].span.end))?;
    Some((lead - from) as usize)
}

/// Length of the title in a line that goes on behind it: the first sentence, or what stands before a dash or a colon.
/// `decided`: the line carries its own vote, and so more than a title. `None` where the line is the title.
fn first_clause(s: &str, decided: bool) -> Option<usize> {
    const SHORTEST: usize = 8;
    const LONGEST: usize = 130;
    if !decided && s.len() <= 200 {
        return None;
    }
    let within = |at: &usize| (SHORTEST..=LONGEST).contains(at);
    let sentence = s.match_indices(". ").map(|(at, _)| at).find(|at| {
        let word = s[..*at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        within(at)
            && word.chars().count() > 3
            && s[at + 2..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    });
    // « Tarifs : Mme X propose une hausse. »: the colon before the end of the sentence.
    let colon = s.find(" : ").filter(within).filter(|c| sentence.is_some_and(|s| *c < s));
    let signs = [" — ", " – ", " : ", ": "];
    colon.or(sentence).or_else(|| signs.iter().find_map(|sign| s.find(sign).filter(within)))
}

/// Length of a title in capitals before the word that opens a sentence on the same line.
fn title_in_capitals(text: &Text<'_>, o: &Opening<'_>, rest: &str) -> Option<usize> {
    const LEADS: &[Term] = &[
        Term::SentenceLead,
        Term::Particle,
        Term::Visa,
        Term::Recital,
        Term::Honorific,
        Term::HeadOfBody,
        Term::Body,
        Term::BodyShort,
    ];
    let len = capitals_before_text(text, rest)?;
    let at = o.at + (o.s.len() - rest.len() + len) as u32;
    let told = text.within(Span::new(at, text.doc.lines[o.line].span.end));
    let first = told.first()?;
    let capital = matches!(first.case, Case::Title | Case::Upper);
    let lead = text.mark_at(told.start).is_some_and(|m| LEADS.iter().any(|t| text.is(m, *t)));
    let decided = events::event(text, o.line).is_some() || rest.len() > 200;
    (capital && (lead || decided) || first.kind != Kind::Word && decided).then_some(len)
}

/// « COMPTE ADMINISTRATIF 2007 M. X commente … »: length of the words in capitals that open a line of small print.
pub(super) fn capitals_before_text(text: &Text<'_>, s: &str) -> Option<usize> {
    let (mut end, mut letters, mut at) = (0, 0, 0);
    // « COMPOSTEURS 300 composteurs seront vendus »: a number belongs to what follows it.
    let mut before_number = None;
    let mut before = "";
    for word in s.split(' ') {
        // « DEMANDE DE M. PUECH »: no title ends before his.
        let of = text.lexicon.lists(List::OpenEnd, std::mem::replace(&mut before, word));
        let alphabetic = word.chars().filter(|c| c.is_alphabetic()).count();
        let small = word.chars().any(char::is_lowercase);
        // « 3ème », « 1er »: an ordinal inside the title.
        let ordinal = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 6;
        let sir = text.lexicon.lists_cell(List::Sir, word);
        let ends = if sir { !of } else { small && !ordinal };
        if ends {
            if small && word.starts_with(char::is_lowercase) {
                end = before_number.unwrap_or(end);
            }
            break;
        }
        at += word.len() + 1;
        if alphabetic > 0 || word.chars().any(|c| c.is_ascii_digit()) {
            letters += alphabetic;
            before_number = (alphabetic == 0).then_some(end);
            end = at - 1;
        }
    }
    (letters >= 6 && end < s.len() && end <= 150).then_some(end)
}

/// « 20h30 », « 18 : 30 »: an hour, not a number.
pub(super) fn is_hour(s: &str) -> bool {
    let digits = s.bytes().take_while(u8::is_ascii_digit).count();
    digits <= 2 && s[digits..].trim_start().starts_with(['h', 'H'])
}
