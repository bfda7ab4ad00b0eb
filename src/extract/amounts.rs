//! Sums of money of any stretch, in running text and in tables.

use crate::finding::{Code, Finding};
use crate::grammar::money::{Currency, sum, unit};
use crate::grammar::number::{figure, is_sign, is_word, sense};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Toks};
use crate::page::{At, Role, Span};
use crate::record::{AmountRole, Tax};
use rust_decimal::Decimal;

/// A sum of money with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundAmount {
    /// In units of the currency.
    pub value: Decimal,
    /// ISO 4217 code, « EUR » or « FRF ».
    pub currency: &'static str,
    /// HT or TTC where printed beside it.
    pub tax: Option<Tax>,
    /// The same sum as printed in words.
    pub words: Option<Decimal>,
    /// What it is for, by the nearest wording.
    pub role: AmountRole,
    /// Who receives it, where printed plainly.
    pub beneficiary: Option<String>,
    /// As printed.
    pub text: String,
}

/// The amounts of a stretch with what there is to say about them.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// In document order.
    pub amounts: Vec<At<FoundAmount>>,
    /// Repairs and disagreements.
    pub findings: Vec<Finding>,
}

/// Tokens before and after an amount in which its role is looked for.
const ROLE_REACH: usize = 24;

/// All amounts of a stretch.
#[must_use]
pub fn find(text: &Text<'_>, toks: Toks<'_>) -> Found {
    let mut out = Found::default();
    let mut rest = toks;
    let mut bare: Option<(usize, usize, Decimal)> = None;
    while let Some(t) = rest.first() {
        let step = match t.kind {
            Kind::Sign => 1,
            Kind::Word
                if sense(text, rest.head(1), Term::NumberUnit).is_none()
                    && sense(text, rest.head(1), Term::NumberScale).is_none() =>
            {
                1
            }
            Kind::Number if glued(rest) => 1,
            _ => match sum(text, rest) {
                Some(s) => {
                    let used = take(text, toks, rest, s, bare, &mut out);
                    bare = None;
                    used
                }
                None => match figure(rest) {
                    Some(f) => {
                        bare = Some((rest.start, rest.start + f.used, f.value));
                        f.used
                    }
                    None => 1,
                },
            },
        };
        rest = rest.skip(step.max(1));
    }
    tables(text, toks, &mut out);
    out.amounts.sort_by_key(|a| a.span);
    out
}

/// Whether a number is the tail of a longer print (« 2.018,50 », « DEL18 »).
fn glued(toks: Toks<'_>) -> bool {
    toks.first().is_some_and(|t| t.gap == Gap::None)
        && toks.start > 0
        && toks.all.get(toks.start - 1).is_some_and(|b| match b.kind {
            Kind::Number => true,
            Kind::Word => false,
            Kind::Sign => matches!(b.sign, '.' | ',') && b.gap == Gap::None,
        })
}

/// Takes a sum, the words or figures that repeat it and the lower end of its range; gives the tokens used.
fn take(
    text: &Text<'_>,
    all: Toks<'_>,
    at: Toks<'_>,
    sum_: crate::grammar::money::Sum,
    bare: Option<(usize, usize, Decimal)>,
    out: &mut Found,
) -> usize {
    let mut used = sum_.used;
    let span = at.head(used).span();
    let mut value = sum_.value;
    let mut words = sum_.in_words.then_some(sum_.value);
    let mut tax = tax(text, at.skip(used));
    // « 5 000 € (cinq mille euros) », « cinq mille euros (5 000 €) »
    let open = (used..used + 3).find(|n| is_sign(at.get(*n), '('));
    if let Some(open) = open
        && let Some(twin) = sum(text, at.skip(open + 1))
        && twin.in_words != sum_.in_words
        && twin.currency == sum_.currency
    {
        let (figures, letters) = if twin.in_words { (sum_.value, twin.value) } else { (twin.value, sum_.value) };
        value = figures;
        words = Some(letters);
        used = open + 1 + twin.used;
        tax = tax.or_else(|| self::tax(text, at.skip(used)));
        if figures != letters {
            let message = format!("« {} » : {figures} en chiffres, {letters} en lettres", at.head(used).text());
            out.findings.push(Finding::new(Code::AmountMismatch, message).on(at.head(used).span()));
        }
    }
    if sum_.repaired {
        let message = format!("« {} » lu {}", at.clean.get(span.range()).unwrap_or(""), value);
        out.findings.push(Finding::new(Code::NumberRepaired, message).on(span));
    }
    let role = role(text, all, at.start, at.start + used);
    let beneficiary = beneficiary(text, at.skip(used));
    let make = |value: Decimal, span: Span, words| {
        At::new(
            FoundAmount {
                value,
                currency: sum_.currency.code(),
                tax,
                words,
                role,
                beneficiary: beneficiary.clone(),
                text: at.clean.get(span.range()).unwrap_or("").to_string(),
            },
            span,
        )
    };
    // « de 903,21 à 1 300 € », « entre 100 et 200 € »
    if let Some((start, end, low)) = bare
        && end + 1 == at.start
        && let (Some(before), Some(link)) = (start.checked_sub(1), all.all.get(end))
    {
        let print = |i: usize| all.all.get(i).map_or(String::new(), |t| crate::page::fold::fold(all.print(*t)));
        let pair = (print(before), crate::page::fold::fold(all.print(*link)));
        if matches!((pair.0.as_str(), pair.1.as_str()), ("de", "a") | ("entre", "et")) {
            let low_span = Toks { start, end, ..all }.span();
            out.amounts.push(make(low, low_span, None));
        }
    }
    out.amounts.push(make(value, at.head(used).span(), words));
    used
}

