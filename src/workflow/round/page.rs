//! Pages of rounds: the list, opening one, the round itself.
mod place;
mod step;

use axum::{http::StatusCode, response::Response};
use chrono::{Datelike as _, NaiveDate};

use crate::{
    foundation::{
        calendar::Calendar,
        error::{AppError, Result},
        id::{self, OrgId},
        text::Lang,
        web::{fields::Fields, overtaken::OvertakenPage},
        word::Word as _,
    },
    law::period::{self, Rules},
    people::{
        access::{Action, Deed, Permit, Posted},
        facility::FacilityKind,
    },
    workflow::{
        inspection::Kind,
        round::{
            act, board,
            calendar::{self, store::Blackout},
            deed::{EditRound, OpenRound, STEPS, SeeRound, SeeRounds},
            form, gate,
            model::{self, Place, Round, Wanted},
            state::{State, Step},
            store,
            store::read::{self, Target},
            view::{self, AddPage, Asked, EditPage, IndexPage, NewPage, Next, Pick, PlaceRow, ShowPage},
        },
    },
};

pub use place::{add, choose, plan, planning, remove};
pub use step::{ask, take};

/// What days and team sizes are told by.
struct Usual {
    rules: Rules,
    calendar: Calendar,
    blackouts: Vec<Blackout>,
}

impl Usual {
    async fn load<D: Deed>(permit: &mut Permit<D>) -> Result<Self> {
        let rules = Rules::on(&mut permit.tx, permit.today).await?;
        let blackouts = calendar::store::blackouts(&mut permit.tx, None, permit.actor.unit_id(), permit.today).await?;
        Ok(Self { rules, calendar: period::calendar(&mut permit.tx).await?.calendar, blackouts })
    }

    /// The first and last day of a place that nobody has planned yet, and its seats.
    fn of(&self, kind: Kind, target: &Target, (opens, closes): (NaiveDate, NaiveDate)) -> (NaiveDate, NaiveDate, i32) {
        let until = gate::lasts_until(&self.rules, &self.calendar, kind, target.kind, opens);
        (opens, until.map_or(closes, |(day, _)| day.min(closes)), gate::team_about(&self.rules, kind, target.kind))
    }

    fn row(&self, round: &Round, place: Place, l: Lang) -> PlaceRow {
        let least = gate::lasts_until(&self.rules, &self.calendar, round.kind, place.facility_kind, place.first_day);
        let skills: Vec<String> = place.skills.iter().map(|skill| l.word(*skill)).collect();
        PlaceRow {
            blackout: self
                .blackouts
                .iter()
                .find(|one| {
                    one.org == round.organiser && one.first_day <= place.last_day && place.first_day <= one.last_day
                })
                .cloned(),
            short: least.map(|(day, _)| day).filter(|day| place.last_day < *day),
            skills: skills.join(&l.t("part-comma")),
            place,
        }
    }
}

/// The acting person's organ and its level.
fn organ<D: Deed>(permit: &Permit<D>) -> Result<(OrgId, i16)> {
    permit.actor.unit.as_ref().map(|unit| (unit.id, unit.level)).ok_or(AppError::NotFound)
}

/// `GET /rounds?state=`
pub async fn index(mut permit: Permit<SeeRounds>) -> Result<Response> {
    let state = State::parse(permit.query()?.value("state"));
    let page = IndexPage {
        rows: read::rounds(&mut permit.tx, state).await?,
        state,
        may_open: permit.may(Action::OpenRound),
        shell: permit.shell(),
    };
    permit.page(page).await
}

/// `GET /rounds/new?facility=…`
pub async fn new(mut permit: Permit<OpenRound>) -> Result<Response> {
    let query = permit.query()?;
    let mut fields = Fields::start([("opens_on", permit.today.to_string()), ("kind", query.value("kind").to_owned())]);
    for facility in query.values("facility") {
        fields = fields.with("facility", facility);
    }
    let page = new_page(&mut permit, fields).await?;
    permit.page(page).await
}

async fn new_page(permit: &mut Permit<OpenRound>, fields: Fields) -> Result<NewPage> {
    let (organ, level) = organ(permit)?;
    let kind = Kind::parse(fields.value("kind")).unwrap_or(Kind::Cross);
    let targets = read::targets(&mut permit.tx, (organ, level), None, kind, permit.today).await?;
    Ok(NewPage {
        asked: asked(permit, (organ, level), permit.today.year()).await?,
        shell: permit.shell(),
        key: id::fresh(),
        kinds: view::kinds(level, permit.l),
        picks: picks(targets, &fields),
        fields,
    })
}

