//! Where a name goes on over the end of its line.
//!
//! A list that commas part helps: a whole name has a comma behind it.

use super::given::is_given;
use super::list::List;
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
    let break_ = Break { text, line: t.line, unit, out, last, next: text.tokens.get(unit.end).copied() };
    if break_.in_item() || break_.behind_title() || break_.family_first() {
        return true;
    }
    !break_.whole_below() && break_.waits()
}

/// A line end inside of what may be one name.
struct Break<'a, 'd> {
    text: &'a Text<'d>,
    /// The line below.
    line: u32,
    /// The word that opens it.
    unit: &'a Unit,
    /// The words of the name above.
    out: &'a [Unit],
    last: &'a Unit,
    /// The token behind the word.
    next: Option<Token>,
}

impl Break<'_, '_> {
    fn given(&self, u: &Unit) -> bool {
        !u.initial && is_given(self.text.doc.text(u.span))
    }

    /// A word in small letters that is neither an initial nor a particle.
    const fn plain(u: &Unit) -> bool {
        !u.upper && !u.initial && !u.particle
    }

    /// « DIT » between two names in capitals.
    fn called(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase) && self.text.lexicon.lists(List::Called, word)
    }

    fn next(&self, is: impl Fn(&Token) -> bool) -> bool {
        self.next.is_some_and(|n| is(&n))
    }

    /// How many words the name has, without particles.
    fn real(&self) -> usize {
        self.out.iter().filter(|u| !u.particle).count()
    }

    /// Where the name begins.
    fn first(&self) -> usize {
        self.text.within(self.out[0].span).start
    }

    /// « – Langlemetz⏎Bernard – »: dashes part the names. A word in capitals may be the commune of those behind the dash, but
    /// for a title there.
    fn in_dashes(&self) -> bool {
        let dash = self.next(|n| n.sign == '-' && n.gap == Gap::Space && n.line == self.line);
        let titled = || self.text.mark_at(self.unit.end + 1).is_some_and(|m| self.text.is(m, Term::Honorific));
        let list = || in_list(self.text, self.out, |b| b.sign == '-' && b.gap == Gap::Space);
        dash && (self.given(self.unit) || titled()) && list()
    }

    /// Whether the name is an item of a list that signs part.
    fn parted(&self) -> bool {
        in_list(self.text, self.out, |b| matches!(b.sign, ',' | ';')) || self.in_dashes()
    }

    /// Whether the item ends behind the word.
    fn closed(&self) -> bool {
        // « Mme LERAY Marie⏎Reine née TABARD, »
        let born = |n: &Token| self.text.listed_small(*n, List::Born);
        self.next(|n| (matches!(n.sign, ',' | '(') || born(n)) && n.line == self.line) || self.in_dashes()
    }

    /// The name is an item of a list: what would be nobody by itself is the rest of it.
    fn in_item(&self) -> bool {
        let (unit, last, out) = (self.unit, self.last, self.out);
        let lone = self.real() == 1;
        // « …, WALDNER⏎P. » at the end of a list
        let ends = self.next.is_none_or(|n| n.gap == Gap::Line);
        if unit.initial && out.len() == 1 && last.upper && ends {
            return true;
        }
        // « …, FOUCHER⏎DIT LAPIERRE, … »
        if last.upper && self.called(self.text.doc.text(unit.span)) {
            return true;
        }
        if !self.parted() {
            return false;
        }
        let closed = self.closed();
        // « …, Jean⏎Jacques VLODIER, … », « …, HERVE⏎FOURDRIGNIER, … »: a comma would stand behind a whole name.
        if lone && out.iter().all(|u| self.given(u)) && !unit.particle {
            return true;
        }
        // « …, M Fratani⏎François, … »
        if (closed || ends) && lone && self.given(unit) && Self::plain(last) {
            return true;
        }
        // « …, Claudin⏎BOURBON. »
        let full_stop = self.next(|n| n.sign == '.' && n.gap == Gap::None);
        if (closed || full_stop) && lone && unit.upper && Self::plain(last) {
            return true;
        }
        // « …, Eveline GALLON⏎d'ISTRIA, … »
        let family = unit.particle && last.upper && self.next(|n| n.case == Case::Upper);
        if family && out.iter().any(|u| !u.upper && !u.particle) {
            return true;
        }
        // « …, M. HOARAU Jean⏎Claude, … »: a given name alone is nobody where the name before has its family name.
        if closed && self.given(unit) && self.given(last) && !last.upper && out.iter().any(|u| u.upper) {
            return true;
        }
        // « …, RM. MARTINEZ⏎FUENTES, B. BRESSOLLES, … »: one word in capitals is nobody where all have given names or initials.
        let named = out.iter().any(|u| u.initial || !u.upper && !u.particle);
        closed && unit.upper && last.upper && named || self.particle_below()
    }

    /// « …, Corinne MARQUES⏎DE MENDONZA, … »; « LE MAIRE » is nobody.
    fn particle_below(&self) -> bool {
        let word = self.text.doc.text(self.unit.span);
        if !self.last.upper || !UPPER_PARTICLES.contains(&word) {
            return false;
        }
        let comma = self.text.tokens.get(self.unit.end + 1).is_some_and(|n| n.sign == ',' && n.line == self.line);
        let head = self.text.mark_at(self.unit.end - 1).is_some_and(|m| self.text.is(m, Term::HeadOfBody));
        // « …, Eve COÏC⏎LE BRAS, … »
        self.next(|n| n.case == Case::Upper && n.gap == Gap::Space) && comma && !head
            || !matches!(word, "LE" | "LA" | "EL")
    }

    /// A title stands right before the name.
    fn behind_title(&self) -> bool {
        let (unit, last, at) = (self.unit, self.last, self.first());
        let mark = at.checked_sub(1).and_then(|i| self.text.mark_at(i));
        let honorific = mark.is_some_and(|m| self.text.is(m, Term::Honorific));
        let dash = self.next(|n| n.sign == '-' && n.gap == Gap::Space && n.line == self.line);
        let item = honorific || at > 0 && self.text.tokens[at - 1].sign == '-';
        // « MM. Ebénézer⏎BRIGITHE – Yvan … »: a given name that no table knows, between the dashes of a list.
        if self.out.len() == 1 && item && dash && unit.upper && Self::plain(last) {
            return true;
        }
        if !honorific {
            return false;
        }
        // « M. Jean⏎Pierre DUTHILLEUL »
        if self.out.iter().all(|u| self.given(u) && !u.upper) && self.given(unit) && !unit.upper {
            return true;
        }
        // « Monsieur Ixtebe⏎EZENARRO, Maire »; « Madame DA ROSA⏎SANTIAGO à M. Luc TABARD »
        let given_behind = self.next(|n| n.case == Case::Title && n.gap == Gap::Space);
        let lone = self.out.len() == 1 && Self::plain(last) && !given_behind;
        let link = self.next(|n| self.text.listed_small(*n, List::ProxyLink) && n.gap == Gap::Space);
        unit.upper && (lone || link && last.upper)
    }

    /// « … VANDEN Éric HERBIN⏎Colette PAWLAK Mickaël … »: family names first and nothing between the names.
    fn family_first(&self) -> bool {
        let first = self.first();
        let led = first >= 2 && {
            let [a, b] = [self.text.tokens[first - 2], self.text.tokens[first - 1]];
            let given = b.case == Case::Title && is_given(self.text.doc.text(b.span));
            a.case == Case::Upper && given && b.line == self.text.tokens[first].line
        };
        led && self.out.len() == 1 && self.last.upper && !self.unit.upper && self.given(self.unit)
    }

    /// « LES BAUMETTES⏎Michel TERRASSON », « M. TABARD⏎Michel Ange VIVIER »: the line below names someone in full by itself.
    fn whole_below(&self) -> bool {
        let beside = |n: &Token| n.gap == Gap::Space && n.line == self.line;
        let second = self.next(|n| n.case == Case::Title && beside(n) && is_given(self.text.doc.text(n.span)));
        let behind = if second { self.text.tokens.get(self.unit.end + 1).copied() } else { self.next };
        let whole = behind.is_some_and(|n| n.case == Case::Upper && beside(&n));
        whole && !self.unit.upper && is_given(self.text.doc.text(self.unit.span))
    }

    /// Whether the name above is not whole.
    fn waits(&self) -> bool {
        let (text, unit, out, last) = (self.text, self.unit, self.out, self.last);
        // « M Tabard⏎J-L, »: the initials close the name.
        let closes = self.next(|n| n.sign == ',' && n.gap == Gap::None || n.sign == '-' && n.gap == Gap::Space);
        if unit.initial && closes && out.len() == 1 && !last.initial {
            return true;
        }
        // « Mme DU⏎PLESSIS », « M. MORVAN-LE⏎BRIS »
        let end = text.doc.text(last.span).rsplit('-').next().unwrap_or("");
        let dangling = last.particle || UPPER_PARTICLES.contains(&end) || self.called(end);
        let has_family = out.iter().any(|u| u.upper);
        let parted = self.parted();
        // « Jean Philippe⏎SMITHE », « Henri Fred⏎HUETTE, »; not « …, Sophie Quesnel⏎BAVENTOT – … »
        let several = self.real() <= 3 && unit.upper && out.iter().all(|u| self.given(u) || parted && !u.upper);
        let several = several && (self.closed() || !is_whole(text, out));
        let given_waits = !has_family && (self.real() == 1 && (self.given(last) || last.initial) || several);
        // « …, M. DURAND⏎Soit douze présents »: a sentence.
        let told = self.next(|n| n.kind == Kind::Word && n.case == Case::Lower || n.kind == Kind::Number);
        let family_waits =
            has_family && out.iter().all(|u| u.upper || u.particle) && (self.given(unit) || parted && !told);
        dangling || given_waits || family_waits && !unit.upper && !unit.particle
    }
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
