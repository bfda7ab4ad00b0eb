//! Persons: honorific, given and family name in whatever order and case, office, bracketed note.

use super::born;
use super::given::is_given;
pub use super::honorific::{is_title, title};
pub use super::name::is_family;
use super::parts::{self, Parts};
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Toks};
use super::{name, name_cells};
use crate::page::Span;

/// Which part of a name was printed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Case or initials tell the parts apart.
    Sure,
    /// The table of given names says: given name first.
    GivenFirst,
    /// The table says: family name first.
    FamilyFirst,
    /// Both or neither are known given names; the neighbours in the list decide.
    Open,
}

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
    /// How sure it is which part is the given name.
    pub order: Order,
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

    /// The same person with given and family name changed over.
    pub fn turn(&mut self) {
        if let Some(given) = self.given.take() {
            let family = std::mem::replace(&mut self.family, given.to_uppercase());
            self.given = Some(parts::title_case(&family));
        }
    }

    /// « Monsieur le Maire »
    const fn head_of_body(span: Span) -> Self {
        Self { honorific: None, given: None, family: String::new(), role: None, head: true, order: Order::Sure, span }
    }
}

/// Whether the print of a span is a known given name.
#[must_use]
pub fn known_given(text: &Text<'_>, span: Span) -> bool {
    is_given(text.doc.text(span))
}

/// Whether a person is printed as one: with a word in capitals or a known given name.
#[must_use]
pub fn surely_named(text: &Text<'_>, p: &Person) -> bool {
    name::has_name_shape(text, p.span)
}

/// A person at the start of `toks`, and what follows.
#[must_use]
pub fn person<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(Person, Toks<'t>)> {
    person_with(text, toks, None)
}

/// The same under a title that covers several names (« MM. PESTRE, ALBERT »).
#[must_use]
pub fn person_with<'t>(text: &Text<'_>, toks: Toks<'t>, cover: Option<&'static str>) -> Option<(Person, Toks<'t>)> {
    if toks.is_empty() {
        return None;
    }
    let mark = text.longest_at(toks.start);
    if let Some(m) = mark.filter(|m| text.is(*m, Term::HeadOfBody) && !name::is_family(text, toks.start)) {
        return Some(head_of_body(text, toks, toks.from(m.end as usize)));
    }
    if mark.is_some_and(|m| text.is(m, Term::NonMember)) {
        return None;
    }
    let own = title(text, toks.start).filter(|(_, _, end)| *end <= toks.end);
    let mut rest = toks;
    if let Some((_, _, end)) = own {
        rest = toks.from(end);
        while rest.first().is_some_and(|t| t.sign == '.') {
            rest = rest.skip(1);
        }
        if function(text, rest).is_some() {
            return None;
        }
    }
    if let Some((t, several, _)) = own
        && !several
        && let Some((given, family, behind)) = name_cells::opt_parts(text, rest)
    {
        let print = |part: Toks<'_>| text.doc.text(part.span()).to_owned();
        let (given, family) = (Some(print(given)), print(family));
        let span = toks.until(&behind).span();
        return Some((
            Person { honorific: Some(t), given, family, role: None, head: false, order: Order::Sure, span },
            behind,
        ));
    }
    let titled = own.is_some() || cover.is_some();
    let units = name::units(text, rest, own.is_some());
    let last = units.last()?;
    let end = toks.from(last.end);
    if units.len() == 1 && !last.upper && !titled && is_sentence_word(text, last.span, end) {
        return None;
    }
    let Parts { mut given, mut family, mut order } = parts::split(text, &units, titled)?;
    let bracket = if given.is_none() && (last.upper || titled) { parts::given_in_bracket(text, end) } else { None };
    let end = bracket.as_ref().map_or(end, |(_, behind)| *behind);
    if let Some((own, _)) = bracket {
        (given, order) = (Some(own), Order::Sure);
    }
    // « LACROIX née WALLERICH Marthe », « LUCAS dit TEIVA Jean »
    let second = if last.upper { born::opt_second(text, end) } else { None };
    let second = second.filter(|s| s.family.is_some() || given.is_none() && s.given.is_some());
    let end = second.as_ref().map_or(end, |s| toks.from(s.end));
    if let Some(s) = second {
        let more = s.family.map(|f| text.doc.text(f).to_uppercase());
        family = more.map_or(family.clone(), |f| format!("{family} {f}"));
        given = given.or_else(|| s.given.map(|g| text.doc.text(g).to_owned()));
    }
    let span = toks.until(&end).span();
    let honorific = own.map(|(t, ..)| t).or(cover).filter(|t| !t.is_empty());
    Some((Person { honorific, given, family, role: None, head: false, order, span }, end))
}

