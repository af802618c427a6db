//! How official documents write days and ordinals (GB/T 9704).
use chrono::{Datelike, NaiveDate};

/// A day: `2026年1月5日`.
pub fn day(day: &NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A number below 100 in Chinese numerals; the Prison Law of 2012 has 78 articles.
pub fn numeral(n: u32) -> String {
    let sign = |n: u32| "一二三四五六七八九".chars().nth(n.wrapping_sub(1) as usize);
    let tens = n / 10;
    let mut text = String::new();
    if tens > 1 {
        text.extend(sign(tens));
    }
    if tens > 0 {
        text.push('十');
    }
    text.extend(sign(n % 10));
    text
}

/// What stands before the heading of a part: `十二、`
pub fn ordinal(n: usize) -> String {
    format!("{}、", numeral(u32::try_from(n).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_written_as_they_are_said() {
        assert_eq!([7, 10, 16, 20, 71].map(numeral), ["七", "十", "十六", "二十", "七十一"]);
    }
}
