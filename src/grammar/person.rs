//! Persons: honorific, given and family name in whatever order and case, office, bracketed note.

use super::given::is_given;
use super::lexicon::Mark;
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Toks};
use crate::page::Span;

/// A person as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// « M. » or « Mme ».
    pub honorific: Option<&'static str>,
    /// Given name or initials.
    pub given: Option<String>,
    /// Family name in capitals; empty for [`Person::head`].
    pub family: String,
    /// Office as printed.
    pub role: Option<String>,
    /// « Monsieur le Maire »: the head of the body, not named.
    pub head: bool,
    /// The whole print.
    pub span: Span,
}

impl Person {
    /// Given name first, family name in capitals.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.given {
            Some(g) if self.family.is_empty() => g.clone(),
            Some(g) => format!("{g} {}", self.family),
            None => self.family.clone(),
        }
    }
}

/// A word of a name: hyphens and apostrophes join its parts.
#[derive(Debug, Clone, Copy)]
struct Unit {
    span: Span,
    upper: bool,
    particle: bool,
    initial: bool,
    end: usize,
}

/// Whether the print of a span is a known given name.
#[must_use]
pub fn known_given(text: &Text<'_>, span: Span) -> bool {
    is_given(text.doc.text(span))
}

/// A person at the start of `toks`, and what follows.
#[must_use]
pub fn person<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(Person, Toks<'t>)> {
    person_with(text, toks, None)
}

/// The same under a title that covers several names (« MM. PESTRE, ALBERT »).
#[must_use]
pub fn person_with<'t>(text: &Text<'_>, toks: Toks<'t>, title: Option<&'static str>) -> Option<(Person, Toks<'t>)> {
    if toks.is_empty() {
        return None;
    }
    let mut rest = toks;
    let mut honorific = title;
    let mut titled = false;
    let mark = text.lexicon.longest_at(&text.tokens, toks.start);
    if let Some(m) = mark.filter(|m| text.is(*m, Term::HeadOfBody)) {
        let end = toks.from(m.end as usize);
        // « Madame le Maire Michèle BOURBIER » names her; « le maire » alone is the office.
        let named =
            person_with(text, end, None).filter(|(p, _)| !p.head && end.first().is_some_and(|t| t.gap == Gap::Space));
        if let Some((p, r)) = named {
            return Some((Person { span: toks.until(&r).span(), ..p }, r));
        }
        let span = toks.until(&end).span();
        return Some((
            Person { honorific: None, given: None, family: String::new(), role: None, head: true, span },
            end,
        ));
    }
    if let Some(v) = mark.and_then(|m| text.value(m, Term::Honorific)) {
        honorific = Some(match v {
            "Mme" | "Mmes" => "Mme",
            _ => "M.",
        });
        titled = true;
        rest = toks.from(mark?.end as usize);
        while rest.first().is_some_and(|t| t.sign == '.') {
            rest = rest.skip(1);
        }
    }
    let units = units(text, rest);
    let last = units.last()?;
    let end = toks.from(last.end);
    let span = toks.until(&end).span();
    // « Dans le cadre … »: a capital that only begins a sentence.
    let lone = units.len() == 1 && !last.upper && !titled && title.is_none();
    if lone
        && end.first().is_some_and(|t| {
            t.kind == Kind::Word
                && t.case == Case::Lower
                && t.gap == Gap::Space
                && text.mark_at(end.start).is_none_or(|m| !text.is(m, Term::ProxyGives) && !text.is(m, Term::Office))
        })
    {
        return None;
    }
    let (given, family) = split(text, &units, titled || title.is_some())?;
    Some((Person { honorific, given, family, role: None, head: false, span }, end))
}

/// Wordings that are no part of a name.
const NEVER_A_NAME: &[Term] = &[
    Term::Office,
    Term::NonMember,
    Term::Present,
    Term::Excused,
    Term::Absent,
    Term::Represented,
    Term::ProxyHeading,
    Term::ProxyGives,
    Term::Secretary,
    Term::Nobody,
];
/// Wordings that end a name begun.
const NOT_INSIDE: &[Term] = &[Term::Honorific, Term::Arrives, Term::Substitute, Term::Met];
/// Wordings that begin no name.
const NOT_FIRST: &[Term] = &[
    Term::Body,
    Term::Authority,
    Term::Agenda,
    Term::Visa,
    Term::SittingOf,
    Term::VoteHeading,
    Term::ActObject,
    Term::ActNumber,
    Term::CountInOffice,
    Term::Convened,
    Term::RefCode,
];