/// Who stands behind the words that give a proxy: a person, or the office alone (« pouvoir donné au Président »).
#[must_use]
pub fn holder<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<(Person, Toks<'t>)> {
    person_with(text, toks, None).or_else(|| {
        let end = office_behind_to(text, toks.start).filter(|end| *end <= toks.end)?;
        let rest = toks.from(end);
        Some((Person::head_of_body(toks.until(&rest).span()), rest))
    })
}

/// « au Maire », « au président »: one past the office at `at`, where the article before it is « au ».
#[must_use]
pub fn office_behind_to(text: &Text<'_>, at: usize) -> Option<usize> {
    let before = text.tokens.get(at.checked_sub(1)?)?;
    let office = text.mark_at(at).filter(|m| text.is(*m, Term::HeadOffice))?;
    text.doc.text(before.span).eq_ignore_ascii_case("au").then_some(office.end as usize)
}

/// « Monsieur le Maire »; « Madame le Maire Michèle BOURBIER » names her.
fn head_of_body<'t>(text: &Text<'_>, toks: Toks<'t>, end: Toks<'t>) -> (Person, Toks<'t>) {
    let follows =
        end.first().is_some_and(|t| t.gap == Gap::Space && (t.case != Case::Lower || is_title(text, end.start)));
    // « M. le Maire (Jean CLAUDEL) »
    let bracket = end.first().is_some_and(|t| t.sign == '(' && t.gap == Gap::Space);
    if bracket
        && let Some((p, rest)) = person_with(text, end.skip(1), None)
        && rest.first().is_some_and(|t| t.sign == ')')
        && !p.head
        && surely_named(text, &p)
    {
        let rest = rest.skip(1);
        return (Person { span: toks.until(&rest).span(), ..p }, rest);
    }
    let named = follows
        .then(|| person_with(text, end, None))
        .flatten()
        // « … à M. le Maire M. X donne pouvoir … »: the next pair of a list without commas.
        .filter(|(p, r)| {
            !p.head && surely_named(text, p) && text.mark_at(r.start).is_none_or(|m| !text.is(m, Term::ProxyGives))
        });
    match named {
        Some((p, r)) => {
            let lead = text.doc.text(toks.until(&end).span()).to_lowercase();
            let title = if lead.starts_with("mad") || lead.starts_with("mme") { "Mme" } else { "M." };
            let honorific = p.honorific.or_else(|| lead.starts_with('m').then_some(title));
            (Person { honorific, span: toks.until(&r).span(), ..p }, r)
        }
        None => (Person::head_of_body(toks.until(&end).span()), end),
    }
}

/// « le Préfet », « la Directrice » behind a title: an article and a function, not a name. Gives what follows.
fn function<'t>(text: &Text<'_>, rest: Toks<'t>) -> Option<Toks<'t>> {
    rest.first().filter(|t| matches!(text.doc.text(t.span), "le" | "la" | "l"))?;
    let word = (rest.start + 1..rest.end.min(rest.start + 3)).find(|i| text.tokens[*i].kind == Kind::Word)?;
    let t = text.tokens[word];
    let is = t.case == Case::Lower || t.case == Case::Title && !known_given(text, t.span);
    is.then(|| rest.from(word + 1))
}

/// What follows a title with a function (« M. le Préfet »).
#[must_use]
pub fn titled_function<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<Toks<'t>> {
    if text.longest_at(toks.start).is_some_and(|m| text.is(m, Term::HeadOfBody)) {
        return None;
    }
    let guest = text.longest_at(toks.start).filter(|m| text.is(*m, Term::NonMember));
    let addressed = || {
        toks.first().is_some_and(|t| {
            matches!(text.doc.text(t.span).to_lowercase().as_str(), "m" | "mme" | "monsieur" | "madame")
        })
    };
    if let Some(m) = guest.filter(|m| (m.end as usize) <= toks.end && addressed()) {
        return Some(toks.from(m.end as usize));
    }
    let (_, _, end) = title(text, toks.start)?;
    let rest = toks.from(end);
    function(text, if rest.first().is_some_and(|t| t.sign == '.') { rest.skip(1) } else { rest })
}

/// « Dans le cadre … », « Mars 2016 »: a capital that only begins a sentence or a date.
fn is_sentence_word(text: &Text<'_>, word: Span, end: Toks<'_>) -> bool {
    let lower_follows = end.first().is_some_and(|t| {
        t.kind == Kind::Word
            && t.case == Case::Lower
            && t.gap == Gap::Space
            && text.mark_at(end.start).is_none_or(|m| !text.is(m, Term::ProxyGives) && !text.is(m, Term::Office))
    });
    let number_follows = end.first().is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::Space);
    let word = text.within(word);
    let date = text.mark_at(word.start).is_some_and(|m| {
        text.is(m, Term::DateMonth) || text.is(m, Term::DateWeekday) || text.is(m, Term::NumberOrdinal)
    });
    lower_follows || number_follows || date
}

