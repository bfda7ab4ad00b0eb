//! Numbers: cardinals in words and figures, ordinals.
//!
//! Every production takes the stretch that begins at the number and gives the value with the count of tokens it
//! used. Words are read in the classic spelling, the all-hyphen spelling of 1990 and without any hyphen, with the
//! Belgian and Swiss tens; a run of number words that is no number (« deux mille dix-vingt ») gives `None`.

use super::term::Term;
use super::text::Text;
use super::tokens::{Gap, Kind, Token, Toks};
use rust_decimal::Decimal;

/// The value that the wording at the start of `toks` has in the section `term`, and its length in tokens.
///
/// Tries the longest wording of the lexicon first, then shorter ones, so that a wording of another section that
/// begins with the same word does not hide it.
#[must_use]
pub fn sense<'t>(text: &Text<'t>, toks: Toks<'_>, term: Term) -> Option<(&'t str, usize)> {
    let first = toks.first()?;
    if first.kind == Kind::Word && first.word == super::lexicon::WordId::UNKNOWN {
        return None;
    }
    let mut end = toks.end;
    loop {
        let mark = text.lexicon.longest_at(toks.all.get(..end)?, toks.start)?;
        if let Some(s) = text.lexicon.senses(mark).iter().find(|s| s.term == term) {
            return Some((s.value.as_deref().unwrap_or(""), (mark.end - mark.first) as usize));
        }
        end = (mark.end as usize).checked_sub(1)?;
        if end <= toks.start {
            return None;
        }
    }
}

/// The numeric value of the wording at the start, see [`sense`].
#[must_use]
pub fn number_sense(text: &Text<'_>, toks: Toks<'_>, term: Term) -> Option<(u64, usize)> {
    let (value, used) = sense(text, toks, term)?;
    Some((value.parse().ok()?, used))
}

/// Whether a token is this sign.
#[must_use]
pub fn is_sign(token: Option<Token>, sign: char) -> bool {
    token.is_some_and(|t| t.kind == Kind::Sign && t.sign == sign)
}

/// Whether the print of the `n`-th token is `word`, in any case.
#[must_use]
pub fn is_word(toks: Toks<'_>, n: usize, word: &str) -> bool {
    toks.get(n).is_some_and(|t| t.kind == Kind::Word && crate::page::fold::fold(toks.print(t)) == word)
}

/// Reads number words one after the other; hyphens between them do not count.
struct Words<'a, 't> {
    text: &'a Text<'t>,
    toks: Toks<'a>,
    at: usize,
}

impl Words<'_, '_> {
    /// Tokens from the current place over hyphens; `None` at a column gap or another sign.
    fn step(&self) -> Option<usize> {
        let mut n = self.at;
        while n > 0 && n < self.at + 2 && is_sign(self.toks.get(n), '-') {
            n += 1;
        }
        let t = self.toks.get(n)?;
        (t.kind == Kind::Word && (n == 0 || t.gap != Gap::Cell)).then_some(n)
    }

    fn peek(&self, term: Term) -> Option<(u64, usize)> {
        let n = self.step()?;
        let (value, _) = number_sense(self.text, self.toks.skip(n).head(1), term)?;
        Some((value, n + 1))
    }

    fn unit(&mut self, range: std::ops::RangeInclusive<u64>) -> Option<u64> {
        let (value, next) = self.peek(Term::NumberUnit).filter(|(v, _)| range.contains(v))?;
        self.at = next;
        Some(value)
    }

    fn scale(&mut self, wanted: u64) -> bool {
        match self.peek(Term::NumberScale) {
            Some((v, next)) if v == wanted => {
                self.at = next;
                true
            }
            _ => false,
        }
    }

    /// « et » before « un » or « onze ».
    fn and_one(&mut self, teens: bool) -> Option<u64> {
        let n = self.step()?;
        if !is_word(self.toks, n, "et") {
            return None;
        }
        let back = std::mem::replace(&mut self.at, n + 1);
        let found = self.unit(1..=1).or_else(|| if teens { self.unit(11..=11) } else { None });
        if found.is_none() {
            self.at = back;
        }
        found
    }

    fn teen(&mut self) -> Option<u64> {
        let v = self.unit(1..=16)?;
        if v == 10 { Some(10 + self.unit(7..=9).unwrap_or(0)) } else { Some(v) }
    }

