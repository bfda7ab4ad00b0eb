//! One sitting against another, field by field.

use super::view::{Deliberation, Given, Sitting, Vote};
use super::{Field, Fields, Pair, Tally, similar, words};

/// How alike two titles must be to name one act.
const SAME_ACT: f64 = 0.6;

/// How alike two titles must be to be the same title.
const SAME_TITLE: f64 = 0.85;

/// Counts the fields of `got` against those of `want` that are scored.
pub(super) fn sitting(want: &Sitting, got: &Sitting, out: &mut Fields) {
    authority(want, got, out);
    let folded = |v: &Given<String>| v.as_ref().map(|v| v.as_deref().map(words::fold));
    scalar(Field::Body, &folded(&want.body), &folded(&got.body), out);
    scalar(Field::Date, &want.date, &got.date, out);
    scalar(Field::ConvenedOn, &want.convened_on, &got.convened_on, out);
    scalar(Field::OpenedAt, &want.opened_at, &got.opened_at, out);
    for (w, g) in want.counts.iter().zip(&got.counts) {
        scalar(Field::Counts, w, g, out);
    }
    office(Field::Chair, &want.chair, &got.chair, out);
    office(Field::Secretary, &want.secretary, &got.secretary, out);
    if let Some(members) = &want.members {
        attendance(members, got.members.as_deref().unwrap_or(&[]), out);
        proxies(&want.proxies, &got.proxies, out);
    }
    if let Some(acts) = &want.deliberations {
        deliberations(acts, got.deliberations.as_deref().unwrap_or(&[]), out);
    }
    if let Some(sums) = &want.amounts {
        let got = got.amounts.as_deref().unwrap_or(&[]);
        let print = |(v, c): &(f64, String)| format!("{v:.2} {c}");
        let size = |(v, c): &(f64, String)| format!("{:.2} {c}", v.abs());
        let soft = sets(distinct(sums.iter().map(size)), distinct(got.iter().map(size)));
        let strict = sets(distinct(sums.iter().map(print)), distinct(got.iter().map(print)));
        put(Field::Amounts, soft, strict, out);
    }
    if let Some(keys) = &want.references {
        let got = got.references.as_deref().unwrap_or(&[]);
        let folded = |keys: &[String]| distinct(keys.iter().map(|k| words::key(k)));
        let print = |keys: &[String]| distinct(keys.iter().cloned());
        put(Field::References, sets(folded(keys), folded(got)), sets(print(keys), print(got)), out);
    }
    if let Some(lines) = &want.budget_lines {
        let t = sets(lines.clone(), got.budget_lines.clone().unwrap_or_default());
        put(Field::BudgetLines, t, t, out);
    }
}

fn put(field: Field, soft: Tally, strict: Tally, out: &mut Fields) {
    let pair: &mut Pair = out.entry(field).or_default();
    pair.soft.add(soft);
    pair.strict.add(strict);
}

fn one(field: Field, soft: bool, strict: bool, out: &mut Fields) {
    let tally = |ok| if ok { Tally::RIGHT } else { Tally::WRONG };
    put(field, tally(soft), tally(strict), out);
}

/// A value against a value, either of which the document may not give.
fn compare<T: PartialEq>(want: Option<&T>, got: Option<&T>) -> Tally {
    match (want, got) {
        (None, None) => Tally::default(),
        (None, Some(_)) => Tally { false_: 1, ..Tally::default() },
        (Some(_), None) => Tally { missed: 1, ..Tally::default() },
        (Some(w), Some(g)) if w == g => Tally::RIGHT,
        _ => Tally::WRONG,
    }
}

fn scalar<T: PartialEq>(field: Field, want: &Given<T>, got: &Given<T>, out: &mut Fields) {
    if let Some(want) = want {
        let t = compare(want.as_ref(), got.as_ref().and_then(Option::as_ref));
        put(field, t, t, out);
    }
}

/// Soft: one name holds the other, as « Sarzic » and « Métropole Estuaire Sarzic ».
fn authority(want: &Sitting, got: &Sitting, out: &mut Fields) {
    let Some(want) = &want.authority else { return };
    let got = got.authority.as_ref().and_then(Option::as_deref);
    let (w, g) = (want.as_deref().map(words::fold), got.map(words::fold));
    let strict = compare(w.as_ref(), g.as_ref());
    let soft = match (&w, &g) {
        (Some(w), Some(g)) if g.contains(w.as_str()) || w.contains(g.as_str()) && g.len() >= 4 => Tally::RIGHT,
        _ => strict,
    };
    put(Field::Authority, soft, strict, out);
}

