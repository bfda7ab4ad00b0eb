//! Digits second-guessed on pages that OCR read. A wrong digit looks like a right one: only the text around it tells.
//!
//! - letters that stand for digits before a currency or beside a vote (« 1 2OO € », « O contre »);
//! - words beside figures (« mille deux cents euros (1 280 €) »): words are misread into other words less easily;
//! - a weekday that is not that of its date (« lundi 17 octobre 2019 »), where one other date fits;
//! - a count of a vote that the engine doubts, where the other two and the voters say what it is;
//! - before that, what [`dates`] and [`sums`] know of specks and gaps inside a date or a sum.
//!
//! A figure gives way only to one that OCR takes it for (`[ocr.figure]` of `grammar/ocr.lex`), and only where the
//! engine was not sure. What is well formed and confirmed by nothing stays as it was read.

mod dates;
mod sums;

use super::date::{self, FoundDate};
use super::mend::pairs;
use super::number::cardinal_in_words;
use super::term::Term;
use super::text::Text;
use super::tokens::{Gap, Kind, Token};
use crate::page::{At, Span, fold};
use jiff::civil::Date;

/// Figures that the engine is surer of are left, 0 to 1: 98 in 100 of them are right.
const SURE: f32 = 0.95;
/// A count of which the engine is surer is a witness against the others, 0 to 1.
const WITNESS: f32 = 0.85;
/// Tokens of a sum in figures at most.
const LONGEST: usize = 9;
/// Lines that the three counts of a vote take up at most.
const VOTE_LINES: usize = 3;

const SIDES: [Term; 3] = [Term::For, Term::Against, Term::Abstention];

/// A figure that is read otherwise.
pub(super) struct Repair {
    pub(super) span: Span,
    pub(super) new: String,
    /// What confirms it.
    pub(super) why: &'static str,
}

/// The repairs of a document, in order, without overlap.
pub(super) fn repairs(text: &Text<'_>) -> Vec<Repair> {
    let look = Look::new(text);
    let mut out = look.letters();
    out.extend(look.sums_in_words());
    out.extend(look.weekdays());
    out.extend(look.votes());
    in_order(out)
}

/// The repairs to be made before those: whole dates and sums are easier to doubt than their parts.
pub(super) fn joined(text: &Text<'_>) -> Vec<Repair> {
    let look = Look::new(text);
    let mut out = look.dates();
    out.extend(look.cut_sums());
    out.retain(|r| look.is_scanned(r.span));
    in_order(out)
}

fn in_order(mut out: Vec<Repair>) -> Vec<Repair> {
    out.sort_by_key(|r| r.span.start);
    let mut end = 0;
    out.retain(|r| {
        let free = r.span.start >= end;
        end = if free { r.span.end } else { end };
        free
    });
    out
}

struct Look<'a, 't> {
    text: &'a Text<'t>,
    letters: Vec<(&'static str, &'static str)>,
    figures: Vec<(&'static str, &'static str)>,
    firsts: Vec<(&'static str, &'static str)>,
    currencies: Vec<(&'static str, &'static str)>,
}

impl<'a, 't> Look<'a, 't> {
    fn new(text: &'a Text<'t>) -> Self {
        Self {
            text,
            letters: pairs("[ocr.digit]"),
            figures: pairs("[ocr.figure]"),
            firsts: pairs("[ocr.first]"),
            currencies: pairs("[ocr.currency]"),
        }
    }
}

