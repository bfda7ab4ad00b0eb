use crate::{corpus, record};
use greffier::extract::record::Options;
use greffier::grammar::lexicon::Lexicon;
use greffier::grammar::outline;
use greffier::grammar::text::Text;
use greffier::read;

/// Each record is the one beside its source; `BLESS=1` writes it anew, to be read before it is committed.
#[test]
fn records_are_as_expected() {
    let lexicon = Lexicon::builtin().unwrap();
    let mut wrong = Vec::new();
    for (name, path) in corpus() {
        let got = serde_json::to_string_pretty(&record(&path, &lexicon, Options { evidence: false })).unwrap() + "\n";
        let expected = path.with_file_name("expected.json");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&expected, &got).unwrap();
        }
        if std::fs::read_to_string(&expected).ok().as_deref() != Some(&got) {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "records differ from expected.json: {wrong:?}");
}

/// Every span of evidence points to its print in the file.
#[test]
fn evidence_reads_back() {
    let lexicon = Lexicon::builtin().unwrap();
    let mut spans = 0;
    for (name, path) in corpus() {
        let bytes = std::fs::read(&path).unwrap();
        let record = record(&path, &lexicon, Options::default());
        let json = serde_json::to_value(&record).unwrap();
        let doc = read::read(&bytes, &path).unwrap();
        for (pointer, span) in record.evidence.entries() {
            let value = json.pointer(pointer).unwrap_or_else(|| panic!("{name}: {pointer} points at nothing"));
            let bytes = span.page.map_or(bytes.as_slice(), |p| doc.pages[p as usize - 1].text.as_bytes());
            let print = bytes.get(span.start as usize..span.end as usize).and_then(|b| std::str::from_utf8(b).ok());
            let print = print.unwrap_or_else(|| panic!("{name}: {pointer} is cut inside a letter"));
            assert!(!print.trim().is_empty(), "{name}: {pointer} has an empty print");
            if let Some(text) = &span.text {
                assert_eq!(print, text, "{name}: {pointer}");
            }
            let line = 1 + bytes[..span.start as usize].iter().filter(|b| **b == b'\n').count() as u32;
            assert_eq!(line, span.line, "{name}: {pointer}");
            assert!(!value.is_null(), "{name}: {pointer} has evidence and no value");
            spans += 1;
        }
    }
    assert!(spans > 500, "only {spans} spans were checked");
}

/// Every line of the source is a line of the document, and every line of an act lies in exactly one section.
#[test]
fn no_line_is_lost() {
    let lexicon = Lexicon::builtin().unwrap();
    for (name, path) in corpus() {
        let doc = read::read(&std::fs::read(&path).unwrap(), &path).unwrap();
        let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
        if path.extension().is_some_and(|e| e == "txt") {
            let kept: usize = doc.lines.iter().map(|l| letters(doc.text(l.span))).sum();
            assert_eq!(kept, letters(&doc.pages[0].text), "{name}: letters were lost in reading");
        }
        let text = Text::new(&doc, &lexicon);
        for minutes in [false, true] {
            let zones = outline::sections(&text, 0..doc.body_len, minutes);
            let mut next = 0;
            for zone in &zones {
                assert_eq!(zone.lines.start, next, "{name}: a line lies in no section or in two");
                next = zone.lines.end;
            }
            assert_eq!(next, doc.body_len, "{name}: the last lines lie in no section");
        }
    }
}

proptest::proptest! {
    /// Whatever the bytes, reading gives a document or an error, and a document gives a record.
    #[test]
    fn arbitrary_text_never_panics(s in "(?s)[\\PC\n\t]{0,400}", markdown in proptest::bool::ANY) {
        let name = if markdown { "x.md" } else { "x.txt" };
        let lexicon = Lexicon::builtin().unwrap();
        let input = greffier::input::Input { path: name.into(), name: name.into() };
        match greffier::batch::from_bytes(s.as_bytes(), &input, &lexicon, Options::default()) {
            Ok(_) | Err(greffier::batch::Failure::Read(_)) => {}
            Err(e) => panic!("{e}"),
        }
    }

    /// The words of the minutes in any order do no harm either.
    #[test]
    fn shuffled_wordings_never_panic(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..120)) {
        let lexicon = Lexicon::builtin().unwrap();
        let input = greffier::input::Input { path: "x.txt".into(), name: "x.txt".into() };
        let s = format!("x {}", words.concat());
        let result = greffier::batch::from_bytes(s.as_bytes(), &input, &lexicon, Options::default());
        proptest::prop_assert!(result.is_ok(), "{:?}", result.err());
    }
}

const WORDS: &[&str] = &[
    "Présents : ",
    "Absents excusés : ",
    "Pouvoirs : ",
    "M. ",
    "Mme ",
    "DURAND ",
    "Jean-Luc ",
    ", ",
    "(",
    ")",
    " à ",
    "donne pouvoir à ",
    "\n",
    "\n\n",
    "   ",
    "Vu ",
    "Considérant ",
    "DÉCIDE ",
    "article L. 2121-",
    "15 ",
    "2021-060 ",
    "5 000 € ",
    "l'an deux mille ",
    "vingt ",
    "et ",
    "le ",
    "mars ",
    "20h",
    "30 ",
    "Vote : ",
    "voix pour ",
    "contre ",
    "abstention ",
    "à l'unanimité ",
    "Objet : ",
    "1/ ",
    "Secrétaire : ",
    "ne prend pas part au vote ",
    "- ",
    "du ",
    "d'",
    "œ",
    "É",
    "code civil ",
];
