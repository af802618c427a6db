//! Whether people go round: each need met by people of its own, nobody counted twice.
use std::collections::BTreeMap;

use super::{
    bits::Bits,
    read::{Round, Slot},
};

/// Whom each person was given to.
struct Given {
    to: BTreeMap<usize, usize>,
    people: Bits,
    /// How often somebody was looked for.
    looks: u64,
}

impl Given {
    fn nobody(people: usize) -> Self {
        Self { to: BTreeMap::new(), people: Bits::none(people), looks: 0 }
    }

    /// Finds somebody for a unit, if need be by finding somebody else for the unit that has them.
    fn find(&mut self, unit: usize, units: &[&Bits], asked: &mut Bits) -> bool {
        self.looks += 1;
        if let Some(person) = units[unit].without(&self.people).iter().next() {
            self.people.set(person);
            self.to.insert(person, unit);
            return true;
        }
        for person in units[unit].without(asked).iter() {
            if asked.has(person) {
                continue;
            }
            asked.set(person);
            let holder = self.to.get(&person).copied();
            if holder.is_none_or(|holder| self.find(holder, units, asked)) {
                self.to.insert(person, unit);
                return true;
            }
        }
        false
    }
}

/// Which need cannot be met when each, of so many out of these people, is to be met at once; None where the people go round.
/// `looks` counts the work.
pub(super) fn unmet(people: usize, needs: &[(u32, &Bits)], looks: &mut u64) -> Option<usize> {
    let each = needs.iter().enumerate();
    let units: Vec<(usize, &Bits)> =
        each.flat_map(|(at, (count, people))| (0..*count).map(move |_| (at, *people))).collect();
    let sets: Vec<&Bits> = units.iter().map(|(_, people)| *people).collect();
    let mut given = Given::nobody(people);
    let unmet = (0..sets.len()).find(|&unit| !given.find(unit, &sets, &mut Bits::none(people)));
    *looks += given.looks;
    unmet.map(|unit| units[unit].0)
}

/// Seats for all these people, each in one that suits, the first seats before the others; None where they do not all fit in.
pub(super) fn seats(round: &Round, free: &[Slot], people: impl Iterator<Item = usize>) -> Option<Vec<(usize, Slot)>> {
    let people: Vec<usize> = people.collect();
    let suited: Vec<Bits> = people
        .iter()
        .map(|&person| Bits::of(free.len(), (0..free.len()).filter(|&at| round.may(person, free[at]))))
        .collect();
    let units: Vec<&Bits> = suited.iter().collect();
    let mut given = Given::nobody(free.len());
    let all = (0..units.len()).all(|unit| given.find(unit, &units, &mut Bits::none(free.len())));
    all.then(|| given.to.into_iter().map(|(seat, unit)| (people[unit], free[seat])).collect())
}
