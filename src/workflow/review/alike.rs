//! Which findings of a case may be one: the same category, and texts that share so many pairs of neighbouring signs. The same
//! texts give the same answer anywhere; it is a hint, and decides nothing.
use std::collections::BTreeMap;

/// Hundredths of likeness from which two findings are shown beside each other.
pub const LIKE: u32 = 45;
/// The shortest run of signs that is shown as shared.
const RUN: usize = 3;
/// Most runs that are shown.
const RUNS: usize = 6;

/// The signs that say something: no blanks, no punctuation.
fn signs(text: &str) -> Vec<char> {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn pairs(signs: &[char]) -> BTreeMap<(char, char), usize> {
    let mut pairs = BTreeMap::new();
    for pair in signs.windows(2) {
        *pairs.entry((pair[0], pair[1])).or_insert(0) += 1;
    }
    pairs
}

/// Twice what two texts share of their pairs, against all that they have (Dice), in hundredths.
pub fn likeness(one: &str, other: &str) -> u32 {
    let (one, other) = (pairs(&signs(one)), pairs(&signs(other)));
    let all = one.values().sum::<usize>() + other.values().sum::<usize>();
    let shared: usize = one.iter().map(|(pair, n)| other.get(pair).map_or(0, |m| (*n).min(*m))).sum();
    u32::try_from((200 * shared).checked_div(all).unwrap_or_default()).unwrap_or_default()
}

/// The longest runs of signs that two texts share, the longest first, none within another.
pub fn shared(one: &str, other: &str) -> Vec<String> {
    let (one, other) = (signs(one), signs(other));
    let mut runs: Vec<(usize, usize)> = Vec::new();
    // lengths of the common run that ends at each sign, row by row
    let mut above = vec![0; other.len() + 1];
    for (at, sign) in one.iter().enumerate() {
        let mut row = vec![0; other.len() + 1];
        for (with, their) in other.iter().enumerate() {
            if sign == their {
                row[with + 1] = above[with] + 1;
            }
        }
        // a run is whole where the next sign of both does not carry it on
        let next = one.get(at + 1);
        let ends = |with: usize| other.get(with).is_none() || other.get(with) != next;
        let longest = (1..=other.len()).filter(|with| ends(*with)).map(|with| row[with]).max().unwrap_or_default();
        if longest >= RUN {
            runs.push((at + 1 - longest, longest));
        }
        above = row;
    }
    runs.sort_by_key(|(at, length)| (std::cmp::Reverse(*length), *at));
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for (at, length) in runs {
        let apart = kept.iter().all(|(from, held)| at + length <= *from || from + held <= at);
        if apart && kept.len() < RUNS {
            kept.push((at, length));
        }
    }
    kept.into_iter().map(|(at, length)| one[at..at + length].iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "三监区 2022 年第二季度个别谈话记录缺失三份，谈话登记簿没有补记。";
    const OTHER: &str = "2022年第二季度，三监区缺个别谈话记录三份；登记簿没有补记。";

    #[test]
    fn the_same_is_wholly_alike_and_nothing_is_alike_to_nothing() {
        assert_eq!(likeness(ONE, ONE), 100);
        assert_eq!(likeness("", ""), 0);
        assert_eq!(likeness("谈话", ""), 0);
        // blanks and punctuation say nothing
        assert_eq!(likeness("谈话 记录，缺失。", "谈话记录缺失"), 100);
    }

    #[test]
    fn likeness_is_the_same_from_both_sides() {
        let far = "会见室监控录像保存不足三十日";
        assert_eq!(likeness(ONE, OTHER), likeness(OTHER, ONE));
        assert!(likeness(ONE, OTHER) >= LIKE, "{}", likeness(ONE, OTHER));
        assert!(likeness(ONE, far) < LIKE, "{}", likeness(ONE, far));
    }

    /// Four pairs and four, three of them shared: 2 · 3 / 8.
    #[test]
    fn likeness_counts_pairs() {
        assert_eq!(likeness("甲乙丙丁戊", "甲乙丙丁己"), 75);
        // a pair counts as often as both have it
        assert_eq!(likeness("甲甲甲", "甲甲"), 66);
    }

    #[test]
    fn shared_runs_are_words_of_both_texts() {
        let runs = shared(ONE, OTHER);
        let plain = |text: &str| signs(text).into_iter().collect::<String>();
        assert!(!runs.is_empty());
        assert!(runs.iter().all(|run| plain(ONE).contains(run) && plain(OTHER).contains(run)), "{runs:?}");
        assert_eq!(runs[0], "2022年第二季度");
        assert!(runs.contains(&"登记簿没有补记".to_owned()), "{runs:?}");
        assert!(shared("甲乙", "丙丁").is_empty());
    }
}
