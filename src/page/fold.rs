//! Folding: what two prints of one wording have in common.
//!
//! Lower case, no accents, ligatures apart, one apostrophe, one hyphen, one kind of space. Written for one pass
//! without allocation per character, because every word of every document goes through it.

/// Appends the folded form of `c` to `out`; drops combining marks and soft hyphens.
#[inline]
pub fn push_folded(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'À' | 'Â' | 'Ä' | 'Á' | 'Ã' | 'Å' => out.push('a'),
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => out.push('e'),
        'î' | 'ï' | 'í' | 'ì' | 'Î' | 'Ï' | 'Í' | 'Ì' => out.push('i'),
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'ø' | 'Ô' | 'Ö' | 'Ó' | 'Ò' | 'Õ' | 'Ø' => out.push('o'),
        'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' | 'Ú' => out.push('u'),
        'ÿ' | 'ý' | 'Ÿ' | 'Ý' => out.push('y'),
        'ç' | 'Ç' => out.push('c'),
        'ñ' | 'Ñ' => out.push('n'),
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        'ß' => out.push_str("ss"),
        'ﬀ' => out.push_str("ff"),
        'ﬁ' => out.push_str("fi"),
        'ﬂ' => out.push_str("fl"),
        'ﬃ' => out.push_str("ffi"),
        'ﬄ' => out.push_str("ffl"),
        '’' | '‘' | 'ʼ' | '′' | '´' | '`' => out.push('\''),
        '‐' | '‑' | '‒' | '–' | '—' | '−' | '―' => out.push('-'),
        '«' | '»' | '“' | '”' | '„' => out.push('"'),
        'º' | '˚' => out.push('°'),
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
        c if c.is_whitespace() => out.push(' '),
        c => {
            use unicode_normalization::UnicodeNormalization;
            for d in std::iter::once(c).nfkd().filter(|d| !unicode_normalization::char::is_combining_mark(*d)) {
                out.extend(d.to_lowercase());
            }
        }
    }
}

/// The folded form of `s`, character by character (spaces and punctuation kept).
#[must_use]
pub fn fold(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut rest = s;
    loop {
        // Most of a text is ASCII: its runs are folded whole.
        let plain = rest.bytes().position(|b| !b.is_ascii()).unwrap_or(rest.len());
        let at = out.len();
        out.push_str(&rest[..plain]);
        out[at..].make_ascii_lowercase();
        let mut accented = rest[plain..].chars();
        let Some(c) = accented.next() else { return out };
        push_folded(c, &mut out);
        rest = accented.as_str();
    }
}

/// Folds `s` to letters and digits only: the key on which two spellings of one name are compared
/// (« FALEZAN » and « Falézan », « Jean-Marc » and « Jean Marc », « D'AGNOLA » and « D AGNOLA »).
#[must_use]
pub fn key(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() {
            let at = out.len();
            push_folded(c, &mut out);
            if !out[at..].chars().all(char::is_alphanumeric) {
                let folded = out.split_off(at);
                out.extend(folded.chars().filter(|c| c.is_alphanumeric()));
            }
        }
    }
    out
}

/// A slug: folded words joined by hyphens, safe in a URL and in a record id.
#[must_use]
pub fn slug(s: &str) -> String {
    let folded = fold(s);
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_varies_in_print() {
        assert_eq!(fold("N° 12 — L’ŒUVRE"), "n° 12 - l'oeuvre");
        assert_eq!(key("D' AGNOLA-É"), "dagnolae");
        assert_eq!(slug("Métropole du Grand Paris"), "metropole-du-grand-paris");
        assert_eq!(slug("L'Haÿ-les-Roses"), "l-hay-les-roses");
    }
}
