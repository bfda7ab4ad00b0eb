//! The day of the sitting and the day of its convocation (CGCT L2121-10 to L2121-12).

use super::Head;
use crate::extract::dates::{self, FoundDate};
use crate::finding::{Code, Finding};
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Toks};
use crate::page::{At, Role, Span};
use jiff::civil::Date;

/// How far before a date the wording that claims it may stand.
const CLAIM: usize = 12;
/// How far behind a date « s'est réuni » may stand.
const MEETS_WITHIN: usize = 45;
/// A title has no more tokens than this.
const TITLE: usize = 22;
/// A line of more tokens may be a sentence.
const SENTENCE: usize = 9;
/// From this weight on a print says that the date is the sitting's.
const FIRM: i32 = 30;
/// Below this weight a print says that the date is not the sitting's.
const FOREIGN: i32 = -20;

/// A date with its year, or `None` where the year is missing or the day does not exist.
pub fn whole(found: &FoundDate, year: Option<i16>) -> Option<Date> {
    Date::new(found.year.or(year)?, i8::try_from(found.month).ok()?, i8::try_from(found.day).ok()?).ok()
}

/// Puts the date of the sitting into the head, from the first of the stretches that gives one.
pub fn sitting(text: &Text<'_>, stretches: [Toks<'_>; 3], out: &mut Head) {
    for toks in stretches {
        let prints = prints(text, toks);
        let full = prints.iter().filter(|p| p.date.is_some());
        let best = full.reduce(|a, b| if b.weight > a.weight { b } else { a }).filter(|p| p.weight > FOREIGN);
        let Some((print, date)) = best.and_then(|p| p.date.map(|d| (p, d))) else { continue };
        out.date = Some(At::new(date, print.at.span));
        supply_year(text, &prints, print, out);
        conflicts(text, &prints, out);
        return;
    }
}

/// A print of a date, and how much it speaks for the date of the sitting.
struct Print {
    at: At<FoundDate>,
    date: Option<Date>,
    weight: i32,
}

fn prints(text: &Text<'_>, toks: Toks<'_>) -> Vec<Print> {
    let found = dates::find(text, toks);
    let mut behind = toks.start;
    let weigh = |(i, at): (usize, At<FoundDate>)| {
        let weight = weight(text, toks, &at, behind) + 10 - i32::try_from(i).unwrap_or(8).min(8);
        behind = text.within(at.span).end;
        Print { date: whole(&at.value, None), at, weight }
    };
    found.into_iter().enumerate().map(weigh).collect()
}

