//! A board as a page.
mod beside;

use askama::Template;
use uuid::Uuid;

use crate::{
    foundation::{
        id::{PersonId, fresh},
        text::Lang,
        web::shell::Shell,
        word::Word as _,
    },
    workflow::{
        round::{
            Place, Round,
            board::{
                act::Read,
                form::{shift_code, spot_code},
                model::{Course, Member, Seated, Setting, Solving, Version, board, wanted},
                words::{source, tone},
            },
            solve::{self, Board, Class, Conflict, Judgement, Proposal, Rule, Shift, Spot, TermValue, VisitId},
        },
        team,
    },
};

pub use beside::{AsidePage, ClashPage, ComparePage, SolvePage, Standing, WhyPage, standing};

/// A choice with its word.
pub type Options = Vec<(String, String)>;

/// A conflict as it is told: the rule, its class, its evidence, and the changes that would mend it.
pub struct Told {
    pub class: Class,
    pub tone: &'static str,
    pub rule: Rule,
    pub head: String,
    pub text: String,
    pub source: &'static str,
    pub person: Option<Uuid>,
    pub place: Option<Uuid>,
    /// What a button sends, and what it says.
    pub mends: Vec<(Vec<String>, String)>,
}

impl Told {
    /// Where the approver sets the rule aside; none where nobody may.
    pub fn aside(&self, round: &Round) -> Option<String> {
        let (person, place) = (self.person?, self.place?);
        let href =
            format!("{}/assignments/override?person={person}&place={place}&rule={}", round.href(), self.rule.code());
        (self.class == Class::Design).then_some(href)
    }
}

/// Why a change was not made.
pub struct Refused {
    pub who: String,
    pub place: String,
    pub because: Vec<(String, &'static str)>,
}

/// Somebody in a seat.
pub struct SeatRow {
    pub person: Uuid,
    pub name: String,
    pub unit: String,
    pub spot: String,
    pub from: String,
    pub pinned: bool,
    pub notes: Vec<(&'static str, String)>,
}

/// A team as a column.
pub struct Column {
    pub place: Place,
    pub seats: Vec<SeatRow>,
    /// The places that nobody holds: word, code, and how many of each.
    pub vacant: Vec<(String, String, usize)>,
    pub blocked: usize,
    pub warned: usize,
}

/// Somebody who is not on the board.
pub struct PoolRow {
    pub person: Uuid,
    pub initial: String,
    pub name: String,
    pub about: String,
    pub busy: bool,
}

/// What a board is drawn beside.
pub struct Ground {
    pub head: i32,
    pub solving: Option<Solving>,
    pub may_edit: bool,
    pub may_set_aside: bool,
    pub refused: Option<Refused>,
}

/// `GET /rounds/{id}/assignments`
#[derive(Template)]
#[template(path = "workflow/round/board.html")]
pub struct BoardPage {
    pub shell: Shell,
    pub round: Round,
    pub no: i32,
    pub ground: Ground,
    pub columns: Vec<Column>,
    pub pool: Vec<PoolRow>,
    /// People of the pool that are not shown.
    pub more: usize,
    pub q: String,
    pub told: Vec<Told>,
    pub terms: Vec<TermValue>,
    pub total: i64,
    pub spread: Option<String>,
    pub open: Options,
    pub versions: Vec<Version>,
    pub aside: Vec<String>,
    /// Why the round cannot be judged at all.
    pub unreadable: Vec<String>,
    pub seated: usize,
}

/// Most people of the pool on one page.
const POOL: usize = 30;

impl BoardPage {
    pub fn new(shell: Shell, round: Round, read: Read, ground: Ground, q: &str) -> Self {
        let l = shell.l;
        let setting = &read.setting;
        // what is empty is not found fault with seat by seat: that takes longest and says nothing
        let (judged, unreadable) = if read.seats.is_empty() {
            (None, read.solved().err().map(|refusals| said(&read, &refusals, l)).unwrap_or_default())
        } else {
            judged(&read, l)
        };
        let conflicts = judged.as_ref().map(|judged| judged.conflicts.as_slice()).unwrap_or_default();
        let seated: std::collections::BTreeSet<PersonId> = read.seats.iter().map(|seat| seat.person).collect();
        let pool: Vec<PoolRow> = setting
            .people
            .values()
            .filter(|member| !seated.contains(&member.id) && meets(member, q, l))
            .map(|member| pool_row(member, l))
            .collect();
        Self {
            columns: setting.places.iter().map(|place| column(setting, place, &read.seats, conflicts, l)).collect(),
            more: pool.len().saturating_sub(POOL),
            pool: pool.into_iter().take(POOL).collect(),
            q: q.to_owned(),
            told: told(setting, conflicts, l),
            total: judged.as_ref().map_or(0, |judged| judged.score.total()),
            spread: judged.as_ref().and_then(|judged| judged.spread).map(|spread| {
                l.with(
                    "board-spread",
                    &[
                        ("most", setting.name(spread.most.0, l).into()),
                        ("high", spread.most.1.into()),
                        ("least", setting.name(spread.least.0, l).into()),
                        ("low", spread.least.1.into()),
                    ],
                )
            }),
            terms: judged.map(|judged| judged.score.terms).unwrap_or_default(),
            open: open(setting, &read.seats, l),
            aside: read
                .aside
                .iter()
                .map(|one| {
                    l.with(
                        "board-set-aside",
                        &[
                            ("who", setting.name(one.person, l).into()),
                            ("place", setting.place_name(VisitId(one.place.0), l).into()),
                            ("rule", l.word(one.rule).into()),
                            ("by", one.who.as_str().into()),
                            ("reason", one.reason.as_str().into()),
                        ],
                    )
                })
                .collect(),
            seated: seated.len(),
            versions: read.versions,
            no: read.no,
            unreadable,
            ground,
            round,
            shell,
        }
    }

