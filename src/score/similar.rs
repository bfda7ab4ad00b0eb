//! How alike two titles are: the share of letters in their longest common runs (Ratcliff and Obershelp's measure, with
//! the rule of Python's `difflib` that a letter which is frequent in a long text starts no run).

use super::words::fold;

/// From a length of the second text on, letters that fill more than a hundredth of it start no run.
const LONG: usize = 200;

/// How alike two titles are, 0 to 1. A title that holds the other whole is alike, if the other is long enough.
pub(super) fn titles(a: &str, b: &str) -> f64 {
    let (a, b) = (fold(a), fold(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let alike = ratio(a.as_bytes(), b.as_bytes());
    let held = (a.contains(&b) || b.contains(&a)) && a.len().min(b.len()) >= 12;
    if held { alike.max(0.9) } else { alike }
}

/// Twice the letters in common runs over all letters.
fn ratio(a: &[u8], b: &[u8]) -> f64 {
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); 256];
    for (j, c) in b.iter().enumerate() {
        places[usize::from(*c)].push(j);
    }
    if b.len() >= LONG {
        let most = b.len() / 100 + 1;
        places.iter_mut().filter(|p| p.len() > most).for_each(Vec::clear);
    }
    let mut common = 0;
    let mut open = vec![(0, a.len(), 0, b.len())];
    while let Some((a0, a1, b0, b1)) = open.pop() {
        let (i, j, n) = longest_run(a, b, &places, (a0, a1, b0, b1));
        if n == 0 {
            continue;
        }
        common += n;
        open.push((a0, i, b0, j));
        open.push((i + n, a1, j + n, b1));
    }
    2.0 * common as f64 / (a.len() + b.len()) as f64
}

/// The longest run that both stretches have, the earliest of several: its places and its length.
fn longest_run(
    a: &[u8],
    b: &[u8],
    places: &[Vec<usize>],
    (a0, a1, b0, b1): (usize, usize, usize, usize),
) -> (usize, usize, usize) {
    let (mut i, mut j, mut n) = (a0, b0, 0);
    let mut before = vec![0; b1 - b0 + 1];
    for (at, c) in a.iter().enumerate().take(a1).skip(a0) {
        let mut now = vec![0; b1 - b0 + 1];
        for &p in places[usize::from(*c)].iter().filter(|p| (b0..b1).contains(*p)) {
            let run = before[p - b0] + 1;
            now[p - b0 + 1] = run;
            if run > n {
                (i, j, n) = (at + 1 - run, p + 1 - run, run);
            }
        }
        before = now;
    }
    while i > a0 && j > b0 && a[i - 1] == b[j - 1] {
        (i, j, n) = (i - 1, j - 1, n + 1);
    }
    while i + n < a1 && j + n < b1 && a[i + n] == b[j + n] {
        n += 1;
    }
    (i, j, n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_as_difflib_does() {
        // difflib.SequenceMatcher(None, "tarifs de l eau", "tarif de l eau 2018").ratio()
        assert!((titles("Tarifs de l'eau", "Tarif de l'eau 2018") - 0.823_529_411_764_705_8).abs() < 1e-12);
        assert_eq!(titles("", "x"), 0.0);
        assert!(
            (titles("Vote du budget primitif", "Vote du budget primitif 2021") - 0.901_960_784_313_725_5).abs() < 1e-12
        );
        assert!((titles("Vote du budget", "Vote du budget primitif de la commune pour 2021") - 0.9).abs() < 1e-12);
    }
}
