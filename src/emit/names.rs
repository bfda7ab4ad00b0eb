//! Names of files that are alike: the second « x » is « x-2 ».

use rustc_hash::FxHashMap;
use std::hash::{BuildHasher, BuildHasherDefault};

/// Longest name in bytes; file systems allow 255, and an ending follows.
const LONGEST: usize = 160;

/// The names given so far: twelve bytes each.
#[derive(Default)]
pub struct Names(FxHashMap<u64, u32>);

impl Names {
    /// The name itself the first time, with a number behind it afterwards.
    pub fn unique(&mut self, name: &str) -> String {
        let mut base: String = name
            .chars()
            .scan(0, |n, c| {
                *n += c.len_utf8();
                (*n <= LONGEST).then_some(c)
            })
            .collect();
        if base.is_empty() {
            base.push('x');
        }
        let mut n = self.count(&base);
        if n == 1 {
            return base;
        }
        // « x-2 » may itself have been a name.
        loop {
            let next = format!("{base}-{n}");
            if self.count(&next) == 1 {
                return next;
            }
            n += 1;
        }
    }

    fn count(&mut self, name: &str) -> u32 {
        let hash = BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(name);
        let n = self.0.entry(hash).or_default();
        *n += 1;
        *n
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn no_name_is_given_twice() {
        let mut names = Names::default();
        let given = ["x", "x-2", "x", "x", "", &"y".repeat(400)].map(|n| names.unique(n));
        assert_eq!(given[0], "x");
        let mut sorted = given.to_vec();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), given.len());
        assert_eq!(given[5].len(), 160);
    }
}