/// What the words around a date say of it; `behind`: where the date before it ends.
fn weight(text: &Text<'_>, toks: Toks<'_>, at: &At<FoundDate>, behind: usize) -> i32 {
    /// Dates of other things.
    const CLAIMS: &[Term] = &[
        Term::Convened,
        Term::Stamp,
        Term::Certification,
        Term::RefText,
        Term::RefDeliberation,
        Term::MinutesApproval,
        Term::EarlierSitting,
        Term::Visa,
        Term::Recital,
    ];
    /// Dates of sittings before.
    const OF_APPROVAL: &[Term] = &[Term::MinutesApproval, Term::EarlierSitting];
    let here = text.within(at.span);
    let Some(first) = text.tokens.get(here.start) else { return 0 };
    let line = text.line(first.line as usize);
    let before = text.toks(line.start.max(here.start.saturating_sub(CLAIM)).max(toks.start), here.start);
    let above = text.toks(here.start.saturating_sub(CLAIM).max(toks.start), here.start);
    let lead = text.doc.text(at.span).to_lowercase();
    let formula = ["l'an", "l’an", "l an"].iter().any(|l| lead.starts_with(l));
    let after = text.toks(here.end, (here.end + MEETS_WITHIN).min(toks.end));
    // « Publié le 18/04/2018⏎L'an 2018, le 12 avril, … s'est réuni »: the formula has a date of its own.
    // « vingt-six février de l'an deux mille quinze » goes on with the date itself.
    const OWN: usize = 4;
    let formula_behind = text.find(after.skip(OWN), &[Term::DateYearLead]).map_or(after.end, |m| m.first as usize);
    let after = text.toks(after.start, formula_behind);
    // « s'est réuni en Assemblée Générale⏎ordinaire, le 23 Octobre 2012 »
    let opens = text.doc.lines[first.line as usize].gap_before || here.start == line.start;
    let met_on = met_on(text, if opens { before } else { above }, after, CLAIMS);
    // A date that has its line for itself, with a gap below it, is no part of the sentence that follows.
    let alone = here.start == line.start && here.end == line.end;
    let gap = text.tokens.get(here.end).is_some_and(|t| text.doc.lines[t.line as usize].gap_before);
    let met = met_on || !(alone && gap) && text.find(sentence(text, after), &[Term::Met]).is_some();
    let own = numbered(text, line, here.start);
    // « N° de l'acte : 05/12/03 »
    if !own
        && text
            .find(text.toks(here.start.saturating_sub(5).max(line.start), here.start), &[Term::ActNumber])
            .is_some_and(|m| m.end as usize + 1 >= here.start)
    {
        return FOREIGN;
    }
    let claimed = !met_on
        && !own
        && (claims(text, before, CLAIMS) || claimed_above(text, above, CLAIMS) || convened_behind(text, after));
    let mut weight = 0;
    let flattened = named_before(text, here.start) && !claims(text, before, OF_APPROVAL);
    if claimed && !formula && !flattened {
        weight -= 60;
    }
    if formula {
        weight += 45;
    } else if met && !claimed {
        weight += 35;
    }
    if is_letter_date(text, toks, line, here.start) {
        weight -= 14;
    }
    let title = line.len() <= TITLE || matches!(text.doc.lines[first.line as usize].role, Role::Heading(_));
    // « Avez-vous des observations sur le compte rendu du 27 juin ? »: a short line that is a sentence.
    let asked = approves(text, at.span) && text.tokens[line.start].case != Case::Lower && line.len() > SENTENCE;
    // « Conseil municipal du 14 novembre⏎Mise à jour : 18 novembre 2022 »: the wording has had its date.
    let fresh = text.toks(above.start.max(behind.min(above.end)), above.end);
    if title && !asked && (own || text.find(fresh, &[Term::SittingOf]).is_some() || of_place(text, line, here.start)) {
        weight += 30;
    } else if title {
        weight += 6;
    } else if flattened {
        weight += 22;
    }
    weight
}

/// « convoqué le 13 juin, réuni en séance plénière le 1er juillet à 9 h sous la présidence de »: the nearest wording before
/// the date is that of meeting, and who presides follows; « s'est réuni mercredi 22 janvier » needs no more.
fn met_on(text: &Text<'_>, before: Toks<'_>, after: Toks<'_>, claims: &[Term]) -> bool {
    const CHAIR: usize = 12;
    const NEAR: usize = 8;
    let mut marks = text.marks_in(before).iter().rev();
    let last = marks.find(|m| text.is(**m, Term::Met) || claims_it(text, **m, claims));
    let Some(met) = last.filter(|m| text.is(**m, Term::Met)) else { return false };
    let between = text.toks(met.end as usize, before.end);
    // « Le Bureau, réuni le 10 septembre, a émis un avis »: the participle alone tells of another sitting.
    let verb = met.end - met.first >= 2;
    let near = verb && between.len() <= NEAR && !between.slice().iter().any(|t| matches!(t.sign, '.' | ';'));
    near || text.find(after.head(CHAIR), &[Term::Chair]).is_some()
}

/// « Ennequin, le 9 avril 2013 » at the very top: the day on which somebody wrote the minutes.
fn is_letter_date(text: &Text<'_>, toks: Toks<'_>, line: Toks<'_>, at: usize) -> bool {
    const TOP: usize = 12;
    let le = at.checked_sub(1).filter(|i| text.doc.text(text.tokens[*i].span) == "le");
    let comma = le.and_then(|i| i.checked_sub(1)).filter(|i| text.tokens[*i].sign == ',');
    let place = |c: usize| c > line.start && text.toks(line.start, c).slice().iter().any(|t| t.case == Case::Title);
    line.start < toks.start + TOP && comma.is_some_and(place)
}

/// « Délibération n° 11 du 22 octobre 2009 » as a title: the day on which the act was made.
fn numbered(text: &Text<'_>, line: Toks<'_>, at: usize) -> bool {
    const NUMBER: usize = 8;
    let number = text.mark_at(line.start).filter(|m| text.is(*m, Term::ActNumber));
    let capital = line.first().is_some_and(|t| t.case != Case::Lower);
    let Some(from) = number.map(|m| m.end as usize).filter(|f| capital && *f < at && at - f <= NUMBER) else {
        return false;
    };
    text.doc.text(text.tokens[at - 1].span) == "du" && text.tokens[from].kind == Kind::Number
}

