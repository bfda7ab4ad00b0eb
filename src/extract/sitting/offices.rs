//! Who presided (CGCT L2121-14).

use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::person::{self, Person};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};

/// A person of whom the document says no more than that they head the body.
#[derive(Debug, Clone)]
pub struct Presumed {
    /// Who.
    pub person: Person,
    /// Whether the head of the sitting says it; else it takes a list of members to believe it.
    pub in_head: bool,
}

/// How far behind « sous la présidence de » the name may begin.
const CHAIR_REACH: usize = 9;
/// How far before the wording of an office the name may begin.
pub(super) const SENTENCE: usize = 40;

/// « sous la présidence de X », « X, maire, ouvre la séance », « séance ouverte par X » in the head of the sitting:
/// whichever comes first.
pub fn chair(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    chair_in(text, toks)
}

/// The same anywhere in the sitting: who presides over one point may be told so too, so that a head of the body whom the
/// list names comes first.
pub fn chair_below(text: &Text<'_>, toks: Toks<'_>, whole: Toks<'_>) -> Option<Person> {
    (!opened_by_head(text, toks)).then(|| chair_in(text, whole)).flatten()
}

/// « Mme le Maire sort de la salle. La présidence est assurée par M. X »: he presides over that point only (CGCT L2121-14).
fn for_a_point(text: &Text<'_>, mark: Mark, floor: usize) -> bool {
    const REACH: usize = 16;
    let at = mark.first as usize;
    let start = at.saturating_sub(REACH).max(floor);
    let goes = |i: usize| text.listed_small(text.tokens[i], List::GoesOut);
    (start..at).any(goes) && text.find(text.toks(start, at), &[Term::HeadOfBody, Term::Honorific]).is_some()
}

/// « Décisions du maire : devis PAPETERIE DU BOCAGE »: « maire : » names the chair at the start of its line alone.
fn inner_label(text: &Text<'_>, mark: Mark) -> bool {
    let at = mark.first as usize;
    let opens =
        |i: usize| text.tokens[i].gap >= Gap::Cell || i > 0 && matches!(text.tokens[i - 1].sign, '.' | ';' | '-' | '•');
    text.tokens[mark.end as usize - 1].sign == ':' && !opens(at)
}

/// « Mme le Maire déclare la séance ouverte »: who presides over a point later on does not over the sitting.
fn opened_by_head(text: &Text<'_>, toks: Toks<'_>) -> bool {
    text.marks_in(toks).iter().filter(|m| text.is(**m, Term::Opened)).any(|m| {
        let start = sentence_start(text, m.first as usize, toks.start, SENTENCE);
        text.find(text.toks(start, m.first as usize), &[Term::HeadOfBody]).is_some()
    })
}

fn chair_in(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    text.marks_in(toks).iter().find_map(|m| {
        if text.is(*m, Term::Chair) {
            if for_a_point(text, *m, toks.start) || inner_label(text, *m) {
                return None;
            }
            // « M. X préside la séance »
            if text.listed(text.tokens[m.first as usize], List::Opens) {
                return opener(text, *m, toks).filter(|p| !p.head);
            }
            let under = text.doc.text(text.tokens[m.first as usize].span) == "sous";
            let named = if under { None } else { behind_name(text, toks, *m) };
            named.or_else(|| near(text, m.end as usize, toks.end, CHAIR_REACH))
        } else if text.is(*m, Term::Opened) {
            opener(text, *m, toks)
        } else {
            None
        }
        .filter(|p| !p.head)
    })
}

/// « M. X, président de séance », « Mme Y, Vice-Présidente, dirigeant les débats »: the office behind the comma of a name.
fn behind_name(text: &Text<'_>, toks: Toks<'_>, mark: Mark) -> Option<Person> {
    const OFFICE: usize = 12;
    let at = mark.first as usize;
    let comma = |i: usize| i > toks.start && text.tokens[i - 1].sign == ',';
    let colon = text.tokens.get(mark.end as usize).is_some_and(|t| t.sign == ':');
    let small = text.tokens[at].case == Case::Lower;
    if colon || !small || !comma(at) {
        return None;
    }
    // An office may stand between the name and the words.
    let end = (at.saturating_sub(OFFICE + 1)..at - 1).rev().find(|i| comma(*i) && *i + 1 < at).unwrap_or(at);
    [end, at].into_iter().find_map(|stop| {
        let start = sentence_start(text, stop - 1, toks.start, SENTENCE);
        let last = persons_between(text, start, stop - 1).pop()?;
        (text.within(last.span).end == stop - 1).then_some(last)
    })
}