    pub fn href(&self) -> String {
        format!("{}/assignments", self.round.href())
    }

    pub fn blocking(&self) -> usize {
        self.told.iter().filter(|told| told.class != Class::Soft).count()
    }

    pub fn warning(&self) -> usize {
        self.told.iter().filter(|told| told.class == Class::Soft).count()
    }

    /// Nobody is on it, so that there is nothing to find fault with.
    pub const fn is_empty(&self) -> bool {
        self.seated == 0
    }

    pub fn can_undo(&self) -> bool {
        self.no > 0
    }

    fn another_key() -> Uuid {
        fresh()
    }
}

/// What is said against the board; or why nothing can be.
fn judged(read: &Read, l: Lang) -> (Option<Judgement>, Vec<String>) {
    match read.solved() {
        Ok(solved) => (Some(solved.judge(&board(&read.seats))), Vec::new()),
        Err(refusals) => (None, said(read, &refusals, l)),
    }
}

fn said(read: &Read, refusals: &[solve::Refusal], l: Lang) -> Vec<String> {
    refusals.iter().map(|one| read.setting.refusal(one, l)).collect()
}

fn meets(member: &Member, q: &str, l: Lang) -> bool {
    let q = q.trim();
    let skills = || member.skills.iter().any(|skill| l.word(*skill).contains(q));
    q.is_empty() || member.name.contains(q) || member.unit(l).contains(q) || member.title.contains(q) || skills()
}

fn pool_row(member: &Member, l: Lang) -> PoolRow {
    let skills = member.skills.iter().map(|skill| l.word(*skill));
    let about: Vec<String> = [l.word(member.kind), member.unit(l).to_owned()]
        .into_iter()
        .chain(skills)
        .filter(|part| !part.is_empty())
        .collect();
    PoolRow {
        person: member.id.0,
        initial: member.name.chars().take(1).collect(),
        name: member.name.clone(),
        about: about.join(" · "),
        busy: member.busy,
    }
}

/// The places of a team that nobody holds.
fn vacant(place: &Place, seats: &[Seated]) -> Vec<team::Place> {
    let mut left = wanted(place.seats, place.experts);
    for seat in seats.iter().filter(|seat| seat.place == place.id) {
        // who leads may be leader too, in one seat
        let at = left.iter().position(|spot| *spot == seat.spot);
        let at = at.or_else(|| left.iter().position(|spot| *spot == team::Place::Member && seat.spot.is_inspector()));
        if let Some(at) = at.filter(|_| seat.spot != team::Place::TeamLeader) {
            left.remove(at);
        }
    }
    left
}

/// Each place once, in its order, and how often it is there.
fn counted(spots: Vec<team::Place>) -> Vec<(team::Place, usize)> {
    let mut counted: Vec<(team::Place, usize)> = Vec::new();
    for spot in spots {
        match counted.iter_mut().find(|(one, _)| *one == spot) {
            Some((_, n)) => *n += 1,
            None => counted.push((spot, 1)),
        }
    }
    counted
}

/// Where somebody may be put: each kind of vacant place once a team.
fn open(setting: &Setting, seats: &[Seated], l: Lang) -> Options {
    let mut open = Vec::new();
    for place in &setting.places {
        for (spot, _) in counted(vacant(place, seats)) {
            let code = spot_code(Spot { visit: VisitId(place.id.0), place: spot });
            open.push((code, format!("{} · {}", place.facility_name(l), l.word(spot))));
        }
    }
    open
}

fn column(setting: &Setting, place: &Place, seats: &[Seated], conflicts: &[Conflict], l: Lang) -> Column {
    let visit = VisitId(place.id.0);
    let here: Vec<&Conflict> = conflicts.iter().filter(|conflict| conflict.visit == Some(visit)).collect();
    let row = |seat: &Seated| {
        let notes = here.iter().filter(|conflict| conflict.person == Some(seat.person));
        SeatRow {
            person: seat.person.0,
            name: setting.name(seat.person, l),
            unit: setting.people.get(&seat.person).map(|member| member.unit(l).to_owned()).unwrap_or_default(),
            spot: l.word(seat.spot),
            from: spot_code(seat.seat().spot()),
            pinned: seat.pinned,
            notes: notes.map(|one| (tone(one.class()), setting.because(&one.reason, l))).collect(),
        }
    };
    Column {
        seats: seats.iter().filter(|seat| seat.place == place.id).map(row).collect(),
        vacant: counted(vacant(place, seats))
            .into_iter()
            .map(|(spot, n)| (l.word(spot), spot_code(Spot { visit, place: spot }), n))
            .collect(),
        blocked: here.iter().filter(|conflict| conflict.class() != Class::Soft).count(),
        warned: here.iter().filter(|conflict| conflict.class() == Class::Soft).count(),
        place: place.clone(),
    }
}

fn told(setting: &Setting, conflicts: &[Conflict], l: Lang) -> Vec<Told> {
    let one = |conflict: &Conflict| {
        let who = conflict.person.map(|person| setting.name(person, l));
        let place = conflict.visit.map(|visit| setting.place_name(visit, l));
        let rule = conflict.reason.rule();
        let head = match (who, place) {
            (Some(who), Some(place)) => format!("{who} → {place}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => l.t("board-whole"),
        };
        Told {
            class: conflict.class(),
            tone: tone(conflict.class()),
            rule,
            head,
            text: setting.because(&conflict.reason, l),
            source: source(rule),
            person: conflict.person.map(|person| person.0),
            place: conflict.visit.map(|visit| visit.0),
            mends: conflict.proposals.iter().take(3).map(|proposal| mend(setting, proposal, l)).collect(),
        }
    };
    let mut told: Vec<Told> = conflicts.iter().map(one).collect();
    told.sort_by_key(|told| told.class);
    told
}

fn mend(setting: &Setting, proposal: &Proposal, l: Lang) -> (Vec<String>, String) {
    (proposal.shifts.iter().map(shift_code).collect(), setting.proposal(proposal, l))
}

/// What the law has against a change: rules that nobody sets aside, of whoever moves, where (s)he goes.
pub fn refused(read: &Read, moved: &Board, shifts: &[Shift], l: Lang) -> Option<Refused> {
    let solved = read.solved().ok()?;
    let before = solved.judge(&board(&read.seats)).conflicts;
    let after = solved.judge(moved).conflicts;
    for shift in shifts {
        let Some(to) = shift.to else { continue };
        let against = after.iter().filter(|conflict| {
            conflict.class() == Class::Hard
                && conflict.person == Some(shift.person)
                && conflict.visit == Some(to.visit)
                && !before.iter().any(|old| {
                    old.reason == conflict.reason && old.visit == conflict.visit && old.person == conflict.person
                })
        });
        let because: Vec<_> =
            against.map(|one| (read.setting.because(&one.reason, l), source(one.reason.rule()))).collect();
        if !because.is_empty() {
            let (who, place) = (read.setting.name(shift.person, l), read.setting.place_name(to.visit, l));
            return Some(Refused { who, place, because });
        }
    }
    None
}

/// Whether a search is under way.
pub fn is_searching(solving: &Option<Solving>) -> bool {
    solving.as_ref().is_some_and(|solving| solving.state.is_under_way())
}

/// Whether a search has come to something that the board does not show.
pub fn is_told(solving: &Option<Solving>) -> bool {
    let told = [Course::Overtaken, Course::Impossible, Course::Undecided, Course::Refused, Course::Failed];
    solving.as_ref().is_some_and(|solving| told.contains(&solving.state))
}
