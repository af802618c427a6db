//! What changed between two versions of a text: what was struck, what is new. Chinese is compared sign by sign, the rest word by word.
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

/// A stretch of text that was kept, struck or added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    Kept(String),
    Struck(String),
    New(String),
}

/// A field that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub label: String,
    pub runs: Vec<Run>,
}

impl Changed {
    /// None where nothing changed.
    pub fn of(label: String, old: &str, new: &str) -> Option<Self> {
        (old != new).then(|| Self { label, runs: runs(old, new) })
    }
}

/// Tokens beyond which lines are compared instead: two long texts that have little in common would take seconds.
const LONGEST: usize = 4000;

/// Signs that stand alone between two changes tell a reader nothing.
const ISLAND: usize = 1;

/// What was kept, struck and added on the way from one text to the other.
pub fn runs(old: &str, new: &str) -> Vec<Run> {
    let fine = (tokens(old), tokens(new));
    let (old, new) = if fine.0.len().max(fine.1.len()) > LONGEST {
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect())
    } else {
        fine
    };
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let (mut runs, mut struck, mut added) = (Vec::new(), String::new(), String::new());
    for (at, op) in ops.iter().enumerate() {
        let (was, is) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        let between = at > 0 && at + 1 < ops.len();
        if is_kept(op) && !(between && op.old_range().len() <= ISLAND) {
            take(&mut runs, &mut struck, &mut added);
            runs.push(Run::Kept(was));
        } else {
            struck.push_str(&was);
            added.push_str(&is);
        }
    }
    take(&mut runs, &mut struck, &mut added);
    runs
}

fn is_kept(op: &DiffOp) -> bool {
    op.tag() == DiffTag::Equal
}

fn take(runs: &mut Vec<Run>, struck: &mut String, added: &mut String) {
    let (struck, added) = (std::mem::take(struck), std::mem::take(added));
    runs.extend((!struck.is_empty()).then_some(Run::Struck(struck)));
    runs.extend((!added.is_empty()).then_some(Run::New(added)));
}

/// Latin words and numbers whole, every other sign by itself.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut from = 0;
    let mut in_word = false;
    for (at, sign) in text.char_indices() {
        let continues = sign.is_ascii_alphanumeric();
        if at > from && !(continues && in_word) {
            tokens.push(&text[from..at]);
            from = at;
        }
        in_word = continues;
    }
    tokens.extend((from < text.len()).then(|| &text[from..]));
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Run {
        Run::Kept(text.to_owned())
    }

    fn struck(text: &str) -> Run {
        Run::Struck(text.to_owned())
    }

    fn added(text: &str) -> Run {
        Run::New(text.to_owned())
    }

    #[test]
    fn chinese_is_compared_sign_by_sign_and_numbers_whole() {
        assert_eq!(
            runs("抽查 40 次会见，11 次没有录音。", "抽查 45 次会见，11 次没有录音。"),
            [kept("抽查 "), struck("40"), added("45"), kept(" 次会见，11 次没有录音。")]
        );
    }

    #[test]
    fn what_is_only_added_or_only_struck_says_so() {
        assert_eq!(runs("甲乙", "甲乙丙丁"), [kept("甲乙"), added("丙丁")]);
        assert_eq!(runs("甲乙丙丁", "丙丁"), [struck("甲乙"), kept("丙丁")]);
        assert_eq!(runs("", "甲"), [added("甲")]);
        assert_eq!(runs("同", "同"), [kept("同")]);
    }

    #[test]
    fn a_single_sign_between_two_changes_is_read_with_them() {
        assert_eq!(
            runs("前文甲的乙后文", "前文丙的丁后文"),
            [kept("前文"), struck("甲的乙"), added("丙的丁"), kept("后文")]
        );
    }

    #[test]
    fn nothing_of_either_text_is_lost() {
        let (old, new) = ("一、清查全监。\n二、11 月底前完成。", "一、立即清查。\n\n二、12 月底前完成，逐项报告。");
        let side = |skip: fn(&Run) -> bool| -> String {
            runs(old, new)
                .into_iter()
                .filter(|run| !skip(run))
                .map(|run| match run {
                    Run::Kept(text) | Run::Struck(text) | Run::New(text) => text,
                })
                .collect()
        };
        assert_eq!(side(|run| matches!(run, Run::New(_))), old);
        assert_eq!(side(|run| matches!(run, Run::Struck(_))), new);
    }

    #[test]
    fn only_a_field_that_differs_is_shown() {
        assert_eq!(Changed::of("标题".to_owned(), "甲", "甲"), None);
        assert!(Changed::of("标题".to_owned(), "甲", "乙").is_some());
    }
}
