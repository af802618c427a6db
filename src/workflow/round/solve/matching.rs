//! Whether people go round: each need met by people of its own, nobody counted twice.
use std::collections::BTreeMap;

use super::{
    bits::Bits,
    read::{Round, Slot},
};

/// Whether each need, of so many out of these people, can be met at once (augmenting paths).
pub(super) fn goes_round<'a>(needs: impl Iterator<Item = (u32, &'a Bits)>) -> bool {
    let mut units: Vec<&Bits> = Vec::new();
    for (count, people) in needs {
        if people.count() < count {
            return false;
        }
        units.extend((0..count).map(|_| people));
    }
    let mut given = BTreeMap::new();
    (0..units.len()).all(|unit| {
        let mut asked = people_of_nobody(&units);
        give(unit, &units, &mut given, &mut asked)
    })
}

fn people_of_nobody(units: &[&Bits]) -> Bits {
    units.first().map_or_else(|| Bits::none(0), |people| people.without(people))
}

/// Finds somebody for a unit, if need be by finding somebody else for the unit that has them. `given` says whom each person
/// was given to.
fn give(unit: usize, units: &[&Bits], given: &mut BTreeMap<usize, usize>, asked: &mut Bits) -> bool {
    if let Some(person) = units[unit].iter().find(|person| !given.contains_key(person)) {
        given.insert(person, unit);
        return true;
    }
    for person in units[unit].iter() {
        if asked.has(person) {
            continue;
        }
        asked.set(person);
        let holder = given.get(&person).copied();
        if holder.is_none_or(|holder| give(holder, units, given, asked)) {
            given.insert(person, unit);
            return true;
        }
    }
    false
}

/// Seats for all these people, each in one that suits, the first seats before the others; None where they do not all fit in.
pub(super) fn seats(round: &Round, free: &[Slot], people: impl Iterator<Item = usize>) -> Option<Vec<(usize, Slot)>> {
    let people: Vec<usize> = people.collect();
    let suited: Vec<Bits> = people
        .iter()
        .map(|&person| Bits::of(free.len(), (0..free.len()).filter(|&at| round.may(person, free[at]))))
        .collect();
    let units: Vec<&Bits> = suited.iter().collect();
    let mut given = BTreeMap::new();
    let all = (0..units.len()).all(|unit| give(unit, &units, &mut given, &mut Bits::none(free.len())));
    all.then(|| given.into_iter().map(|(seat, unit)| (people[unit], free[seat])).collect())
}
