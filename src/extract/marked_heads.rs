//! Heads marked by a number of the register, « Objet : », or a place in a count.

use super::heads::{Form, Head, Opening, capitals, style};
use super::register::{lost_sign_len, number_len, place_len, short_year_len};
use super::signed_points::is_hour;
use super::titles::{trim_title, with_title};
use crate::grammar::date::date;
use crate::grammar::lexicon::Mark;
use crate::grammar::list::List;
use crate::grammar::outline::{self, Label};
use crate::grammar::term::Term;
use crate::grammar::text::Text;
use crate::grammar::tokens::{Case, Gap, Kind, Token, Toks};
use crate::page::{At, Role, Span};

/// « Délibération n° 2021-060 : … »; « Délibération n° 12 du 3 mai » cites an act and begins none.
pub(super) fn opt_announced_number(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    let m = o.mark.filter(|m| text.is(*m, Term::ActNumber))?;
    // « - Décision n° 15 : renouvellement de la concession »: in a list of what the mayor decided.
    if o.toks.start != text.line(o.line).start && text.value(m, Term::ActNumber) == Some("taken") {
        return None;
    }
    let t = text.toks(m.end as usize, o.toks.end).first()?;
    let skip = (t.span.start - o.at) as usize;
    let rest = o.s.get(skip..)?;
    let from = skip + rest.find(|c: char| c.is_alphanumeric()).unwrap_or(0);
    // « DELIBERATION N 3 »: the sign of « N° » is lost.
    let from = from + o.s.get(from..).map_or(0, lost_sign_len);
    let number = o.s.get(from..)?;
    let plain = o.s[..skip].chars().filter(|c| c.is_alphabetic()).count() > 2;
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let len = number_len(number, plain || digits >= 2)?;
    let len = len + assembly_len(&number[len..]);
    let starts = number.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    let behind = text.within(Span::new(o.at + (from + len) as u32, text.doc.lines[o.line].span.end));
    let lower = number[len..].trim_start().starts_with(|c: char| c.is_lowercase()) && !is_of_a_day(text, behind);
    let heading = matches!(text.doc.lines[o.line].role, Role::Heading(_));
    // « réf : 2021-12-98 » and nothing more, above the title.
    let alone = number[len..].trim().is_empty() && number[..len].contains(['-', '/']) && o.s[..from].contains(':');
    // « réf : 2022/11/101 - Décision modificative n° 3 »
    let titled = number[len..]
        .trim_start()
        .strip_prefix(['-', '–', ':'])
        .is_some_and(|t| t.trim_start().starts_with(char::is_uppercase));
    let alone = alone || titled && number[..len].contains(['-', '/']) && o.s[..from].contains(':');
    let small = !heading && !alone && o.toks.first().is_some_and(|t| t.case == Case::Lower);
    if !starts || lower || small || outcome_follows(text, o, o.at + (from + len) as u32) {
        return None;
    }
    let span = Span::new(o.at + from as u32, o.at + (from + len) as u32);
    let number = At::new(number[..len].to_owned(), span);
    let mut head = with_title(text, o.line, o.limit, Form::Numbered, Some(number), span.end, None);
    head.styles = style::NUMBERED;
    Some(head)
}

/// « N° 21/951 AC DE L'ASSEMBLEE »: the letters of the body behind the number, before its name.
fn assembly_len(rest: &str) -> usize {
    let Some(letters) = rest.strip_prefix(' ') else { return 0 };
    let len = letters.bytes().take_while(u8::is_ascii_uppercase).count();
    let body = [" DE L'", " DE L’", " DE LA ", " DU ", " de l'", " de l’", " de la ", " du "];
    let named = body.iter().any(|b| letters[len..].starts_with(b));
    if (2..=3).contains(&len) && named { len + 1 } else { 0 }
}

/// « Délibération n° 1 du 18 décembre 2008 » and nothing more: the title of an act, not the citation of one.
pub(super) fn is_of_a_day(text: &Text<'_>, behind: Toks<'_>) -> bool {
    let du = behind.first().is_some_and(|t| text.doc.text(t.span) == "du");
    du && date(text, behind.skip(1)).is_some_and(|(day, rest)| rest.is_empty() && day.value.year.is_some())
}