/// Soft: the family name alone is the full name.
fn office(field: Field, want: &Given<String>, got: &Given<String>, out: &mut Fields) {
    let Some(want) = want else { return };
    let name = |v: Option<&String>| v.map(|n| words::name(n)).filter(|n| !n.is_empty());
    let (w, g) = (name(want.as_ref()), name(got.as_ref().and_then(Option::as_ref)));
    let strict = compare(w.as_ref(), g.as_ref());
    let soft = match (&w, &g) {
        (Some(w), Some(g)) if words::same_person(w, g) => Tally::RIGHT,
        _ => strict,
    };
    put(field, soft, strict, out);
}

type Members = [(String, Option<String>)];

/// Soft: absent and excused are both away. Names whose status the gold leaves open are counted as names only.
fn attendance(want: &Members, got: &Members, out: &mut Fields) {
    let names = |list: &Members| list.iter().map(|(n, _)| words::name(n)).collect::<Vec<_>>();
    let t = sets(names(want), names(got));
    put(Field::MemberNames, t, t, out);
    let open: Vec<String> = want.iter().filter(|m| m.1.is_none()).map(|m| words::name(&m.0)).collect();
    let settled = |list: &Members, soft: bool| {
        let status = |(name, status): &(String, Option<String>)| match status.as_deref() {
            Some("absent" | "excused") if soft => format!("{} away", words::name(name)),
            status => format!("{} {}", words::name(name), status.unwrap_or("")),
        };
        list.iter().filter(|m| !open.contains(&words::name(&m.0))).map(status).collect::<Vec<_>>()
    };
    let soft = sets(settled(want, true), settled(got, true));
    let strict = sets(settled(want, false), settled(got, false));
    put(Field::Attendance, soft, strict, out);
    one(Field::WholeAttendance, soft.is_exact(), strict.is_exact(), out);
}

/// Soft: a holder printed by family name alone may be given by the full name, and the other way round.
fn proxies(want: &[(String, String)], got: &[(String, String)], out: &mut Fields) {
    let key = |list: &[(String, String)]| -> Vec<(String, String)> {
        list.iter().map(|(g, h)| (words::name(g), words::name(h))).collect()
    };
    let (want, got) = (key(want), key(got));
    let strict = sets(want.clone(), got.clone());
    let fixed =
        |p: (String, String)| want.iter().find(|w| w.0 == p.0 && words::same_person(&w.1, &p.1)).cloned().unwrap_or(p);
    let soft = sets(want.clone(), got.into_iter().map(fixed).collect());
    put(Field::Proxies, soft, strict, out);
}

/// An act without number and title: only its place tells it.
fn nameless(d: &Deliberation) -> bool {
    d.title.is_none() && d.number.as_ref().is_none_or(Option::is_none)
}

/// Pairs acts by number and title, best first for each wanted one: indices of both.
fn align(want: &[Deliberation], got: &[Deliberation]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let number = |d: &Deliberation| d.number.as_ref().and_then(Option::as_deref).map(words::fold);
    for (i, w) in want.iter().enumerate() {
        let mut best = (0.0, None);
        for (j, g) in got.iter().enumerate().filter(|(j, _)| pairs.iter().all(|p| p.1 != *j)) {
            let mut alike = similar::titles(w.title.as_deref().unwrap_or(""), g.title.as_deref().unwrap_or(""));
            if let (Some(a), Some(b)) = (number(w), number(g)) {
                alike = if a == b { alike + 1.0 } else { alike * 0.6 };
            }
            if i == j && nameless(w) && nameless(g) {
                alike = 1.0;
            }
            if alike > best.0 {
                best = (alike, Some(j));
            }
        }
        if let (score, Some(j)) = best
            && score >= SAME_ACT
        {
            pairs.push((i, j));
        }
    }
    pairs
}