/// Whether a mark has a meaning of either list.
fn is_any(text: &Text<'_>, mark: Mark, common: &[Term], more: &[Term]) -> bool {
    common.iter().chain(more).any(|t| text.is(mark, *t))
}

/// The words of one name.
fn units(text: &Text<'_>, toks: Toks<'_>) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    let mut i = toks.start;
    while i < toks.end && out.len() < 8 {
        let Some(unit) = unit(text, i, toks.end) else { break };
        let t = text.tokens[i];
        if !out.is_empty() {
            if t.gap == Gap::Cell {
                break;
            }
            let complete = out.iter().any(|u| u.upper) && out.iter().any(|u| !u.upper && !u.particle)
                || out.iter().filter(|u| !u.particle).count() >= 2;
            let dangling = out.last().is_some_and(|u| {
                u.particle
                    || (out.len() > 1
                        && matches!(
                            text.doc.text(u.span),
                            "DE" | "DU" | "LA" | "LE" | "EL" | "VAN" | "VON" | "BEN" | "DA" | "DI" | "DOS"
                        ))
            });
            if t.gap == Gap::Line && !dangling && (complete || text.doc.lines[t.line as usize].gap_before) {
                break;
            }
            // A second name begins: « DUPONT Jean MARTIN Paul », « Jean DUPONT Paul MARTIN ».
            let real: Vec<bool> = out.iter().filter(|u| !u.particle && !u.initial).map(|u| u.upper).collect();
            if !unit.particle && !unit.initial && real.len() >= 2 {
                let turned = real.windows(2).any(|w| w[0] != w[1]);
                if turned && real.last() != Some(&unit.upper) {
                    break;
                }
            }
            if let Some(m) = text.lexicon.longest_at(&text.tokens, i)
                && !unit.particle
                && !unit.upper
                && is_any(text, m, NEVER_A_NAME, NOT_INSIDE)
            {
                break;
            }
        } else if let Some(m) = text.lexicon.longest_at(&text.tokens, i)
            && is_any(text, m, NEVER_A_NAME, NOT_FIRST)
        {
            break;
        }
        out.push(unit);
        i = unit.end;
    }
    while out.last().is_some_and(|u| u.particle) {
        out.pop();
    }
    if out.iter().all(|u| u.particle) {
        out.clear();
    }
    out
}

