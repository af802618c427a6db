//! The fewest members that meet every one of some sets.

/// A smallest set of members that meets all of `sets`, if it has fewer than `limit`; otherwise `limit` members of any kind say
/// that there is none. None where there are too many ways to try.
pub(super) fn smallest(sets: &[Vec<usize>], limit: usize) -> Option<Vec<usize>> {
    let mut steps = 20_000;
    for size in 0..limit {
        let mut chosen = Vec::new();
        if hit(sets, size, &mut chosen, &mut steps)? {
            return Some(chosen);
        }
    }
    Some(vec![0; limit])
}

fn hit(sets: &[Vec<usize>], size: usize, chosen: &mut Vec<usize>, steps: &mut u32) -> Option<bool> {
    *steps = steps.checked_sub(1)?;
    let missed = sets.iter().filter(|set| !set.iter().any(|member| chosen.contains(member)));
    let Some(set) = missed.min_by_key(|set| set.len()) else { return Some(true) };
    if size == 0 {
        return Some(false);
    }
    for member in set {
        chosen.push(*member);
        if hit(sets, size - 1, chosen, steps)? {
            return Some(true);
        }
        chosen.pop();
    }
    Some(false)
}