/// « COMPTE RENDU DE LA SEANCE DU CONSEIL MUNICIPAL DE KERLAN DU 3 JUILLET 2019 »: the place stands between the wording and
/// the date.
fn of_place(text: &Text<'_>, line: Toks<'_>, at: usize) -> bool {
    let opens = text.mark_at(line.start).filter(|m| text.is(*m, Term::MinutesApproval) || text.is(*m, Term::SittingOf));
    let body = opens.and_then(|_| text.find(text.toks(line.start, at), &[Term::Body]));
    body.is_some_and(|b| !text.toks(b.end as usize, at).slice().iter().any(|t| t.kind == Kind::Sign && t.sign != '-'))
        && opens.is_some_and(|m| !claims_it(text, m, &[]))
}

/// « Conseil Municipal Du 22 septembre » in a document that extraction put on one line.
fn named_before(text: &Text<'_>, at: usize) -> bool {
    let near = text.toks(at.saturating_sub(8), at);
    text.marks_inside(near).any(|m| {
        text.is(m, Term::SittingOf) && m.end as usize == at && text.tokens[m.first as usize].case != Case::Lower
    })
}

/// Whether a wording of a stretch claims the date. « compte rendu du » is a title or an approval: it claims nothing alone.
fn claims(text: &Text<'_>, toks: Toks<'_>, claims: &[Term]) -> bool {
    text.marks_in(toks).iter().any(|m| claims_it(text, *m, claims))
}

fn claims_it(text: &Text<'_>, m: Mark, claims: &[Term]) -> bool {
    if text.is(m, Term::MinutesApproval) && !text.is(m, Term::EarlierSitting) {
        let words = text.toks(m.first as usize, m.end as usize);
        return words.slice().iter().any(|t| text.listed(*t, List::OtherSitting));
    }
    !text.is(m, Term::SittingOf) && claims.iter().any(|t| text.is(m, *t))
}

/// « Date de la convocation :⏎29 octobre 2015 »: the wording above claims the date where nothing stands between them.
fn claimed_above(text: &Text<'_>, above: Toks<'_>, claims: &[Term]) -> bool {
    const NEAR: usize = 3;
    let near = text.marks_in(above).iter().copied().filter(|m| m.end as usize + NEAR >= above.end);
    near.into_iter().any(|m| claims_it(text, m, claims)) || convened_by_letter(text, above)
}

/// « Le mercredi 7 décembre, convocation est adressée à chaque conseiller »
fn convened_behind(text: &Text<'_>, after: Toks<'_>) -> bool {
    let comma = usize::from(after.first().is_some_and(|t| t.sign == ','));
    text.mark_at(after.start + comma).is_some_and(|m| {
        let noun = text.listed(text.tokens[m.first as usize], List::Convocation);
        comma < after.len() && text.is(m, Term::Convened) && noun
    })
}

/// Up to the full stop behind which a new sentence begins.
fn sentence<'t>(text: &Text<'_>, toks: Toks<'t>) -> Toks<'t> {
    let stop = (toks.start..toks.end).find(|i| {
        text.tokens[*i].sign == '.'
            && text.tokens.get(i + 1).is_some_and(|n| n.case == Case::Title || n.case == Case::Upper)
            && i.checked_sub(1)
                .map(|p| text.tokens[p])
                .is_some_and(|p| p.kind == Kind::Number || p.span.end - p.span.start > 3)
    });
    Toks { end: stop.unwrap_or(toks.end), ..toks }
}

/// A formula whose year is lost or damaged (« L'an deux mille dix-vingt, le 18 février ») agrees with the year that another
/// print gives; nothing is overruled.
fn supply_year(text: &Text<'_>, prints: &[Print], best: &Print, out: &mut Head) {
    let Some(date) = best.date else { return };
    let same_day = |p: &Print| (p.at.value.month, p.at.value.day) == (best.at.value.month, best.at.value.day);
    let bare = |p: &&Print| {
        p.date.is_none() && p.weight >= FIRM && p.weight > best.weight && (best.weight < FIRM || same_day(p))
    };
    let Some(bare) = prints.iter().find(bare) else { return };
    if let Some(dated) = whole(&bare.at.value, Some(date.year())) {
        out.date = Some(At::new(dated, bare.at.span));
        let message =
            format!("the year of « {} » is that of « {} »", text.doc.text(bare.at.span), text.doc.text(best.at.span));
        out.findings.push(Finding::new(Code::YearSupplied, message).on(bare.at.span));
    }
}