/// One word of a name at a token.
fn unit(text: &Text<'_>, at: usize, limit: usize) -> Option<Unit> {
    let t = *text.tokens.get(at)?;
    if t.kind != Kind::Word {
        return None;
    }
    let len = t.span.end - t.span.start;
    let word = text.doc.text(t.span);
    let next = text.tokens.get(at + 1).filter(|_| at + 1 < limit);
    if t.case == Case::Lower {
        let known = text.lexicon.longest_at(&text.tokens, at).is_some_and(|m| text.is(m, Term::Particle))
            || matches!(word, "de" | "du" | "des" | "d" | "la" | "le" | "van" | "von" | "da" | "dos" | "di" | "el");
        let name_follows = (at + 1..limit.min(at + 4)).find_map(|i| {
            let n = text.tokens[i];
            if n.kind == Kind::Sign && n.sign == '\'' {
                return None;
            }
            Some(
                n.kind == Kind::Word && (n.case != Case::Lower || matches!(text.doc.text(n.span), "la" | "le" | "les")),
            )
        });
        if !known || name_follows != Some(true) {
            return None;
        }
        let end = if next.is_some_and(|n| n.sign == '\'') { at + 2 } else { at + 1 };
        return Some(Unit { span: text.toks(at, end).span(), upper: false, particle: true, initial: false, end });
    }
    let short = len <= 2 || (len <= 4 && word.chars().count() <= 2);
    let mut end = at + 1;
    let mut upper =
        t.case == Case::Upper || (t.case == Case::Mixed && word.chars().filter(|c| c.is_uppercase()).count() >= 3);
    if short && next.is_some_and(|n| n.sign == '.' && n.gap == Gap::None) {
        // « R. », « J.-Y. »
        end = at + 2;
        while text.tokens.get(end).is_some_and(|n| n.sign == '-' && n.gap == Gap::None)
            && text.tokens.get(end + 1).is_some_and(|n| n.kind == Kind::Word && n.span.end - n.span.start <= 3)
            && text.tokens.get(end + 2).is_some_and(|n| n.sign == '.')
        {
            end += 3;
        }
        return Some(Unit { span: text.toks(at, end).span(), upper: false, particle: false, initial: true, end });
    }
    // Parts joined by hyphens and apostrophes; a hyphen may stand at a line end.
    while end + 1 < limit {
        let (s, n) = (text.tokens[end], text.tokens[end + 1]);
        let joint = matches!(s.sign, '-' | '\'') && s.gap == Gap::None && n.kind == Kind::Word;
        let close = n.gap == Gap::None
            || (s.sign == '-' && n.gap == Gap::Line && n.case != Case::Lower)
            || (s.sign == '\'' && n.gap == Gap::Space);
        if !joint || !close || (s.sign == '-' && n.case == Case::Lower && n.gap != Gap::None) {
            break;
        }
        if t.case == Case::Title && len <= 2 && s.sign == '\'' {
            upper = n.case == Case::Upper;
        } else if n.case != Case::Upper && (n.span.end - n.span.start) > 2 {
            upper = false;
        }
        end += 2;
    }
    if t.case == Case::Title && short && end > at + 1 {
        upper = text.tokens[end - 1].case == Case::Upper;
    }
    // « M'BAREK », « N'DOYE »: a single capital before an apostrophe.
    Some(Unit { span: text.toks(at, end).span(), upper, particle: false, initial: false, end })
}

fn print(text: &Text<'_>, from: Span, to: Span) -> String {
    let raw = text.doc.text(from.to(to));
    let mut out = String::with_capacity(raw.len());
    for w in raw.split_whitespace() {
        let glue = out.ends_with('-') || out.is_empty();
        if !glue {
            out.push(' ');
        }
        out.push_str(w);
    }
    out
}

/// Given and family name.
fn split(text: &Text<'_>, units: &[Unit], titled: bool) -> Option<(Option<String>, String)> {
    let n = units.len();
    let whole = |a: usize, b: usize| print(text, units[a].span, units[b - 1].span);
    let upper = |s: String| s.to_uppercase();
    let real: Vec<usize> = (0..n).filter(|i| !units[*i].particle).collect();
    let first = *real.first()?;
    let initials: Vec<usize> = real.iter().copied().filter(|i| units[*i].initial).collect();
    if real.len() == initials.len() {
        return None;
    }
    let caps: Vec<usize> = real.iter().copied().filter(|i| units[*i].upper).collect();
    let lower: Vec<usize> = real.iter().copied().filter(|i| !units[*i].upper).collect();
    if !caps.is_empty() && !lower.is_empty() {
        // The family name is the run of capitals with the particles around it.
        let (mut a, mut b) = (caps[0], *caps.last()? + 1);
        while a > 0 && units[a - 1].particle {
            a -= 1;
        }
        // « Astrid QUENTIN de BAUFFREMONT » keeps its particles; « M. de LESCURE Xavier » too.
        while b < n && units[b].particle {
            b += 1;
        }
        let family = upper(whole(a, b));
        let given = if a > 0 {
            whole(0, a)
        } else if b < n {
            whole(b, n)
        } else {
            return Some((None, family));
        };
        return Some((Some(given), family));
    }
    if real.len() == 1 {
        let word = whole(first, first + 1);
        // First names only (« Présents : Jean-Pierre, Yves »): no title, a known given name, not in capitals.
        if !titled && n == 1 && !units[first].upper && is_given(&word) {
            return Some((None, word));
        }
        return Some((None, upper(whole(0, n))));
    }
    if let Some(&i) = initials.first() {
        return if i == first {
            Some((Some(whole(0, i + 1)), upper(whole(i + 1, n))))
        } else {
            Some((Some(whole(i, n)), upper(whole(0, i))))
        };
    }
    // One case throughout: the table of given names decides.
    let word = |i: usize| text.doc.text(units[i].span);
    let last = *real.last()?;
    if units[0].particle || (is_given(word(last)) && !is_given(word(first))) {
        let mut at = last;
        while at > 1 && is_given(word(at - 1)) && !units[at - 1].particle && at - 1 > first {
            at -= 1;
        }
        return Some((Some(whole(at, n)), upper(whole(0, at))));
    }
    if caps.is_empty() || is_given(word(first)) {
        let mut at = first + 1;
        while at < last && is_given(word(at)) && !units[at].particle {
            at += 1;
        }
        return Some((Some(whole(0, at)), upper(whole(at, n))));
    }
    Some((None, upper(whole(0, n))))
}

