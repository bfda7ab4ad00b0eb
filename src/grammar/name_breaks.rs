//! Where a name goes on over the end of its line, or over a hyphen that spaces set apart.
//!
//! A list that commas part helps: a whole name has a comma behind it.

use super::given::is_given;
use super::name::is_whole;
use super::name_units::{UPPER_PARTICLES, Unit};
use super::term::Term;
use super::text::Text;
use super::tokens::{Case, Gap, Kind, Token};
use crate::page::{Cell, Span};

/// Whether a name runs over the line end: in the middle of a composed name, a given name that waits for its family name, or
/// in a list whose names commas part.
pub(super) fn over_line_end(text: &Text<'_>, t: &Token, unit: &Unit, out: &[Unit]) -> bool {
    let line = t.line as usize;
    let Some(last) = out.last() else { return false };
    if text.doc.lines[line].gap_before || !same_column(text, t.span, last.span) {
        return false;
    }
    let next = text.tokens.get(unit.end);
    let real = out.iter().filter(|u| !u.particle).count();
    let given = |u: &Unit| !u.initial && is_given(text.doc.text(u.span));
    // « …, Jean⏎Jacques VLODIER, … », « …, HERVE⏎FOURDRIGNIER, … »: a comma would stand behind a whole name.
    let dash = next.is_some_and(|n| n.sign == '-' && n.gap == Gap::Space && n.line == t.line);
    // A word in capitals may be the commune of those behind the dash, but for titles there.
    let titled = text.mark_at(unit.end + 1).is_some_and(|m| text.is(m, Term::Honorific));
    let in_dashes = dash && (given(unit) || titled) && in_list(text, out, |b| b.sign == '-' && b.gap == Gap::Space);
    let parted = in_list(text, out, |b| matches!(b.sign, ',' | ';')) || in_dashes;
    if parted && real == 1 && out.iter().all(given) && !unit.particle {
        return true;
    }
    // « …, RM. MARTINEZ⏎FUENTES, B. BRESSOLLES, … »: one word in capitals is nobody where all have given names or initials.
    let closed = next.is_some_and(|n| matches!(n.sign, ',' | '(') && n.line == t.line) || in_dashes;
    // « …, M Fratani⏎François, … », « – Langlemetz⏎Bernard – »
    if parted && closed && real == 1 && given(unit) && !last.upper && !last.initial && !last.particle {
        return true;
    }
    // « …, M. HOARAU Jean⏎Claude, … »: a given name alone is nobody where the name before has its family name.
    if parted && closed && given(unit) && given(last) && !last.upper && out.iter().any(|u| u.upper) {
        return true;
    }
    // « M. Jean⏎Pierre DUTHILLEUL »
    let at = text.within(out[0].span).start;
    let titled = at > 0 && text.mark_at(at - 1).is_some_and(|m| text.is(m, Term::Honorific) && m.end as usize == at);
    if titled && out.iter().all(|u| given(u) && !u.upper) && given(unit) && !unit.upper {
        return true;
    }
    // « …, WALDNER⏎P. » at the end of a list
    if unit.initial && out.len() == 1 && last.upper && next.is_none_or(|n| n.gap == Gap::Line) {
        return true;
    }
    if parted && closed && unit.upper && last.upper && out.iter().any(|u| u.initial || !u.upper && !u.particle) {
        return true;
    }
    // « …, Corinne MARQUES⏎DE MENDONZA, … »; « LE MAIRE » is nobody.
    let word = text.doc.text(unit.span);
    if parted && last.upper && UPPER_PARTICLES.contains(&word) {
        let family = next.is_some_and(|n| n.case == Case::Upper && n.gap == Gap::Space)
            && text.tokens.get(unit.end + 1).is_some_and(|n| n.sign == ',' && n.line == t.line)
            && text.mark_at(unit.end - 1).is_none_or(|m| !text.is(m, Term::HeadOfBody));
        // « …, Eve COÏC⏎LE BRAS, … »
        if family || !matches!(word, "LE" | "LA" | "EL") {
            return true;
        }
    }
    // « LES BAUMETTES⏎Michel TERRASSON », « M. TABARD⏎Michel Ange VIVIER »: the next line names someone in full by itself.
    let given_token = |n: &Token| n.case == Case::Title && n.gap == Gap::Space && n.line == t.line && is_given(text.doc.text(n.span));
    let second = next.is_some_and(given_token);
    let behind = if second { text.tokens.get(unit.end + 1) } else { next };
    let whole = behind.is_some_and(|n| n.case == Case::Upper && n.gap == Gap::Space && n.line == t.line);
    if whole && !unit.upper && is_given(text.doc.text(unit.span)) {
        return false;
    }
    // « MM. Ebénézer⏎BRIGITHE – Yvan … »: a given name that no table knows, between the dashes of a list.
    let before = text.within(out[0].span).start.checked_sub(1);
    let item = before.is_some_and(|i| text.tokens[i].sign == '-' || text.mark_at(i).is_some_and(|m| text.is(m, Term::Honorific)));
    if out.len() == 1 && item && dash && unit.upper && !last.upper && !last.particle && !last.initial {
        return true;
    }
    // « M Tabard⏎J-L, »: the initials close the name.
    let closes = next.is_some_and(|n| n.sign == ',' && n.gap == Gap::None || n.sign == '-' && n.gap == Gap::Space);
    if unit.initial && closes && out.len() == 1 && !last.initial {
        return true;
    }
    // « Mme DU⏎PLESSIS », « M. MORVAN-LE⏎BRIS »
    let end = text.doc.text(last.span).rsplit('-').next().unwrap_or("");
    let dangling = last.particle || UPPER_PARTICLES.contains(&end) || matches!(end, "DIT" | "DITE");
    let has_family = out.iter().any(|u| u.upper);
    // « Jean Philippe⏎SMITHE », « Henri Fred⏎HUETTE, »; not « …, Sophie Quesnel⏎BAVENTOT – … »
    let several = real <= 3 && unit.upper && out.iter().all(|u| given(u) || parted && !u.upper);
    let several = several && (closed || !is_whole(text, out));
    let given_waits = !has_family && (real == 1 && (given(last) || last.initial) || several);
    // « …, M. DURAND⏎Soit douze présents »: a sentence.
    let told = next.is_some_and(|n| n.kind == Kind::Word && n.case == Case::Lower || n.kind == Kind::Number);
    let family_waits = has_family && out.iter().all(|u| u.upper || u.particle) && (given(unit) || parted && !told);
    dangling || given_waits || family_waits && !unit.upper && !unit.particle
}

