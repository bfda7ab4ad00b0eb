//! The outcome of an act, from what its words say and its tally.

use super::events::{self, Event};
use super::fate::Fate;
use super::votes::FoundVote;
use crate::grammar::lexicon::{Mark, Terms};
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::person;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind};
use crate::page::{Role, Span};
use crate::record::{Outcome, SectionKind};

/// What the words of an act say of its outcome.
#[derive(Debug, Default)]
pub(super) struct Told {
    decided: bool,
    /// The body itself has decided something: more than what an applicant asks for, « la société sollicite ».
    resolved: bool,
    /// « adopté », « approuvé »: said of the whole, not only a verb that decides.
    adopted: bool,
    /// Only who keeps the minutes is told.
    named: bool,
    pub(super) noted: Option<Span>,
    rejected: bool,
    /// « Le conseil refuse »: the first that is said of it.
    refused: bool,
    postponed: bool,
    /// Only « est reporté »: an excess of the accounts may be carried forward so.
    put_off: bool,
    withdrawn: bool,
    unfavourable: bool,
}

impl Told {
    /// Whether the body has decided or adopted something.
    pub(super) const fn decides(&self) -> bool {
        self.decided || self.adopted
    }

    /// Takes in what a line tells of the point in one word.
    pub(super) fn befall(&mut self, fate: Fate) {
        self.postponed |= fate == Fate::Postponed;
        self.withdrawn |= fate == Fate::Withdrawn;
    }

    /// Takes in a wording of one of its lines.
    pub(super) fn hear(&mut self, text: &Text<'_>, line: usize, m: Mark) {
        let is = |t: Term| text.is(m, t);
        // « du courrier de la commune, qui ne souhaite pas donner suite »
        let before = (m.first as usize).checked_sub(1).map_or("", |b| text.doc.text(text.tokens[b].span));
        if is(Term::Rejected) && before == "qui" {
            return;
        }
        // « APPROUVE la cession ; REJETTE la demande »: one decision among others.
        if rejects_among_others(text, line, m) {
            return;
        }
        let (marks, span) = (text.marks_in(text.line(line)), text.mark_span(m));
        self.adopted |= is(Term::Adopted);
        self.rejected |= is(Term::Rejected) && !is(Term::Unfavourable);
        self.unfavourable |= is(Term::Unfavourable);
        // « Il préfère attendre »: one councillor, where a tally follows.
        let weak = text.value(m, Term::Postponed) == Some("weak");
        self.postponed |= is(Term::Postponed) && !weak;
        self.put_off |= weak;
        self.postponed |= stays(text, m);
        self.withdrawn |= is(Term::Withdrawn);
        let minutes = || text.find(text.line(line), &[Term::MinutesApproval]).is_some();
        self.decided |= is(Term::PassivePast) && minutes();
        self.resolved |= is(Term::Adopted);
        match text.value(m, Term::Passive) {
            Some("rejected") => self.rejected = true,
            Some("postponed") => self.put_off = true,
            // « M. X est nommé secrétaire » tells little of an act on something else.
            Some(_) if text.find(text.line(line), &[Term::Secretary]).is_some() => self.named = true,
            Some(_) => self.decided = true,
            None => {}
        }
        // « Le conseil donne pouvoir au maire »
        let is_body = |s: &Mark| text.is(*s, Term::Body) || text.is(*s, Term::ActSubject);
        let subject = || marks.iter().any(|s| s.end == m.first && is_body(s)) || decided_by_body(text, m);
        // « Le conseil s'oppose à la fermeture » is what a motion says that may well be carried.
        let opposes = text.tokens.get(m.first as usize).is_some_and(|t| text.doc.text(t.span) == "s");
        let refuses = is(Term::Rejected) && !is(Term::Unfavourable) && !opposes;
        self.refused |= refuses && !self.resolved && subject();
        self.decided |= is(Term::ProxyGives) && subject();
        if is(Term::Noted) {
            self.noted.get_or_insert(span);
        } else if is(Term::Adopted)
            || text.value(m, Term::Verb).is_some_and(|v| {
                let noun = matches!(v, "VOTE" | "DEMANDE") && is_noun(text, m.first as usize);
                // « M. X, délégué au syndicat »
                let post = v == "DÉLÈGUE" && text.doc.text(span).ends_with('é');
                !noun
                    && !post
                    && !matches!(v, "DÉLIBÈRE" | "REJETTE" | "REFUSE")
                    && !said_by_member(text, m)
                    && !publishes(text, m)
            })
        {
            self.decided = true;
            // Where nobody else is named, it is the body that speaks.
            self.resolved |= !asks(text, m);
        }
    }

