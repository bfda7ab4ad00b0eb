//! Printed lines, cells and gaps as the grammar gets them, from small PDFs.

use super::read;
use super::tests::pdf;
use crate::page::{Document, Role};

/// A page with texts at places: the font (1, or 2 for bold), x, y and size of each.
fn page(texts: &[(u8, f32, f32, f32, &str)], drawn: &str) -> Document {
    let show =
        |(font, x, y, size, s): &(u8, f32, f32, f32, &str)| format!("/F{font} {size} Tf 1 0 0 1 {x} {y} Tm ({s}) Tj ");
    let print: String = texts.iter().map(show).collect();
    read(&pdf(&[&format!("BT {print}ET {drawn}")], 0)).expect("reads")
}

fn rows(doc: &Document) -> Vec<(Role, Vec<&str>)> {
    let cells = |l| doc.cells_of(l).iter().map(|c| doc.text(c.span)).collect();
    doc.body().iter().map(|l| (l.role, cells(l))).collect()
}

/// The lines that the grammar gets.
fn paragraphs(doc: &Document) -> Vec<String> {
    let doc = doc.paragraphs(|word| word == "Vu");
    doc.body().iter().map(|l| doc.text(l.span).to_owned()).collect()
}

#[test]
fn a_bold_head_gives_the_columns_of_its_rows() {
    let doc = page(
        &[
            (1, 60.0, 720.0, 10.0, "Sous la pr\u{e9}sidence de Mme Odile VARNET"),
            (2, 70.0, 700.0, 10.0, "Pr\u{e9}sents"),
            (2, 300.0, 700.0, 10.0, "Absents"),
            (1, 70.0, 684.0, 10.0, "Odile VARNET"),
            (1, 300.0, 684.0, 10.0, "Hugues TAVEL, pouvoir"),
            (1, 300.0, 672.0, 10.0, "\u{e0} Odile VARNET"),
            (1, 70.0, 656.0, 10.0, "Basile ORMEAU"),
            (1, 300.0, 656.0, 10.0, "Lise CORVAL"),
            (1, 70.0, 640.0, 10.0, "Sabine JALLET"),
            (1, 60.0, 622.0, 10.0, "Secr\u{e9}taire : Basile ORMEAU"),
        ],
        "",
    );
    let rows = rows(&doc);
    assert_eq!(rows[1], (Role::TableHead, vec!["Présents", "Absents"]));
    assert_eq!(rows[2], (Role::TableRow, vec!["Odile VARNET", "Hugues TAVEL, pouvoir à Odile VARNET"]));
    assert_eq!(rows[4], (Role::TableRow, vec!["Sabine JALLET", ""]));
    assert_eq!(rows[5].0, Role::Text);
    assert!(doc.body()[5].gap_before);
}

#[test]
fn labels_in_bold_are_no_head() {
    let doc = page(
        &[
            (2, 70.0, 700.0, 10.0, "En exercice :"),
            (2, 300.0, 700.0, 10.0, "Votants :"),
            (1, 70.0, 684.0, 10.0, "Le maire"),
            (1, 300.0, 684.0, 10.0, "Le pr\u{e9}fet"),
            (1, 70.0, 668.0, 10.0, "Odile VARNET"),
            (1, 300.0, 668.0, 10.0, "Basile ORMEAU"),
        ],
        "",
    );
    assert!(rows(&doc).iter().all(|r| r.0 == Role::Text));
}

#[test]
fn a_raised_sign_opens_no_paragraph() {
    let full = "Odile VARNET maire, Basile ORMEAU adjoint, Hugues TAVEL adjoint, Sabine";
    let doc = page(
        &[
            (1, 60.0, 700.0, 10.0, full),
            (1, 60.0, 688.0, 10.0, full),
            (1, 60.0, 676.0, 10.0, full),
            (1, 60.0, 660.0, 10.0, "JALLET 1"),
            (1, 104.0, 664.5, 7.0, "re"),
            (1, 114.0, 660.0, 10.0, "adjointe"),
            (1, 60.0, 636.0, 10.0, "Absent : Lise CORVAL"),
        ],
        "",
    );
    let gaps: Vec<bool> = doc.body().iter().map(|l| l.gap_before).collect();
    assert_eq!(gaps[1..], [false, false, false, true]);
    assert_eq!(paragraphs(&doc).len(), 2);
}