/// Soft: an act is found by a title that is alike. Strict: by its number or the same title.
fn deliberations(want: &[Deliberation], got: &[Deliberation], out: &mut Fields) {
    let pairs = align(want, got);
    let same = |(i, j): &&(usize, usize)| {
        let (w, g) = (&want[*i], &got[*j]);
        let number = |d: &Deliberation| d.number.as_ref().and_then(Option::as_deref).map(words::fold);
        let title = |d: &Deliberation| d.title.as_deref().map(words::fold);
        number(w).is_some() && number(w) == number(g) || title(w) == title(g)
    };
    let found = |n: usize| Tally { found: n as u32, false_: (got.len() - n) as u32, missed: (want.len() - n) as u32 };
    put(Field::DeliberationsFound, found(pairs.len()), found(pairs.iter().filter(same).count()), out);
    for (i, j) in &pairs {
        act(&want[*i], &got[*j], out);
    }
    for (_, lost) in want.iter().enumerate().filter(|(i, _)| pairs.iter().all(|p| p.0 != *i)) {
        let Some(vote) = &lost.vote else { continue };
        let missed = Tally { missed: 1, ..Tally::default() };
        put(Field::WholeVote, missed, missed, out);
        for _ in vote.tallies.iter().flatten() {
            put(Field::Tallies, missed, missed, out);
        }
    }
}

fn act(want: &Deliberation, got: &Deliberation, out: &mut Fields) {
    let folded = |v: &Given<String>| v.as_ref().map(|v| v.as_deref().map(words::fold));
    scalar(Field::Number, &folded(&want.number), &folded(&got.number), out);
    if let Some(title) = &want.title {
        let other = got.title.as_deref().unwrap_or("");
        let soft = similar::titles(title, other) >= SAME_TITLE;
        one(Field::Title, soft, words::fold(title) == words::fold(other), out);
    }
    let Some(vote) = &want.vote else { return };
    let none = Vote::default();
    let found = got.vote.as_ref().unwrap_or(&none);
    one(Field::WholeVote, whole_vote(vote, found, false), whole_vote(vote, found, true), out);
    scalar(Field::Outcome, &vote.outcome, &found.outcome, out);
    if vote.unanimous.is_some() {
        scalar(Field::Unanimity, &Some(vote.unanimous), &Some(found.unanimous), out);
    }
    for (w, g) in vote.tallies.iter().zip(found.tallies) {
        if w.is_some() {
            scalar(Field::Tallies, &Some(*w), &Some(g), out);
        }
    }
    for (w, g) in vote.names.iter().zip(&found.names).filter(|(w, _)| !w.is_empty()) {
        let keys = |list: &[String]| list.iter().map(|n| words::name(n)).collect::<Vec<_>>();
        let (w, g) = (keys(w), keys(g));
        let fixed = |n: &String| {
            let other = g.iter().find(|x| words::within(n, x) || words::within(x, n) && !x.is_empty());
            other.unwrap_or(n).clone()
        };
        put(Field::VoteNames, sets(w.iter().map(fixed).collect(), g.clone()), sets(w.clone(), g.clone()), out);
    }
}

/// Whether every key that the gold gives is met; names by inclusion of their words, or exactly.
fn whole_vote(want: &Vote, got: &Vote, strict: bool) -> bool {
    let outcome = |v: &Vote| v.outcome.clone().flatten();
    let met = (outcome(want).is_none() || outcome(want) == outcome(got))
        && (want.unanimous.is_none() || want.unanimous == got.unanimous)
        && want.tallies.iter().zip(got.tallies).all(|(w, g)| w.is_none() || *w == g);
    met && want.names.iter().zip(&got.names).filter(|(w, _)| !w.is_empty()).all(|(w, g)| {
        let g: Vec<String> = g.iter().map(|n| words::name(n)).collect();
        let same = |a: &str, b: &str| if strict { a == b } else { words::same_person(a, b) };
        w.len() == g.len() && w.iter().all(|n| g.iter().any(|x| same(&words::name(n), x)))
    })
}

fn distinct(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = items.collect();
    out.sort();
    out.dedup();
    out
}

/// Multisets: what is in both, what is only given, what is only wanted.
fn sets<T: PartialEq>(mut want: Vec<T>, got: Vec<T>) -> Tally {
    let mut t = Tally::default();
    for g in got {
        if let Some(i) = want.iter().position(|w| *w == g) {
            want.swap_remove(i);
            t.found += 1;
        } else {
            t.false_ += 1;
        }
    }
    t.missed = want.len() as u32;
    t
}
