//! The margin of a letterhead in layout text: « Nombre de membres : », « Date de la convocation : », « Objet : » stand in a
//! narrow column beside the sentences of the sitting.
//!
//! Row by row the two would be read into each other. Where a gutter runs down beside sentences that go on from row to
//! row, whatever stands to the left of it, the lines of the margin come first, then those of the text. A table is none:
//! its rows begin on both sides at once.

use super::plain::{columns, next_gap};

/// A line of layout text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// The line of the file, from 1.
    pub number: u32,
    /// Where it begins in the file, in bytes.
    pub start: usize,
    /// Its text, without the spaces around it; empty for a drawn rule.
    pub body: &'t str,
    /// The column that it begins in.
    pub indent: usize,
    /// An empty line, a rule or the end of a page stands before it.
    pub gap: bool,
    /// It opens a page.
    pub opens_page: bool,
}

/// A letterhead is looked for so many lines down a page.
const HEAD: usize = 40;
/// The columns in which the text beside a margin begins.
const TEXT: std::ops::RangeInclusive<usize> = 18..=52;
/// Empty columns before it.
const GUTTER: usize = 2;
/// Rows of text beside a margin, at least.
const ROWS: usize = 7;
/// The same where the first of them begins a sentence.
const SENTENCE_ROWS: usize = 4;
/// Rows of it that go on with a sentence beside a line of the margin, at least.
const BESIDE: usize = 2;
/// So many counts in a margin are its own (« En exercice : 11⏎Présents : 7⏎Votants : 9⏎Pour : 9 »).
const COUNTS: usize = 4;
/// A line of the text that is set in, or centred, begins no further in than this.
const INSET: usize = 24;
/// A row of text is as long as this, in columns, or the sentence ends in it.
const LONG: usize = 34;
/// A list of names that was set to the width of the text is as long as this.
const WIDE: usize = 60;

/// A line cut at a gutter.
#[derive(Clone, Copy)]
struct Row<'t> {
    margin: Option<Line<'t>>,
    text: Option<Line<'t>>,
}

/// Puts the lines of each margin before the text beside it.
pub(super) fn apart(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut out = Vec::with_capacity(lines.len());
    let mut at = 0;
    let mut page = 0;
    while at < lines.len() {
        if lines[at].opens_page {
            page = at;
        }
        let found = (at < page + HEAD).then(|| block(&lines[at..])).flatten();
        let Some(rows) = found else {
            out.push(lines[at]);
            at += 1;
            continue;
        };
        let first = out.len();
        out.extend(rows.iter().filter_map(|r| r.margin));
        let text = out.len();
        out.extend(rows.iter().filter_map(|r| r.text));
        for begin in [first, text] {
            if let Some(line) = out.get_mut(begin) {
                line.gap = true;
            }
        }
        at += rows.len();
    }
    out
}

/// The margin that begins at the first of these lines, with the text beside it.
fn block<'t>(lines: &[Line<'t>]) -> Option<Vec<Row<'t>>> {
    let column = opens_beside(lines.first()?, lines.get(1))?;
    // « EXTRAIT DU REGISTRE »: a title that stands apart is centred, not beside the margin.
    if lines[0].indent + 1 >= column && columns(lines[0].body, 0) < LONG {
        return None;
    }
    let mut rows: Vec<Row<'t>> = lines.iter().map_while(|l| cut(l, column)).collect();
    let flush = |r: &Row<'_>| r.text.is_some_and(|t| t.indent <= column + 1);
    let last = rows.iter().rposition(flush)?;
    // The last lines of the margin may stand below the text.
    let below = rows[last + 1..].iter().take_while(|r| r.text.is_none() && r.margin.is_some_and(|m| !m.gap)).count();
    rows.truncate(last + 1 + below);
    let texts: Vec<&Row<'_>> = rows.iter().filter(|r| flush(r)).collect();
    let beside = texts.windows(2).filter(|w| w[1].margin.is_some() && goes_on(w)).count();
    // « Mme BEAL │ donne procuration à M. GIDROL »: the rows of a table may go on in small letters as well.
    let opens = texts.first().and_then(|r| r.text).is_some_and(|t| t.body.starts_with(char::is_uppercase));
    let few = if opens { SENTENCE_ROWS } else { ROWS };
    // « En exercice   31⏎Présents      24 »
    let counts = |r: &&Row<'_>| r.margin.is_some_and(|m| m.body.ends_with(|c: char| c.is_ascii_digit() || c == ':'));
    let listed = texts.windows(2).any(|w| w[1].margin.is_some() && w[0].text.is_some_and(|t| t.body.ends_with(',')));
    let counted = listed && rows.iter().filter(counts).count() >= BESIDE;
    let figure = |r: &&Row<'_>| r.margin.is_some_and(|m| m.body.ends_with(|c: char| c.is_ascii_digit()));
    let box_of_counts = rows.iter().filter(figure).count() >= COUNTS;
    (texts.len() >= few && (beside >= BESIDE || beside == 1 && (counted || box_of_counts))).then_some(rows)
}