/// « 2021_060 – … », « DEL2025-59 : … », « 028/18 : TARIFS »
pub(super) fn opt_bare_register_number(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    if !o.s.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()) || is_hour(o.s) {
        return None;
    }
    // « N 2013/066 »: the sign of « N° » is lost.
    let sign = o.s.strip_prefix("N ").filter(|r| r.starts_with(|c: char| c.is_ascii_digit())).map_or(0, |_| 2);
    let place = place_len(o.s);
    let rank = o.s[..place].split(|c: char| !c.is_ascii_digit()).next().and_then(|n| n.parse().ok());
    let sign = sign.max(place);
    let len = number_len(&o.s[sign..], false)
        .map(|l| l + sign)
        .or_else(|| dated_number(o.s))
        .or_else(|| short_year_len(o.s).filter(|l| capitals(&o.s[*l..])))?;
    let rest = o.s[len..].trim_start_matches(')').trim_start();
    let sep =
        rest.starts_with(['-', '–', ':', '—', '/', '|']) || rest.is_empty() || rest.starts_with(char::is_uppercase);
    let sum = rest.chars().take(12).any(|c| c == '€');
    if !sep || sum || outcome_follows(text, o, o.at + len as u32) {
        return None;
    }
    let from = sign + code_len(text, &o.s[sign..len]);
    let number = At::new(o.s[from..len].to_owned(), Span::new(o.at + from as u32, o.at + len as u32));
    let mut head = with_title(text, o.line, o.limit, Form::Numbered, Some(number), o.at + len as u32, rank);
    head.styles = style::NUMBERED;
    Some(head)
}

/// « DCM 2016/66 »: what the letters stand for, « délibération du conseil municipal », is no part of the number.
pub(super) fn code_len(text: &Text<'_>, number: &str) -> usize {
    number.split_once(' ').filter(|(k, _)| text.lexicon.lists(List::ActCode, k)).map_or(0, |(k, _)| k.len() + 1)
}

/// « 03-11-2016 │ FERMETURE DE L'ÉCOLE »: the third act of November, in a column before its title in capitals.
fn dated_number(s: &str) -> Option<usize> {
    // « 14.12.01 FORET COMMUNALE », « 23-03-01 – TAUX »: the first act of December 2014, of March 2023.
    if let Some((number, title)) = s.split_once([' ', '\t']) {
        let groups: Vec<&str> = number.split(['.', '-']).collect();
        let two = |g: &&str| g.len() == 2 && g.bytes().all(|b| b.is_ascii_digit());
        let month = groups.get(1).and_then(|m| m.parse::<u32>().ok()).is_some_and(|m| (1..=12).contains(&m));
        let padded = groups.iter().any(|g| g.starts_with('0'));
        let title = title.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '-' | ':'));
        if groups.len() == 3 && groups.iter().all(two) && month && padded && capitals(title) {
            return Some(number.len());
        }
    }
    let (number, title) = s.split_once('\t')?;
    let groups: Vec<&str> = number.trim_end().split('-').collect();
    let digits = groups.iter().all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()));
    let dated = matches!(groups.as_slice(), [n, m, y] if n.len() <= 3 && m.len() == 2 && y.len() == 4);
    (digits && dated && capitals(title)).then_some(number.trim_end().len())
}

/// « Délibération n° 2018-06-041 – ADOPTÉE par 25 voix »: the number closes an act, it begins none.
pub(super) fn outcome_follows(text: &Text<'_>, o: &Opening<'_>, from: u32) -> bool {
    const CLOSES: &[Term] =
        &[Term::Adopted, Term::Rejected, Term::Postponed, Term::Withdrawn, Term::Unanimous, Term::Body];
    let rest = text.within(Span::new(from, text.doc.lines[o.line].span.end));
    let lead = rest.slice().iter().take(4).position(|t| t.kind == Kind::Word).unwrap_or(0);
    // « Délibération n° 2019-71. Vote : 28 pour »
    let colon = |m: &Mark| text.tokens.get(m.end as usize).is_some_and(|t| t.sign == ':');
    let vote = text.mark_at(rest.start + lead).is_some_and(|m| text.is(m, Term::VoteHeading) && colon(&m));
    vote || text.find(rest.skip(lead).head(3), CLOSES).is_some_and(|m| m.first as usize <= rest.start + lead + 1)
}