/// Another firm date, or a weekday that is not the date's, is told.
fn conflicts(text: &Text<'_>, prints: &[Print], out: &mut Head) {
    let Some(date) = out.date.as_ref().map(|d| d.value) else { return };
    for p in prints.iter().filter(|p| p.weight > 0) {
        let Some(day) = p.date else { continue };
        let weekday = p.at.value.weekday.and_then(|d| i8::try_from(d).ok());
        if weekday.is_some_and(|d| day.weekday().to_monday_one_offset() != d) {
            let message = format!("« {} »: the weekday printed is not that of the date", text.doc.text(p.at.span));
            out.findings.push(Finding::new(Code::WeekdayMismatch, message).on(p.at.span));
        }
    }
    let firm = |p: &&Print| p.weight >= FIRM && p.date.is_some_and(|d| d != date) && !approves(text, p.at.span);
    if let Some(other) = prints.iter().find(firm)
        && let Some(d) = other.date
    {
        let message = format!("{date} and {d} are both printed as the date of the sitting");
        out.findings.push(Finding::new(Code::DateConflict, message).on(other.at.span));
    }
}

/// « chacun a reçu le compte rendu de la séance⏎du 26 avril »: the date of the sitting whose minutes are approved. In
/// capitals « COMPTE RENDU » is the title of these minutes.
fn approves(text: &Text<'_>, date: Span) -> bool {
    let at = text.within(date).start;
    let above = text.toks(at.saturating_sub(CLAIM), at);
    text.marks_in(above).iter().any(|m| {
        let told = text.tokens[m.first as usize].case == Case::Lower;
        told && (text.is(*m, Term::MinutesApproval) || text.is(*m, Term::EarlierSitting))
    })
}

/// « légalement convoqué par lettre⏎n° 1187/TU du 5 décembre 2019, s'est réuni … »: the number of the letter stands between.
fn convened_by_letter(text: &Text<'_>, above: Toks<'_>) -> bool {
    const NUMBER: usize = 9;
    let last =
        text.marks_in(above).iter().copied().rev().find(|m| text.is(*m, Term::Convened) || text.is(*m, Term::Met));
    let Some(m) = last.filter(|m| text.is(*m, Term::Convened) && m.end as usize + NUMBER >= above.end) else {
        return false;
    };
    let between = text.toks(m.end as usize, above.end);
    let du = between.slice().last().is_some_and(|t| text.doc.text(t.span) == "du");
    du && !between.slice().iter().any(|t| matches!(t.sign, '.' | ';' | ':' | ','))
}

/// How far behind a wording of the convocation its date may stand: some words, and more within the same sentence (« les
/// convocations, l'ordre du jour et les notes explicatives de synthèse ont été transmis … le 4 décembre »).
fn reach(text: &Text<'_>, from: usize, end: usize) -> usize {
    const NEAR: usize = 26;
    const SENTENCE: usize = 45;
    let far = text.toks(from, (from + SENTENCE).min(end));
    let stop = far.slice().iter().position(|t| matches!(t.sign, '.' | ';')).map_or(far.end, |n| from + n);
    stop.max(from + NEAR).min(end)
}

/// « Convocation envoyée le 16/01 »: day and month in figures, the year is the sitting's.
fn of_this_year(text: &Text<'_>, after: Toks<'_>, out: &mut Head) -> Option<At<Date>> {
    const NEAR: usize = 8;
    let number = |i: usize| {
        let t = text.tokens.get(i).filter(|t| t.kind == Kind::Number && i < after.end)?;
        text.doc.text(t.span).parse::<u8>().ok()
    };
    let slash = |i: usize| text.tokens.get(i).is_some_and(|t| t.sign == '/' && t.gap == Gap::None);
    let le = |i: &usize| text.listed(text.tokens[*i], List::DateArticle);
    // The article may be the last word of the wording.
    let led = after.first().is_some_and(|t| t.kind == Kind::Number).then_some(after.start);
    let at = led.or_else(|| (after.start..after.end.min(after.start + NEAR)).find(le).map(|i| i + 1))?;
    let (day, month) = number(at).zip(number(at + 2)).filter(|_| slash(at + 1) && !slash(at + 3))?;
    let found = FoundDate { year: None, month, day, weekday: None };
    dated(text, &At::new(found, text.toks(at, at + 3).span()), out)
}

