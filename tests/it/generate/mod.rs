//! Whole documents made of the grammar's own wordings, with invented people, whose record is known by construction.
//!
//! Every form of attendance is crossed with every form of proxy, of vote, of head and of layout; the seed of a document
//! tells its forms, so a seed that fails can be looked at alone:
//!
//! ```sh
//! cargo test generate                                   # a few hundred documents
//! GENERATE=5000 cargo test generate                     # many; the share found in each field, the worst forms
//! GENERATE_SEED=1234 GENERATE_OUT=/tmp/made cargo test generate    # one, written out with what it holds
//! ```

mod compare;
mod compose;
mod dice;
mod layout;
mod pdf;
mod people;
mod wordings;

use compare::{Miss, Tally};
use compose::Forms;
use dice::Dice;
use greffier::extract::record::Options;
use greffier::input::Input;
use people::Sitting;
use std::collections::BTreeMap;
use std::path::PathBuf;
use wordings::Wordings;

trials![every_planted_value_is_found];

/// Documents that every run of the tests makes.
const FEW: usize = 400;
/// The share of planted values that must be found, in thousandths: a ratchet, raised when it rises, never lowered.
const FLOOR: usize = 992;

/// Of so many documents of each layout what is missed is printed.
const SHOWN: usize = 25;

/// A document: its forms, its layout, its bytes and what is planted in it.
struct Made {
    forms: Forms,
    layout: usize,
    bytes: Vec<u8>,
    sitting: Sitting,
}

/// The document of a seed. Its forms are drawn apart from its people, so that every form meets every other.
fn make(seed: usize, words: &Wordings) -> Made {
    let mut drawn = Dice::new(!(seed as u64));
    let forms = Forms {
        attendance: drawn.below(compose::ATTENDANCE),
        proxy: drawn.below(compose::PROXY),
        vote: drawn.below(compose::VOTE),
        head: drawn.below(compose::HEAD),
    };
    let layout = drawn.below(layout::LAYOUTS.len());
    let mut dice = Dice::new(seed as u64);
    let mut sitting = Sitting::draw(&mut dice, forms.attendance == compose::FAMILIES_ONLY);
    sitting.draw_acts(&mut dice);
    let blocks = compose::compose(&mut sitting, forms, words, &mut dice);
    Made { forms, layout, bytes: layout::print(&blocks, layout, seed), sitting }
}

/// What is planted is found, in documents of all forms.
fn every_planted_value_is_found() {
    let words = Wordings::read();
    let count = std::env::var("GENERATE").ok().map_or(FEW, |n| n.parse().expect("GENERATE is a number"));
    let only: Option<usize> =
        std::env::var("GENERATE_SEED").ok().map(|n| n.parse().expect("GENERATE_SEED is a number"));
    let out = std::env::var_os("GENERATE_OUT").map(PathBuf::from);
    let seeds = only.map_or(0..count, |s| s..s + 1);
    let mut total = Tally::default();
    let mut forms: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut shown = [0; layout::LAYOUTS.len()];
    for seed in seeds {
        let made = make(seed, &words);
        let name = format!("{seed}.{}", layout::LAYOUTS[made.layout]);
        if let Some(dir) = &out {
            std::fs::create_dir_all(dir).unwrap();
            std::fs::write(dir.join(&name), &made.bytes).unwrap();
        }
        let input = Input { path: PathBuf::from(&name), name: name.clone() };
        let record = greffier::batch::from_bytes(&made.bytes, &input, crate::lexicon(), Options { evidence: false })
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        let (tally, misses) = compare::compare(&made.sitting, &record);
        for key in [
            format!("attendance {}", made.forms.attendance),
            format!("proxy {}", made.forms.proxy),
            format!("vote {}", made.forms.vote),
            format!("head {}", made.forms.head),
            format!("layout {}", layout::LAYOUTS[made.layout]),
        ] {
            let entry = forms.entry(key).or_default();
            entry.0 += tally.found();
            entry.1 += tally.planted();
        }
        total.add(&tally);
        if !misses.is_empty() && (shown[made.layout] < SHOWN || only.is_some()) {
            shown[made.layout] += 1;
            let first: Vec<String> = misses.iter().take(3).map(Miss::to_string).collect();
            println!("seed {seed} {:?} {}: {}", made.forms, layout::LAYOUTS[made.layout], first.join("; "));
        }
    }
    println!("{total}");
    for (form, (found, planted)) in &forms {
        println!("{form:<16} {:>6.2} %", 100.0 * *found as f64 / *planted as f64);
    }
    assert!(total.planted() > 0);
    assert!(
        total.found() * 1000 >= total.planted() * FLOOR,
        "{} of {} planted values were found",
        total.found(),
        total.planted()
    );
}