/// « Objet : … »
pub(super) fn opt_object(text: &Text<'_>, o: &Opening<'_>, label: Label) -> Option<Head> {
    if label != Label::Object {
        return None;
    }
    let behind = o.mark.map_or(o.toks.start, |m| m.end as usize);
    let end = text.doc.lines[o.line].span.end;
    // « OBJET / FINANCES⏎Tarifs 2015 »: behind a stroke the line names a rubric, the next one the object.
    let rubric = text.tokens.get(behind).is_some_and(|t| t.sign == '/' && t.gap == Gap::Space);
    let titled = |from: u32| with_title(text, o.line, o.limit, Form::Object, None, from, None);
    let below = rubric.then(|| titled(end)).filter(|h| h.title.is_some());
    let mut head = below.unwrap_or_else(|| titled(o.mark.map_or(o.at, |m| text.mark_span(m).end)));
    head.styles = style::OBJECT;
    Some(head)
}

/// « Réfection du lavoir - demande de subvention : DE_2022_008 », « Vote du budget ( DE_2022_007) »: a paragraph that ends with a
/// number of the register in letters and figures.
pub(super) fn opt_number_behind(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    const LONGEST: usize = 200;
    const WORDS: usize = 3;
    let info = &text.doc.lines[o.line];
    let bare = o.s.trim_end_matches([')', ' ']);
    let cut = bare.rfind([':', '('])?;
    let number = bare[cut + 1..].trim();
    let letters = number.starts_with(|c: char| c.is_ascii_uppercase()) && number.contains('_');
    let words = o.s[..cut].split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    let title = o.s.starts_with(char::is_uppercase) && words >= WORDS && o.s.len() <= LONGEST && info.gap_before;
    if !title || !letters || info.cells.len() > 1 || number_len(number, false) != Some(number.len()) {
        return None;
    }
    let mut head = with_title(text, o.line, o.limit, Form::Item, None, o.at, None);
    let from = o.at + (number.as_ptr() as usize - o.s.as_ptr() as usize) as u32;
    let span = Span::new(from, from + number.len() as u32);
    head.title = trim_title(text, Span::new(o.at, o.at + cut as u32));
    head.number = Some(At::new(number.to_owned(), span));
    (head.form, head.styles) = (Form::Numbered, style::NUMBERED);
    Some(head)
}

/// « 088 OBJET : … »: the number of the act, then its object.
pub(super) fn opt_number_and_object(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    let number = o.toks.first().filter(|t| t.kind == Kind::Number && t.span.end - t.span.start <= 4)?;
    // « 9° Objet : … »
    let sign = usize::from(o.toks.get(1).is_some_and(|t| t.sign == '°'));
    let m = text.mark_at(o.toks.start + 1 + sign).filter(|m| text.is(*m, Term::ActObject))?;
    let colon = text.tokens.get(m.end as usize).filter(|t| t.sign == ':' && t.line == number.line)?;
    let number = At::new(text.doc.text(number.span).to_owned(), number.span);
    let mut head = with_title(text, o.line, o.limit, Form::Numbered, Some(number), colon.span.end, None);
    head.styles = style::NUMBERED;
    Some(head)
}

/// « 2ème question : … », « Première délibération : … », « Objet de la 1ère délibération : … »: what stands behind the
/// colon is the title.
fn opt_ordinal_point(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    const POINTS: &[Term] = &[Term::ActPoint, Term::ActNumber, Term::ActObject];
    let small = |t: &&Token| t.kind == Kind::Word && t.case == Case::Lower && t.span.end - t.span.start <= 3;
    let object = o.mark.filter(|m| text.is(*m, Term::ActObject)).map(|m| text.toks(m.end as usize, o.toks.end));
    let toks = object.map_or(o.toks, |t| t.skip(t.slice().iter().take_while(small).count()));
    let first = toks.first()?;
    let (rank, at) = if first.kind == Kind::Number {
        let glued =
            toks.get(1).filter(|t| t.kind == Kind::Word && t.gap == Gap::None && t.span.end - t.span.start <= 5)?;
        (text.doc.text(first.span).parse().ok(), text.within(glued.span).end)
    } else {
        let m = text.mark_at(toks.start).filter(|m| text.is(*m, Term::NumberOrdinal))?;
        (text.value(m, Term::NumberOrdinal).and_then(|n| n.parse().ok()), m.end as usize)
    };
    let m = text.mark_at(at).filter(|m| POINTS.iter().any(|t| text.is(*m, *t)))?;
    let sign = text.tokens.get(m.end as usize).filter(|t| matches!(t.sign, ':' | '-' | '.') && t.line == first.line)?;
    let mut head = with_title(text, o.line, o.limit, Form::Point, None, sign.span.end, rank);
    head.styles = style::NAMED;
    Some(head)
}