#[test]
fn lines_that_a_hand_broke_stay_lines() {
    let doc = page(
        &[
            (1, 60.0, 700.0, 10.0, "Odile VARNET, administratrice qui a donn\u{e9} pouvoir \u{e0} M. ORMEAU"),
            (1, 60.0, 688.0, 10.0, "Sabine JALLET, administratrice"),
            (1, 60.0, 676.0, 10.0, "Hugues TAVEL, administrateur"),
            (1, 60.0, 664.0, 10.0, "Lise CORVAL, administratrice"),
        ],
        "",
    );
    assert_eq!(paragraphs(&doc).len(), 4);
}

#[test]
fn a_visa_begins_a_line() {
    let doc = page(
        &[
            (1, 60.0, 700.0, 10.0, "Vu le code de l'urbanisme et la d\u{e9}lib\u{e9}ration du 3 juillet 2006"),
            (1, 60.0, 688.0, 10.0, "Vu les cr\u{e9}dits inscrits au budget"),
        ],
        "",
    );
    assert_eq!(paragraphs(&doc).len(), 2);
}

#[test]
fn a_paragraph_of_many_lines_is_cut_behind_its_sentences() {
    let line = "Le maire rappelle les travaux de la rue haute et leur cout. Il propose de les";
    let texts: Vec<_> = (0..20u8).map(|k| (1, 60.0, 760.0 - 12.0 * f32::from(k), 10.0, line)).collect();
    let doc = page(&texts, "");
    let lines = paragraphs(&doc);
    assert!(lines.len() > 15, "{lines:?}");
    assert!(lines[1].starts_with("Il propose de les Le maire"), "{lines:?}");
    let joined = doc.paragraphs(|word| word == "Vu");
    let place = joined.locate(joined.body()[1].span);
    assert_eq!((place.line, joined.print(place).get(..10)), (1, Some("Il propose")));
}

#[test]
fn a_line_across_the_page_is_no_row_of_the_table_above() {
    let doc = page(
        &[
            (1, 65.0, 686.0, 10.0, "Odile VARNET"),
            (1, 305.0, 686.0, 10.0, "Basile ORMEAU"),
            (1, 65.0, 666.0, 10.0, "Lise CORVAL"),
            (1, 305.0, 666.0, 10.0, "Hugues TAVEL"),
            (1, 65.0, 630.0, 10.0, "Absents : Sabine JALLET, Rose PERRIN, Louis AMIEL et Paul VERDIER"),
        ],
        "60 680 240 20 re S 300 680 240 20 re S 60 660 240 20 re S 300 660 240 20 re S 60 610 m 540 610 l S",
    );
    let rows = rows(&doc);
    assert_eq!(rows[0].1, ["Odile VARNET", "Basile ORMEAU"]);
    assert!(rows[2].1.is_empty());
}

#[test]
fn a_place_in_a_paragraph_leads_to_its_printed_line() {
    let full = "Le conseil municipal approuve le budget de la commune et de son service";
    let doc = page(
        &[
            (1, 60.0, 700.0, 10.0, full),
            (1, 60.0, 688.0, 10.0, full),
            (1, 60.0, 676.0, 10.0, full),
            (1, 60.0, 664.0, 10.0, "de l'eau, voisin."),
            (1, 60.0, 640.0, 10.0, "Absente : Lise CORVAL"),
        ],
        "",
    );
    let joined = doc.paragraphs(|word| word == "Vu");
    assert_eq!(joined.body().len(), 2);
    let at = joined.clean.find("voisin").unwrap() as u32;
    let place = joined.locate(crate::page::Span::new(at, at + 6));
    assert_eq!((place.line, joined.print(place)), (4, "voisin"));
    assert_eq!(place.bbox.map(|b| b[0]), Some(60.0));
}

