//! What the teams lack still, and whether the people who are left go round.
use std::collections::BTreeSet;

use super::{
    Skill,
    bits::Bits,
    feasible::{Proof, State},
    matching,
};
use crate::{foundation::word::Word, workflow::team::Place};

/// A need that is not met yet.
pub(super) struct Need {
    pub(super) visit: usize,
    pub(super) count: u32,
    pub(super) what: What,
    /// Who could meet it.
    pub(super) people: Bits,
    /// How many of them there are seats for, at most.
    pub(super) room: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Lead,
    Inspectors,
    Skill(usize),
}

impl What {
    pub(super) const fn asks(self, place: Place) -> bool {
        match self {
            Self::Lead => matches!(place, Place::LeadProsecutor),
            Self::Inspectors => place.is_inspector(),
            Self::Skill(_) => !matches!(place, Place::Observer),
        }
    }
}

impl Proof<'_> {
    /// A need with all who could still come to meet it.
    fn need(&self, state: &State, visit: usize, what: What, count: u32) -> Need {
        let here = self.open[visit].without(&state.taken[visit]);
        let here = match what {
            What::Skill(skill) => here.and(&self.round.skilled[visit][skill]),
            What::Lead | What::Inspectors => here,
        };
        let (mut people, mut room) = (Bits::none(self.round.problem.people.len()), 0);
        for place in Place::ALL.iter().filter(|place| what.asks(**place)) {
            let free = state.free[visit][*place as usize];
            // the lead's seat is kept for the lead
            if free > 0 && (what != What::Inspectors || *place != Place::LeadProsecutor || !state.needs[visit].lead) {
                let coming = here.and(&self.sitting[*place as usize]);
                room += free.min(coming.count());
                people.add(&coming);
            }
        }
        let room = room.min(people.count());
        Need { visit, count, what, people, room }
    }

    pub(super) fn needs(&self, state: &State) -> Vec<Need> {
        let mut needs = Vec::new();
        for (visit, need) in state.needs.iter().enumerate() {
            if need.lead {
                needs.push(self.need(state, visit, What::Lead, 1));
            }
            // the lead to come is an inspector as well
            let count = need.inspectors.saturating_sub(u32::from(need.lead));
            if count > 0 {
                needs.push(self.need(state, visit, What::Inspectors, count));
            }
            let skills = need.skills.iter().enumerate().filter(|(_, need)| **need);
            needs.extend(skills.map(|(skill, _)| self.need(state, visit, What::Skill(skill), 1)));
        }
        needs
    }

    /// A need that the people who are left cannot meet: by itself, or beside the others of the same days. Looked for only
    /// where something has changed, if that is known.
    pub(super) fn unmet(&mut self, needs: &[Need], changed: Option<usize>) -> Option<(usize, What)> {
        if let Some(need) = needs.iter().find(|need| need.room < need.count) {
            return Some((need.visit, need.what));
        }
        let mut looks = 0;
        let touched = |visits: &&Vec<usize>| {
            changed.is_none_or(|at| visits.iter().any(|visit| *visit == at || self.clash[at].contains(visit)))
        };
        let unmet = self.together.iter().filter(touched).find_map(|visits| {
            let needs: Vec<&Need> = needs.iter().filter(|need| visits.contains(&need.visit)).collect();
            self.unmet_together(&needs, &mut looks)
        });
        self.left = self.left.saturating_sub(looks / 64);
        unmet
    }

    /// Whether people go round among visits that go on at once: as inspectors, with the skills that only others have; and skill
    /// by skill.
    fn unmet_together(&self, needs: &[&Need], looks: &mut u64) -> Option<(usize, What)> {
        let skilled = |need: &&Need| match need.what {
            What::Skill(at) => Some(self.round.visit(need.visit).skills[at]),
            What::Lead | What::Inspectors => None,
        };
        let mut apart: Vec<&Need> = needs.iter().filter(|need| skilled(need).is_none()).copied().collect();
        for need in needs.iter().filter(|need| skilled(need).is_some()) {
            // one person may meet two needs of one visit, so only those that nobody could meet together are added up
            if !apart.iter().any(|other| other.visit == need.visit && other.people.meets(&need.people)) {
                apart.push(need);
            }
        }
        let skills: BTreeSet<Skill> = needs.iter().filter_map(skilled).collect();
        let of_skill = |skill| needs.iter().filter(|need| skilled(need) == Some(skill)).copied().collect();
        let sets = std::iter::once(apart).chain(skills.into_iter().map(of_skill));
        for set in sets {
            let asked: Vec<(u32, &Bits)> = set.iter().map(|need| (need.count, &need.people)).collect();
            if let Some(at) = matching::unmet(self.round.problem.people.len(), &asked, looks) {
                return Some((set[at].visit, set[at].what));
            }
        }
        None
    }
}