/// HT or TTC directly behind.
fn tax(text: &Text<'_>, toks: Toks<'_>) -> Option<Tax> {
    let skip = usize::from(is_sign(toks.first(), '('));
    match sense(text, toks.skip(skip).head(4), Term::MoneyTax)?.0 {
        "excluding" => Some(Tax::Excluding),
        "including" => Some(Tax::Including),
        _ => None,
    }
}

/// The role by the nearest wording before the amount, else behind it.
fn role(text: &Text<'_>, all: Toks<'_>, start: usize, end: usize) -> AmountRole {
    let near = |from: usize, to: usize| text.toks(from.max(all.start), to.min(all.end));
    let of = |mark| text.value(mark, Term::MoneyRole);
    let before = text.marks_in(near(start.saturating_sub(ROLE_REACH), start)).iter().rev().find_map(|m| of(*m));
    let found = before.or_else(|| text.marks_in(near(end, end + ROLE_REACH / 2)).iter().find_map(|m| of(*m)));
    match found {
        Some("grant") => AmountRole::Grant,
        Some("price") => AmountRole::Price,
        Some("fee") => AmountRole::Fee,
        Some("loan") => AmountRole::Loan,
        Some("guarantee") => AmountRole::Guarantee,
        Some("budget") => AmountRole::Budget,
        Some("salary") => AmountRole::Salary,
        _ => AmountRole::Other,
    }
}