#[test]
fn cells_that_wrap_in_a_table_without_lines_are_whole() {
    let doc = page(
        &[
            (1, 60.0, 720.0, 10.0, "Commune"),
            (1, 160.0, 720.0, 10.0, "D\u{e9}l\u{e9}gu\u{e9}"),
            (1, 260.0, 720.0, 10.0, "Pouvoir"),
            (1, 60.0, 700.0, 10.0, "Fontvarne"),
            (1, 160.0, 700.0, 10.0, "ORMEAU Jean-"),
            (1, 260.0, 700.0, 10.0, "X"),
            (1, 160.0, 688.0, 10.0, "Basile"),
            (1, 60.0, 668.0, 10.0, "Valorme"),
            (1, 160.0, 668.0, 10.0, "TAVEL Hugues"),
            (1, 260.0, 668.0, 10.0, "X"),
        ],
        "",
    );
    assert_eq!(rows(&doc)[1].1, ["Fontvarne", "ORMEAU Jean-Basile", "X"]);
    assert_eq!(rows(&doc)[2].1, ["Valorme", "TAVEL Hugues", "X"]);
}

#[test]
fn a_name_cut_by_a_hyphen_is_whole_beside_other_names_and_nothing_is_lost() {
    let doc = page(
        &[
            (1, 60.0, 720.0, 10.0, "M. Luc TABARD"),
            (1, 200.0, 720.0, 10.0, "Mme Anne LERAY-"),
            (1, 340.0, 720.0, 10.0, "M. Paul ORMEAU"),
            (1, 60.0, 706.0, 10.0, "Mme Eve TAVEL"),
            (1, 200.0, 706.0, 10.0, "VARNET-"),
            (1, 60.0, 692.0, 10.0, "M. Jean JALLET"),
            (1, 200.0, 692.0, 10.0, "CORVAL"),
        ],
        "",
    );
    let rows = rows(&doc);
    assert_eq!(rows[0].1, ["M. Luc TABARD", "Mme Anne LERAY-VARNET-", "M. Paul ORMEAU"]);
    for name in ["TAVEL", "JALLET", "CORVAL"] {
        assert!(doc.clean.contains(name), "{name}");
    }
}

#[test]
fn a_line_drawn_out_by_a_justifier_has_no_columns() {
    let dense = "Le conseil municipal approuve le budget de la commune";
    let doc = page(
        &[
            (1, 60.0, 720.0, 10.0, dense),
            (1, 60.0, 708.0, 10.0, "Odile"),
            (1, 126.5, 708.0, 10.0, "TAVEL,"),
            (1, 204.2, 708.0, 10.0, "Lise"),
            (1, 265.7, 708.0, 10.0, "ORMEAU"),
            (1, 60.0, 696.0, 10.0, dense),
        ],
        "",
    );
    let line = doc.body().iter().find(|l| doc.text(l.span).starts_with("Odile")).unwrap();
    assert_eq!(doc.text(line.span), "Odile TAVEL, Lise ORMEAU");
    assert!(line.cells.is_empty());
}

#[test]
fn blocks_whose_lines_are_not_level_are_read_one_after_the_other() {
    let doc = page(
        &[
            (1, 60.0, 720.0, 10.0, "Communaut\u{e9} de communes"),
            (1, 360.0, 714.0, 10.0, "Conseil du 30 juin 2022"),
            (1, 60.0, 708.0, 10.0, "des Trois Vernes"),
            (
                1,
                60.0,
                680.0,
                10.0,
                "Le conseil communautaire s'est r\u{e9}uni sous la pr\u{e9}sidence de Mme Odile VARNET",
            ),
        ],
        "",
    );
    let lines: Vec<&str> = doc.body().iter().map(|l| doc.text(l.span)).collect();
    assert_eq!(lines[..3], ["Communauté de communes", "des Trois Vernes", "Conseil du 30 juin 2022"]);
}

#[test]
fn the_title_block_is_told_by_the_size_of_its_letters() {
    let text = "Le conseil municipal s'est r\u{e9}uni sous la pr\u{e9}sidence de Mme Odile VARNET, maire";
    let doc = page(
        &[
            (1, 60.0, 740.0, 16.0, "FONTVARNE"),
            (1, 60.0, 716.0, 10.0, text),
            (1, 60.0, 704.0, 10.0, text),
            (1, 60.0, 680.0, 13.0, "Tarifs de la cantine"),
            (1, 60.0, 660.0, 10.0, text),
        ],
        "",
    );
    let doc = doc.paragraphs(|word| word == "Vu");
    let roles: Vec<Role> = doc.body().iter().map(|l| l.role).collect();
    assert_eq!(roles[0], Role::Heading(1));
    assert!(roles[1..].iter().all(|r| *r == Role::Text));
}