impl Look<'_, '_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.text.tokens.get(at)
    }

    fn print(&self, at: usize) -> &str {
        self.token(at).map_or("", |t| self.text.doc.text(t.span))
    }

    fn opens(&self, at: usize, terms: &[Term]) -> bool {
        self.text.longest_at(at).is_some_and(|m| terms.iter().any(|t| self.text.is(m, *t)))
    }

    /// Whether OCR read the place and is not sure of it.
    fn doubted(&self, span: Span, sure: f32) -> bool {
        self.text.doc.confidence(self.text.doc.locate(span)).is_some_and(|c| c < sure)
    }

    /// Whether OCR read the place: a page of text beside scanned ones is as it was printed.
    fn is_scanned(&self, span: Span) -> bool {
        self.text.doc.confidence(self.text.doc.locate(span)).is_some()
    }

    /// The digits that a token stands for.
    fn digits(&self, at: usize) -> Option<String> {
        let print = self.print(at);
        if self.token(at)?.kind == Kind::Number {
            return Some(print.to_owned());
        }
        if print == "©" {
            return Some("0".to_owned());
        }
        let digit = |c: char| self.letters.iter().find(|(r, _)| r.starts_with(c)).and_then(|(_, d)| d.chars().next());
        fold::fold(print).chars().map(digit).collect::<Option<String>>().filter(|s| !s.is_empty())
    }

    /// One past the tokens glued to the one at `at` that may be digits.
    fn run(&self, at: usize) -> usize {
        let mut end = at;
        while self.digits(end).is_some() && (end == at || self.token(end).is_some_and(|t| t.gap == Gap::None)) {
            end += 1;
        }
        end
    }

    fn letters(&self) -> Vec<Repair> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.text.tokens.len() {
            let end = self.run(at);
            if end > at && self.token(at).is_some_and(|t| t.gap != Gap::None || t.kind == Kind::Number) {
                out.extend(self.opt_letters(at, end));
            }
            at = end.max(at + 1);
        }
        out
    }

    /// Letters for digits in the run `at..end`.
    fn opt_letters(&self, at: usize, end: usize) -> Option<Repair> {
        let toks = self.text.toks(at, end);
        let numbers = toks.slice().iter().filter(|t| t.kind == Kind::Number).count();
        if numbers == end - at || !self.doubted(toks.span(), SURE) {
            return None;
        }
        let new: String = (at..end).filter_map(|i| self.digits(i)).collect();
        // « 1 OOO € »: three letters behind a number.
        let group = new.len() == 3 && at.checked_sub(1).is_some_and(|b| self.token(b).is_some_and(is_number));
        let why = if (numbers > 0 || group) && self.before_currency(end) {
            "a currency follows"
        } else if numbers == 0 && new.len() <= 2 && self.beside_vote(at, end) {
            "it counts votes"
        } else {
            return None;
        };
        Some(Repair { span: toks.span(), new, why })
    }

    /// Whether groups of three digits, cents or nothing stand before a currency.
    fn before_currency(&self, mut at: usize) -> bool {
        for _ in 0..LONGEST {
            if self.opens(at, &[Term::MoneyCurrency]) {
                return true;
            }
            let group = self.digits(at).is_some_and(|d| d.len() == 3);
            let cents = self.token(at).is_some_and(|t| matches!(t.sign, ',' | '.') && t.gap == Gap::None)
                && self.digits(at + 1).is_some_and(|d| d.len() == 2);
            at += match (group, cents) {
                (true, _) => 1,
                (_, true) => 2,
                _ => return false,
            };
        }
        false
    }

    /// « O contre », « Contre : O »
    fn beside_vote(&self, at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.token(b));
        let begins = self.token(at).is_some_and(|t| t.gap >= Gap::Cell)
            || before.is_some_and(|b| matches!(b.sign, ',' | ';' | '('));
        if begins && self.opens(end, &SIDES) && self.token(end).is_some_and(|t| t.gap == Gap::Space) {
            return true;
        }
        let free = self.token(end).is_none_or(|t| t.gap >= Gap::Cell || t.sign != '\0' || self.opens(end, &SIDES));
        let colon = before.is_some_and(|b| b.sign == ':');
        colon && free && self.side_before(at - 1).is_some()
    }

    /// The side whose word ends before token `at`.
    fn side_before(&self, at: usize) -> Option<usize> {
        (at.saturating_sub(4)..at).find_map(|s| {
            let m = self.text.longest_at(s).filter(|m| m.end as usize == at)?;
            SIDES.iter().position(|t| self.text.is(m, *t))
        })
    }

    fn sums_in_words(&self) -> Vec<Repair> {
        let all = self.text.tokens.len();
        let mut out = Vec::new();
        let mut at = 0;
        while at < all {
            let said = (self.token(at).is_some_and(|t| t.kind == Kind::Word))
                .then(|| cardinal_in_words(self.text, self.text.toks(at, all)))
                .flatten();
            let Some((value, rest)) = said else {
                at += 1;
                continue;
            };
            if let Some(m) = self.text.longest_at(rest.start).filter(|m| self.text.is(*m, Term::MoneyCurrency)) {
                let behind = self.token(m.end as usize).filter(|t| t.sign == '(');
                let figures = match behind {
                    Some(_) => self.sum_from(m.end as usize + 1),
                    None => self.sum_before(at),
                };
                out.extend(figures.and_then(|(from, to)| self.opt_agrees(from, to, value.value)));
            }
            at = rest.start.max(at + 1);
        }
        out
    }

    /// The groups of digits that begin at `at`.
    fn sum_from(&self, at: usize) -> Option<(usize, usize)> {
        let mut end = at;
        while end < at + LONGEST && self.token(end).is_some_and(|t| is_number(t) && t.gap <= Gap::Space) {
            end += 1;
        }
        (end > at).then_some((at, end))
    }

    /// « 1 280 € (mille deux cents euros »: the groups of digits before the bracket before `at`.
    fn sum_before(&self, at: usize) -> Option<(usize, usize)> {
        let bracket = at.checked_sub(1).filter(|b| self.token(*b).is_some_and(|t| t.sign == '('))?;
        let mut end = bracket.checked_sub(1).filter(|c| self.opens(*c, &[Term::MoneyCurrency]))?;
        let cents = |e: usize| self.token(e).is_some_and(|t| matches!(t.sign, ',' | '.'));
        if end >= 3 && cents(end - 2) && self.print(end - 1).len() == 2 {
            end -= 2;
        }
        let mut from = end;
        while from > 0 && end - from < LONGEST && self.token(from - 1).is_some_and(is_number) {
            from -= 1;
            if self.token(from).is_some_and(|t| t.gap == Gap::Line) || self.print(from).len() != 3 {
                break;
            }
        }
        (from < end).then_some((from, end))
    }

    /// The figures `from..to` as the words have it.
    fn opt_agrees(&self, from: usize, to: usize, said: u64) -> Option<Repair> {
        let span = self.text.toks(from, to).span();
        let read: String = (from..to).map(|i| self.print(i)).collect();
        let meant = said.to_string();
        if read == meant || !self.takes(&read, &meant) || !self.doubted(span, SURE) {
            return None;
        }
        let mut left = meant.as_str();
        let mut new = self.text.doc.text(span).to_owned();
        for i in from..to {
            let (group, rest) = left.split_at_checked(self.print(i).len())?;
            let at = (self.token(i)?.span.start - span.start) as usize;
            new.replace_range(at..at + group.len(), group);
            left = rest;
        }
        Some(Repair { span, new, why: "the words beside it say so" })
    }

    /// Whether OCR takes one number for the other: as many digits, one of them confused.
    fn takes(&self, read: &str, meant: &str) -> bool {
        let confused = |a: char, b: char| {
            self.figures
                .iter()
                .any(|(x, y)| x.starts_with(a) && y.starts_with(b) || x.starts_with(b) && y.starts_with(a))
        };
        let mut other = read.chars().zip(meant.chars()).filter(|(a, b)| a != b);
        let one = other.next().is_some_and(|(a, b)| confused(a, b));
        one && read.len() == meant.len() && other.next().is_none()
    }

    fn weekdays(&self) -> Vec<Repair> {
        let all = self.text.tokens.len();
        let mut dates: Vec<(usize, usize, At<FoundDate>)> = Vec::new();
        let mut at = 0;
        while at < all {
            match date::date(self.text, self.text.toks(at, all)) {
                Some((found, rest)) => {
                    dates.push((at, rest.start, found));
                    at = rest.start.max(at + 1);
                }
                None => at += 1,
            }
        }
        let printed: Vec<Date> = dates.iter().filter_map(|d| day_of(&d.2.value)).collect();
        dates.iter().filter_map(|(from, to, found)| self.opt_weekday(*from, *to, &found.value, &printed)).collect()
    }

    /// The day or the year of a date that its weekday denies.
    fn opt_weekday(&self, from: usize, to: usize, found: &FoundDate, printed: &[Date]) -> Option<Repair> {
        let weekday = i8::try_from(found.weekday?).ok()?;
        let fits = |d: Date| d.weekday().to_monday_one_offset() == weekday;
        let date = day_of(found).filter(|d| !fits(*d))?;
        let mut may: Vec<(Span, String, Date)> = Vec::new();
        for i in from..to {
            let Some(t) = self.token(i).filter(|t| is_number(t) && self.doubted(t.span, SURE)) else { continue };
            let read = self.print(i);
            let year = read.len() == 4;
            for other in self.others(read) {
                let Ok(n) = other.parse::<i16>() else { continue };
                let new = if year {
                    Date::new(n, date.month(), date.day())
                } else if read.parse() == Ok(found.day) {
                    Date::new(date.year(), date.month(), n as i8)
                } else {
                    continue;
                };
                may.extend(new.ok().filter(|d| fits(*d)).map(|d| (t.span, other, d)));
            }
        }
        let known: Vec<_> = may.iter().filter(|(_, _, d)| printed.contains(d)).collect();
        match (known.as_slice(), may.as_slice()) {
            ([(span, new, _)], _) => {
                Some(Repair { span: *span, new: new.clone(), why: "its weekday and another print of the date say so" })
            }
            ([], [(span, new, _)]) => Some(Repair { span: *span, new: new.clone(), why: "its weekday says so" }),
            _ => None,
        }
    }

    /// The numbers that OCR takes for this one, one digit changed.
    fn others(&self, read: &str) -> Vec<String> {
        let mut out = Vec::new();
        for (i, c) in read.char_indices() {
            for (a, b) in &self.figures {
                let new = if a.starts_with(c) {
                    b
                } else if b.starts_with(c) {
                    a
                } else {
                    continue;
                };
                let mut other = read.to_owned();
                other.replace_range(i..i + c.len_utf8(), new);
                out.push(other);
            }
        }
        out
    }

    fn votes(&self) -> Vec<Repair> {
        let Some(voters) = self.voters() else { return Vec::new() };
        let mut out = Vec::new();
        let mut found: [Option<usize>; 3] = [None; 3];
        let mut first_line = 0;
        for at in 0..self.text.tokens.len() {
            let Some((side, number)) = self.count_at(at) else { continue };
            let line = self.token(at).map_or(0, |t| t.line as usize);
            if found.iter().all(Option::is_none) || line >= first_line + VOTE_LINES || found[side].is_some() {
                found = [None; 3];
                first_line = line;
            }
            found[side] = Some(number);
            if let [Some(a), Some(b), Some(c)] = found {
                out.extend(self.opt_sum([a, b, c], voters));
                found = [None; 3];
            }
        }
        out
    }

    /// How many vote, where the document says it once or always the same, surely.
    fn voters(&self) -> Option<u32> {
        let mut said = None;
        for m in &self.text.marks {
            if !self.text.is(*m, Term::CountVoting) {
                continue;
            }
            let mut at = m.end as usize;
            at += usize::from(self.token(at).is_some_and(|t| t.sign == ':'));
            let Some(t) = self.token(at).filter(|t| is_number(t)) else { continue };
            let n: u32 = self.print(at).parse().ok()?;
            if self.doubted(t.span, WITNESS) || said.is_some_and(|s| s != n) {
                return None;
            }
            said = Some(n);
        }
        said
    }

    /// The number beside a vote word at `at`: « 12 voix pour », « Pour : 12 ».
    fn count_at(&self, at: usize) -> Option<(usize, usize)> {
        let mark = self.text.mark_at(at)?;
        let side = SIDES.iter().position(|t| self.text.is(mark, *t))?;
        let number = |i: usize| self.token(i).is_some_and(|t| is_number(t) && t.gap <= Gap::Space).then_some(i);
        let behind = mark.end as usize;
        if self.token(behind).is_some_and(|t| t.sign == ':') {
            return number(behind + 1).map(|n| (side, n));
        }
        at.checked_sub(1).filter(|b| self.token(*b).is_some_and(is_number)).map(|n| (side, n))
    }

    /// The one doubtful count of three that do not add up to the voters.
    fn opt_sum(&self, counts: [usize; 3], voters: u32) -> Option<Repair> {
        let value = |i: usize| self.print(i).parse::<u32>().ok().filter(|n| *n < 10_000);
        let sum = value(counts[0])? + value(counts[1])? + value(counts[2])?;
        let mut doubtful = counts.iter().filter(|i| self.token(**i).is_some_and(|t| self.doubted(t.span, WITNESS)));
        let (at, None) = (*doubtful.next()?, doubtful.next()) else { return None };
        let meant = (voters + value(at)?).checked_sub(sum)?.to_string();
        let span = self.token(at)?.span;
        (sum != voters && self.takes(self.print(at), &meant)).then_some(Repair {
            span,
            new: meant,
            why: "the other votes and the voters say so",
        })
    }
}

