//! The key of a sheet: eight random signs of Crockford's alphabet, which has no I, L, O and U, and a ninth that checks them.
use std::fmt;

use qrcode::{Color, QrCode};

const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM: usize = 8;

/// A key that is well formed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// A new one.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn fresh() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; RANDOM];
        getrandom::fill(&mut bytes)?;
        let values = bytes.map(|byte| byte % 32);
        let signs = values.iter().copied().chain([check(&values)]);
        Ok(Self(signs.filter_map(|value| SIGNS.get(usize::from(value))).map(|sign| char::from(*sign)).collect()))
    }

    /// What somebody typed, or what a reader of codes read: with or without dashes and the address before it, a letter O for a zero.
    pub fn parse(text: &str) -> Option<Self> {
        let last = text.rsplit(['=', '/']).next()?;
        let signs = last.to_uppercase().replace('O', "0").replace(['I', 'L'], "1");
        let signs: String = signs.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
        let values: Option<Vec<u8>> = signs.bytes().map(value).collect();
        let (last, values) = values.as_ref()?.split_last()?;
        (values.len() == RANDOM && check(values) == *last).then_some(Self(signs))
    }

    pub fn code(&self) -> &str {
        &self.0
    }
}

/// In threes, as people read it out.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let threes: Vec<&str> = [0..3, 3..6, 6..9].into_iter().filter_map(|range| self.0.get(range)).collect();
        f.write_str(&threes.join("-"))
    }
}

/// A QR code of a text, to be drawn: how many squares a side has with the empty frame that readers need, and the dark ones as a path.
#[derive(Debug, Clone, Default)]
pub struct Drawing {
    pub side: usize,
    pub dark: String,
}

const FRAME: usize = 4;

/// Draws a text; nothing where it is too long for a code.
pub fn drawn(text: &str) -> Drawing {
    let Ok(code) = QrCode::new(text) else { return Drawing::default() };
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let square = |at: usize| format!("M{} {}h1v1h-1z", at % width + FRAME, at / width + FRAME);
    Drawing { side: width + 2 * FRAME, dark: dark.map(|(at, _)| square(at)).collect() }
}

fn value(sign: u8) -> Option<u8> {
    SIGNS.iter().position(|own| *own == sign).and_then(|at| u8::try_from(at).ok())
}

/// Weights are odd, so that another sign in any place gives another check.
fn check(values: &[u8]) -> u8 {
    let sum: u32 = values.iter().zip((1_u32..).step_by(2)).map(|(value, weight)| u32::from(*value) * weight).sum();
    u8::try_from(sum % 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_people_and_readers_write_it() {
        let key = Key::fresh().expect("a key");
        let shown = key.to_string();
        assert_eq!((shown.len(), key.code().len()), (11, 9));
        for written in [
            shown.clone(),
            shown.to_lowercase(),
            key.code().replace('0', "O").replace('1', "l"),
            format!("https://xunjian.example/sheets?key={}", key.code()),
            format!(" {shown} "),
        ] {
            assert_eq!(Key::parse(&written).as_ref(), Some(&key), "{written}");
        }
    }

    #[test]
    fn a_key_with_one_other_sign_is_none() {
        let key = Key::fresh().expect("a key");
        for at in 0..9 {
            for sign in SIGNS {
                let mut other = key.code().as_bytes().to_vec();
                if other[at] != *sign {
                    other[at] = *sign;
                    assert_eq!(Key::parse(&String::from_utf8(other).expect("signs")), None);
                }
            }
        }
        for none in ["", "ABC", "UUUUUUUUU", "0123456789"] {
            assert_eq!(Key::parse(none), None, "{none}");
        }
    }

    /// Its three corners are those by which readers find a code.
    #[test]
    fn a_code_is_drawn() {
        let drawing = drawn("0123456789");
        assert_eq!(drawing.side, 21 + 2 * FRAME);
        let last = drawing.side - FRAME - 1;
        for (x, y) in [(FRAME, FRAME), (last, FRAME), (FRAME, last)] {
            assert!(drawing.dark.contains(&format!("M{x} {y}h1v1h-1z")), "{x} {y}");
        }
        assert_eq!(drawn(&"x".repeat(5_000)).side, 0);
    }
}