    fn below_hundred(&mut self) -> Option<u64> {
        let v = self.unit(0..=90)?;
        Some(match v {
            4 if self.unit(20..=20).is_some() => 80 + self.and_one(true).or_else(|| self.teen()).unwrap_or(0),
            10 => 10 + self.unit(7..=9).unwrap_or(0),
            60 | 80 => v + self.and_one(true).or_else(|| self.teen()).unwrap_or(0),
            20.. => v + self.and_one(false).or_else(|| self.unit(1..=9)).unwrap_or(0),
            _ => v,
        })
    }

    fn below_thousand(&mut self) -> Option<u64> {
        if self.scale(100) {
            return Some(100 + self.below_hundred().unwrap_or(0));
        }
        let v = self.below_hundred()?;
        // « dix-neuf cent » is an old form of a year.
        if (2..=19).contains(&v) && v != 10 && self.scale(100) {
            return Some(v * 100 + self.below_hundred().unwrap_or(0));
        }
        Some(v)
    }

    fn all(&mut self) -> Option<u64> {
        let mut total = 0u64;
        let mut bound = 1_000_000_000_000u64;
        let mut any = false;
        loop {
            let value = self.below_thousand();
            let mut scale = 1;
            for s in [1_000_000_000u64, 1_000_000, 1000] {
                // « mille » stands alone, « un million » does not.
                if (value.is_some() || s == 1000) && self.scale(s) {
                    scale = s;
                    break;
                }
            }
            if value.is_none() && scale == 1 {
                break;
            }
            let value = value.unwrap_or(1);
            if value >= 1000 && scale > 1 || scale >= bound || (scale == 1 && any && value >= bound) {
                return None;
            }
            total = total.checked_add(value.checked_mul(scale)?)?;
            any = true;
            bound = scale;
            if scale == 1 {
                break;
            }
        }
        if !any {
            return None;
        }
        // A number word that goes on without fitting: the run is damaged.
        if let Some((_, next)) = self.peek(Term::NumberUnit).or_else(|| self.peek(Term::NumberScale))
            && self.toks.get(next - 1).is_some_and(|t| t.gap <= Gap::Space)
        {
            return None;
        }
        Some(total)
    }
}

/// A cardinal in words, 0 to 999 999 999 999: « deux mil vingt et un », « quatre-vingt-dix ».
#[must_use]
pub fn words(text: &Text<'_>, toks: Toks<'_>) -> Option<(u64, usize)> {
    let mut w = Words { text, toks, at: 0 };
    let value = w.all()?;
    Some((value, w.at))
}

/// A cardinal in words with a decimal part: « quatre virgule cinquante », « trois et demi ».
#[must_use]
pub fn decimal_words(text: &Text<'_>, toks: Toks<'_>) -> Option<(Decimal, usize)> {
    let (whole, used) = words(text, toks)?;
    let whole = Decimal::from(whole);
    if is_word(toks, used, "virgule")
        && let Some((part, more)) = words(text, toks.skip(used + 1))
    {
        let zeros = u32::from(sense(text, toks.skip(used + 1), Term::NumberUnit).is_some_and(|s| s.0 == "0"));
        let digits = if part == 0 { 0 } else { part.ilog10() + 1 };
        let part = Decimal::try_from_i128_with_scale(i128::from(part), digits + zeros).ok()?;
        return Some((whole + part, used + 1 + more));
    }
    if is_word(toks, used, "et") && (is_word(toks, used + 1, "demi") || is_word(toks, used + 1, "demie")) {
        return Some((whole + Decimal::new(5, 1), used + 2));
    }
    Some((whole, used))
}

/// A number in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// Its value.
    pub value: Decimal,
    /// Tokens used.
    pub used: usize,
    /// A letter was read as a digit, or a separator was odd.
    pub repaired: bool,
    /// A comma before three digits: thousands here, decimals in a rate (« 17,326 millions »).
    pub doubtful: Option<Decimal>,
}

/// The digit that OCR printed as a letter: « O » for 0, « l » for 1.
fn slip(print: &str) -> Option<String> {
    (print.len() <= 2)
        .then(|| {
            print
                .chars()
                .map(|c| match c {
                    'O' | 'o' => Some('0'),
                    'l' | 'I' => Some('1'),
                    _ => None,
                })
                .collect::<Option<String>>()
        })
        .flatten()
}