/// « à l'association Les Deux Rives »: what follows up to a sign or « pour ».
fn beneficiary(text: &Text<'_>, toks: Toks<'_>) -> Option<String> {
    let (_, lead) = sense(text, toks.head(5), Term::MoneyBeneficiary)?;
    let mut end = lead;
    while end < lead + 10 {
        let Some(t) = toks.get(end) else { break };
        let stop = t.gap == Gap::Cell || (t.kind == Kind::Sign && !matches!(t.sign, '\'' | '-' | '"'));
        if stop || is_word(toks, end, "pour") || is_word(toks, end, "au") || is_word(toks, end, "et") {
            break;
        }
        end += 1;
    }
    if end == lead {
        return None;
    }
    let skip = usize::from(is_word(toks, 0, "a") || is_word(toks, 0, "au"));
    let name = toks.head(end).skip(skip).text();
    Some(name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A column whose head carries a currency.
struct Column {
    index: usize,
    x0: f32,
    x1: f32,
    factor: Decimal,
    currency: Currency,
    tax: Option<Tax>,
}

/// Lines without columns after which a table in a text layout is over.
const TABLE_END: usize = 6;

/// The bare numbers in columns and rows whose head carries a currency.
fn tables(text: &Text<'_>, toks: Toks<'_>, out: &mut Found) {
    let (Some(first), Some(last)) = (toks.slice().first(), toks.slice().last()) else { return };
    let known: Vec<Span> = out.amounts.iter().map(|a| a.span).collect();
    let mut columns: Vec<Column> = Vec::new();
    let mut idle = 0;
    for line_no in first.line as usize..=last.line as usize {
        let Some(line) = text.doc.lines.get(line_no) else { break };
        let cells = text.doc.cells_of(line);
        if cells.is_empty() {
            idle += 1;
            if idle > TABLE_END {
                columns.clear();
            }
            continue;
        }
        idle = 0;
        if line.role == Role::TableHead {
            columns.clear();
        }
        let grid = matches!(line.role, Role::TableHead | Role::TableRow);
        let mut row: Option<(Decimal, Currency)> = None;
        let label = cells.first().map(|c| text.doc.text(c.span)).filter(|l| l.chars().any(char::is_alphabetic));
        for (index, cell) in cells.iter().enumerate() {
            let inside = text.within(cell.span);
            if let Some((factor, currency)) = head(text, inside) {
                columns.retain(|c| if grid { c.index != index } else { c.x1 < cell.x0 || c.x0 > cell.x1 });
                columns.push(Column { index, x0: cell.x0, x1: cell.x1, factor, currency, tax: tax_in(text, inside) });
                if index == 0 && line.role != Role::TableHead {
                    row = Some((factor, currency));
                }
                continue;
            }
            let column = columns
                .iter()
                .find(|c| if grid { c.index == index } else { c.x0 - 2.0 <= cell.x1 && cell.x0 <= c.x1 + 2.0 });
            let (factor, currency, tax) = match (column, row) {
                (Some(c), _) => (c.factor, c.currency, c.tax),
                (None, Some((f, c))) => (f, c, None),
                _ => continue,
            };
            let Some(value) = bare_number(inside).and_then(|v| v.checked_mul(factor)) else { continue };
            if covered(&known, cell.span) {
                continue;
            }
            let beneficiary = label.filter(|_| index > 0).map(str::to_string);
            let role = role(text, toks, inside.start, inside.end);
            let print = text.doc.text(cell.span).to_string();
            let value = FoundAmount {
                value: value.normalize(),
                currency: currency.code(),
                tax,
                words: None,
                role,
                beneficiary,
                text: print,
            };
            out.amounts.push(At::new(value, cell.span));
        }
    }
}

/// Whether an amount already read stands in a cell; `known` is in document order.
fn covered(known: &[Span], cell: Span) -> bool {
    let at = known.partition_point(|s| s.end <= cell.start);
    known.get(at).is_some_and(|s| s.start < cell.end)
}

/// The currency of a cell that holds no number: « Montant TTC (€) », « en K€ ».
fn head(text: &Text<'_>, cell: Toks<'_>) -> Option<(Decimal, Currency)> {
    if cell.len() > 16 {
        return None;
    }
    let mut found = None;
    for n in 0..cell.len() {
        let rest = cell.skip(n);
        if rest.first()?.kind == Kind::Number && figure(rest).is_some_and(|f| unit(text, rest.skip(f.used)).is_some()) {
            return None;
        }
        if found.is_none()
            && let Some((factor, currency, _)) = unit(text, rest)
        {
            found = Some((factor, currency));
        }
    }
    found
}

/// The tax named in a cell.
fn tax_in(text: &Text<'_>, cell: Toks<'_>) -> Option<Tax> {
    (0..cell.len()).find_map(|n| tax(text, cell.skip(n)))
}

/// The number of a cell that holds nothing else than a number and its sign.
fn bare_number(cell: Toks<'_>) -> Option<Decimal> {
    let skip = usize::from(cell.first().is_some_and(|t| matches!(t.sign, '-' | '+')));
    let f = figure(cell.skip(skip))?;
    (skip + f.used == cell.len()).then_some(f.value)
}

#[cfg(test)]
mod tests {
    use crate::grammar::number::tests::with_text;

    fn values(print: &str) -> Vec<String> {
        let mut out = Vec::new();
        with_text(print, |text| {
            out = super::find(text, text.toks(0, usize::MAX))
                .amounts
                .iter()
                .map(|a| format!("{:.2} {}", a.value.value, a.value.currency))
                .collect();
        });
        out
    }

    #[test]
    fn reads_the_notations() {
        for (print, want) in [
            ("163 055,63€", &["163055.63 EUR"][..]),
            ("885 636.60 € HT", &["885636.60 EUR"]),
            ("135.186,30 €", &["135186.30 EUR"]),
            ("1 500 485 €uros", &["1500485.00 EUR"]),
            ("1,2 M€ et 12 K€", &["1200000.00 EUR", "12000.00 EUR"]),
            ("17,326 millions d'euros", &["17326000.00 EUR"]),
            ("5 000,- €", &["5000.00 EUR"]),
            ("cinq mille euros", &["5000.00 EUR"]),
            ("5 000 € (cinq mille euros)", &["5000.00 EUR"]),
            ("4 euros et 50 centimes", &["4.50 EUR"]),
            ("8 francs 33 centimes", &["8.33 FRF"]),
            ("1146 f. de rente", &["1146.00 FRF"]),
            ("de 903,21 € à 1 300 €", &["903.21 EUR", "1300.00 EUR"]),
            ("de 900 à 1 300 €", &["900.00 EUR", "1300.00 EUR"]),
            ("60350 COULOMMES au prix de 1 500 €", &["1500.00 EUR"]),
            ("9.9 % de 12 ha le 3 mai 2018", &[]),
            ("6,8O€", &["6.80 EUR"]),
        ] {
            assert_eq!(values(print), want, "{print}");
        }
    }
}
