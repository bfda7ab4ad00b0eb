//! Days and hours: convocation, transmission, opening and closing.

use super::Case;
use crate::finding::{Code, Finding};
use jiff::civil::Date;

fn day(iso: Option<&String>) -> Option<Date> {
    iso?.parse().ok()
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |s| s.get_days())
}

/// CGCT L2121-11 and L2121-12 (L5211-1 for intercommunal councils, L3121-19 and L4132-18 for departments and regions):
/// clear days between the convocation and the sitting. Urgency may shorten them to one; the record cannot tell.
pub(super) fn convocation(case: &Case<'_>, out: &mut Vec<Finding>) {
    let s = case.sitting;
    let (Some(called), Some(met)) = (day(s.convened_on.as_ref()), day(s.date.as_ref())) else { return };
    let between = days(called, met);
    if between < 0 {
        let message = format!("convoked on {called}, after the sitting of {met}");
        out.push(case.find(Code::ConvocationLate, "/convened_on", message));
        return;
    }
    if !case.under_code() {
        return;
    }
    let large = case.population.is_some_and(|p| p >= 3_500);
    let (clear, article) = match s.body.as_deref() {
        Some("conseil municipal") if large => (5, "CGCT L2121-12"),
        Some("conseil municipal") => (3, "CGCT L2121-11"),
        Some("conseil communautaire" | "conseil métropolitain" | "comité syndical") => (3, "CGCT L5211-1"),
        Some("conseil départemental") => (12, "CGCT L3121-19"),
        Some("conseil régional") => (12, "CGCT L4132-18"),
        _ => return,
    };
    if between <= clear {
        let message = format!(
            "convoked {between} day(s) before the sitting; {clear} clear days are due, but for urgency ({article})"
        );
        out.push(case.find(Code::ConvocationLate, "/convened_on", message));
    }
}

/// CGCT L2131-1: an act is received and published after it is adopted.
pub(super) fn transmission(case: &Case<'_>, out: &mut Vec<Finding>) {
    let Some(met) = day(case.sitting.date.as_ref()) else { return };
    for (i, d) in case.sitting.deliberations.iter().enumerate() {
        let Some(t) = &d.transmission else { continue };
        for (key, date) in [("prefecture_received_on", &t.prefecture_received_on), ("published_on", &t.published_on)] {
            if let Some(date) = day(date.as_ref()).filter(|date| *date < met) {
                let message = format!("{date} is before the sitting of {met} (CGCT L2131-1)");
                let part = format!("/deliberations/{i}/transmission/{key}");
                out.push(case.find(Code::TransmissionEarly, &part, message));
            }
        }
    }
}

/// A sitting closes after it opens; it may pass midnight.
pub(super) fn hours(case: &Case<'_>, out: &mut Vec<Finding>) {
    let s = case.sitting;
    if let (Some(open), Some(close)) = (&s.opened_at, &s.closed_at)
        && close < open
        && close.as_str() > "06:00"
    {
        out.push(case.find(Code::HoursOrder, "/closed_at", format!("closed at {close}, opened at {open}")));
    }
}