    /// What became of it, with the tally of those for and against.
    pub(super) fn outcome(&self, vote: &FoundVote, for_: Option<u32>, against: Option<u32>) -> Option<Outcome> {
        let lost = match (for_, against) {
            (Some(f), Some(a)) => a > f || a == f && self.rejected,
            (None, Some(a)) => a > 0 && self.rejected,
            _ => false,
        };
        let carried = for_.is_some_and(|f| f > against.unwrap_or(0));
        // How the chair's voice fell is not in the numbers (CGCT L2121-20).
        let tied = for_.is_some_and(|f| Some(f) == against) && !self.adopted;
        Some(if self.withdrawn {
            Outcome::Withdrawn
        } else if self.postponed || self.put_off && !(vote.explicit && (self.adopted || carried || lost)) {
            Outcome::Postponed
        } else if lost
            || self.refused && !carried
            || self.rejected && (!vote.explicit || vote.unanimous.is_some() && !self.decided)
            || self.unfavourable && !vote.explicit && !self.decided
        {
            Outcome::Rejected
        } else if self.noted.is_some() && !self.decided && (!vote.explicit || for_.is_none() && !self.adopted) {
            Outcome::Noted
        } else if vote.explicit && !tied || self.decided || self.named && self.noted.is_none() {
            Outcome::Adopted
        } else if self.noted.is_some() {
            Outcome::Noted
        } else {
            return None;
        })
    }
}

/// « Le conseil municipal, à l'unanimité, rejette cette demande »: between the body and its verb stands only how it voted.
fn decided_by_body(text: &Text<'_>, verb: Mark) -> bool {
    const LONGEST: usize = 24;
    const HOW: Terms = Terms::of(&[Term::Unanimous, Term::Majority, Term::Formula]);
    let first = verb.first as usize;
    let before = text.toks(first.saturating_sub(LONGEST), first);
    let mut at = first;
    for m in text.marks_in(before).iter().rev() {
        let plain = text.toks((m.end as usize).min(at), at).slice().iter().all(|t| matches!(t.sign, ',' | ':'));
        if !plain {
            return false;
        }
        if text.is(*m, Term::Body) || text.is(*m, Term::ActSubject) {
            return at < first;
        }
        if text.is_any(*m, HOW) {
            at = m.first as usize;
        }
    }
    false
}

/// « La société sollicite une subvention »: whoever asks, it is not the body.
fn asks(text: &Text<'_>, verb: Mark) -> bool {
    const REACH: usize = 40;
    let small = text.tokens[verb.first as usize].case == Case::Lower;
    let first = verb.first as usize;
    let floor = text.line(text.tokens[first].line as usize).start.max(first.saturating_sub(REACH));
    let start = (floor..first).rev().find(|i| outline::sentence_ends(text, *i)).map_or(floor, |i| i + 1);
    let before = text.toks(start, first);
    let asked = matches!(text.value(verb, Term::Verb), Some("SOLLICITE" | "DEMANDE" | "PROPOSE"));
    asked && small && text.find(before, &[Term::Body, Term::BodyShort, Term::Formula]).is_none()
}

/// « prend acte du rapport et décide de le mettre en ligne »: what is made known of it decides nothing.
fn publishes(text: &Text<'_>, verb: Mark) -> bool {
    const NEAR: usize = 12;
    if text.value(verb, Term::Verb) != Some("DÉCIDE") {
        return false;
    }
    let end = verb.end as usize;
    let word = |i: usize| text.tokens.get(i).map_or("", |t| text.doc.text(t.span));
    let it = matches!(word(end), "de") && matches!(word(end + 1), "le" | "la" | "les");
    let known = text.tokens.get(end + 2).is_some_and(|t| text.listed(*t, List::Publishes));
    let before = text.toks((verb.first as usize).saturating_sub(NEAR), verb.first as usize);
    it && known && text.find(before, &[Term::Noted]).is_some()
}

