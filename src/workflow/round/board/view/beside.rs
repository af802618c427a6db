//! Pages beside a board: why somebody is (not) there, two versions, the search, a board overtaken, an exception, a submission.
use std::collections::BTreeMap;

use askama::Template;
use uuid::Uuid;

use super::{Options, judged, open, pool_row};
use crate::{
    foundation::{
        id::{PersonId, fresh},
        text::Lang,
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    workflow::round::{
        Round,
        board::{
            act::Read,
            form::{Change, shift_code, spot_code},
            model::{Setting, Solving, Version, board},
            words::{source, tone},
        },
        solve::{Board, Class, Conflict, Proposal, Rule, Shift, TermValue, VisitId},
    },
};

/// A way to have it otherwise, and what it would cost more, term by term.
pub struct Other {
    pub text: String,
    pub codes: Vec<String>,
    pub cost: i64,
    pub terms: Vec<TermValue>,
}

/// One place, as the page why says it.
pub struct WhyHere {
    pub place: String,
    pub id: Uuid,
    pub spot: Option<String>,
    pub reasons: Vec<(&'static str, String, &'static str)>,
    pub others: Vec<Other>,
}

/// `GET /rounds/{id}/assignments/why`
#[derive(Template)]
#[template(path = "workflow/round/why.html")]
pub struct WhyPage {
    pub shell: Shell,
    pub round: Round,
    pub base: i32,
    pub who: String,
    pub about: String,
    pub here: Vec<WhyHere>,
    pub person: Uuid,
    /// The seats that (s)he holds at the places shown: code and words.
    pub held: Options,
    /// Where (s)he may be put.
    pub open: Options,
    pub may_edit: bool,
}

impl WhyPage {
    /// Of one place, or of all.
    pub fn new(
        shell: Shell,
        round: Round,
        read: &Read,
        (person, place): (PersonId, Option<VisitId>),
        may_edit: bool,
    ) -> Self {
        let (l, setting) = (shell.l, &read.setting);
        let solved = read.solved().ok();
        let now = board(&read.seats);
        let visits = setting.places.iter().map(|place| VisitId(place.id.0));
        let visits = visits.filter(|visit| place.is_none_or(|place| place == *visit));
        let here = visits.filter_map(|visit| {
            let why = solved.as_ref()?.why(&now, person, visit)?;
            let other = |proposal: &Proposal| Other {
                text: setting.proposal(proposal, l),
                codes: proposal.shifts.iter().map(shift_code).collect(),
                cost: proposal.difference.total(),
                terms: proposal.difference.terms.iter().filter(|term| term.raw != 0).copied().collect(),
            };
            let reasons = why.reasons.iter();
            Some(WhyHere {
                place: setting.place_name(visit, l),
                id: visit.0,
                spot: why.place.map(|spot| l.word(spot)),
                reasons: reasons.map(|one| (tone(one.class()), setting.because(one, l), source(one.rule()))).collect(),
                others: why.alternatives.iter().map(other).collect(),
            })
        });
        let held = read.seats.iter().filter(|seat| seat.person == person);
        let held = held.filter(|seat| place.is_none_or(|place| place.0 == seat.place.0));
        Self {
            held: held
                .map(|seat| {
                    let at = setting.place_name(VisitId(seat.place.0), l);
                    (spot_code(seat.seat().spot()), format!("{at} · {}", l.word(seat.spot)))
                })
                .collect(),
            open: open(setting, &read.seats, l),
            person: person.0,
            may_edit,
            here: here.collect(),
            base: read.no,
            who: setting.name(person, l),
            about: setting.people.get(&person).map(|member| pool_row(member, l).about).unwrap_or_default(),
            round,
            shell,
        }
    }

    pub fn href(&self) -> String {
        format!("{}/assignments", self.round.href())
    }

    fn another_key() -> Uuid {
        fresh()
    }
}

/// `GET /rounds/{id}/assignments/compare`
#[derive(Template)]
#[template(path = "workflow/round/compare.html")]
pub struct ComparePage {
    pub shell: Shell,
    pub round: Round,
    pub from: i32,
    pub to: i32,
    pub shifts: Vec<String>,
    pub terms: Vec<TermValue>,
    pub total: i64,
    pub versions: Options,
}

impl ComparePage {
    pub fn new(shell: Shell, round: Round, read: &Read, one: &Board, (from, to): (i32, i32)) -> Self {
        let (l, setting) = (shell.l, &read.setting);
        let other = board(&read.seats);
        let compared = read.solved().ok().map(|solved| solved.compare(one, &other));
        let shifts = compared.as_ref().map_or_else(|| one.shifts_to(&other), |compared| compared.shifts.clone());
        Self {
            shifts: shifts.iter().map(|shift| setting.shift(shift, l)).collect(),
            total: compared.as_ref().map_or(0, |compared| compared.difference.total()),
            terms: compared.map(|compared| compared.difference.terms).unwrap_or_default(),
            versions: versions(&read.versions, l),
            from,
            to,
            round,
            shell,
        }
    }
}

fn versions(versions: &[Version], l: Lang) -> Options {
    let said = |version: &Version| {
        let word = format!("{} · {} · {} {}", version.no, l.word(version.deed), version.who, l.instant(version.at));
        (version.no.to_string(), word)
    };
    versions.iter().map(said).chain([("0".to_owned(), l.t("board-no-version"))]).collect()
}

/// `GET /rounds/{id}/solve`
#[derive(Template)]
#[template(path = "workflow/round/solve.html")]
pub struct SolvePage {
    pub shell: Shell,
    pub round: Round,
    pub base: i32,
    pub solving: Option<Solving>,
    pub may_edit: bool,
    pub key: Uuid,
}

impl SolvePage {
    pub fn href(&self) -> String {
        format!("{}/assignments", self.round.href())
    }

    /// Sentences of one kind that the search came to, in the reader's language.
    pub fn said(&self, kind: &str) -> Vec<String> {
        let lang = if self.shell.l == Lang::Zh { "zh" } else { "en" };
        let list = self.solving.as_ref().map(|solving| &solving.outcome[lang][kind]);
        let list = list.and_then(|list| list.as_array()).map(Vec::as_slice).unwrap_or_default();
        list.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
    }

    /// Whether fewer rules and facts would not do, and that is proved.
    pub fn smallest(&self) -> bool {
        self.solving.as_ref().is_some_and(|solving| solving.outcome["smallest"] == true)
    }
}

/// A board that somebody else changed meanwhile: both sides.
#[derive(Template)]
#[template(path = "workflow/round/clash.html")]
pub struct ClashPage {
    pub shell: Shell,
    pub href: String,
    pub mine: Vec<String>,
    pub theirs: Vec<String>,
    pub who: String,
    pub no: i32,
}

impl ClashPage {
    pub fn new(shell: Shell, round: &Round, started: &Read, stands: &Read, change: Option<&Change>) -> Self {
        let (l, setting) = (shell.l, &stands.setting);
        let one = |shift: &Shift| setting.shift(shift, l);
        let mine = match change {
            Some(Change::Move(shifts)) => shifts.iter().map(one).collect(),
            Some(Change::Pin(person, ..)) => vec![setting.name(*person, l)],
            Some(Change::Clear | Change::Undo) | None => Vec::new(),
        };
        let theirs = board(&started.seats).shifts_to(&board(&stands.seats));
        Self {
            mine,
            theirs: theirs.iter().map(one).collect(),
            who: stands.versions.first().map(|version| version.who.clone()).unwrap_or_default(),
            no: stands.no,
            href: format!("{}/assignments", round.href()),
            shell,
        }
    }
}

/// `GET /rounds/{id}/assignments/override`
#[derive(Template)]
#[template(path = "workflow/round/aside.html")]
pub struct AsidePage {
    pub shell: Shell,
    pub round: Round,
    pub who: String,
    pub place: String,
    pub rule: Rule,
    pub because: Vec<String>,
    pub key: Uuid,
    pub fields: Fields,
}

/// What a submission is told of the board: how much blocks it, and which rules that warn ask for a reason.
pub struct Standing {
    /// What blocks, as sentences.
    pub blocking: Vec<String>,
    pub warnings: BTreeMap<Rule, Vec<String>>,
}

/// A conflict in one sentence: who, where, why.
fn sentence(setting: &Setting, conflict: &Conflict, l: Lang) -> String {
    let whom = conflict.person.map(|person| setting.name(person, l));
    let place = conflict.visit.map(|visit| setting.place_name(visit, l));
    let head: Vec<String> = place.into_iter().chain(whom).collect();
    let because = setting.because(&conflict.reason, l);
    if head.is_empty() { because } else { format!("{}{}{because}", head.join(" · "), l.t("part-colon")) }
}

/// Judges the board that is to be submitted.
pub fn standing(read: &Read, l: Lang) -> Standing {
    let (judged, unreadable) = judged(read, l);
    let conflicts = judged.map(|judged| judged.conflicts).unwrap_or_default();
    let mut warnings: BTreeMap<Rule, Vec<String>> = BTreeMap::new();
    for conflict in conflicts.iter().filter(|conflict| conflict.class() == Class::Soft) {
        warnings.entry(conflict.reason.rule()).or_default().push(sentence(&read.setting, conflict, l));
    }
    Standing {
        blocking: unreadable
            .into_iter()
            .chain(conflicts.iter().filter(|one| one.class() != Class::Soft).map(|one| sentence(&read.setting, one, l)))
            .collect(),
        warnings,
    }
}