/// A number in figures: « 5000 », « 5 000 », « 5.000 », « 1 234 567,89 », « 135.186,30 », « 885 636.60 ».
#[must_use]
pub fn figure(toks: Toks<'_>) -> Option<Figure> {
    let first = toks.first().filter(|t| t.kind == Kind::Number)?;
    let mut digits = toks.print(first).to_string();
    let mut used = 1;
    let mut repaired = false;
    let mut doubtful = None;
    let three = |n: usize, gap: Gap| {
        toks.get(n).is_some_and(|t| {
            t.kind == Kind::Number
                && t.gap == gap
                && toks.print(t).len() == 3
                && (gap == Gap::None || t.gap == Gap::Space)
        })
    };
    let leading_zero = digits.starts_with('0');
    let mut grouping = '\0';
    if digits.len() <= 3 && !leading_zero {
        loop {
            let sep = toks.get(used).map_or('\0', |t| match t.kind {
                Kind::Number if t.gap == Gap::Space => ' ',
                Kind::Sign if t.gap == Gap::None && matches!(t.sign, '.' | ',' | '\'') => t.sign,
                _ => '\0',
            });
            if sep == '\0' || (grouping != '\0' && sep != grouping) {
                break;
            }
            let at = if sep == ' ' { used } else { used + 1 };
            if !three(at, if sep == ' ' { Gap::Space } else { Gap::None }) {
                break;
            }
            let group = toks.get(at).map_or("", |t| toks.print(t));
            if sep == ',' && grouping == '\0' {
                doubtful = format!("{digits}.{group}").parse().ok();
            } else {
                doubtful = None;
            }
            digits.push_str(group);
            grouping = sep;
            used = at + 1;
        }
    }
    let mut decimals = String::new();
    if let Some(sep) = toks.get(used).filter(|t| t.gap == Gap::None && matches!(t.sign, ',' | '.'))
        && doubtful.is_none()
    {
        let glued = |n: usize| toks.get(n).filter(|t| t.gap == Gap::None);
        match glued(used + 1) {
            Some(t) if t.kind == Kind::Number => {
                repaired |= sep.sign == grouping;
                decimals.push_str(toks.print(t));
                used += 2;
            }
            Some(t) if t.sign == '-' && sep.sign == ',' => used += 2,
            _ => {}
        }
        // « 12, 50 » : a space after the comma, two digits and no more.
        if decimals.is_empty()
            && sep.sign == ','
            && toks
                .get(used + 1)
                .is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::Space && toks.print(t).len() == 2)
            && toks.get(used + 2).is_some_and(|t| t.sign == '€')
        {
            decimals.push_str(toks.get(used + 1).map_or("", |t| toks.print(t)));
            used += 2;
        }
    }
    // « 6,8O » : only glued to the digits and before something that is no letter.
    if let Some(t) = toks.get(used).filter(|t| t.gap == Gap::None && t.kind == Kind::Word)
        && let Some(fixed) = slip(toks.print(t))
        && toks.get(used + 1).is_some_and(|n| n.sign == '€' || n.gap == Gap::Space)
    {
        if decimals.is_empty() {
            digits.push_str(&fixed)
        } else {
            decimals.push_str(&fixed)
        }
        used += 1;
        repaired = true;
    }
    if digits.len() + decimals.len() > 24 {
        return None;
    }
    let number = if decimals.is_empty() { digits } else { format!("{digits}.{decimals}") };
    Some(Figure { value: number.parse().ok()?, used, repaired, doubtful })
}