/// « Monsieur le Président HAVEL ouvre la séance », « La séance est ouverte à 20 h par M. X ».
fn opener(text: &Text<'_>, mark: Mark, toks: Toks<'_>) -> Option<Person> {
    const BY: usize = 12;
    // « Ouverture de la séance par M. X »
    if text.doc.text(text.tokens[mark.end as usize - 1].span) == "par" {
        return near(text, mark.end as usize, toks.end, 2);
    }
    let behind = text.toks(mark.end as usize, (mark.end as usize + BY).min(toks.end));
    let by = (behind.start..behind.end)
        .take_while(|i| text.tokens[*i].sign != '.')
        .find(|i| text.doc.text(text.tokens[*i].span) == "par");
    if let Some(by) = by
        && let Some(p) = near(text, by + 1, toks.end, 2)
    {
        return Some(p);
    }
    let active = text.tokens.get(mark.first as usize).is_some_and(|t| text.listed(*t, List::Opens));
    if !active {
        return None;
    }
    let own = sentence_start(text, mark.first as usize, toks.start, SENTENCE);
    let start = before_pronoun(text, own, mark.first as usize, toks.start).unwrap_or(own);
    let last = persons_between(text, start, mark.first as usize).pop()?;
    // « …, M. Bruno X⏎Mme le Maire déclare la séance ouverte »: the office is nearer than the end of the list above.
    let between = text.toks(text.within(last.span).end, mark.first as usize);
    text.find(between, &[Term::HeadOfBody]).is_none().then_some(last)
}

/// « M. X, Président de la communauté, constate que le quorum est atteint ; il ouvre la séance »: where the sentence of the
/// pronoun begins.
fn before_pronoun(text: &Text<'_>, start: usize, verb: usize, floor: usize) -> Option<usize> {
    let pronoun = start + 1 == verb && matches!(text.doc.text(text.tokens[start].span), "il" | "elle");
    let semicolon = start.checked_sub(1).filter(|i| pronoun && *i > floor && text.tokens[*i].sign == ';')?;
    Some(sentence_start(text, semicolon, floor, SENTENCE))
}

/// « Monsieur VERNIQUE Bernard, Maire, demande », or who signs « Le Maire, X »: presides where nothing else is said.
pub fn presumed_chair(text: &Text<'_>, toks: Toks<'_>, whole: Toks<'_>) -> Option<Presumed> {
    let in_head = titled_head(text, toks, true)
        .or_else(|| own_head(text, toks))
        .or_else(|| labelled_head(text, toks))
        .map(|person| Presumed { person, in_head: true });
    in_head.or_else(|| {
        // « LE MAIRE A SIGNER L'ACTE AU PRIX INDIQUÉ »: a sentence in capitals, not who signs.
        const WORDS: usize = 4;
        let name = |p: &Person| p.family.split_whitespace().count() <= WORDS;
        let person = titled_head(text, whole, false)
            .or_else(|| named_head(text, whole).filter(name))
            .or_else(|| signature(text, whole).filter(name))?;
        Some(Presumed { person, in_head: false })
    })
}