/// « décide, par 12 voix contre 3, de surseoir à statuer »: the vote stands between the verb and what is decided. What others
/// are asked is no such thing, « de surseoir à la fermeture ».
fn stays(text: &Text<'_>, m: Mark) -> bool {
    const OTHER: Terms = Terms::of(&[Term::Verb, Term::Body, Term::BodyShort, Term::Passive]);
    const LONGEST: usize = 24;
    if text.value(m, Term::Verb) != Some("DÉCIDE") {
        return false;
    }
    let from = m.end as usize;
    let stop = (from..text.tokens.len().min(from + LONGEST)).find(|i| text.listed(text.tokens[*i], List::Stays));
    stop.is_some_and(|at| {
        let between = text.toks(from, at);
        let of = text.doc.text(text.tokens[at - 1].span) == "de";
        let whole = !between.slice().iter().any(|t| matches!(t.sign, '.' | ';' | ':'));
        let vote = text.find_any(between, OTHER).is_none();
        let to = text.tokens.get(at + 1).is_some_and(|t| text.doc.text(t.span) == "à");
        let ruling = text.tokens.get(at + 2).is_some_and(|t| text.listed(*t, List::Ruling));
        of && whole && vote && (!to || ruling)
    })
}

/// « REJETTE la demande », in capitals as the other verbs of the decision above it.
fn rejects_among_others(text: &Text<'_>, line: usize, m: Mark) -> bool {
    const LINES: usize = 14;
    let shouted = |m: &Mark| text.tokens[m.first as usize].case == Case::Upper;
    let rejects = |m: &Mark| text.listed(text.tokens[m.first as usize], List::Rejects);
    // Up to what the act before ends with.
    let ends = |l: &usize| {
        let label = outline::label(text, *l);
        matches!(
            label,
            Label::Section(SectionKind::Vote | SectionKind::Formula | SectionKind::Signature) | Label::Object
        ) || events::event(text, *l) == Some(Event::Vote)
            || matches!(text.doc.lines[*l].role, Role::Heading(_))
    };
    let floor = line.saturating_sub(LINES);
    let above = text.lines((floor..line).rev().find(ends).map_or(floor, |l| l + 1), line);
    let opens = text.toks(text.line(line).start, m.first as usize).slice().iter().all(|t| t.kind != Kind::Word);
    let decides = |m: &&Mark| text.is(**m, Term::Verb) && shouted(m) && !rejects(m);
    opens && shouted(&m) && rejects(&m) && text.marks_in(above).iter().any(|m| decides(&m))
}

/// « M. X en donne lecture. Le conseil en prend acte »: what a member does decides nothing.
fn said_by_member(text: &Text<'_>, verb: Mark) -> bool {
    /// Who acts stands no further before the verb, in tokens.
    const REACH: usize = 60;
    let first = verb.first as usize;
    let gap = |at: usize| text.tokens[at].gap == Gap::Line && text.doc.lines[text.tokens[at].line as usize].gap_before;
    let opens = |at: &usize| *at == 0 || gap(*at) || outline::sentence_ends(text, *at - 1);
    let Some(start) = (first.saturating_sub(REACH)..=first).rev().find(opens) else { return false };
    let body = text.find(text.toks(start, first), &[Term::Body, Term::BodyShort, Term::HeadOfBody]);
    body.is_none() && person::is_title(text, start)
}

/// « Il n'appelle pas de vote », « au vote », « PAS DE VOTE », « Vote : le conseil prend acte »: the noun.
fn is_noun(text: &Text<'_>, at: usize) -> bool {
    let print = |i: usize| text.tokens.get(i).map_or("", |t| text.doc.text(t.span));
    let vote = print(at).eq_ignore_ascii_case("vote");
    let opens = at == 0 || text.tokens[at].gap == Gap::Line || outline::sentence_ends(text, at - 1);
    // « Vote : POUR 10 » decides.
    let line = text.line(text.tokens[at].line as usize);
    let label = opens && print(at + 1) == ":" && text.find(line.from(at.max(line.start)), &[Term::Noted]).is_some();
    let of = at.checked_sub(1).is_some_and(|b| print(b).eq_ignore_ascii_case("de") || print(b) == "à");
    if vote && (label || of) {
        return true;
    }
    // « Vélo-club : demande refusée à l'unanimité »
    let refused = text.mark_at(at + 1).is_some_and(|m| text.is(m, Term::Rejected) || text.is(m, Term::Postponed));
    refused || at.checked_sub(1).is_some_and(|b| text.listed_small(text.tokens[b], List::NounLead))
}