/// A person whose family and given name stand in neighbouring cells of a table; `given_first` is what the heads of the
/// columns say of their order.
#[must_use]
pub fn person_in_cells(text: &Text<'_>, toks: Toks<'_>, given_first: Option<bool>) -> Option<Person> {
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
        let print = name::print(text, g.span, g.span);
        let small = |s: &str| s.chars().any(char::is_lowercase);
        let first_small = small(text.doc.text(p.span));
        // « Luc │ RÉMY » and « RÉMY │ Luc »: capitals are the family name; else the heads of the columns say it.
        let second_given = match (first_small, small(&print)) {
            (true, false) => false,
            (false, true) => true,
            _ => given_first.map_or_else(|| first_small || is_given(&print), |first| !first),
        };
        p.span = toks.until(&end).span();
        p.order = Order::Sure;
        if second_given {
            p.given = Some(print);
        } else {
            let given = std::mem::replace(&mut p.family, print.to_uppercase());
            p.given = Some(if first_small { parts::title_case(&given) } else { given });
        }
    }
    Some(p)
}

/// All persons of a stretch, whatever divides them; words that are no names are passed over.
#[must_use]
pub fn persons(text: &Text<'_>, toks: Toks<'_>) -> Vec<Person> {
    let mut out = Vec::new();
    let mut cover = None;
    let mut at = toks.start;
    while at < toks.end {
        let here = text.toks(at, toks.end);
        if let Some((t, several, _)) = title(text, at) {
            cover = several.then_some(t);
        }
        if let Some((both, rest)) = couple(text, here) {
            out.extend(both);
            at = rest.start.max(at + 1);
            continue;
        }
        if let Some(rest) = titled_function(text, here) {
            at = rest.start.max(at + 1);
            continue;
        }
        let may = here.first().is_some_and(|t| t.kind == Kind::Word);
        if may && let Some((p, rest)) = person_with(text, here, cover) {
            at = rest.start.max(at + 1);
            out.push(p);
        } else {
            // « Conseil Général » is passed over whole.
            let mark = text.longest_at(at).filter(|m| !text.is(*m, Term::Honorific));
            at = mark.map_or(at + 1, |m| m.end as usize);
        }
    }
    out
}

/// « M. et Mme DUPOUY »: two persons of one family name.
#[must_use]
pub fn couple<'t>(text: &Text<'_>, toks: Toks<'t>) -> Option<([Person; 2], Toks<'t>)> {
    let (first, several, mut end) = title(text, toks.start)?;
    if text.tokens.get(end).is_some_and(|t| t.sign == '.') {
        end += 1;
    }
    let and = text.tokens.get(end).filter(|t| text.doc.text(t.span) == "et")?;
    let second = end + 1;
    if several || and.gap > Gap::Line || second >= toks.end || title(text, second).is_none_or(|(_, s, _)| s) {
        return None;
    }
    let (p, rest) = person(text, toks.from(second))?;
    (!p.head).then(|| {
        let other = Person { honorific: Some(first), given: None, ..p.clone() };
        ([other, p], rest)
    })
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

    #[test]
    fn reads_initials_and_damaged_hyphens() {
        assert_eq!(names("DELMAS M. – FABRE J.C. – GAILLARD M.T."), ["M. DELMAS", "J.C. FABRE", "M.T. GAILLARD"]);
        assert_eq!(names("J-P. GUITARD, M-T. RABEAU"), ["J-P. GUITARD", "M-T. RABEAU"]);
        assert_eq!(
            names("Jean- Philippe DRAPIER, Sandra AUBIN- MOREL"),
            ["Jean-Philippe DRAPIER", "Sandra AUBIN-MOREL"]
        );
        assert_eq!(names("M COURTIN, M Guillain DE France"), ["COURTIN", "Guillain DE FRANCE"]);
        assert_eq!(names("MR VALLIER GASTON"), ["Gaston VALLIER"]);
        assert_eq!(names("M. et Mme DUPRAT"), ["DUPRAT", "DUPRAT"]);
    }

    #[test]
    fn leaves_functions_and_headings_alone() {
        assert!(names("M. le Préfet, Mme la Directrice").is_empty());
        assert_eq!(names("M. SEGUIN\nLe Conseil Général, réuni"), ["SEGUIN"]);
        assert_eq!(names("Mme CASTEL LA SEANCE EST OUVERTE"), ["CASTEL"]);
    }
}
