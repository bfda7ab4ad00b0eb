//! Money: a number with its currency.

use super::number::{decimal_words, figure, is_sign, is_word, sense};
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Toks};
use rust_decimal::Decimal;

/// A currency of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Currency {
    /// Euro.
    Eur,
    /// French franc, until 2001.
    Frf,
}

impl Currency {
    /// Its ISO 4217 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eur => "EUR",
            Self::Frf => "FRF",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        match code {
            "EUR" => Some(Self::Eur),
            "FRF" => Some(Self::Frf),
            _ => None,
        }
    }
}

/// A sum as printed, in figures or in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// Its value, multipliers applied.
    pub value: Decimal,
    /// Its currency.
    pub currency: Currency,
    /// It is in words.
    pub in_words: bool,
    /// A digit was repaired.
    pub repaired: bool,
    /// Tokens used.
    pub used: usize,
}

/// A currency with its multiplier, « € », « K€ », « millions d'euros »: factor, currency, tokens used.
#[must_use]
pub fn unit(text: &Text<'_>, toks: Toks<'_>) -> Option<(Decimal, Currency, usize)> {
    let mut at = usize::from(is_sign(toks.first(), '$'));
    let mut factor = Decimal::ONE;
    if toks.get(at)?.gap == Gap::Cell {
        return None;
    }
    if let Some((value, used)) = sense(text, toks.skip(at).head(1), Term::MoneyScale) {
        let (number, code) = value.split_once(' ').unwrap_or((value, ""));
        factor = number.parse().ok()?;
        at += used;
        if let Some(currency) = Currency::parse(code) {
            return Some((factor, currency, at));
        }
    }
    if is_word(toks, at, "d") || is_word(toks, at, "de") {
        at += 1;
        at += usize::from(is_sign(toks.get(at), '\''));
    }
    let first = toks.get(at)?;
    if first.gap == Gap::Cell {
        return None;
    }
    let (code, used) = sense(text, toks.skip(at).head(3), Term::MoneyCurrency)?;
    // A single « f » is francs in capitals or with a full stop only.
    if first.kind == Kind::Word && toks.print(first).len() == 1 {
        let dot = is_sign(toks.get(at + 1), '.');
        if first.case == Case::Lower && !dot || first.gap > Gap::Space || is_sign(toks.get(at + 1), '\'') {
            return None;
        }
    }
    Some((factor, Currency::parse(code)?, at + used))
}

/// A sum at the start of `toks`: « 5 000 € », « 1,2 M€ », « cinq mille euros », « 4 euros et 50 centimes ».
#[must_use]
pub fn sum(text: &Text<'_>, toks: Toks<'_>) -> Option<Sum> {
    let first = toks.first()?;
    let in_words = first.kind == Kind::Word;
    let (mut value, mut used, repaired, doubtful) = if in_words {
        let (value, used) = decimal_words(text, toks)?;
        (value, used, false, None)
    } else {
        let f = figure(toks)?;
        (f.value, f.used, f.repaired, f.doubtful)
    };
    let after = toks.skip(used);
    let Some((factor, currency, more)) = unit(text, after) else {
        // « 50 centimes » alone.
        let (_, more) = sense(text, after.head(1), Term::MoneyCents)?;
        let whole = value.is_integer() && value < Decimal::ONE_HUNDRED;
        return (whole && !is_word(after, more, "pour")).then(|| Sum {
            value: value / Decimal::ONE_HUNDRED,
            currency: Currency::Eur,
            in_words,
            repaired,
            used: used + more,
        });
    };
    used += more;
    if let Some(exact) = doubtful
        && (factor > Decimal::ONE || is_sign(toks.get(used), '/'))
    {
        value = exact;
    }
    value = value.checked_mul(factor)?;
    let skip = usize::from(is_word(toks, used, "et"));
    let rest = toks.skip(used + skip);
    let cents = match rest.first() {
        Some(t) if t.kind == Kind::Number => figure(rest).map(|f| (f.value, f.used)),
        Some(t) if t.kind == Kind::Word && t.gap != Gap::Cell => decimal_words(text, rest),
        _ => None,
    };
    if let Some((cents, n)) = cents.filter(|c| c.0 < Decimal::ONE_HUNDRED && c.0.is_integer())
        && let Some((_, c)) = sense(text, rest.skip(n).head(1), Term::MoneyCents)
    {
        value = value.checked_add(cents / Decimal::ONE_HUNDRED)?;
        used += skip + n + c;
    }
    Some(Sum { value: value.normalize(), currency, in_words, repaired, used })
}