/// An ordinal: « 1er », « 1 er », « ler », « premier », « 3e », « 2ème ».
#[must_use]
pub fn ordinal(text: &Text<'_>, toks: Toks<'_>) -> Option<(u64, usize)> {
    let first = toks.first()?;
    if first.kind == Kind::Word {
        return number_sense(text, toks, Term::NumberOrdinal);
    }
    if first.kind != Kind::Number {
        return None;
    }
    let value: u64 = toks.print(first).parse().ok()?;
    let mark = toks.get(1).filter(|t| t.gap <= Gap::Space)?;
    if mark.sign == '°' {
        return Some((value, 2));
    }
    let ending = crate::page::fold::fold(toks.print(mark));
    let fits = match ending.as_str() {
        "er" | "ere" | "re" => value == 1,
        "e" | "eme" | "ieme" => mark.gap == Gap::None || ending.len() > 1,
        "nd" | "nde" => value == 2,
        _ => false,
    };
    fits.then_some((value, 2))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::grammar::lexicon::Lexicon;
    use crate::page::{Builder, LineStyle, MediaType, Page, TextOrigin};

    /// Runs `check` on a text read line by line.
    pub(crate) fn with_text(print: &str, check: impl FnOnce(&Text<'_>)) {
        let mut b = Builder::new(MediaType::Plain, TextOrigin::Plain);
        b.page(Page { text: print.to_string(), ..Page::default() });
        let mut at = 0;
        for (n, line) in print.split('\n').enumerate() {
            b.begin_line(n as u32 + 1, LineStyle::default());
            b.piece(at..at + line.len(), line);
            b.end_line();
            at += line.len() + 1;
        }
        let doc = b.finish();
        let lexicon = Lexicon::builtin().unwrap();
        check(&Text::new(&doc, &lexicon));
    }

    fn cardinal(print: &str) -> Option<u64> {
        let mut out = None;
        with_text(print, |text| out = words(text, text.toks(0, usize::MAX)).map(|w| w.0));
        out
    }

    const UNITS: [&str; 17] = [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
        "treize", "quatorze", "quinze", "seize",
    ];

    /// The words of a number below 100, in the spelling of France.
    fn tens(n: u64) -> String {
        let name = |t: u64| ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"][t as usize];
        match n {
            0..=16 => UNITS[n as usize].to_string(),
            17..=19 => format!("dix-{}", UNITS[n as usize - 10]),
            80 => "quatre-vingts".to_string(),
            81..=99 => format!("quatre-vingt-{}", tens(n - 80)),
            70..=79 if n == 71 => "soixante et onze".to_string(),
            70..=79 => format!("soixante-{}", tens(n - 60)),
            _ if n % 10 == 0 => name(n / 10).to_string(),
            _ if n % 10 == 1 => format!("{} et un", name(n / 10)),
            _ => format!("{}-{}", name(n / 10), UNITS[(n % 10) as usize]),
        }
    }

    fn spell(n: u64) -> String {
        let join = |a: String, r: u64| if r == 0 { a } else { format!("{a} {}", spell(r)) };
        match n {
            0..=99 => tens(n),
            100..=199 => join("cent".into(), n - 100),
            200..=999 => join(format!("{} cent", tens(n / 100)), n % 100),
            1000..=1999 => join("mille".into(), n - 1000),
            2000..=999_999 => join(format!("{} mille", spell(n / 1000)), n % 1000),
            1_000_000..=999_999_999 => join(format!("{} millions", spell(n / 1_000_000)), n % 1_000_000),
            _ => join(format!("{} milliards", spell(n / 1_000_000_000)), n % 1_000_000_000),
        }
    }

    #[test]
    fn numbers_in_words_come_back_in_three_spellings() {
        let mut samples: Vec<u64> = (0..=2100).collect();
        let mut n = 2101u64;
        while n < 999_999_999_999 {
            samples.push(n);
            n = n * 5 / 4 + 977;
        }
        let lines: Vec<String> = samples.iter().map(|n| spell(*n)).collect();
        for spelling in [
            lines.join(" ;\n"),
            lines.iter().map(|l| l.replace(' ', "-")).collect::<Vec<_>>().join(" ;\n"),
            lines.iter().map(|l| l.replace('-', " ").to_uppercase()).collect::<Vec<_>>().join(" ;\n"),
        ] {
            with_text(&spelling, |text| {
                for (k, n) in samples.iter().enumerate() {
                    let found = words(text, text.line(k)).map(|w| w.0);
                    assert_eq!(found, Some(*n), "{}", lines[k]);
                }
            });
        }
    }

    #[test]
    fn old_and_damaged_forms() {
        assert_eq!(cardinal("mil huit cent soixante et un"), Some(1861));
        assert_eq!(cardinal("deux mil dix-neuf"), Some(2019));
        assert_eq!(cardinal("dix-neuf cent quatre-vingt-cinq"), Some(1985));
        assert_eq!(cardinal("nonante-six"), Some(96));
        assert_eq!(cardinal("vingt–deux"), Some(22));
        assert_eq!(cardinal("quatre-vingt-\nquatre"), Some(84));
        assert_eq!(cardinal("deux mille dix-vingt"), None);
    }

    #[test]
    fn figures_by_grouping() {
        for (print, want) in [
            ("5000", "5000"),
            ("5\u{202f}000", "5000"),
            ("5.000", "5000"),
            ("1 234 567,89", "1234567.89"),
            ("135.186,30", "135186.30"),
            ("885 636.60", "885636.60"),
            ("0,125", "0.125"),
            ("2018 500", "2018"),
        ] {
            with_text(print, |text| {
                let found = figure(text.toks(0, usize::MAX)).map(|f| f.value.to_string());
                assert_eq!(found.as_deref(), Some(want), "{print}");
            });
        }
    }
}