fn is_number(t: &Token) -> bool {
    t.kind == Kind::Number
}

fn day_of(found: &FoundDate) -> Option<Date> {
    Date::new(found.year?, found.month as i8, found.day as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::super::mend::tests::{lines, scanned};
    use crate::finding::Code;

    /// The lines behind the repairs, figures and what is like them read at `confidence`, words surely.
    fn read(print: &[&str], confidence: f32) -> (Vec<String>, Vec<String>) {
        let figure = |w: &str| w.contains(|c: char| c.is_ascii_digit()) || matches!(w, "O" | "©" | "OOO");
        let doc = scanned(print, |w| if figure(w) { confidence } else { 0.97 });
        let told = doc.notes.iter().filter(|f| f.code == Code::NumberRepaired).map(|f| f.message.clone()).collect();
        (lines(&doc).into_iter().map(str::to_owned).collect(), told)
    }

    #[test]
    fn letters_become_digits_before_a_currency_and_beside_votes() {
        let print =
            ["un prêt de 1 2OO € et de 12 OOO €", "18 voix pour, O contre", "Contre : O", "M. O contre M. B", "lot 2B"];
        let (now, told) = read(&print, 0.8);
        assert_eq!(now[0], "un prêt de 1 200 € et de 12 000 €");
        assert_eq!(now[1..4], ["18 voix pour, 0 contre", "Contre : 0", "M. O contre M. B"]);
        assert_eq!(now[4], print[4]);
        assert!(told[0].contains("« 2OO » was read as « 200 »"), "{told:?}");
        assert_eq!(read(&print[..1], 0.99).0, print[..1]);
    }

    #[test]
    fn words_correct_the_figures_beside_them() {
        let print = [
            "la somme de mille deux cents euros (1 280 €)",
            "la somme de 5 009 € (cinq mille euros) par an",
            "la somme de mille deux cents euros (4 700 €)",
            "la somme de mille deux cents euros (1 200 €)",
        ];
        let (now, told) = read(&print, 0.8);
        assert_eq!(now[0], "la somme de mille deux cents euros (1 200 €)");
        assert_eq!(now[1], "la somme de 5 000 € (cinq mille euros) par an");
        assert_eq!(now[2..], print[2..], "another sum is no slip of the engine");
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(read(&print[..2], 0.99).0, print[..2], "what the engine is sure of is a slip of the print");
    }

    /// The 14th of October 2019 was a Monday.
    #[test]
    fn a_weekday_corrects_its_date() {
        let told = |print: &[&str]| read(print, 0.8);
        assert_eq!(told(&["Séance du lundi 17 octobre 2018, puis le 14 octobre 2018"]).1.len(), 0);
        let (now, why) =
            told(&["Séance du lundi 44 octobre 2019", "réunis le lundi 11 octobre 2019, date du 14 octobre 2019"]);
        assert_eq!(now[1], "réunis le lundi 14 octobre 2019, date du 14 octobre 2019");
        assert!(why[0].contains("another print"), "{why:?}");
        assert!(read(&["le lundi 11 octobre 2019, le 14 octobre 2019"], 0.99).1.is_empty());
    }

    #[test]
    fn two_counts_and_the_voters_give_the_third() {
        let print = ["Nombre de votants : 19", "Pour : 13", "Contre : 2", "Abstentions : 4", "Pour : 15"];
        let doubted = |which: &'static [&'static str]| {
            let doc = scanned(&print, move |w| if which.contains(&w) { 0.6 } else { 0.97 });
            lines(&doc).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        // 13 + 2 + 4 are 19: nothing to mend.
        assert_eq!(doubted(&["13"]), print);
        let print = ["Nombre de votants : 19", "Pour : 18", "Contre : 2", "Abstentions : 4"];
        let doc = scanned(&print, |w| if w == "18" { 0.6 } else { 0.97 });
        assert_eq!(lines(&doc)[1], "Pour : 13");
        let doc = scanned(&print, |w| if matches!(w, "18" | "4") { 0.6 } else { 0.97 });
        assert_eq!(lines(&doc), print, "two doubtful counts prove nothing");
    }
}