/// Whether the second row of text goes on with the sentence of the first.
fn goes_on(rows: &[&Row<'_>]) -> bool {
    let [Some(above), Some(below)] = [rows[0].text, rows[1].text] else { return false };
    let whole = |l: &Line<'_>| next_gap(l.body).is_none();
    // « …, G. Combellas,⏎Vice-Présidents ; A. Rongère »
    // « …, Stéphane Combellas, Annie⏎Rongère, Luc Tabard »: one word behind the last comma is no whole name.
    let torn = above.body.rsplit_once(',').is_some_and(|(_, last)| {
        let last = last.trim();
        last.ends_with(char::is_alphabetic) && !last.contains(' ')
    });
    let cut = torn && columns(above.body, 0) >= WIDE && below.body.contains(',');
    let listed = above.body.ends_with([',', ';']) || cut;
    let open = columns(above.body, 0) >= LONG && (below.body.starts_with(char::is_lowercase) || listed);
    open && !below.gap && whole(&above) && whole(&below)
}

/// The column of the text beside the margin, where a line has both or is text alone, set far in.
fn opens_beside(line: &Line<'_>, next: Option<&Line<'_>>) -> Option<usize> {
    let far = TEXT.contains(&line.indent).then_some(line.indent);
    far.or_else(|| {
        let mut from = 0;
        while let Some((start, end)) = next_gap(&line.body[from..]) {
            from += end;
            let column = line.indent + columns(&line.body[..from], 0);
            // « NOMBRE DE MEMBRES          Élus présents (17) : »; a short line over a long one in its column.
            let rubric = || line.body.ends_with(':') && !line.body[..from].trim_end().ends_with(':');
            let below = || next.is_some_and(|n| !n.gap && opens_beside(n, None) == Some(column));
            let long = columns(&line.body[from..], 0) >= LONG || rubric() || below();
            if TEXT.contains(&column) && end > start && long {
                return Some(column);
            }
        }
        None
    })
}

/// A line cut before a column; `None` where its text runs over it, or stands apart from both sides.
fn cut<'t>(line: &Line<'t>, column: usize) -> Option<Row<'t>> {
    if line.body.is_empty() {
        return None;
    }
    if line.indent + 1 >= column {
        return Some(Row { margin: None, text: Some(*line) });
    }
    let mut at = line.indent;
    let mut blank = 0;
    for (byte, c) in line.body.char_indices() {
        if at + 1 >= column && blank >= GUTTER && !c.is_whitespace() {
            let body = &line.body[byte..];
            // « sous la présidence de :⏎DATE DE CONVOCATION        Madame X, Maire »: set further in.
            if at > column + 1 && (at > column + INSET || next_gap(body).is_some()) {
                return None;
            }
            let text = Line { start: line.start + byte, body, indent: at, gap: false, ..*line };
            return Some(Row { margin: Some(Line { body: line.body[..byte].trim_end(), ..*line }), text: Some(text) });
        }
        if at + 1 >= column && !c.is_whitespace() {
            return None;
        }
        let next = columns(line.body.get(byte..byte + c.len_utf8()).unwrap_or(""), at);
        blank = if c.is_whitespace() { blank + next - at } else { 0 };
        at = next;
    }
    Some(Row { margin: Some(*line), text: None })
}

#[cfg(test)]
mod tests {
    use crate::read::encoding::decode;

    fn read(text: &str) -> Vec<String> {
        let d = crate::read::plain::read(decode(text.as_bytes()).unwrap());
        d.lines.iter().map(|l| d.text(l.span).to_owned()).collect()
    }

    #[test]
    fn the_margin_of_a_letterhead_stands_before_the_text() {
        let lines = read(
            "                       EXTRAIT DU REGISTRE\n\
             N° 2019 – 014\n\
             \u{20}                       L'an deux mille dix-neuf, et le neuf février à dix-huit heures,\n\
             Membres :               le conseil municipal de Vergonnes, régulièrement convoqué, s'est\n\
             \u{20}                       réuni au nombre prescrit par la loi, dans le lieu habituel de ses\n\
             En exercice    7        séances, sous la présidence de Monsieur Luc TABARD, maire.\n\
             Votants        5\n\
             \u{20}                       Présents : Mesdames et Messieurs TABARD Luc – LERAY Anne –\n\
             Convocation :           SORBAN Eve – COLLIOT Jean – MARNEZ Guy\n\
             3 février 2019\n\
             \u{20}                       Absents : VIVIER Paul – SENEQUIER Léa\n\
             \u{20}                       Mme LERAY Anne a été élue secrétaire.\n\
             Objet : TARIFS\n\
             \n\
             Vu le code général des collectivités territoriales,\n",
        );
        let text = lines.iter().position(|l| l.starts_with("L'an")).unwrap();
        assert_eq!(
            lines[1..text],
            [
                "N° 2019 – 014",
                "Membres :",
                "En exercice\t7",
                "Votants\t5",
                "Convocation :",
                "3 février 2019",
                "Objet : TARIFS"
            ]
        );
        assert_eq!(lines[text + 1], "le conseil municipal de Vergonnes, régulièrement convoqué, s'est");
        assert_eq!(lines.last().unwrap(), "Vu le code général des collectivités territoriales,");
    }

    #[test]
    fn a_table_of_names_is_no_margin() {
        let row = "   BESSAY-SUR-BESBRE         Mme Jocelyne PÉRICHON, M. Arnaud TROUBAT,\n                             Mme Séverine THEVENOUX, M. Luc TABARD\n";
        assert_eq!(read(&row.repeat(6))[0], "BESSAY-SUR-BESBRE\tMme Jocelyne PÉRICHON, M. Arnaud TROUBAT,");
    }
}
