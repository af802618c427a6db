//! The teams of the history: the organiser's people and those it may draft, nobody from the unit under review.
use anyhow::Context as _;
use chrono::NaiveDate;

use super::people::{People, Person};
use super::schedule::Planned;
use crate::people::org::load::REGION;

/// Who went, by index into the people, each in one or two places.
#[derive(Debug, Default)]
pub struct Team {
    pub places: Vec<(usize, &'static str)>,
    pub lead: usize,
    /// Those who may author records and findings: neither the lead nor the recorder.
    pub inspectors: Vec<usize>,
    /// Registers the facility's answers, and therefore verifies none.
    pub recorder: usize,
}

impl Team {
    pub fn people(&self) -> Vec<usize> {
        let mut people: Vec<usize> = self.places.iter().map(|(who, _)| *who).collect();
        people.sort_unstable();
        people.dedup();
        people
    }
}

/// When each person is in the field, so that nobody is in two places and the work is spread.
pub struct Roster<'a> {
    people: &'a People,
    all: &'a [Planned],
    trips: Vec<Vec<(NaiveDate, NaiveDate)>>,
}

/// How a team is made up: inspectors of the organiser, inspectors drafted from elsewhere, experts, observers.
struct Strength {
    own: usize,
    drafted: usize,
    experts: usize,
    observers: usize,
}

impl<'a> Roster<'a> {
    pub fn new(people: &'a People, all: &'a [Planned]) -> Self {
        Self { people, all, trips: people.0.iter().map(|_| Vec::new()).collect() }
    }

    /// The team for a planned inspection of a facility that `supervisor` supervises.
    pub fn team(&mut self, planned: &Planned, supervisor: &str) -> anyhow::Result<Team> {
        let cross = planned.kind == "cross";
        // 15 for prisons and 7 for detention centres when crossed, 5 otherwise; about 4 for community corrections
        let strength = match (cross, planned.facility_kind()) {
            (true, "prison") => Strength { own: 4, drafted: 6, experts: 2, observers: 1 },
            (true, _) => Strength { own: 3, drafted: 2, experts: 0, observers: 1 },
            (false, "prison") => Strength { own: 5, drafted: 5, experts: 2, observers: 0 },
            (false, "detention_center") => Strength { own: 3, drafted: 0, experts: 0, observers: 0 },
            (false, _) => Strength { own: 2, drafted: 0, experts: 0, observers: 0 },
        };
        // an inter-provincial team is the region's, whoever sends it
        let home = if planned.interprovincial() { REGION } else { planned.organiser.as_str() };
        let mut team = Team::default();

        self.lead(&mut team, planned, home)?;
        for username in planned.guests() {
            let guest = self.people.account(username)?;
            team.inspectors.push(guest);
        }
        let recorder = self.pick(planned, &team, 1, |p| p.kind == "assistant" && p.unit() == Some(home));
        team.recorder = *recorder.first().context("no recorder is free")?;
        team.places.push((team.recorder, "recorder"));

        let own = self.pick(planned, &team, strength.own, |p| prosecutor(p) && p.unit() == Some(home));
        team.inspectors.extend(own);
        let wanted = strength.drafted.saturating_sub(planned.guests().len());
        let drafted = self.pick(planned, &team, wanted, |p| {
            prosecutor(p)
                && p.unit().is_some_and(|unit| {
                    unit != home
                        && unit.contains("-PCY-") == (planned.facility_kind() == "prison")
                        && !(cross && same_city(unit, supervisor))
                        && !self.needs_its_own(unit, planned)
                })
        });
        team.inspectors.extend(drafted);
        team.places.extend(team.inspectors.iter().map(|who| (*who, "member")));

        let experts = self.pick(planned, &team, strength.experts, |p| p.kind == "expert");
        team.places.extend(experts.into_iter().map(|who| (who, "expert")));
        let observers = self.pick(planned, &team, strength.observers, |p| p.kind == "observer");
        team.places.extend(observers.into_iter().map(|who| (who, "observer")));

        anyhow::ensure!(team.inspectors.len() >= 2, "{} lacks inspectors", planned.facility);
        for who in team.people() {
            self.trips[who].push((planned.started_on, planned.ended_on));
        }
        Ok(team)
    }