/// A person with the office of head of the body behind the name, and nothing that narrows it (« président du club »).
/// `own`: « M. X, son Président » is one; in an act it is the head of a club as well.
fn titled_head(text: &Text<'_>, toks: Toks<'_>, own: bool) -> Option<Person> {
    text.marks_in(toks).iter().filter(|m| person::is_title(text, m.first as usize)).find_map(|m| {
        let (p, rest) = person::person(text, text.toks(m.first as usize, toks.end))?;
        let rest = rest.first().filter(|t| t.sign == ',' || t.sign == '(').map_or(rest, |_| rest.skip(1));
        // « convoqué par M. X, son Président »
        let its = own && rest.first().is_some_and(|t| matches!(text.doc.text(t.span), "son" | "sa"));
        let rest = if its { rest.skip(1) } else { rest };
        // « Mme X, maire : « … » » is one wording with its colon.
        let speaks = |m: &Mark| text.is(*m, Term::Chair) && text.tokens[m.end as usize - 1].sign == ':';
        let office = text.mark_at(rest.start).filter(|m| text.is(*m, Term::HeadOffice) || speaks(m))?;
        let next = text.tokens.get(office.end as usize);
        let bare = speaks(&office)
            || next.is_none_or(|t| {
                t.kind == Kind::Sign
                    || t.gap >= Gap::Cell
                    || text
                        .mark_at(office.end as usize)
                        .is_some_and(|k| text.is(k, Term::Opened) || text.is(k, Term::Speaks))
            });
        (bare && !p.head).then_some(p)
    })
}

/// « Président Bernard X, Maire »: a label that lost its colon, and the office behind the name.
fn labelled_head(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    text.marks_in(toks).iter().filter(|m| text.is(**m, Term::HeadOffice)).find_map(|m| {
        let label = text.tokens[m.first as usize].case == Case::Title;
        let (p, rest) = label.then(|| person::person(text, text.toks(m.end as usize, toks.end)))??;
        let behind = rest.first().filter(|t| t.sign == ',').and_then(|_| text.mark_at(rest.start + 1));
        let told = behind.is_some_and(|b| text.is(b, Term::HeadOffice));
        (told && !p.head && p.given.is_some() && person::surely_named(text, &p)).then_some(p)
    })
}

/// « sur convocation de sa Présidente, Madame X »: the head of the body itself, with the name behind the comma.
fn own_head(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    text.marks_in(toks).iter().filter(|m| text.is(**m, Term::HeadOffice)).find_map(|m| {
        let before = (m.first as usize).checked_sub(1).filter(|b| *b >= toks.start)?;
        let own = matches!(text.doc.text(text.tokens[before].span), "son" | "sa");
        let at = m.end as usize;
        let named = own && text.tokens.get(at).is_some_and(|t| t.sign == ',') && person::is_title(text, at + 1);
        let (p, _) = named.then(|| person::person(text, text.toks(at + 1, toks.end)))??;
        (!p.head).then_some(p)
    })
}

/// « Monsieur le Maire, Jean X, rappelle », « le Maire, Mme Armelle X »: the office with the name behind its comma.
fn named_head(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    // « Sur proposition du maire, Jean X, le conseil … »
    let of = |m: &Mark| {
        let before = (m.first as usize).checked_sub(1).map_or("", |b| text.doc.text(text.tokens[b].span));
        text.is(*m, Term::HeadOffice)
            && before == "du"
            && text.tokens.get(m.end as usize).is_some_and(|t| t.sign == ',')
    };
    text.marks_in(toks).iter().filter(|m| text.is(**m, Term::HeadOfBody) || of(m)).find_map(|m| {
        let at = m.end as usize;
        let t = text.tokens.get(at).filter(|_| at < toks.end)?;
        let here = text.toks(if t.sign == ',' { at + 1 } else { at }, toks.end);
        let first = here.first().filter(|t| t.gap <= Gap::Space && t.case != Case::Lower)?;
        let (p, rest) = person::person(text, here)?;
        // « À la demande de M. le Maire, Mme X, secrétaire générale, procède à l'appel »
        let post = rest.first().filter(|t| t.sign == ',').and_then(|_| text.mark_at(rest.start + 1));
        const OTHERS: &[Term] = &[Term::Secretary, Term::SecretaryAuxiliary, Term::NonMember];
        if post.is_some_and(|k| OTHERS.iter().any(|t| text.is(k, *t))) {
            return None;
        }
        let sure = p.given.is_some() || (p.honorific.is_some() && first.kind == Kind::Word);
        (sure && !p.head).then_some(p)
    })
}

