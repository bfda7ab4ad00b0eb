//! Numbers of a content stream: most of what is read of a page that sets each letter by itself.

use super::lexer::{CLASS, Lexer, NUMBER};

const POWERS: [f64; 16] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// The same as whole numbers.
const TENS: [u64; 8] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// Bytes that hold every short number and the byte behind it: a sign, six digits, a point, eight bytes looked at.
const WINDOW: usize = 24;

/// Eight digits, all of them 0.
const ZEROS: u64 = 0x3030_3030_3030_3030;

/// The most digits that are read at once.
const SHORT: u32 = 6;

/// How many digits a word begins with, up to one more than [`SHORT`]: the high bit of each byte that is none is set, up
/// to the first at least. The highest of all stands for the end.
#[inline]
fn digits(word: u64) -> u32 {
    let t = word ^ ZEROS;
    ((t | t.wrapping_add(0x7676_7676_7676_7676)) & 0x0080_8080_8080_8080 | 1 << 63).trailing_zeros() / 8
}

/// The digits that a word begins with moved to its end, zeros before them.
#[inline]
fn last(word: u64, count: u32) -> u64 {
    // In two steps: without a digit nothing is left of the word.
    (word ^ ZEROS) << (56 - 8 * count) << 8
}

/// The value of eight digits that are bytes from 0 to 9: pairs, fours and the eight of them are added up.
#[inline]
fn value(digits: u64) -> u64 {
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let sum = (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(0x000f_4240_0000_0064);
    sum.wrapping_add((pairs >> 16 & 0x0000_00ff_0000_00ff).wrapping_mul(0x0000_2710_0000_0001)) >> 32
}

/// The eight bytes from `at` on.
#[inline]
fn word(window: &[u8; WINDOW], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*window.get(at..)?.first_chunk()?))
}

impl Lexer<'_> {
    /// The number that stands here.
    #[inline(always)]
    pub(super) fn number(&mut self) -> f32 {
        match self.short_number() {
            Some(number) => number,
            None => {
                let (number, at) = self.long_number();
                self.at = at;
                number
            }
        }
    }

    /// Any other, and where it ends: by value, so that where the lexer stands need not be in memory.
    #[cold]
    fn long_number(mut self) -> (f32, usize) {
        let number = self.plain_number().unwrap_or_else(|| self.odd_number());
        (number, self.at)
    }

    /// A number of up to six digits before its point and as many behind it, eight of them read at once: eight bytes
    /// are one word, with the first of them lowest. Sign and lengths are as good as chance from number to number, so
    /// nothing branches on them.
    #[inline(always)]
    fn short_number(&mut self) -> Option<f32> {
        let window: &[u8; WINDOW] = self.bytes.get(self.at..)?.first_chunk()?;
        let negative = window[0] == b'-';
        let start = usize::from(negative);
        let before = word(window, start)?;
        let whole = digits(before);
        if whole > SHORT {
            return None;
        }
        let mut end = start + whole as usize;
        let (mut mantissa, mut places) = (last(before, whole), 0);
        if window[end] == b'.' {
            let behind = word(window, end + 1)?;
            places = digits(behind);
            if places > SHORT {
                return None;
            }
            end += 1 + places as usize;
            // Most have eight digits at the most, which are one word too.
            mantissa = if whole + places <= 8 {
                value(mantissa >> (8 * places) | last(behind, places))
            } else {
                value(mantissa) * TENS[places as usize & 7] + value(last(behind, places))
            };
        } else {
            mantissa = value(mantissa);
        }
        let goes_on = window.get(end).is_some_and(|b| CLASS[usize::from(*b)] == NUMBER);
        if whole + places == 0 || goes_on {
            return None;
        }
        self.at += end;
        // Far below the sign bit: signed, it is turned into a float by one instruction.
        let value = (mantissa as i64 as f64 / POWERS[places as usize & 15]) as f32;
        Some(f32::from_bits(value.to_bits() ^ u32::from(negative) << 31))
    }

    /// « 12 », « -0.35 »: a sign, digits, a point and digits, as nearly all numbers are written.
    fn plain_number(&mut self) -> Option<f32> {
        const DIGITS: usize = 15;
        let rest = self.bytes.get(self.at..)?;
        let negative = rest.first() == Some(&b'-');
        let (mut len, mut mantissa) = (usize::from(negative), 0u64);
        let mut digits = |len: &mut usize| {
            while let Some(digit) = rest.get(*len).map(|b| b.wrapping_sub(b'0')).filter(|d| *d < 10) {
                mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
                *len += 1;
            }
        };
        digits(&mut len);
        let mut places = 0;
        if rest.get(len) == Some(&b'.') {
            let point = len + 1;
            len = point;
            digits(&mut len);
            places = len - point;
        }
        // The other one knows what to do with more.
        if len > DIGITS || rest.get(len).is_some_and(|b| CLASS[usize::from(*b)] == NUMBER) {
            return None;
        }
        self.at += len;
        let whole = mantissa as f64;
        let value = if places == 0 { whole } else { whole / POWERS.get(places).copied()? } as f32;
        Some(if negative { -value } else { value })
    }

    fn odd_number(&mut self) -> f32 {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let (mut negative, mut mantissa, mut digits, mut point) = (false, 0u64, 0usize, None);
        let mut len = 0;
        for &b in rest {
            match b {
                b'0'..=b'9' if digits < 15 => {
                    mantissa = mantissa * 10 + u64::from(b - b'0');
                    digits += 1;
                }
                // Digits beyond these change nothing behind the point and make no sense before it.
                b'0'..=b'9' => {}
                b'.' => point = point.or(Some(digits)),
                b'-' if len == 0 => negative = true,
                b'+' | b'-' => {}
                _ => break,
            }
            len += 1;
        }
        self.at += len;
        let places = point.map_or(0, |p| digits - p);
        let value = (mantissa as f64 / POWERS.get(places).copied().unwrap_or(1.0)) as f32;
        if negative { -value } else { value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_at_once_are_those_read_digit_by_digit() {
        let whole = ["", "0", "7", "-12", "-4567", "890123", "-1234567", "12345678", "123456789"];
        let behind = ["", ".", ".0", ".5", ".25", ".832031", ".1234567", ".12345678", "-3", ".4.5", ".0-1", "+2"];
        for (whole, behind) in whole.iter().flat_map(|w| behind.map(|b| (w, b))) {
            // At the end of the content, before another string, and with digits not far behind.
            for rest in
                ["", "(a)", " 1234567890123456", "]TJ", "(a)1234567890123456789012345", " 5 q Q q Q q Q q Q q Q q Q"]
            {
                let text = format!("{whole}{behind}{rest}");
                let (mut one, mut other) = (Lexer::new(text.as_bytes()), Lexer::new(text.as_bytes()));
                let (read, expected) = (one.number(), other.odd_number());
                assert_eq!((read, one.at), (expected, other.at), "{text}");
            }
        }
    }
}
