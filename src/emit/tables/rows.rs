//! A record as rows.

use super::{Cell, Index, Row};
use crate::record::{Amount, Deliberation, Record, Reference, Sitting};
use serde::Serialize;

macro_rules! row {
    ($out:expr, $table:ident, $($cell:expr),* $(,)?) => {
        $out.push(Row { table: Index::$table as usize, cells: vec![$(Cell::from($cell)),*] })
    };
}

/// The word of an enumeration as the record writes it.
fn word<T: Serialize>(value: &T) -> Cell {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(s)) => Cell::Text(s),
        _ => Cell::Null,
    }
}

fn word_or_null<T: Serialize>(value: Option<&T>) -> Cell {
    value.map_or(Cell::Null, word)
}

/// All rows of a record, each table's in the order of the record.
pub fn rows(record: &Record) -> Vec<Row> {
    let mut out = Vec::with_capacity(64);
    let d = record.source.path.as_str();
    let s = &record.source;
    let ocr = s.ocr.as_ref();
    row!(
        out,
        Documents,
        d,
        &s.sha256,
        s.bytes,
        s.media_type.as_str(),
        s.pages,
        word(&s.text),
        word(&record.kind),
        ocr.map(|o| &o.engine),
        ocr.map(|o| &o.language),
        ocr.map(|o| o.mean_confidence),
    );
    for (i, sitting) in record.sittings.iter().enumerate() {
        sitting_rows(&mut out, d, &format!("/sittings/{i}"), sitting);
    }
    for (i, f) in record.findings.iter().enumerate() {
        let pointer = format!("/findings/{i}");
        row!(out, Findings, d, &pointer, &f.code, word(&f.severity), &f.message, f.at.as_ref());
    }
    for (pointer, span) in record.evidence.entries() {
        let corner = |i: usize| span.bbox.map(|b| b[i]);
        row!(
            out,
            Evidence,
            d,
            pointer,
            span.page,
            span.line,
            span.start,
            span.end,
            corner(0),
            corner(1),
            corner(2),
            corner(3),
            span.text.as_ref(),
            span.confidence,
        );
    }
    out
}

fn sitting_rows(out: &mut Vec<Row>, d: &str, at: &str, s: &Sitting) {
    let a = &s.authority;
    row!(
        out,
        Sittings,
        d,
        at,
        &s.id,
        a.name.as_ref(),
        word(&a.kind),
        a.department.as_ref(),
        a.siren.as_ref(),
        s.body.as_ref(),
        word_or_null(s.session.as_ref()),
        s.date.as_ref(),
        s.opened_at.as_ref(),
        s.closed_at.as_ref(),
        s.place.as_ref(),
        s.convened_on.as_ref(),
        s.chair.as_ref(),
        s.secretary.as_ref(),
        s.counts.in_office,
        s.counts.present,
        s.counts.represented,
        s.counts.absent,
        s.counts.voting,
        s.counts.quorum,
    );
    for (i, m) in s.members.iter().enumerate() {
        row!(
            out,
            Members,
            d,
            &format!("{at}/members/{i}"),
            at,
            &m.id,
            &m.name,
            m.given.as_ref(),
            &m.family,
            m.honorific.as_ref(),
            m.role.as_ref(),
            m.group.as_ref(),
            word(&m.attendance),
        );
    }
    for (i, p) in s.proxies.iter().enumerate() {
        row!(out, Proxies, d, &format!("{at}/proxies/{i}"), at, &p.grantor, &p.holder);
    }
    for (i, c) in s.attendance_changes.iter().enumerate() {
        let pointer = format!("{at}/attendance_changes/{i}");
        let (time, from) = (c.time.as_ref(), c.from_deliberation);
        row!(out, AttendanceChanges, d, &pointer, at, &c.member, word(&c.kind), time, from);
    }
    for (i, p) in s.staff.iter().enumerate() {
        row!(out, Staff, d, &format!("{at}/staff/{i}"), at, &p.id, &p.name);
    }
    amount_rows(out, d, at, at, None, &s.amounts);
    reference_rows(out, d, at, at, None, &s.references);
    for (i, act) in s.deliberations.iter().enumerate() {
        act_rows(out, d, at, &format!("{at}/deliberations/{i}"), act);
    }
}