/// A person whose family and given name stand in neighbouring cells of a table.
#[must_use]
pub fn person_in_cells(text: &Text<'_>, toks: Toks<'_>) -> Option<Person> {
    let (mut p, rest) = person(text, toks)?;
    if p.head {
        return None;
    }
    let next = rest.first().filter(|t| t.gap == Gap::Cell && t.kind == Kind::Word);
    if p.given.is_none()
        && next.is_some()
        && let Some((g, end)) = person(text, rest)
        && g.given.is_none()
    {
        let print = print(text, g.span, g.span);
        p.span = toks.until(&end).span();
        if print.chars().any(char::is_lowercase) || is_given(&print) {
            p.given = Some(print);
        } else {
            p.given = Some(std::mem::replace(&mut p.family, print));
        }
    }
    Some(p)
}

/// All persons of a stretch, whatever divides them; words that are no names are passed over.
#[must_use]
pub fn persons(text: &Text<'_>, toks: Toks<'_>) -> Vec<Person> {
    let mut out = Vec::new();
    let mut title = None;
    let mut at = toks.start;
    while at < toks.end {
        let here = text.toks(at, toks.end);
        if let Some(m) = text.lexicon.longest_at(&text.tokens, at) {
            match text.value(m, Term::Honorific) {
                Some("MM.") => title = Some("M."),
                Some("Mmes") => title = Some("Mme"),
                Some(_) => title = None,
                None => {}
            }
        }
        let may = here.first().is_some_and(|t| t.kind == Kind::Word);
        if may && let Some((p, rest)) = person_with(text, here, title) {
            at = rest.start.max(at + 1);
            out.push(p);
        } else {
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::lexicon::Lexicon;

    fn names(s: &str) -> Vec<String> {
        let lexicon = Lexicon::builtin().unwrap();
        let doc = crate::read::read(s.as_bytes(), std::path::Path::new("x.txt")).unwrap();
        let text = Text::new(&doc, &lexicon);
        persons(&text, text.lines(0, 99)).iter().map(Person::name).collect()
    }

    #[test]
    fn reads_names_in_every_order() {
        assert_eq!(names("M. CHARVET Jean-Paul, Mme Anne LE GOFF"), ["Jean-Paul CHARVET", "Anne LE GOFF"]);
        assert_eq!(names("Lenormand Philippe – Wattier Bertrand"), ["Philippe LENORMAND", "Bertrand WATTIER"]);
        assert_eq!(names("MM. PETIT, ALBRET et Mmes ARNAL, BORIS"), ["PETIT", "ALBRET", "ARNAL", "BORIS"]);
        assert_eq!(
            names("Mme Armelle de KERSAINT M. Yves THO"),
            ["Armelle de KERSAINT", "Yves THO"].map(|s| s.replace("de K", "DE K"))
        );
        assert_eq!(names("E. Février, J.-Y. LE BRAS"), ["E. FÉVRIER", "J.-Y. LE BRAS"]);
        assert_eq!(names("Mme DE LA GARDE Solène"), ["Solène DE LA GARDE"]);
        assert_eq!(names("M. Anne-\nMarie DUVAL"), ["Anne-Marie DUVAL"]);
        assert_eq!(names("Mme N'DIALE Khady, M. Luc DELL'ORO"), ["Khady N'DIALE", "Luc DELL'ORO"]);
    }
}
