//! CMaps: codes to Unicode (`ToUnicode`) and codes to CIDs (embedded `Encoding` streams).

use super::lexer::{Lexer, Token};
use super::strings::hex_into;
use rustc_hash::FxHashMap;

/// The most codes that one CMap may define.
const MAX_CODES: usize = 200_000;

/// What a CMap says; the two maps are empty where it is of the other kind.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// `(bytes, first, last)` of each code space.
    pub(super) spaces: Vec<(usize, u32, u32)>,
    /// Code to text.
    pub(super) text: FxHashMap<u32, String>,
    /// `(first, last, CID of the first)`.
    pub(super) cids: Vec<(u32, u32, u32)>,
    /// Codes put so far, repeats included: the budget against ranges made to take for ever.
    work: usize,
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |v, b| v << 8 | u32::from(*b))
}

fn utf16(bytes: &[u8]) -> String {
    if let [b] = bytes {
        return char::from(*b).to_string();
    }
    let units = bytes.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]]));
    char::decode_utf16(units).filter_map(Result::ok).collect()
}

/// The text of the `step`-th code of a range: the last unit counts up.
fn stepped(first: &str, step: u32) -> String {
    let mut text = first.to_owned();
    if step > 0
        && let Some(last) = text.pop()
    {
        text.extend(char::from_u32(u32::from(last).saturating_add(step)));
    }
    text
}

impl CMap {
    /// Reads a CMap; what cannot be read is skipped.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(bytes);
        let mut strings: Vec<Vec<u8>> = Vec::new();
        while let Some(token) = lexer.next() {
            let Token::Operator(op) = token else { continue };
            match op {
                b"begincodespacerange" => {
                    map.strings(&mut lexer, &mut strings);
                    for pair in strings.chunks_exact(2).take(64) {
                        map.spaces.push((pair[0].len().clamp(1, 4), number(&pair[0]), number(&pair[1])));
                    }
                }
                b"beginbfchar" => {
                    map.strings(&mut lexer, &mut strings);
                    for pair in strings.chunks_exact(2) {
                        map.put(number(&pair[0]), utf16(&pair[1]));
                    }
                }
                b"beginbfrange" => map.bf_ranges(&mut lexer),
                b"begincidrange" | b"begincidchar" => map.cid_ranges(&mut lexer, op == b"begincidrange"),
                _ => {}
            }
        }
        map.cids.sort_unstable();
        map
    }

    fn put(&mut self, code: u32, text: String) {
        self.work += 1;
        if self.work < MAX_CODES && !text.is_empty() && text != "\0" {
            self.text.insert(code, text);
        }
    }

    /// Collects hexadecimal strings up to the `end…` operator.
    fn strings(&self, lexer: &mut Lexer<'_>, out: &mut Vec<Vec<u8>>) {
        out.clear();
        while let Some(token) = lexer.next() {
            match token {
                Token::Hex(raw) if out.len() < MAX_CODES => {
                    let mut bytes = Vec::new();
                    hex_into(raw, &mut bytes);
                    out.push(bytes);
                }
                Token::Operator(_) => break,
                _ => {}
            }
        }
    }

    fn bf_ranges(&mut self, lexer: &mut Lexer<'_>) {
        let mut bounds: Vec<u32> = Vec::new();
        let mut bytes = Vec::new();
        let mut step = None;
        while let Some(token) = lexer.next() {
            match token {
                Token::ArrayStart => step = Some(0u32),
                Token::ArrayEnd => {
                    step = None;
                    bounds.clear();
                }
                Token::Hex(raw) => {
                    hex_into(raw, &mut bytes);
                    match (bounds.as_slice(), step) {
                        (&[first, _], Some(k)) => {
                            self.put(first.saturating_add(k), utf16(&bytes));
                            step = Some(k.saturating_add(1));
                        }
                        (&[first, last], None) => {
                            let text = utf16(&bytes);
                            for k in 0..=last.saturating_sub(first).min(0xffff) {
                                if self.work >= MAX_CODES {
                                    break;
                                }
                                self.put(first.saturating_add(k), stepped(&text, k));
                            }
                            bounds.clear();
                        }
                        _ => bounds.push(number(&bytes)),
                    }
                }
                Token::Operator(_) => break,
                _ => {}
            }
        }
    }

    fn cid_ranges(&mut self, lexer: &mut Lexer<'_>, ranges: bool) {
        let mut bounds: Vec<u32> = Vec::new();
        let mut bytes = Vec::new();
        while let Some(token) = lexer.next() {
            match token {
                Token::Hex(raw) => {
                    hex_into(raw, &mut bytes);
                    bounds.push(number(&bytes));
                }
                Token::Number(cid) => {
                    let last = if ranges { bounds.get(1) } else { bounds.first() };
                    if let (Some(&first), Some(&last)) = (bounds.first(), last)
                        && self.cids.len() < MAX_CODES
                    {
                        self.cids.push((first, last, cid.max(0.0) as u32));
                    }
                    bounds.clear();
                }
                Token::Operator(_) => break,
                _ => {}
            }
        }
    }

    /// The CID of a code; the code itself where no range names it.
    pub(super) fn cid(&self, code: u32) -> u32 {
        let after = self.cids.partition_point(|(first, _, _)| *first <= code);
        after
            .checked_sub(1)
            .and_then(|i| self.cids.get(i))
            .filter(|(_, last, _)| code <= *last)
            .map_or(code, |(first, _, cid)| cid.saturating_add(code - first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_arrays_and_ligatures() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfchar <0003> <00660069> endbfchar
              2 beginbfrange <0010><0012><0041> <0020><0021>[<00e9><00e8>] endbfrange",
        );
        assert_eq!(map.text[&3], "fi");
        assert_eq!(map.text[&0x12], "C");
        assert_eq!(map.text[&0x21], "è");
        assert_eq!(map.spaces, [(2, 0, 0xffff)]);
    }
}
