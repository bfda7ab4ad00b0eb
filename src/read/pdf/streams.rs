//! Where the content that a page shows comes from: its own streams, forms, the appearances of annotations.

use super::content::Interpreter;
use super::matrix::Matrix;
use super::object::{decode, decode_into, deref, dict_of, number_of, numbers};
use lopdf::{Dictionary, Object};

/// Forms within forms.
const MAX_DEPTH: u32 = 12;

impl<'d> Interpreter<'d> {
    /// The content of a page, its parts one behind the other.
    pub(super) fn contents(&mut self, page: &'d Dictionary, out: &mut Vec<u8>) {
        let Ok(object) = page.get(b"Contents") else { return };
        let parts: &[Object] = match deref(self.doc, object) {
            Object::Array(parts) => parts,
            _ => std::slice::from_ref(object),
        };
        for part in parts.iter().take(10_000) {
            if self.used.spent() {
                break;
            }
            let Ok(stream) = deref(self.doc, part).as_stream() else { continue };
            let before = out.len();
            if before > 0 {
                out.push(b'\n');
            }
            let from = out.len();
            if decode_into(self.doc, stream, out) {
                self.used.bytes += (out.len() - from) as u64;
            } else {
                out.truncate(before);
            }
        }
    }

    /// What the annotations of a page show: stamps, form fields (ISO 32000-1, 12.5.5).
    pub(super) fn annotations(&mut self, page: &'d Dictionary, base: Matrix) {
        let doc = self.doc;
        let Some(list) = page.get(b"Annots").ok().and_then(|o| deref(doc, o).as_array().ok()) else { return };
        for annotation in list.iter().take(5_000).filter_map(|o| dict_of(doc, o)) {
            let kind = annotation.get(b"Subtype").and_then(Object::as_name).unwrap_or(b"");
            let flags = annotation.get(b"F").ok().and_then(|o| number_of(doc, o)).unwrap_or(0.0) as i64;
            if matches!(kind, b"Link" | b"Popup" | b"Text") || flags & 0b10_0010 != 0 {
                continue;
            }
            let Some(mut normal) =
                annotation.get(b"AP").ok().and_then(|o| dict_of(doc, o)).and_then(|d| d.get(b"N").ok())
            else {
                continue;
            };
            if let Object::Dictionary(states) = deref(doc, normal) {
                let state = annotation.get(b"AS").and_then(Object::as_name).unwrap_or(b"");
                let Ok(chosen) = states.get(state) else { continue };
                normal = chosen;
            }
            let Ok(stream) = deref(doc, normal).as_stream() else { continue };
            let Some(rect) = annotation.get(b"Rect").ok().and_then(|o| numbers::<4>(doc, o)) else { continue };
            let form = stream.dict.get(b"BBox").ok().and_then(|o| numbers::<4>(doc, o)).unwrap_or(rect);
            let own =
                stream.dict.get(b"Matrix").ok().and_then(|o| numbers::<6>(doc, o)).map_or(Matrix::IDENTITY, Matrix);
            let corners = [
                own.apply(form[0], form[1]),
                own.apply(form[2], form[3]),
                own.apply(form[0], form[3]),
                own.apply(form[2], form[1]),
            ];
            let low = corners.iter().fold((f32::MAX, f32::MAX), |m, p| (m.0.min(p.0), m.1.min(p.1)));
            let high = corners.iter().fold((f32::MIN, f32::MIN), |m, p| (m.0.max(p.0), m.1.max(p.1)));
            let span = |a: f32, b: f32| if b - a > 0.001 { b - a } else { 1.0 };
            let sx = (rect[2] - rect[0]).abs() / span(low.0, high.0);
            let sy = (rect[3] - rect[1]).abs() / span(low.1, high.1);
            let fit = Matrix([sx, 0.0, 0.0, sy, rect[0].min(rect[2]) - low.0 * sx, rect[1].min(rect[3]) - low.1 * sy]);
            self.form(stream, None, fit.then(base), 1);
        }
    }

    /// Runs a form (ISO 32000-1, 8.10).
    pub(super) fn form(
        &mut self,
        stream: &'d lopdf::Stream,
        inherited: Option<&'d Dictionary>,
        ctm: Matrix,
        depth: u32,
    ) {
        if depth > MAX_DEPTH || self.used.spent() {
            return;
        }
        let own =
            stream.dict.get(b"Matrix").ok().and_then(|o| numbers::<6>(self.doc, o)).map_or(Matrix::IDENTITY, Matrix);
        let resources = stream.dict.get(b"Resources").ok().and_then(|o| dict_of(self.doc, o)).or(inherited);
        let Some(content) = decode(self.doc, stream) else { return };
        // An empty form costs too: nested calls double with every level.
        self.used.bytes += content.len() as u64 + 4096;
        // What a form at the first level shows may be an overlay, such as a stamp: its words are told apart.
        let outer = self.layer;
        if depth == 1 {
            self.layers = self.layers.saturating_add(1);
            self.layer = self.layers;
        }
        self.run(&content, resources, own.then(ctm), depth);
        self.layer = outer;
    }
}
