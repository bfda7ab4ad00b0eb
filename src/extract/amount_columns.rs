//! Sums in tables whose head or caption gives the unit: « Montant (€) », « en euros », « K€ ».

use super::figures::{currency, figures, scaled};
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Kind, Token, Toks};
use crate::page::{Cell, Line, MediaType, Role};
use rust_decimal::Decimal;

/// A currency and what its figures are multiplied by (« K€ »).
type Unit = (&'static str, i64);

/// The unit that a table's head gives to its columns.
#[derive(Default)]
pub(super) struct TableUnits {
    line: Option<usize>,
    /// Left and right edge of each column with a currency in its head.
    units: Vec<(f32, f32, Unit)>,
    markup: bool,
    /// The unit that a line of heads gives to the figures at the ends of the lines below it, where columns are lost.
    listed: Option<Unit>,
}

impl TableUnits {
    /// The units of a table whose head stands above a line, as above a row that is an act of its own.
    pub(super) fn above(text: &Text<'_>, line: usize) -> Self {
        const ROWS: usize = 200;
        let mut units = Self::default();
        let role = |l: &usize| text.doc.lines[*l].role;
        let rows = (0..=line).rev().take(ROWS).skip_while(|l| role(l) == Role::TableRow);
        let head = rows.take(1).find(|l| *l < line && role(l) == Role::TableHead);
        if let Some(head) = head {
            units.step(text, head);
        }
        units
    }

    /// Looks at a line when its first token comes.
    pub(super) fn step(&mut self, text: &Text<'_>, line: usize) {
        if self.line == Some(line) {
            return;
        }
        self.line = Some(line);
        let info = &text.doc.lines[line];
        let cells = text.doc.cells_of(info);
        let head = info.role == Role::TableHead;
        if head {
            self.units.clear();
            self.markup = true;
        } else if self.markup && info.role != Role::TableRow {
            self.units.clear();
            self.markup = false;
        } else if !self.markup && cells.len() < 2 && text.line(line).len() > 6 && !is_rule(text.line(line)) {
            self.units.clear();
        }
        // « Montant proposé⏎(en euros) »: the second line of a head holds nothing but the unit of one column.
        if !self.markup
            && !head
            && cells.len() < 2
            && is_unit_alone(text, text.line(line))
            && let Some(unit) = head_unit(text, text.line(line))
        {
            let (from, width) = (info.indent, text.doc.text(info.span).chars().count() as f32);
            self.units.push((from, info.bbox.map_or(from + width, |b| b[2]), unit));
        }
        if cells.len() < 2 && !self.markup {
            let toks = text.line(line);
            self.listed = opt_lost_head(text, toks).or(self.listed.filter(|_| ends_in_figures(toks)));
        }
        if cells.len() < 2 || (self.markup && !head) {
            return;
        }
        self.listed = None;
        // « Budget 2022 (€) │ Réalisé 2022 (€) │ Budget 2023 (€) »: the years of a head are no figures of a row.
        let dated =
            |t: &Token| cells.iter().any(|c| c.span.contains(t.span) && is_dated_head(text, text.within(c.span)));
        let figure = |t: &&Token| t.kind == Kind::Number && t.span.end - t.span.start >= 3 && !dated(t);
        let numbers = text.line(line).slice().iter().filter(figure).count();
        // « (en €) │ Exploitation │ Investissement »: the unit in the corner is that of every column.
        let own = |c: &Cell| is_unit_alone(text, text.within(c.span));
        let corner = cells.first().filter(|c| own(c) && !cells[1..].iter().any(own)).map(|c| text.within(c.span));
        if let Some(unit) = corner.filter(|_| head || numbers == 0).and_then(|t| head_unit(text, t)) {
            let shares = |c: &Cell| text.doc.text(c.span).contains('%');
            self.units.extend(cells[1..].iter().filter(|c| !shares(c)).map(|c| (c.x0, c.x1, unit)));
            return;
        }
        for c in cells {
            let toks = text.within(c.span);
            if let Some(unit) = head_unit(text, toks)
                && (head || numbers <= 2)
            {
                self.units.push((c.x0, c.x1, unit));
            }
        }
    }

    /// A bare number in a cell under a head with a unit.
    pub(super) fn amount(&self, text: &Text<'_>, at: usize, end: usize) -> Option<(Decimal, &'static str, usize)> {
        if let Some((code, factor)) = self.listed {
            let (value, after) = figures(text, at, end)?;
            let line = text.line(text.tokens[at].line as usize);
            let own = at == line.start || text.tokens[at - 1].kind != Kind::Number && is_sum(text, at, after);
            return (after == line.end && own).then_some((scaled(value, factor)?, code, after));
        }
        let t = text.tokens[at];
        let info = &text.doc.lines[t.line as usize];
        let cell = text.doc.cells_of(info).iter().find(|c| c.span.start <= t.span.start && t.span.end <= c.span.end)?;
        let toks = text.within(cell.span);
        let (value, after) = figures(text, at, end.min(toks.end))?;
        // The number is all the cell holds.
        let lead =
            text.toks(toks.start, at).slice().iter().all(|t| t.kind == Kind::Sign && matches!(t.sign, '+' | '-' | '*'));
        if after != toks.end || !lead {
            return None;
        }
        let sum = is_sum(text, at, after);
        let (code, factor) = self.unit_over(text, cell).or_else(|| row_unit(text, info, cell).filter(|_| sum))?;
        Some((scaled(value, factor)?, code, after))
    }

    /// The unit of the column that a cell stands in: by its place in Markdown; in print the head that it shares most of its
    /// width with, or one that it all but touches.
    fn unit_over(&self, text: &Text<'_>, cell: &Cell) -> Option<Unit> {
        /// In points; letters in columns of a text stand where they stand.
        const NEAR: f32 = 2.0;
        if self.markup {
            return self.units.iter().find(|(x0, ..)| (*x0 - cell.x0).abs() < 0.5).map(|u| u.2);
        }
        let shared = |u: &&(f32, f32, Unit)| u.1.min(cell.x1) - u.0.max(cell.x0);
        let best = self.units.iter().max_by(|a, b| shared(a).total_cmp(&shared(b)))?;
        (shared(&best) >= if text.doc.media == MediaType::Pdf { -NEAR } else { 0.0 }).then_some(best.2)
    }
}

/// « Tranche ferme (€ HT) │ 214 870,00 │ 9 312,40 »: the unit between brackets before the figures of a row.
fn row_unit(text: &Text<'_>, line: &Line, cell: &Cell) -> Option<Unit> {
    /// Cells of a row that are looked at.
    const LABELS: usize = 3;
    let before = text.doc.cells_of(line).iter().take(LABELS).take_while(|c| c.span.start < cell.span.start);
    let mut units = before.filter_map(|c| {
        let toks = text.within(c.span);
        let closed = toks.slice().last().is_some_and(|t| t.sign == ')');
        let figures = toks.slice().iter().any(|t| t.kind == Kind::Number);
        head_unit(text, toks).filter(|_| closed && !figures)
    });
    units.next()
}

/// « Montant en euros », « Lot Désignation Attributaire Montant annuel € HT »: a line of heads, without a figure or a sign of
/// a sentence, whose last column has a unit.
fn opt_lost_head(text: &Text<'_>, toks: Toks<'_>) -> Option<Unit> {
    const LONGEST: usize = 12;
    const LAST: usize = 4;
    let sign = |t: &Token| matches!(t.sign, '.' | ',' | ':' | ';');
    let heads = (2..=LONGEST).contains(&toks.len())
        && toks.first().is_some_and(|t| t.kind == Kind::Word && t.case != Case::Lower)
        && !toks.slice().iter().any(|t| t.kind == Kind::Number || sign(t));
    heads.then(|| head_unit(text, toks.skip(toks.len().saturating_sub(LAST)))).flatten()
}

/// « 24 000 », « 2 Bâtiments administratifs 64 975,00 »
fn ends_in_figures(toks: Toks<'_>) -> bool {
    toks.slice().last().is_some_and(|t| t.kind == Kind::Number)
}

/// Whether figures are those of a sum: with cents, or with thousands set apart.
fn is_sum(text: &Text<'_>, at: usize, after: usize) -> bool {
    let last = text.tokens[after - 1];
    let cents =
        after - at >= 3 && matches!(text.tokens[after - 2].sign, ',' | '.') && last.span.end - last.span.start == 2;
    cents || after - at >= 2 && last.span.end - last.span.start == 3
}

/// « -------- »: a rule drawn in signs.
fn is_rule(toks: Toks<'_>) -> bool {
    toks.slice().iter().all(|t| t.kind == Kind::Sign)
}

/// « Budget 2022 (€) »: a year and, at the end, the unit in brackets.
fn is_dated_head(text: &Text<'_>, toks: Toks<'_>) -> bool {
    let year = |t: &&Token| t.kind == Kind::Number && t.span.end - t.span.start == 4;
    let closed = toks.slice().last().is_some_and(|t| t.sign == ')');
    let others = toks.slice().iter().filter(|t| t.kind == Kind::Number && !year(t)).count();
    closed && others == 0 && toks.first().is_some_and(|t| t.kind == Kind::Word) && head_unit(text, toks).is_some()
}

/// « (en €) », « En euros », « € »: nothing but the unit.
fn is_unit_alone(text: &Text<'_>, toks: Toks<'_>) -> bool {
    let lead = |t: &Token| t.kind == Kind::Sign && t.sign != '€' || text.doc.text(t.span).eq_ignore_ascii_case("en");
    let from = toks.slice().iter().take_while(|t| lead(t)).count();
    let unit = currency(text, toks.start + from, toks.end);
    unit.is_some_and(|(.., end)| text.toks(end, toks.end).slice().iter().all(|t| t.kind == Kind::Sign))
}

/// « Montant (€) », « Travaux TTC (€) », « en euros », « K€ »: the currency in a head without a number.
fn head_unit(text: &Text<'_>, toks: Toks<'_>) -> Option<Unit> {
    let mut unit = None;
    for i in toks.start..toks.end {
        if let Some((code, factor, after)) = currency(text, i, toks.end) {
            let after_number = i > toks.start && text.tokens[i - 1].kind == Kind::Number;
            let bracketed = i > toks.start && text.tokens[i - 1].sign == '(';
            let letter = text.tokens[i].kind == Kind::Word && text.tokens[i].span.end - text.tokens[i].span.start == 1;
            // « Montant en F »
            let said = i > toks.start && text.doc.text(text.tokens[i - 1].span).eq_ignore_ascii_case("en");
            let letter = letter && !bracketed && !said && after == i + 1;
            if !after_number && !letter {
                unit = Some((code, factor));
                break;
            }
        }
    }
    unit
}