/// Whether two places in lines that follow each other are in one column of text.
fn same_column(text: &Text<'_>, below: Span, above: Span) -> bool {
    /// Cells of one column begin no further apart, in letters or points.
    const NEAR: f32 = 2.0;
    let doc = text.doc;
    let cells = |span: Span| doc.cells_of(&doc.lines[doc.line_at(span.start)]);
    let cell = |span: Span| cells(span).iter().find(|c| c.span.contains(span));
    let is_last = |row: Span, c: &Cell| cells(row).last().is_some_and(|l| l.span == c.span);
    match (cell(above), cell(below)) {
        (None, _) => true,
        (Some(a), Some(b)) => is_last(above, a) && (a.x0 - b.x0).abs() <= NEAR && a.x1 > a.x0 + 40.0,
        (Some(a), None) => {
            let indent = doc.lines[doc.line_at(below.start)].indent;
            is_last(above, a) && (a.x0 - indent).abs() <= NEAR && a.x1 > a.x0 + 40.0
        }
    }
}

/// Whether the name begun is an item of a list: the sign that parts its names stands right before it, in its line.
fn in_list(text: &Text<'_>, out: &[Unit], parts: impl Fn(&Token) -> bool) -> bool {
    let Some(at) = out.first().map(|u| text.within(u.span).start) else { return false };
    let title = |i: &usize| {
        let t = text.tokens[*i];
        t.sign == '.' || text.doc.text(t.span) == "M" || text.mark_at(*i).is_some_and(|m| text.is(m, Term::Honorific))
    };
    let before = (0..at).rev().take(3).find(|i| !title(i)).map(|i| text.tokens[i]);
    before.is_some_and(|b| parts(&b) && b.line == text.tokens[at].line)
}

