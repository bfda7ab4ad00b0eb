//! A count of a vote that the engine doubts, where the other two and the voters say what it is.

use super::super::term::Term;
use super::super::tokens::Gap;
use super::{Look, Repair, SIDES, VOTE_LINES, WITNESS, is_number};

impl Look<'_, '_> {
    pub(super) fn votes(&self) -> Vec<Repair> {
        let Some(voters) = self.voters() else { return Vec::new() };
        let mut out = Vec::new();
        let mut found: [Option<usize>; 3] = [None; 3];
        let mut first_line = 0;
        for at in 0..self.text.tokens.len() {
            let Some((side, number)) = self.count_at(at) else { continue };
            let line = self.token(at).map_or(0, |t| t.line as usize);
            if found.iter().all(Option::is_none) || line >= first_line + VOTE_LINES || found[side].is_some() {
                found = [None; 3];
                first_line = line;
            }
            found[side] = Some(number);
            if let [Some(a), Some(b), Some(c)] = found {
                out.extend(self.opt_sum([a, b, c], voters));
                found = [None; 3];
            }
        }
        out
    }

    /// How many vote, where the document says it once or always the same, surely.
    fn voters(&self) -> Option<u32> {
        let mut said = None;
        for m in &self.text.marks {
            if !self.text.is(*m, Term::CountVoting) {
                continue;
            }
            let mut at = m.end as usize;
            at += usize::from(self.token(at).is_some_and(|t| t.sign == ':'));
            let Some(t) = self.token(at).filter(|t| is_number(t)) else { continue };
            let n: u32 = self.print(at).parse().ok()?;
            if self.doubted(t.span, WITNESS) || said.is_some_and(|s| s != n) {
                return None;
            }
            said = Some(n);
        }
        said
    }

    /// The number beside a vote word at `at`: « 12 voix pour », « Pour : 12 ».
    fn count_at(&self, at: usize) -> Option<(usize, usize)> {
        let mark = self.text.mark_at(at)?;
        let side = SIDES.iter().position(|t| self.text.is(mark, *t))?;
        let number = |i: usize| self.token(i).is_some_and(|t| is_number(t) && t.gap <= Gap::Space).then_some(i);
        let behind = mark.end as usize;
        if self.token(behind).is_some_and(|t| t.sign == ':') {
            return number(behind + 1).map(|n| (side, n));
        }
        at.checked_sub(1).filter(|b| self.token(*b).is_some_and(is_number)).map(|n| (side, n))
    }

    /// The one doubtful count of three that do not add up to the voters.
    fn opt_sum(&self, counts: [usize; 3], voters: u32) -> Option<Repair> {
        let value = |i: usize| self.print(i).parse::<u32>().ok().filter(|n| *n < 10_000);
        let sum = value(counts[0])? + value(counts[1])? + value(counts[2])?;
        let mut doubtful = counts.iter().filter(|i| self.token(**i).is_some_and(|t| self.doubted(t.span, WITNESS)));
        let (at, None) = (*doubtful.next()?, doubtful.next()) else { return None };
        let meant = (voters + value(at)?).checked_sub(sum)?.to_string();
        let span = self.token(at)?.span;
        (sum != voters && self.takes(self.print(at), &meant)).then_some(Repair {
            span,
            new: meant,
            why: "the other votes and the voters say so",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::mend::tests::{lines, scanned};

    #[test]
    fn two_counts_and_the_voters_give_the_third() {
        let print = ["Nombre de votants : 19", "Pour : 13", "Contre : 2", "Abstentions : 4", "Pour : 15"];
        let doubted = |which: &'static [&'static str]| {
            let doc = scanned(&print, move |w| if which.contains(&w) { 0.6 } else { 0.97 });
            lines(&doc).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        // 13 + 2 + 4 are 19: nothing to mend.
        assert_eq!(doubted(&["13"]), print);
        let print = ["Nombre de votants : 19", "Pour : 18", "Contre : 2", "Abstentions : 4"];
        let doc = scanned(&print, |w| if w == "18" { 0.6 } else { 0.97 });
        assert_eq!(lines(&doc)[1], "Pour : 13");
        let doc = scanned(&print, |w| if matches!(w, "18" | "4") { 0.6 } else { 0.97 });
        assert_eq!(lines(&doc), print, "two doubtful counts prove nothing");
    }
}
