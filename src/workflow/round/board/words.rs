//! What the solver says, as sentences: a rule with its evidence, a change, what cannot hold together, what would have to give.
use crate::{
    foundation::{
        text::{Arg, Lang},
        word::Word as _,
    },
    workflow::round::{
        board::model::{Fact, Setting, named},
        solve::{Change, Class, Ground, Proposal, Reason, Refusal, Rule, Shift, Skill},
    },
};

/// Where a rule stands in the law; empty where it is the design's own.
pub const fn source(rule: Rule) -> &'static str {
    match rule {
        Rule::Kin | Rule::Recused => "刑事诉讼法 第二十九条至第三十一条",
        Rule::ChiefLeads | Rule::NoLead | Rule::TwoLeads | Rule::MayNotLead => "人民检察院巡回检察工作规定 第二十一条",
        Rule::Minimum | Rule::Size => "人民检察院巡回检察工作规定 第二十条",
        Rule::Experts | Rule::Skill | Rule::Unfit | Rule::Observers => {
            "人民检察院巡回检察工作规定 第二十三条至第二十五条"
        }
        Rule::Posted => "人民检察院巡回检察工作规定 第十七条（三年轮换期参照）",
        Rule::OwnUnit | Rule::InspectedLast | Rule::Tied | Rule::Swap => "人民检察院巡回检察工作规定 第十一条（参照）",
        Rule::Unknown
        | Rule::SeatedTwice
        | Rule::Absent
        | Rule::TwoPlaces
        | Rule::Barred
        | Rule::Gender
        | Rule::Pair
        | Rule::Spread => "",
    }
}

impl Setting {
    fn skill(skill: Skill, l: Lang) -> String {
        named(skill).map(|skill| l.word(skill)).unwrap_or_default()
    }

    fn fact(fact: Option<&Fact>, l: Lang) -> String {
        fact.map(|fact| l.pick(&fact.zh, &fact.en).to_owned()).unwrap_or_default()
    }

    /// A rule with the facts that it rests on.
    pub fn because(&self, reason: &Reason, l: Lang) -> String {
        let key = if matches!(reason, Reason::Posted { free_from: None, .. }) {
            "board-because-served".to_owned()
        } else {
            format!("board-because-{}", reason.rule().code().replace('_', "-"))
        };
        let args: Vec<(&'static str, Arg)> = match reason {
            Reason::TwoPlaces { other, from, to } => {
                vec![("place", self.place_name(*other, l).into()), ("from", from.into()), ("to", to.into())]
            }
            Reason::Kin { tie } => vec![("where", Self::fact(self.facts.get(tie), l).into())],
            Reason::Recused { recusal } => vec![("day", Self::fact(self.facts.get(recusal), l).into())],
            Reason::Minimum { have, need } => vec![("have", have.into()), ("need", need.into())],
            Reason::Skill { skill } => vec![("skill", Self::skill(*skill, l).into())],
            Reason::OwnUnit { unit } => vec![("unit", Self::fact(self.units.get(unit), l).into())],
            Reason::Posted { posting, free_from } => vec![
                ("post", Self::fact(self.facts.get(posting), l).into()),
                ("day", free_from.map(|day| day.to_string()).unwrap_or_default().into()),
            ],
            Reason::Size { have, about } => vec![("have", have.into()), ("about", about.into())],
            Reason::Experts { have, want } | Reason::Observers { have, want } => {
                vec![("have", have.into()), ("want", want.into())]
            }
            Reason::Gender { women, women_wanted, .. } => vec![("have", women.into()), ("want", women_wanted.into())],
            Reason::Swap { one, other } => vec![
                ("one", Self::fact(self.units.get(one), l).into()),
                ("other", Self::fact(self.units.get(other), l).into()),
            ],
            Reason::Pair { with } => vec![("who", self.name(*with, l).into())],
            Reason::Spread { most, least } => vec![
                ("most", self.name(most.0, l).into()),
                ("high", most.1.into()),
                ("least", self.name(least.0, l).into()),
                ("low", least.1.into()),
            ],
            Reason::Tied { declaration } => vec![("said", Self::fact(self.facts.get(declaration), l).into())],
            Reason::Unknown
            | Reason::Absent { .. }
            | Reason::SeatedTwice
            | Reason::Unfit
            | Reason::MayNotLead
            | Reason::ChiefLeads
            | Reason::Barred
            | Reason::NoLead
            | Reason::TwoLeads
            | Reason::InspectedLast => Vec::new(),
        };
        l.with(&key, &args)
    }

    /// One step: who goes from where to where.
    pub fn shift(&self, shift: &Shift, l: Lang) -> String {
        let who = self.name(shift.person, l);
        let spot = |spot: crate::workflow::round::solve::Spot| {
            format!("{} {}", self.place_name(spot.visit, l), l.word(spot.place))
        };
        match (shift.from, shift.to) {
            (_, Some(to)) => l.with("board-shift-to", &[("who", who.into()), ("to", spot(to).into())]),
            (Some(from), None) => l.with("board-shift-out", &[("who", who.into()), ("from", spot(from).into())]),
            (None, None) => who,
        }
    }