/// « Marie-Anne DERRIEN – TABARD », alone on its line between lines without such a dash: one person's two family names.
pub(super) fn in_line(text: &Text<'_>, at: usize, dash: usize) -> bool {
    /// A line of one name has no more tokens.
    const NAME: usize = 14;
    let (t, s) = (text.tokens[at], text.tokens[dash]);
    let Some(n) = text.tokens.get(dash + 1) else { return false };
    let spaced = s.sign == '-' && s.gap == Gap::Space && n.gap == Gap::Space;
    if !spaced || t.case != Case::Upper || n.case != Case::Upper || n.kind != Kind::Word {
        return false;
    }
    let line = t.line as usize;
    let toks = text.line(line);
    // Asked of every dash: a long line is no name, and is not walked.
    if toks.len() > NAME {
        return false;
    }
    let apart = |l: usize| {
        let toks = text.line(l);
        let dash = |i: &usize| text.tokens[*i].sign == '-' && text.tokens[*i].gap >= Gap::Space && *i > toks.start;
        (toks.start..toks.end.min(toks.start + 2 * NAME)).filter(dash).count()
    };
    let given = toks
        .slice()
        .iter()
        .take_while(|k| k.span != t.span)
        .any(|k| k.case == Case::Title && is_given(text.doc.text(k.span)));
    let ends = dash + 2 == toks.end
        || text.tokens[dash + 2].sign == '('
        || dash + 3 == toks.end && text.tokens[dash + 2].sign == ',';
    let beside = line.checked_sub(1).map_or(0, apart) + if line + 1 < text.doc.body_len { apart(line + 1) } else { 0 };
    given && ends && apart(line) == 1 && beside == 0
}

/// « , BAYLE Jean - Claude, », « , AUGUSTIN - MERCIER Karine, »: spaces around the hyphen at `dash` of a word at `at`, in a list
/// that commas part.
pub(super) fn in_item(text: &Text<'_>, at: usize, dash: usize, limit: usize) -> bool {
    const BACK: usize = 6;
    const LED: usize = 4;
    const AHEAD: usize = 6;
    let (t, s) = (text.tokens[at], text.tokens[dash]);
    let Some(n) = text.tokens.get(dash + 1) else { return false };
    if s.sign != '-'
        || s.gap != Gap::Space
        || n.gap > Gap::Line
        || n.gap == Gap::None
        || n.kind != Kind::Word
        || dash + 1 >= limit
    {
        return false;
    }
    let given = |t: &Token| t.case == Case::Title && is_given(text.doc.text(t.span));
    let families = t.case == Case::Upper && n.case == Case::Upper && text.tokens.get(dash + 2).is_some_and(given);
    // « …, Bernadette DE LA LANDE – MARREC, … »
    let led = (at.saturating_sub(LED)..at).any(|i| given(&text.tokens[i]));
    let closed = text.tokens.get(dash + 2).is_some_and(|b| b.sign == ',');
    let families = families || led && closed && t.case == Case::Upper && n.case == Case::Upper;
    let givens = given(&t) && given(n);
    let parts = |i: usize| matches!(text.tokens[i].sign, ',' | ';' | ':');
    let title = |i: usize| text.mark_at(i).is_some_and(|m| text.is(m, Term::Honorific));
    // « BROCA-LANNES Marie -⏎Thérèse »: the hyphen of the family name parts nothing.
    let upper = |i: usize| text.tokens.get(i).is_some_and(|t| t.case == Case::Upper);
    let parting = |i: usize| text.tokens[i].sign == '-' && !(i > 0 && upper(i - 1) && upper(i + 1));
    // A comma or a title before the name, and a comma behind it.
    let before = (at.saturating_sub(BACK)..at).rev().find(|i| parts(*i) || parting(*i) || title(*i));
    let both = |i: usize| given(&text.tokens[i - 1]) && text.tokens.get(i + 1).is_some_and(given);
    let behind = (dash + 2..limit.min(dash + 2 + AHEAD)).find(|i| {
        let t = text.tokens[*i];
        parts(*i) || t.sign == '.' || t.sign == '-' && !both(*i) || t.gap == Gap::Line && text.doc.lines[t.line as usize].gap_before
    });
    // « ROUX Jean - François remplacé par son suppléant … »
    let replaced = || text.mark_at(dash + 2).is_some_and(|m| text.is(m, Term::Substitute));
    (families || givens)
        && before.is_some_and(|i| parts(i) || title(i))
        && (behind.is_some_and(|i| text.tokens[i].sign != '-') || replaced())
}