fn picks(targets: Vec<Target>, fields: &Fields) -> Vec<Pick> {
    let pick = |target: Target| Pick { chosen: fields.has("facility", &target.id.to_string()), target };
    targets.into_iter().map(pick).collect()
}

/// How many prisons the year asks to be crossed, and how many have been.
async fn asked<D: Deed>(permit: &mut Permit<D>, organ: (OrgId, i16), year: i32) -> Result<Asked> {
    let days = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
    let days = days.ok_or(AppError::NotFound)?;
    let counted = read::reached(&mut permit.tx, organ, FacilityKind::Prison, Kind::Cross, days).await?;
    let (prisons, reached) = (counted.facilities, counted.reached);
    Ok(Asked { year, prisons, least: model::third(prisons), reached })
}

/// `POST /rounds`
pub async fn create(mut posted: Posted<OpenRound>) -> Result<Response> {
    let (organ, level) = organ(&posted.permit)?;
    let usual = Usual::load(&mut posted.permit).await?;
    let today = posted.permit.today;
    let kind = posted.fields.choice::<Kind>("kind");
    let offered = kind.filter(|kind| model::KINDS.contains(kind));
    if kind.is_some() && offered.is_none_or(|kind| model::places_of(kind, level).next().is_none()) {
        posted.fields.problem("kind", "problem-not-competent", Vec::new());
    }
    let wanted = form::wanted(&mut posted.fields);
    if let (Some(kind), Some(wanted)) = (offered, &wanted) {
        let targets = read::targets(&mut posted.permit.tx, (organ, level), None, kind, today).await?;
        let targets = fitting(targets, |facility| kind.is_competent(level, facility));
        let period = (wanted.opens_on, wanted.closes_on);
        let places = form::places(&mut posted.fields, &targets, |target| usual.of(kind, target, period));
        if posted.fields.is_ok() {
            let round = act::open(&mut posted.permit, kind, wanted, &places).await?;
            return posted.done(&format!("/rounds/{round}"), "done-round-opened").await;
        }
    }
    let fields = posted.fields.clone();
    let page = new_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

/// Of the facilities of an organ, those of a kind that it may visit so.
fn fitting(targets: Vec<Target>, fits: impl Fn(FacilityKind) -> bool) -> Vec<Target> {
    targets.into_iter().filter(|target| fits(target.kind)).collect()
}

/// `GET /rounds/add?facility=…`: the rounds being planned that could take them.
pub async fn offer(mut permit: Permit<OpenRound>) -> Result<Response> {
    let (l, query) = (permit.l, permit.query()?);
    let organ = organ(&permit)?;
    let targets = read::targets(&mut permit.tx, organ, None, Kind::Cross, permit.today).await?;
    let chosen = targets.iter().filter(|target| query.has("facility", &target.id.to_string()));
    let chosen: view::Options = chosen.map(|target| (target.id.to_string(), target.name(l).to_owned())).collect();
    let pairs: Vec<_> = chosen.iter().map(|(id, _)| ("facility", id)).collect();
    let new_href = format!("/rounds/new?{}", serde_html_form::to_string(pairs).unwrap_or_default());
    let rounds = read::rounds(&mut permit.tx, Some(State::Planning)).await?;
    let page = AddPage { shell: permit.shell(), rounds, chosen, new_href };
    permit.page(page).await
}

/// `GET /rounds/{id}`
pub async fn show(mut permit: Permit<SeeRound>) -> Result<Response> {
    let (round, l) = (permit.subject.clone(), permit.l);
    let usual = Usual::load(&mut permit).await?;
    let board = board::store::head(&mut permit.tx, round.id).await?;
    let places = store::places(&mut permit.tx, round.id).await?;
    // how its board stands is its own page's to say
    let blocking: Option<&[String]> = Some(&[] as &[String]).filter(|_| board != 0);
    let onward = STEPS.iter().map(|(step, _)| *step).find(|step| round.state.after(*step).is_ok());
    let crossing = round.kind == Kind::Cross
        && model::places_of(round.kind, round.organiser_level).next() == Some(FacilityKind::Prison);
    let asked = if crossing {
        Some(asked(&mut permit, (round.organiser, round.organiser_level), round.opens_on.year()).await?)
    } else {
        None
    };
    let page = ShowPage {
        blocked: onward.map(|step| gate::refusals(&round, &places, blocking, step, l)).unwrap_or_default(),
        may_board: permit.may(Action::SeeBoard),
        rows: places.into_iter().map(|place| usual.row(&round, told(&permit, &round, place), l)).collect(),
        next: next(&permit, &round, board != 0),
        board_first: board == 0 && round.state.is_planned(),
        steps: read::steps(&mut permit.tx, round.id).await?,
        may_edit: round.state.is_planned() && permit.may(Action::EditRound),
        asked,
        shell: permit.shell(),
        round,
    };
    permit.page(page).await
}

/// A place as its reader may know it: whom the teams are made of is for whoever plans and decides, until that is approved.
fn told<D: Deed<Subject = Round>>(permit: &Permit<D>, round: &Round, place: Place) -> Place {
    let open = !matches!(round.state, State::Planning | State::Submitted) || permit.may(Action::SeeBoard);
    if open { place } else { Place { lead_name: None, seated: 0, ..place } }
}

/// The steps that the actor may take now; a round without teams is not submitted first of all.
fn next<D: Deed<Subject = Round>>(permit: &Permit<D>, round: &Round, teams: bool) -> Vec<Next> {
    let mut next: Vec<Next> = Vec::new();
    for (step, action) in STEPS {
        if round.state.after(*step).is_ok() && permit.may(*action) {
            let aside = matches!(step, Step::Cancel | Step::Return);
            next.push(Next {
                href: format!("{}/{}", round.href(), step.code()),
                word: permit.l.word(*step),
                primary: !aside && (teams || *step != Step::Submit) && !next.iter().any(|next| next.primary),
            });
        }
    }
    next
}

/// `GET /rounds/{id}/edit`
pub async fn edit(permit: Permit<EditRound>) -> Result<Response> {
    let round = permit.subject.clone();
    if !round.state.is_planned() {
        return Err(AppError::Conflict("refused-round-frozen"));
    }
    let fields = Fields::start([
        ("name", round.name.clone()),
        ("purpose", round.purpose.clone()),
        ("opens_on", round.opens_on.to_string()),
        ("closes_on", round.closes_on.to_string()),
        ("target", round.target.map(|n| n.to_string()).unwrap_or_default()),
        ("version", round.version.to_string()),
    ]);
    let page = EditPage { shell: permit.shell(), round, key: id::fresh(), fields };
    permit.page(page).await
}

/// `POST /rounds/{id}/edit`
pub async fn change(mut posted: Posted<EditRound>) -> Result<Response> {
    let round = posted.permit.subject.clone();
    let base = posted.fields.number("version", 0, i32::MAX).unwrap_or_default();
    let Some(wanted) = form::wanted(&mut posted.fields) else {
        let page = EditPage { shell: posted.permit.shell(), round, key: id::fresh(), fields: posted.fields.clone() };
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    if base != round.version || !round.state.is_planned() {
        let page = overtaken(&posted.permit, &round, &wanted);
        return posted.send_back(StatusCode::CONFLICT, page).await;
    }
    act::change(&mut posted.permit, base, &wanted).await?;
    posted.done(&round.href(), "done-saved").await
}

/// Somebody else changed it meanwhile: what was typed stands beside what is on record.
fn overtaken(permit: &Permit<EditRound>, round: &Round, mine: &Wanted) -> OvertakenPage {
    let number = |n: Option<i32>| n.map(|n| n.to_string()).unwrap_or_default();
    let pairs = [
        ("round-name", round.name.clone(), mine.name.clone()),
        ("round-purpose", round.purpose.clone(), mine.purpose.clone()),
        ("round-opens-on", round.opens_on.to_string(), mine.opens_on.to_string()),
        ("round-closes-on", round.closes_on.to_string(), mine.closes_on.to_string()),
        ("round-target", number(round.target), number(mine.target)),
    ];
    let pairs: Vec<(&str, &str, &str)> =
        pairs.iter().map(|(label, theirs, mine)| (*label, theirs.as_str(), mine.as_str())).collect();
    let sentence = if round.state.is_planned() { "refused-round-changed" } else { "refused-round-frozen" };
    OvertakenPage::new(permit.shell(), sentence, round.href(), &pairs)
}
