//! Lines that tools joined: where they are cut. The grammar works by lines.

/// Bytes from which a line without columns is cut behind its sentences.
const LONG_LINE: usize = 1200;
/// The bullets of lists; « • » and « - » also stand between names.
const BULLETS: [char; 8] = ['▪', '➢', '➤', '✓', '✔', '‣', '●', '❖'];
/// Fewer are no list.
const ITEMS: usize = 2;
/// An item has more bytes.
const SHORTEST: usize = 12;

/// Where the parts of a line begin, 0 first; one part where it is whole.
pub(super) fn cuts(s: &str) -> Vec<usize> {
    let list = bullets(s);
    if list.len() > 1 {
        return list;
    }
    if s.len() < LONG_LINE { vec![0] } else { sentence_starts(s) }
}

/// « … les subventions suivantes : ▪ Club des Loisirs 400 € : unanimité. ▪ Skol Diwan 25 € : 10 pour. »
fn bullets(s: &str) -> Vec<usize> {
    let mut out = vec![0];
    let mut bullet = None;
    for (i, c) in s.char_indices() {
        let fits = bullet.map_or(BULLETS.contains(&c), |b| b == c);
        if !fits || i > 0 && !s[..i].ends_with(char::is_whitespace) {
            continue;
        }
        bullet = Some(c);
        if i > 0 {
            out.push(i);
        }
    }
    let items = out.len() - 1 + usize::from(bullet.is_some_and(|b| s.starts_with(b)));
    let ends = out.iter().copied().skip(1).chain([s.len()]);
    let told =
        out.iter().zip(ends).all(|(from, to)| to - from > SHORTEST && s[*from..to].contains([':', '.', ';', ',']));
    if items >= ITEMS && told { out } else { vec![0] }
}

/// Where the sentences of a line begin; a point behind a short word is an abbreviation or an initial.
fn sentence_starts(s: &str) -> Vec<usize> {
    let mut out = vec![0];
    let mut word = 0;
    for (i, c) in s.char_indices() {
        if c.is_alphanumeric() {
            word += 1;
            continue;
        }
        let ends = matches!(c, '.' | ';' | '!' | '?') && word > 3;
        word = 0;
        if !ends {
            continue;
        }
        let rest = s.get(i + 1..).unwrap_or("");
        let next = rest.trim_start();
        if rest.starts_with(' ')
            && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '–' | '•'))
        {
            out.push(s.len() - next.len());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::cuts;

    #[test]
    fn a_list_on_one_line_is_cut_before_its_bullets() {
        let parts = |s: &str| cuts(s).len();
        assert_eq!(parts("Sont votées : ▪ Club des Loisirs 400 € : unanimité. ▪ Skol Diwan 25 € : 10 pour."), 3);
        assert_eq!(parts("Présents : A ▪ B ▪ C"), 1);
        assert_eq!(parts("Une phrase. Une autre."), 1);
    }
}
