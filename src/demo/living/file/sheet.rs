//! A sheet of dots of a few colours, on which signs are set from a table of their dots.
use std::collections::HashMap;

use anyhow::Context as _;

/// Signs of 24 by 24 dots, row by row, four dots a digit: set in Noto Sans CJK SC (SIL Open Font License 1.1).
const SIGNS: &str = include_str!("glyphs.csv");
const SIDE: usize = 24;

/// Where something stands and how large it is: left, top, width, height.
pub type Area = (usize, usize, usize, usize);

/// The colours, in the order of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    White,
    Black,
    Grey,
    Pale,
    Navy,
    Blue,
    Red,
    Gold,
}

/// Red, green and blue of each.
pub const PALETTE: [[u8; 3]; 8] = [
    [255, 255, 255],
    [23, 33, 47],
    [160, 170, 184],
    [235, 239, 244],
    [19, 49, 92],
    [134, 171, 220],
    [179, 38, 30],
    [169, 123, 30],
];

#[derive(Debug)]
pub struct Sheet {
    pub width: usize,
    pub height: usize,
    dots: Vec<u8>,
    signs: HashMap<char, Vec<u8>>,
}

impl Sheet {
    pub fn new(width: usize, height: usize, ink: Ink) -> anyhow::Result<Self> {
        let mut signs = HashMap::new();
        for row in csv::Reader::from_reader(SIGNS.as_bytes()).deserialize() {
            let (sign, dots): (char, String) = row.context("reading glyphs.csv")?;
            signs.insert(sign, hex::decode(dots).context("reading glyphs.csv")?);
        }
        Ok(Self { width, height, dots: vec![ink as u8; width * height], signs })
    }

    /// Colours an area; what lies beyond the sheet is left out.
    pub fn fill(&mut self, (left, top, width, height): Area, ink: Ink) {
        let right = (left + width).min(self.width);
        for y in top..(top + height).min(self.height) {
            self.dots[y * self.width + left.min(right)..y * self.width + right].fill(ink as u8);
        }
    }

    /// The edge of an area.
    pub fn frame(&mut self, (left, top, width, height): Area, thick: usize, ink: Ink) {
        self.fill((left, top, width, thick), ink);
        self.fill((left, top + height - thick, width, thick), ink);
        self.fill((left, top, thick, height), ink);
        self.fill((left + width - thick, top, thick, height), ink);
    }

    /// A circle's line.
    pub fn ring(&mut self, (x, y): (usize, usize), radius: usize, thick: usize, ink: Ink) {
        let line = (radius - thick).pow(2)..=radius.pow(2);
        for top in y.saturating_sub(radius)..=y + radius {
            for left in x.saturating_sub(radius)..=x + radius {
                if line.contains(&(top.abs_diff(y).pow(2) + left.abs_diff(x).pow(2))) {
                    self.fill((left, top, 1, 1), ink);
                }
            }
        }
    }

    /// Sets a line of signs, each dot `scale` dots wide; Latin ones take half the room.
    pub fn text(&mut self, (left, top): (usize, usize), scale: usize, ink: Ink, text: &str) {
        let mut left = left;
        for sign in text.chars() {
            let dots = self.signs.get(&sign).cloned().unwrap_or_default();
            for (at, four) in dots.iter().flat_map(|byte| [byte >> 4, byte & 15]).enumerate() {
                for bit in (0..4).filter(|bit| four >> (3 - bit) & 1 == 1) {
                    let (x, y) = ((at * 4 + bit) % SIDE, (at * 4 + bit) / SIDE);
                    self.fill((left + x * scale, top + y * scale, scale, scale), ink);
                }
            }
            left += scale * if sign.is_ascii() { SIDE / 2 + 2 } else { SIDE };
        }
    }

    /// Signs of a text that the table does not have.
    #[cfg(test)]
    pub fn lacks(&self, text: &str) -> String {
        text.chars().filter(|sign| !self.signs.contains_key(sign)).collect()
    }

    /// The rows as PNG and PDF both read them: a byte that says "as they are", then two dots a byte.
    pub fn rows(&self) -> Vec<u8> {
        let pack = |two: &[u8]| two[0] << 4 | two.get(1).copied().unwrap_or_default();
        self.dots.chunks(self.width).flat_map(|row| [0].into_iter().chain(row.chunks(2).map(pack))).collect()
    }
}
