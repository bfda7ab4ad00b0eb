//! Small PDFs built in code, one per named point.

use super::*;
use crate::page::TextOrigin;
use lopdf::{Object, Stream, dictionary};

/// A file of one page whose content, object 4, is `stream`; `spare` objects stand behind the five that it needs, and the
/// table says that object 4 stands `off` bytes further.
pub(super) fn one_page(stream: &str, spare: usize, off: usize) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F 5 0 R >> >> >>",
        stream,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ];
    let all = objects.len() + spare;
    let mut out = String::from("%PDF-1.4\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", all + 1);
    for k in 0..all {
        let at = out.len() + if k == 3 { off } else { 0 };
        table.push_str(&format!("{at:010} 00000 n \n"));
        out.push_str(&format!("{} 0 obj\n{}\nendobj\n", k + 1, objects.get(k).unwrap_or(&"null")));
    }
    let (xref, size) = (out.len(), all + 1);
    format!("{out}{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n").into_bytes()
}

/// A document of pages with the given contents, fonts F1 (Helvetica) and F2 (Helvetica-Bold).
pub(super) fn pdf(contents: &[&str], rotate: i64) -> Vec<u8> {
    let mut doc = lopdf::Document::with_version("1.5");
    let tree = doc.new_object_id();
    let font = |name: &str| dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding" };
    let (f1, f2) = (doc.add_object(font("Helvetica")), doc.add_object(font("Helvetica-Bold")));
    let form = doc.add_object(Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 600.into(), 800.into()] },
        b"BT /F1 10 Tf 1 0 0 1 100 300 Tm (du formulaire) Tj ET".to_vec(),
    ));
    let image = doc.add_object(Stream::new(dictionary! { "Type" => "XObject", "Subtype" => "Image" }, vec![0; 9]));
    let resources = doc.add_object(dictionary! {
        "Font" => dictionary! { "F1" => f1, "F2" => f2 },
        "XObject" => dictionary! { "Fm" => form, "Im" => image },
    });
    let mut kids = Vec::new();
    for content in contents {
        let content: Vec<u8> = content.chars().map(|c| c as u8).collect();
        let stream = doc.add_object(Stream::new(dictionary! {}, content));
        let page = doc.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => stream });
        kids.push(Object::from(page));
    }
    let count = kids.len() as i64;
    doc.objects.insert(
        tree,
        Object::Dictionary(dictionary! {
            "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources, "Rotate" => rotate,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        }),
    );
    let catalog = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    doc.trailer.set("Root", catalog);
    let mut out = Vec::new();
    doc.save_to(&mut out).expect("writes");
    out
}

fn text(content: &str) -> String {
    read(&pdf(&[content], 0)).expect("reads").pages[0].text.clone()
}

#[test]
fn words_from_gaps_and_spaces() {
    assert_eq!(
        text("BT /F1 12 Tf 72 700 Td (Le conseil) Tj [(mun)10(icipal) -300 (r\u{e9}uni)] TJ ET"),
        "Le conseilmunicipal réuni"
    );
}

#[test]
fn columns_become_cells() {
    let doc = read(&pdf(
        &["BT /F1 10 Tf 1 0 0 1 72 700 Tm (Mme Odile Varnet) Tj 1 0 0 1 300 700 Tm (Pr\u{e9}sente) Tj ET"],
        0,
    ))
    .expect("reads");
    let line = &doc.body()[0];
    let cells: Vec<&str> = doc.cells_of(line).iter().map(|c| doc.text(c.span)).collect();
    assert_eq!(cells, ["Mme Odile Varnet", "Présente"]);
    assert!(doc.pages[0].text.contains("Varnet   "));
    assert!((doc.cells_of(line)[1].x0 - 300.0).abs() < 0.5);
}

#[test]
fn fake_bold_is_drawn_twice_and_read_once() {
    let doc = read(&pdf(&["BT /F1 10 Tf 1 0 0 1 72 700 Tm (BUDGET) Tj 1 0 0 1 72.3 700 Tm (BUDGET) Tj ET"], 0))
        .expect("reads");
    assert_eq!(doc.pages[0].text, "BUDGET");
    assert!(doc.body()[0].bold);
}

#[test]
fn superscripts_stay_on_their_line() {
    assert_eq!(
        text("BT /F1 12 Tf 72 700 Td (le 1) Tj 4 Ts 7 Tf /F1 7 Tf (er) Tj 0 Ts /F1 12 Tf ( mars) Tj ET"),
        "le 1er mars"
    );
}

#[test]
fn letter_spaced_capitals_are_marked() {
    assert_eq!(
        text("BT /F1 12 Tf 72 700 Td [(E)-400(X)-400(T)-400(R)-400(A)-400(I)-400(T)-1300(D)-400(U)] TJ ET"),
        "E X T R A I T  D U"
    );
}

#[test]
fn forms_inherit_resources_and_text_outside_is_dropped() {
    assert_eq!(text("/Fm Do BT /F1 10 Tf 1 0 0 1 72 2000 Tm (dehors) Tj ET"), "du formulaire");
}

#[test]
fn rotated_pages_are_read_upright() {
    let doc = read(&pdf(&["BT /F1 12 Tf 0 1 -1 0 300 100 Tm (debout) Tj ET"], 90)).expect("reads");
    assert_eq!(doc.pages[0].text, "debout");
    assert!(doc.body()[0].bbox.is_some());
    assert!((doc.pages[0].width - 842.0).abs() < 0.1);
}

#[test]
fn image_pages_need_ocr_even_with_a_stamp() {
    let stamp = "q /Im Do Q BT /F1 8 Tf 1 0 0 1 20 830 Tm (Envoy\u{e9} en pr\u{e9}fecture le 03/04/2031 re\u{e7}u le 03/04/2031 ID 000-000) Tj ET";
    let body = "BT /F1 10 Tf 1 0 0 1 100 500 Tm (Le conseil municipal s'est r\u{e9}uni en s\u{e9}ance publique ce jour.) Tj ET";
    let doc = read(&pdf(&[stamp, body], 0)).expect("reads");
    assert_eq!(doc.pages_without_text(), [1]);
    assert_eq!(doc.origin, TextOrigin::Mixed);
    let hidden = format!("q /Im Do Q {}", body.replace("10 Tf", "10 Tf 3 Tr"));
    let doc = read(&pdf(&[&hidden], 0)).expect("reads");
    assert_eq!((doc.origin, doc.pages[0].needs_ocr), (TextOrigin::EmbeddedOcr, false));
}

#[test]
fn what_is_no_pdf_is_refused() {
    assert!(matches!(read(b"Le conseil municipal"), Err(PdfError::NotPdf)));
    assert!(matches!(read(b"%PDF-1.4\nnothing"), Err(PdfError::Damaged(_) | PdfError::NotPdf)));
}

/// Lines of print at their places: x, y from the foot of the page, size, words.
fn placed(lines: &[(f32, f32, f32, &str)]) -> String {
    let line = |(x, y, size, words): &(f32, f32, f32, &str)| format!("/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ");
    format!("BT {} ET", lines.iter().map(line).collect::<String>())
}

#[test]
fn a_label_in_the_middle_of_its_lines_stands_before_them() {
    let print = placed(&[
        (170.0, 700.0, 10.0, "Mesdames VARNET Odile, LERAY Anne, TABARD Eve, RAULT"),
        (170.0, 688.0, 10.0, "Jeanne, PRADIER Claire, ROISSAC Marie, VIALLET Rose"),
        (60.0, 676.0, 10.0, "Ont si\u{e9}g\u{e9} :"),
        (170.0, 676.0, 10.0, "et Solange"),
        (170.0, 664.0, 10.0, "Messieurs VIVIER Paul, LENOIR Luc, PETIT Jean, HAVEL"),
        (170.0, 652.0, 10.0, "Bernard et MOREL Yves"),
        (60.0, 636.0, 10.0, "Excus\u{e9} :"),
        (170.0, 636.0, 10.0, "Monsieur FAURE Guy"),
    ]);
    let read = text(&print);
    let lines: Vec<&str> = read.lines().collect();
    assert!(lines[0].starts_with("Ont siégé :") && lines[0].ends_with("TABARD Eve, RAULT"), "{read}");
    assert_eq!(lines[1], "Jeanne, PRADIER Claire, ROISSAC Marie, VIALLET Rose");
    assert!(lines[5].starts_with("Excusé :") && lines[5].ends_with("FAURE Guy"), "{read}");
}

#[test]
fn a_cell_of_two_lines_belongs_to_its_row() {
    let print = placed(&[
        (60.0, 700.0, 10.0, "Champ-Rocher"),
        (170.0, 700.0, 10.0, "Mme Odile VARNET"),
        (300.0, 700.0, 10.0, "Courville"),
        (400.0, 705.0, 10.0, "Mme Anne LERAY"),
        (400.0, 694.6, 10.0, "(suppl\u{e9}ante)"),
    ]);
    let read = text(&print);
    assert!(read.lines().count() == 1 && read.ends_with("Mme Anne LERAY (suppléante)"), "{read}");
}

#[test]
fn a_letterhead_is_read_before_the_stamp_beside_it() {
    let print = placed(&[
        (320.0, 760.0, 7.0, "Envoy\u{e9} en pr\u{e9}fecture le 20/02/2024"),
        (60.0, 756.0, 15.0, "Causse et Viaur Agglom\u{e9}ration"),
        (320.0, 751.0, 7.0, "Re\u{e7}u en pr\u{e9}fecture le 20/02/2024"),
        (320.0, 742.0, 7.0, "Publi\u{e9} le 21/02/2024"),
        (320.0, 733.0, 7.0, "Identifiant de la transmission"),
        (60.0, 736.0, 8.5, "Communaut\u{e9} d'agglom\u{e9}ration, place de la Mairie"),
    ]);
    let read = text(&print);
    let lines: Vec<&str> = read.lines().collect();
    assert_eq!(lines[0], "Causse et Viaur Agglomération");
    assert!(lines[1].starts_with("Communauté") && lines[2].starts_with("Envoyé"), "{read}");
}

#[test]
fn a_small_table_in_the_margin_does_not_cut_the_text_beside_it() {
    let mut print = placed(&[
        (60.0, 700.0, 10.0, "NOMBRE DE MEMBRES"),
        (70.0, 680.0, 10.0, "Exercice"),
        (140.0, 680.0, 10.0, "Votants"),
        (80.0, 664.0, 10.0, "19"),
        (150.0, 664.0, 10.0, "16"),
        (60.0, 640.0, 10.0, "Convoqu\u{e9} le 3 mai"),
        (220.0, 700.0, 10.0, "Le neuf mai deux mille douze, le conseil municipal de la commune"),
        (220.0, 686.0, 10.0, "a tenu s\u{e9}ance en mairie, sous la pr\u{e9}sidence de Madame Odile"),
        (220.0, 672.0, 10.0, "Varnet, maire, en pr\u{e9}sence de tous les conseillers en exercice et"),
        (220.0, 658.0, 10.0, "du public que cette s\u{e9}ance avait attir\u{e9}."),
    ]);
    print.push_str(" 60 692 130 -16 re S 60 676 130 -16 re S 60 692 65 -16 re S 60 676 65 -16 re S");
    let read = text(&print);
    let lines: Vec<&str> = read.lines().collect();
    assert_eq!(lines[0], "NOMBRE DE MEMBRES");
    let from = lines.iter().position(|l| l.starts_with("Le neuf mai")).expect("the text is there");
    assert!(lines[..from].iter().any(|l| l.starts_with("Convoqué")), "{read}");
    assert!(lines[from + 1].starts_with("a tenu") && lines[from + 3].starts_with("du public"), "{read}");
}
