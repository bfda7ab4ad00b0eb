//! The préfecture's stamp: identifier, dates of reception and publication (CGCT L2131-1; @CTES).

use crate::extract::dates;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Gap, Kind, Toks};
use crate::page::{At, Span};
use crate::record::Transmission;

/// The natures of acts in an @CTES identifier.
const NATURES: &[&str] = &["DE", "AR", "AI", "CC", "BF", "AU"];

/// Reads the stamp of a stretch; nothing where there is no identifier and no date of reception.
#[must_use]
pub fn read(text: &Text<'_>, toks: Toks<'_>) -> Option<At<Transmission>> {
    let mut out = Transmission::default();
    let mut span: Option<Span> = None;
    let mut touch = |s: Span| span = Some(span.map_or(s, |o| o.to(s)));
    let id = act_id(text, toks);
    let inside = |s: Span| id.as_ref().is_some_and(|id| id.span.contains(s));
    if let Some(id) = id.clone() {
        out.siren = id.value.split('-').nth(1).map(str::to_owned);
        out.nature = NATURES.iter().find(|n| id.value.contains(&format!("-{n}"))).map(|n| (*n).to_owned());
        out.act_id = Some(id.value);
        touch(id.span);
    }
    for m in text.marks_in(toks).iter().filter(|m| text.is(**m, Term::Stamp)) {
        let after = text.toks(m.end as usize, (m.end as usize + 14).min(toks.end));
        // The figures of the identifier look like a date.
        let Some(date) = dates::find(text, after).into_iter().find(|d| !inside(d.span)) else { continue };
        let Some(iso) = date
            .value
            .year
            .and_then(|y| jiff::civil::Date::new(y, date.value.month as i8, date.value.day as i8).ok())
            .map(|d| d.to_string())
        else {
            continue;
        };
        let told = text.value(*m, Term::Stamp);
        if told == Some("received") && out.prefecture_received_on.is_none() {
            out.prefecture_received_on = Some(iso);
            touch(date.span);
        } else if told == Some("published") && out.published_on.is_none() {
            out.published_on = Some(iso);
            touch(date.span);
        }
    }
    (out.act_id.is_some() || out.prefecture_received_on.is_some()).then(|| At::new(out, span.unwrap_or_default()))
}

/// « 099-219901234-20230922-PV09062023-DE »: department, SIREN, date, number, nature.
fn act_id(text: &Text<'_>, toks: Toks<'_>) -> Option<At<String>> {
    let all = toks.slice();
    let i = all.iter().enumerate().position(|(i, t)| {
        t.kind == Kind::Number
            && t.span.end - t.span.start == 9
            && i >= 2
            && all[i - 1].sign == '-'
            && t.gap == Gap::None
            && all.get(i + 1).is_some_and(|n| n.sign == '-')
    })?;
    let start = all[i - 2].span.start;
    let rest = text.doc.clean.get(start as usize..)?;
    let len = rest.find(|c: char| c.is_whitespace() || c == '|' || c == ')').unwrap_or(rest.len());
    let id = rest[..len].trim_end_matches(['.', ',', ';', '*', '_']);
    NATURES
        .iter()
        .any(|n| id.contains(&format!("-{n}")))
        .then(|| At::new(id.to_owned(), Span::new(start, start + id.len() as u32)))
}