/// « Point rajouté : CONVENTION AVEC LA CRÈCHE »: a point like those of the count.
fn opt_added_point(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    let first = o.toks.first().filter(|t| t.case != Case::Lower)?;
    let point = o.mark.filter(|m| text.is(*m, Term::ActPoint)).map(|m| m.end as usize);
    let behind = point.or_else(|| text.listed(first, List::Point).then_some(o.toks.start + 1))?;
    let rest = text.toks(behind.min(o.toks.end), o.toks.end);
    rest.first().filter(|t| text.listed(*t, List::AddedPoint))?;
    // « Bordereau supplémentaire⏎COMMANDE DE MATÉRIEL »: a line of its own, as those with a number have.
    let alone = rest.len() == 1 && o.toks.start == text.line(o.line).start;
    let colon = rest.get(1).filter(|t| t.sign == ':').or_else(|| rest.first().filter(|_| alone))?;
    let mut head = with_title(text, o.line, o.limit, Form::Point, None, colon.span.end, None);
    head.styles = style::NAMED | style::ARABIC | style::ROMAN;
    Some(head).filter(|h| h.title.is_some())
}

/// « Point n° 3 – … », « Question 4 : … », « Affaire n° 01-290705 », whose number is one of the register.
pub(super) fn opt_named_point(text: &Text<'_>, o: &Opening<'_>) -> Option<Head> {
    const REGISTER_DIGITS: usize = 5;
    if let Some(head) = opt_ordinal_point(text, o) {
        return Some(head);
    }
    if let Some(head) = opt_added_point(text, o) {
        return Some(head);
    }
    let m = o.mark.filter(|m| text.is(*m, Term::ActPoint) || text.is(*m, Term::ActNumber))?;
    // « - dossier n° 19-33 : 150 €, accordé »: an item inside a point.
    let bulleted = o.toks.start != text.line(o.line).start;
    if bulleted && o.toks.first().is_some_and(|t| t.case == Case::Lower) {
        return None;
    }
    let n = text.toks(m.end as usize, o.toks.end).first().filter(|t| t.kind == Kind::Number)?;
    // « N°2 : Tarifs »
    let small = n.span.end - n.span.start <= 2 && text.tokens.get(m.end as usize + 1).is_some_and(|t| t.sign == ':');
    if !text.is(m, Term::ActPoint) && !small {
        return None;
    }
    let print = o.s.get((n.span.start - o.at) as usize..)?;
    // « Rapport n° 3/07 », « Dossier n° 1.2 » are numbers of the register, « Rapport n° 3 » is the third point.
    let filed = text.value(m, Term::ActPoint) == Some("filed");
    let joints: &[char] = if filed { &['-', '/', '_', '.'] } else { &['-', '/', '_'] };
    let fewest = if filed { 2 } else { REGISTER_DIGITS };
    if let Some(len) = number_len(print, true)
        && print[..len].trim_end_matches('.').contains(joints)
        && !print[..len].contains(' ')
        && print[..len].bytes().filter(u8::is_ascii_digit).count() >= fewest
        && !outcome_follows(text, o, n.span.start + len as u32)
    {
        let span = Span::new(n.span.start, n.span.start + len as u32);
        let number = At::new(print[..len].to_owned(), span);
        let mut head = with_title(text, o.line, o.limit, Form::Numbered, Some(number), span.end, None);
        head.styles = style::NUMBERED | style::NAMED;
        return Some(head);
    }
    // « Délibération n° 2022-01-005. Adopté »
    let year = n.span.end - n.span.start >= 4 && text.is(m, Term::ActNumber);
    if year && outcome_follows(text, o, n.span.start + number_len(print, true).unwrap_or(0) as u32) {
        return None;
    }
    let rank = text.doc.text(n.span).parse().ok();
    // « Point n° 3 de l'ordre du jour : … »
    let behind = outline::behind_small_words(text, text.within(n.span).end, o.toks.end);
    let from = behind.map_or(n.span.end, |i| text.tokens[i - 1].span.end);
    let mut head = with_title(text, o.line, o.limit, Form::Point, None, from, rank);
    head.styles = style::NAMED;
    Some(head)
}