    /// The team of a case that is under way, around the accounts that are named: the lead where one of them leads, and
    /// members.
    pub fn company(
        &mut self,
        planned: &Planned,
        supervisor: &str,
        lead: Option<usize>,
        members: &[usize],
    ) -> anyhow::Result<Team> {
        let home = planned.organiser.as_str();
        // about fifteen, ten and five (巡回检察工作规定 20); three and more for special and mobile ones
        let strength = match (planned.kind.as_str(), planned.facility_kind()) {
            ("cross", _) => Strength { own: 5, drafted: 6, experts: 1, observers: 1 },
            ("routine", "prison") => Strength { own: 3, drafted: 4, experts: 1, observers: 0 },
            ("routine", _) => Strength { own: 3, drafted: 0, experts: 0, observers: 0 },
            _ => Strength { own: 2, drafted: 0, experts: 1, observers: 0 },
        };
        let mut team = Team { inspectors: members.to_vec(), ..Team::default() };
        let colleague = self.pick(planned, &team, 1, |p| prosecutor(p) && p.unit() == Some(home));
        team.lead = lead.or(colleague.first().copied()).context("no lead prosecutor is free")?;
        team.places.extend([(team.lead, "team_leader"), (team.lead, "lead_prosecutor")]);
        let recorder = self.pick(planned, &team, 1, |p| p.kind == "assistant" && p.unit() == Some(home));
        team.recorder = *recorder.first().context("no recorder is free")?;
        team.places.push((team.recorder, "recorder"));
        let own = strength.own.saturating_sub(members.len() / 2);
        let own = self.pick(planned, &team, own, |p| prosecutor(p) && p.unit() == Some(home));
        team.inspectors.extend(own);
        let drafted = self.pick(planned, &team, strength.drafted.saturating_sub(members.len()), |p| {
            prosecutor(p)
                && p.unit().is_some_and(|unit| unit != home && unit.contains("-PCY-") && !same_city(unit, supervisor))
        });
        team.inspectors.extend(drafted);
        team.places.extend(team.inspectors.iter().map(|who| (*who, "member")));
        let experts = self.pick(planned, &team, strength.experts, |p| p.kind == "expert");
        team.places.extend(experts.into_iter().map(|who| (who, "expert")));
        let observers = self.pick(planned, &team, strength.observers, |p| p.kind == "observer");
        team.places.extend(observers.into_iter().map(|who| (who, "observer")));
        for who in team.people() {
            self.trips[who].push((planned.started_on, planned.ended_on));
        }
        Ok(team)
    }

    /// A chief or deputy chief who joins leads the team and is its lead prosecutor (巡回检察工作规定 21).
    fn lead(&self, team: &mut Team, planned: &Planned, home: &str) -> anyhow::Result<()> {
        let mut leader = None;
        let lead = if planned.interprovincial() {
            self.people.account("chief")?
        } else if planned.led_by_account() {
            self.people.account("lead")?
        } else {
            let chiefs =
                if planned.facility_kind() == "prison" && planned.led_by_chief() { "chief" } else { "prosecutor" };
            let free = self.pick(planned, team, 1, |p| {
                p.kind == "prosecutor"
                    && p.unit() == Some(home)
                    && p.post.as_ref().is_some_and(|(role, _)| *role == chiefs)
            });
            *free.first().context("no lead prosecutor is free")?
        };
        if planned.facility_kind() == "prison" && !planned.led_by_chief() && !planned.interprovincial() {
            let heads = self.pick(planned, team, 1, |p| {
                p.post.as_ref().is_some_and(|(role, unit)| *role == "department_head" && unit == home)
            });
            leader = heads.first().copied();
        }
        team.lead = lead;
        team.places.push((leader.unwrap_or(lead), "team_leader"));
        team.places.push((lead, "lead_prosecutor"));
        Ok(())
    }

    /// Whether a unit has an inspection of its own in those days, and lends nobody.
    fn needs_its_own(&self, unit: &str, planned: &Planned) -> bool {
        self.all.iter().any(|other| {
            other.organiser == unit && other.started_on <= planned.ended_on && other.ended_on >= planned.started_on
        })
    }

    /// Those who are free and have gone least often; accounts are named, never picked.
    fn pick(&self, planned: &Planned, team: &Team, wanted: usize, fits: impl Fn(&Person) -> bool) -> Vec<usize> {
        let taken = team.people();
        let mut free: Vec<usize> = (0..self.people.0.len())
            .filter(|who| {
                let person = &self.people.0[*who];
                person.username.is_none()
                    && fits(person)
                    && !taken.contains(who)
                    && !team.inspectors.contains(who)
                    && self.trips[*who].iter().all(|(from, to)| planned.ended_on < *from || planned.started_on > *to)
            })
            .collect();
        free.sort_by_key(|who| (self.trips[*who].len(), *who));
        free.truncate(wanted);
        free
    }
}

fn prosecutor(person: &Person) -> bool {
    person.kind == "prosecutor" && person.post.as_ref().is_some_and(|(role, _)| *role == "prosecutor")
}

/// Whether two units are of one city, or one and the same dispatched procuratorate.
fn same_city(unit: &str, supervisor: &str) -> bool {
    if unit.contains("-PCY-") || supervisor.contains("-PCY-") {
        unit == supervisor
    } else {
        unit.get(..4) == supervisor.get(..4)
    }
}