/// The sums that stand at `at`: those of an act, or of a sitting before its first act.
fn amount_rows(out: &mut Vec<Row>, d: &str, sitting: &str, at: &str, act: Option<&str>, amounts: &[Amount]) {
    for (i, x) in amounts.iter().enumerate() {
        row!(
            out,
            Amounts,
            d,
            &format!("{at}/amounts/{i}"),
            sitting,
            act,
            &x.value,
            &x.currency,
            word_or_null(x.tax.as_ref()),
            x.words.as_ref(),
            word_or_null(x.section.as_ref()),
            word(&x.role),
            x.beneficiary.as_ref(),
            &x.text,
        );
    }
}

/// The references that stand at `at`, likewise.
fn reference_rows(out: &mut Vec<Row>, d: &str, sitting: &str, at: &str, act: Option<&str>, references: &[Reference]) {
    for (i, x) in references.iter().enumerate() {
        row!(
            out,
            References,
            d,
            &format!("{at}/references/{i}"),
            sitting,
            act,
            &x.key,
            word(&x.kind),
            x.code.as_ref(),
            x.article.as_ref(),
            x.number.as_ref(),
            x.date.as_ref(),
            x.uri.as_ref(),
            &x.text,
        );
    }
}

fn act_rows(out: &mut Vec<Row>, d: &str, sitting: &str, at: &str, act: &Deliberation) {
    let t = act.transmission.as_ref();
    let text = act.sections.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join("\n\n");
    row!(
        out,
        Deliberations,
        d,
        at,
        sitting,
        &act.id,
        act.ordinal,
        act.number.as_ref(),
        act.title.as_ref(),
        act.rapporteur.as_ref(),
        act.matter.as_ref().map(|m| &m.code),
        act.matter.as_ref().and_then(|m| m.label.as_ref()),
        t.and_then(|t| t.act_id.as_ref()),
        t.and_then(|t| t.prefecture_received_on.as_ref()),
        t.and_then(|t| t.published_on.as_ref()),
        t.and_then(|t| t.siren.as_ref()),
        t.and_then(|t| t.nature.as_ref()),
        &text,
    );
    for (i, x) in act.decisions.iter().enumerate() {
        let pointer = format!("{at}/decisions/{i}");
        row!(out, Decisions, d, &pointer, sitting, at, x.verb.as_ref(), x.article.as_ref(), &x.text);
    }
    if let Some(v) = &act.vote {
        let vote = format!("{at}/vote");
        row!(
            out,
            Votes,
            d,
            &vote,
            sitting,
            at,
            word_or_null(v.outcome.as_ref()),
            v.unanimous,
            v.for_,
            v.against,
            v.abstentions,
            v.not_voting,
            word_or_null(v.ballot.as_ref()),
            word_or_null(v.stated_by.as_ref()),
        );
        let choices = [
            ("for", "for_names", &v.for_names),
            ("against", "against_names", &v.against_names),
            ("abstention", "abstention_names", &v.abstention_names),
            ("not_voting", "not_voting_names", &v.not_voting_names),
        ];
        for (choice, key, names) in choices {
            for (i, member) in names.iter().enumerate() {
                row!(out, NamedVotes, d, &format!("{vote}/{key}/{i}"), sitting, at, &vote, member, choice);
            }
        }
    }
    amount_rows(out, d, sitting, at, Some(at), &act.amounts);
    for (i, x) in act.budget_lines.iter().enumerate() {
        row!(
            out,
            BudgetLines,
            d,
            &format!("{at}/budget_lines/{i}"),
            sitting,
            at,
            x.budget.as_ref(),
            x.year.map(u32::from),
            x.chapter.as_ref(),
            x.article.as_ref(),
            x.function.as_ref(),
            x.operation.as_ref(),
        );
    }
    reference_rows(out, d, sitting, at, Some(at), &act.references);
    for (i, x) in act.signatories.iter().enumerate() {
        let pointer = format!("{at}/signatories/{i}");
        row!(out, Signatories, d, &pointer, sitting, at, x.member.as_ref(), &x.name, x.role.as_ref());
    }
}

#[cfg(test)]
mod tests {
    use super::super::TABLES;

    /// Each table starts with its key.
    #[test]
    fn every_table_begins_with_its_key() {
        for table in TABLES {
            assert_eq!(table.columns[0].name, "document", "{}", table.name);
            assert!(table.name == "documents" || table.columns[1].name == "pointer", "{}", table.name);
        }
    }
}
