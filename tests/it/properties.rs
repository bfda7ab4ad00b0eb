use crate::lexicon;
use greffier::extract::record::Options;

trials![arbitrary_text_never_panics, shuffled_wordings_never_panic];

proptest::proptest! {
    /// Whatever the bytes, reading gives a document or an error, and a document gives a record.
    fn arbitrary_text_never_panics(s in "(?s)[\\PC\n\t]{0,400}", markdown in proptest::bool::ANY) {
        let name = if markdown { "x.md" } else { "x.txt" };
        let input = greffier::input::Input { path: name.into(), name: name.into() };
        match greffier::batch::from_bytes(s.as_bytes(), &input, lexicon(), Options::default()) {
            Ok(_) | Err(greffier::batch::Failure::Read(_)) => {}
            Err(e) => panic!("{e}"),
        }
    }

    /// The words of the minutes in any order do no harm either.
    fn shuffled_wordings_never_panic(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..120)) {
        let input = greffier::input::Input { path: "x.txt".into(), name: "x.txt".into() };
        let s = format!("x {}", words.concat());
        let result = greffier::batch::from_bytes(s.as_bytes(), &input, lexicon(), Options::default());
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
