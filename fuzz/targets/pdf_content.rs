//! A sound PDF around a content stream, a ToUnicode map and a font program of the fuzzer: what lies behind checks that
//! whole files seldom pass.
#![no_main]

use std::fmt::Write;

/// A PDF of one page. Its font is of the kind that `kind` chooses.
fn pdf(kind: u8, content: &[u8], map: &[u8], program: &[u8]) -> Vec<u8> {
    let file = ["FontFile", "FontFile2", "FontFile3"][usize::from(kind) % 3];
    let base = ["Type1", "TrueType", "Type3", "Type0"][usize::from(kind / 4) % 4];
    let font = match base {
        "Type0" => {
            "/Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 500 \
                    /W [1 [500 600] 3 9 400] /FontDescriptor 7 0 R >>]"
                .to_owned()
        }
        "Type3" => {
            "/FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /CharProcs << /a 4 0 R >> /FirstChar 97 /LastChar 97 \
                    /Widths [9] /Encoding << /Differences [97 /a] >>"
                .to_owned()
        }
        _ => "/FirstChar 32 /LastChar 34 /Widths [250 300 400] /FontDescriptor 7 0 R \
              /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /f_i /uni00E9 /g12] >>"
            .to_owned(),
    };
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut at = Vec::new();
    let mut object = |head: &str, stream: Option<&[u8]>| {
        at.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", at.len()).as_bytes());
        match stream {
            None => out.extend_from_slice(head.as_bytes()),
            Some(bytes) => {
                out.extend_from_slice(format!("<< {head} /Length {} >>\nstream\n", bytes.len()).as_bytes());
                out.extend_from_slice(bytes);
                out.extend_from_slice(b"\nendstream");
            }
        }
        out.extend_from_slice(b"\nendobj\n");
    };
    object("<< /Type /Catalog /Pages 2 0 R >>", None);
    object("<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>", None);
    object(
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 9 0 R >> >> >>",
        None,
    );
    object("", Some(content));
    object(&format!("<< /Type /Font /Subtype /{base} /BaseFont /ABCDEF+F /ToUnicode 6 0 R {font} >>"), None);
    object("", Some(map));
    object(&format!("<< /Type /FontDescriptor /FontName /ABCDEF+F /Flags 4 /{file} 8 0 R >>"), None);
    object("/Subtype /Type1C", Some(program));
    object("/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /X 9 0 R >> >>", Some(content));
    let mut tail = format!("xref\n0 {}\n0000000000 65535 f \n", at.len() + 1);
    for offset in &at {
        let _ = writeln!(tail, "{offset:010} 00000 n ");
    }
    let _ = write!(tail, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF", at.len() + 1, out.len());
    out.extend_from_slice(tail.as_bytes());
    out
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else { return };
    // The fuzzer sets the borders by a byte that text seldom holds.
    let mut parts = rest.splitn(3, |b| *b == 0xFF);
    let mut part = || parts.next().unwrap_or_default();
    let (content, map, program) = (part(), part(), part());
    greffier_fuzz::document(&pdf(*kind, content, map, program), "fuzz.pdf");
});
