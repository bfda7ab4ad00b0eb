//! Changes of the clean text: words are replaced, lines are cut; the way back to the print is kept.

use super::{Document, Segment, Span};

impl Document {
    /// Cuts body lines before the given bytes of the clean text, in order, each behind a space; a line cut with `true`
    /// stands behind a gap. Cells of a cut line are dropped.
    pub fn cut_lines(&mut self, places: &[(u32, bool)]) {
        let mut lines = Vec::with_capacity(self.lines.len() + places.len());
        let mut clean = std::mem::take(&mut self.clean).into_bytes();
        let mut next = places.iter().copied().peekable();
        let mut body = 0;
        for (i, line) in self.lines.drain(..).enumerate() {
            let mut rest = line;
            while let Some((at, gap)) = next.next_if(|(at, _)| *at < rest.span.end) {
                let space = (at as usize).checked_sub(1).filter(|s| clean.get(*s) == Some(&b' '));
                let Some(space) = space.filter(|_| i < self.body_len && at > rest.span.start) else { continue };
                clean[space] = b'\n';
                let mut first = rest.clone();
                first.span.end = space as u32;
                first.cells = 0..0;
                lines.push(first);
                rest.span.start = at;
                rest.gap_before = gap;
                rest.cells = 0..0;
            }
            lines.push(rest);
            if i < self.body_len {
                body = lines.len();
            }
        }
        self.body_len = body;
        self.lines = lines;
        // A space became a line end, byte for byte: the text stays valid.
        self.clean = String::from_utf8(clean).unwrap_or_default();
    }

    /// Replaces stretches of the clean text. The pages keep their print, and places in the new text lead back to it.
    /// `edits` are in order and do not overlap; one that runs over a line end is left out.
    pub fn replace(&mut self, edits: &[(Span, String)]) {
        let fits = |e: &&(Span, String)| {
            !e.0.is_empty() && self.clean.get(e.0.range()).is_some_and(|t| !t.contains(['\n', '\t']))
        };
        let edits: Vec<&(Span, String)> = edits.iter().filter(fits).collect();
        if edits.is_empty() {
            return;
        }
        let mut clean = String::with_capacity(self.clean.len() + 64);
        let mut at = 0;
        for (span, new) in &edits {
            clean.push_str(self.clean.get(at..span.start as usize).unwrap_or(""));
            clean.push_str(new);
            at = span.end as usize;
        }
        clean.push_str(self.clean.get(at..).unwrap_or(""));
        // Where each edit begins and ends, before and after.
        let mut moves: Vec<(u32, u32, u32, u32)> = Vec::with_capacity(edits.len());
        let mut shift = 0i64;
        for (span, new) in &edits {
            let start = (i64::from(span.start) + shift) as u32;
            moves.push((span.start, span.end, start, start + new.len() as u32));
            shift += new.len() as i64 - i64::from(span.end - span.start);
        }
        let moved = |offset: u32, ends: bool| -> u32 {
            let k = moves.partition_point(|m| m.0 < offset);
            match k.checked_sub(1).and_then(|k| moves.get(k)) {
                None => offset,
                Some((_, end, _, new_end)) if offset >= *end => new_end + (offset - end),
                Some((_, _, start, new_end)) => {
                    if ends {
                        *new_end
                    } else {
                        *start
                    }
                }
            }
        };
        let map = |s: Span| Span::new(moved(s.start, false), moved(s.end, true));
        for line in &mut self.lines {
            line.span = map(line.span);
        }
        for cell in &mut self.cells {
            cell.span = map(cell.span);
        }
        for join in &mut self.joins {
            join.at = moved(join.at, false);
        }
        let mut segments = Vec::with_capacity(self.segments.len() + 2 * moves.len());
        let mut last_edit = usize::MAX;
        for seg in &self.segments {
            cut(*seg, &moves, &moved, &mut last_edit, &mut segments);
        }
        self.segments = segments;
        self.clean = clean;
    }
}

/// Cuts a segment at the edits that touch it. An edit stands for the print of the first segment that it touches.
fn cut(
    seg: Segment,
    moves: &[(u32, u32, u32, u32)],
    moved: &impl Fn(u32, bool) -> u32,
    last_edit: &mut usize,
    out: &mut Vec<Segment>,
) {
    let (mut at, end) = (seg.clean, seg.clean + seg.len);
    let linear = seg.len == seg.src_len;
    let source = |clean: u32| if linear { seg.src + (clean - seg.clean) } else { seg.src };
    let first = moves.partition_point(|m| m.1 <= seg.clean);
    for (k, (from, to, new, new_end)) in moves.iter().enumerate().skip(first).take_while(|(_, m)| m.0 < end) {
        if *from > at {
            let len = from - at;
            let src_len = if linear { len } else { seg.src_len };
            out.push(Segment { clean: moved(at, false), len, page: seg.page, src: source(at), src_len });
        }
        let (a, b) = ((*from).max(at), (*to).min(end));
        if *last_edit == k {
            // The rest of a word that was cut by a hyphen.
        } else {
            let src_len = if linear { b - a } else { seg.src_len };
            out.push(Segment { clean: *new, len: new_end - new, page: seg.page, src: source(a), src_len });
            *last_edit = k;
        }
        at = b;
    }
    if at < end {
        let len = end - at;
        let src_len = if linear { len } else { seg.src_len };
        out.push(Segment { clean: moved(at, false), len, page: seg.page, src: source(at), src_len });
    }
}

#[cfg(test)]
mod tests {
    use crate::page::{Builder, MediaType, Span};

    #[test]
    fn a_repaired_word_leads_back_to_its_print() {
        let text = "Absents exeusés : Mme BRUN\nM. GRIS, le 3 aécembre 2020";
        let mut doc = Builder::document(MediaType::Png, text);
        let find = |doc: &crate::page::Document, s: &str| {
            let at = doc.clean.find(s).unwrap() as u32;
            Span::new(at, at + s.len() as u32)
        };
        let edits =
            vec![(find(&doc, "exeusés"), "excusés ici".to_owned()), (find(&doc, "aécembre"), "décembre".to_owned())];
        doc.replace(&edits);
        let lines: Vec<&str> = doc.lines.iter().map(|l| doc.text(l.span)).collect();
        assert_eq!(lines, ["Absents excusés ici : Mme BRUN", "M. GRIS, le 3 décembre 2020"]);
        for (new, print) in [
            ("excusés ici", "exeusés"),
            ("BRUN", "BRUN"),
            ("décembre", "aécembre"),
            ("2020", "2020"),
            ("Absents", "Absents"),
        ] {
            let place = doc.locate(find(&doc, new));
            assert_eq!(doc.print(place), print);
        }
        assert_eq!(doc.locate(find(&doc, "GRIS")).line, 2);
    }
}