/// Puts the date of the convocation into the head.
pub fn convocation(text: &Text<'_>, toks: Toks<'_>, out: &mut Head) {
    let own = out.date.as_ref().map_or(Span::default(), |d| d.span);
    for m in text.marks_in(toks).iter().filter(|m| text.is(**m, Term::Convened)) {
        let after = text.toks(m.end as usize, reach(text, m.end as usize, toks.end));
        // « dûment convoqué, s'est réuni le 11 avril »: the day of the sitting.
        let met = text.find(after, &[Term::Met]).map_or(after.end, |m| m.first as usize);
        let after = text.toks(after.start, met);
        // « Le mercredi 7 décembre, convocation est adressée … pour une réunion prévue le 14 »
        let line = text.line(text.tokens[m.first as usize].line as usize);
        let above = text.toks(line.start.min(m.first as usize), m.first as usize);
        let told = dates::find(text, above).into_iter().next_back().filter(|d| {
            let end = text.within(d.span).end;
            d.span != own && convened_behind(text, text.toks(end, toks.end.max(end))) && m.first as usize <= end + 1
        });
        if let Some(date) = told.and_then(|d| dated(text, &d, out)) {
            out.convened_on = Some(date);
            return;
        }
        let found = dates::find(text, after).into_iter().find(|d| d.span != own).and_then(|d| dated(text, &d, out));
        let found = found.or_else(|| of_this_month(text, after, out)).or_else(|| of_this_year(text, after, out));
        if let Some(date) = found {
            out.convened_on = Some(date);
            return;
        }
    }
    if text.find(toks, &[Term::Convocation]).is_some() {
        out.convened_on = letter_date(text, toks, out);
    }
}

/// The date of a convocation with its year, if it comes before the sitting, by weeks at the most (CGCT L2121-11, L2121-12).
fn dated(text: &Text<'_>, at: &At<FoundDate>, out: &mut Head) -> Option<At<Date>> {
    let sitting = out.date.as_ref().map(|d| d.value);
    let mut date = whole(&at.value, sitting.map(Date::year))?;
    if let (None, Some(s)) = (at.value.year, sitting) {
        if date > s
            && let Ok(earlier) = Date::new(date.year() - 1, date.month(), date.day())
        {
            date = earlier;
        }
        let message = format!("the year of the convocation « {} » is the sitting's", text.doc.text(at.span));
        out.findings.push(Finding::new(Code::YearSupplied, message).on(at.span));
    }
    let fits = sitting.is_none_or(|s| date <= s && (s.year() - date.year()) <= 1);
    fits.then(|| At::new(date, at.span))
}

/// « convoqué le treize du courant »: the month of the sitting.
fn of_this_month(text: &Text<'_>, after: Toks<'_>, out: &mut Head) -> Option<At<Date>> {
    let sitting = out.date.as_ref()?.value;
    let mark = text.find(after, &[Term::DateCurrentMonth])?;
    let near = text.toks(after.start, mark.first as usize);
    let (day, span) = (near.start..near.end).find_map(|i| {
        let (day, rest) = crate::grammar::date::day(text, text.toks(i, near.end))?;
        (rest.len() <= 1).then(|| (day, text.toks(i, mark.end as usize).span()))
    })?;
    let date = Date::new(sitting.year(), sitting.month(), i8::try_from(day).ok()?).ok().filter(|d| *d <= sitting)?;
    let message = format!("« {} » is the month of the sitting", text.doc.text(span));
    out.findings.push(Finding::new(Code::YearSupplied, message).on(span));
    Some(At::new(date, span))
}

/// A convocation is a letter: « Brouzillac, le 27 janvier 2025 ».
fn letter_date(text: &Text<'_>, toks: Toks<'_>, out: &mut Head) -> Option<At<Date>> {
    let own = out.date.as_ref().map_or(Span::default(), |d| d.span);
    dates::find(text, toks).into_iter().filter(|d| d.span != own).find_map(|d| {
        let here = text.within(d.span);
        let line = text.line(text.tokens.get(here.start)?.line as usize);
        let place = here.start > line.start + 1
            && here.start <= line.start + 9
            && text.tokens[line.start].case != Case::Lower
            && (line.start..here.start).any(|i| text.tokens[i].sign == ',');
        place.then(|| dated(text, &d, out)).flatten()
    })
}