/// « Le Maire,⏎Jean X » under the act.
fn signature(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    const LINES: u32 = 3;
    text.marks_in(toks).iter().rev().filter(|m| text.is(**m, Term::HeadOfBody)).find_map(|m| {
        let line = text.tokens[m.first as usize].line;
        let alone = m.first as usize <= text.line(line as usize).start + 1;
        let of = text.tokens.get(m.end as usize).is_some_and(|t| matches!(text.doc.text(t.span), "du" | "de" | "des"));
        let at = (m.end as usize..toks.end)
            .take_while(|i| text.tokens[*i].line <= line + LINES)
            // « Le Président du C.C.A.S.⏎Jean X »: what the office is of stands between.
            .filter(|i| !(of && text.tokens[*i].line == line))
            .find(|i| text.tokens[*i].kind == Kind::Word)?;
        let (p, _) = alone.then(|| person::person(text, text.toks(at, toks.end)))??;
        (p.given.is_some() && !p.head).then_some(p)
    })
}

/// The named persons of a stretch: titled, or with a given name.
pub(super) fn persons_between(text: &Text<'_>, start: usize, end: usize) -> Vec<Person> {
    let mut out = Vec::new();
    let mut at = start;
    while at < end {
        let t = text.tokens[at];
        let may = t.kind == Kind::Word && t.case != Case::Lower || person::is_title(text, at);
        let found = may.then(|| person::person(text, text.toks(at, end))).flatten();
        match found {
            Some((p, rest)) => {
                at = rest.start.max(at + 1);
                let named = p.honorific.is_some() || p.given.as_deref().is_some_and(|_| person::surely_named(text, &p));
                if !p.head && named {
                    out.push(p);
                }
            }
            None => at += 1,
        }
    }
    out
}

/// The first person that begins within a few tokens of `at`.
pub(super) fn near(text: &Text<'_>, at: usize, end: usize, reach: usize) -> Option<Person> {
    (at..end.min(at + reach)).find_map(|i| {
        let t = text.tokens.get(i)?;
        (t.kind == Kind::Word && t.case != Case::Lower || person::is_title(text, i))
            .then(|| person::person(text, text.toks(i, end)))
            .flatten()
            .map(|p| p.0)
    })
}

/// The token after the sign that ends the sentence before, no further back than `reach`.
pub(super) fn sentence_start(text: &Text<'_>, at: usize, floor: usize, reach: usize) -> usize {
    let mut start = at;
    while start > floor && at - start < reach {
        let t = text.tokens[start - 1];
        let here = text.tokens[start];
        // « M. » and « L. » end no sentence.
        let full_stop = t.sign == '.'
            && here.gap >= Gap::Space
            && start >= 2
            && (text.tokens[start - 2].span.end - text.tokens[start - 2].span.start > 3
                || text.tokens[start - 2].sign == ')'
                || ends_compound(text, start - 2));
        let paragraph = here.gap == Gap::Line && text.doc.lines[here.line as usize].gap_before;
        if full_stop || paragraph || matches!(t.sign, ';' | ':') {
            break;
        }
        start -= 1;
    }
    start
}

/// « … de Notre-Dame-du-Col. »: the last word of a name with hyphens is no abbreviation, short as it is; « J.-P. » is one.
fn ends_compound(text: &Text<'_>, at: usize) -> bool {
    let hyphen = at.checked_sub(1).is_some_and(|i| text.tokens[i].sign == '-' && text.tokens[at].gap == Gap::None);
    hyphen && text.tokens[at].span.end - text.tokens[at].span.start > 2
}

/// Where the sentence that goes on at `at` ends.
pub(super) fn sentence_end(text: &Text<'_>, at: usize, end: usize) -> usize {
    (at..end)
        .find(|i| {
            let t = text.tokens[*i];
            // « Il convient de nommer un secrétaire ; Mme X est désignée. »
            t.sign == ';' && *i > at || t.gap == Gap::Line && *i > at + 1 && text.doc.lines[t.line as usize].gap_before
        })
        .unwrap_or(end)
}