    /// Changes that are made together.
    pub fn proposal(&self, proposal: &Proposal, l: Lang) -> String {
        let shifts: Vec<String> = proposal.shifts.iter().map(|shift| self.shift(shift, l)).collect();
        shifts.join(&l.t("board-and"))
    }

    /// A rule or a fact that takes part in what cannot hold together.
    pub fn ground(&self, ground: &Ground, l: Lang) -> String {
        match ground {
            Ground::Lead { visit } => l.with("board-ground-lead", &[("place", self.place_name(*visit, l).into())]),
            Ground::Minimum { visit, need } => {
                l.with("board-ground-minimum", &[("place", self.place_name(*visit, l).into()), ("need", need.into())])
            }
            Ground::Skill { visit, skill } => l.with(
                "board-ground-skill",
                &[("place", self.place_name(*visit, l).into()), ("skill", Self::skill(*skill, l).into())],
            ),
            Ground::Seats { visit } => l.with("board-ground-seats", &[("place", self.place_name(*visit, l).into())]),
            Ground::Days { visit } => l.with("board-ground-days", &[("place", self.place_name(*visit, l).into())]),
            Ground::Pin(pin) => l.with(
                "board-ground-pin",
                &[("who", self.name(pin.person, l).into()), ("place", self.place_name(pin.visit, l).into())],
            ),
            Ground::ChiefLeads { person } => l.with("board-ground-chief", &[("who", self.name(*person, l).into())]),
            Ground::Against { person, visit, reason } => {
                let because = self.because(reason, l);
                l.with(
                    "board-ground-against",
                    &[
                        ("who", self.name(*person, l).into()),
                        ("place", self.place_name(*visit, l).into()),
                        ("because", because.into()),
                    ],
                )
            }
        }
    }

    /// What would have to give.
    pub fn change(&self, change: &Change, l: Lang) -> String {
        match change {
            Change::MorePeople { like, count } => {
                let skill = like.skill.map(|skill| Self::skill(skill, l)).unwrap_or_default();
                let key = if like.may_lead {
                    "board-change-leads"
                } else if skill.is_empty() {
                    "board-change-people"
                } else {
                    "board-change-skilled"
                };
                l.with(key, &[("n", count.into()), ("kind", l.word(like.kind).into()), ("skill", skill.into())])
            }
            Change::EndsEarlier { visit, days } => {
                l.with("board-change-earlier", &[("place", self.place_name(*visit, l).into()), ("n", days.into())])
            }
            Change::BeginsLater { visit, days } => {
                l.with("board-change-later", &[("place", self.place_name(*visit, l).into()), ("n", days.into())])
            }
            Change::MoreSeats { visit, place, count } => l.with(
                "board-change-seats",
                &[("place", self.place_name(*visit, l).into()), ("spot", l.word(*place).into()), ("n", count.into())],
            ),
            Change::SetAside(one) => l.with(
                "board-change-aside",
                &[
                    ("who", self.name(one.person, l).into()),
                    ("place", self.place_name(one.visit, l).into()),
                    ("rule", l.word(one.rule).into()),
                ],
            ),
            Change::Unpin(pin) => l.with(
                "board-change-unpin",
                &[("who", self.name(pin.person, l).into()), ("place", self.place_name(pin.visit, l).into())],
            ),
            Change::Unbar(bar) => l.with(
                "board-change-unpin",
                &[("who", self.name(bar.person, l).into()), ("place", self.place_name(bar.visit, l).into())],
            ),
            Change::WithoutSkill { visit, skill } => l.with(
                "board-change-skill",
                &[("place", self.place_name(*visit, l).into()), ("skill", Self::skill(*skill, l).into())],
            ),
        }
    }

    /// Why the question cannot be asked at all.
    pub fn refusal(&self, refusal: &Refusal, l: Lang) -> String {
        let place = |visit| -> Vec<(&'static str, Arg)> { vec![("place", self.place_name(visit, l).into())] };
        let who = |person| -> Vec<(&'static str, Arg)> { vec![("who", self.name(person, l).into())] };
        match refusal {
            Refusal::NoVisits => l.t("board-refused-empty"),
            Refusal::NoSupervisor(visit) => l.with("board-refused-no-supervisor", &place(*visit)),
            Refusal::BackwardVisit(visit) => l.with("board-refused-backward", &place(*visit)),
            Refusal::NoLeadPlace(visit) | Refusal::TwoLeadPlaces(visit) => {
                l.with("board-refused-lead-place", &place(*visit))
            }
            Refusal::SameVisit(visit) => l.with("board-refused-twice", &place(*visit)),
            Refusal::SamePerson(person) => l.with("board-refused-same-person", &who(*person)),
            Refusal::BackwardAbsence(person, _) | Refusal::BackwardPosting(person, _) => {
                l.with("board-refused-backward-days", &who(*person))
            }
            Refusal::UnknownPerson(person) | Refusal::NotOverridable { person, .. } => {
                l.with("board-refused-unknown-person", &who(*person))
            }
            Refusal::UnknownVisit(visit) => l.with("board-refused-unknown-place", &place(*visit)),
        }
    }
}

/// How a conflict is drawn: its tone.
pub const fn tone(class: Class) -> &'static str {
    match class {
        Class::Hard | Class::Design => "danger",
        Class::Soft => "warn",
    }
}
