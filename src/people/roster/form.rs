//! The forms of the roster.
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{FacilityId, OrgId, PersonId},
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    people::{
        access::secret,
        person::{Rank, form::is_username, model::Gender},
        roster::{
            model::{Away, Capacity, Fact, Relation, Skill, Tie},
            recusal::{Ground, Origin, Outcome},
            store::{self, read},
        },
    },
};

/// Where somebody worked, or a relative does.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    Org(OrgId),
    Facility(FacilityId),
}

impl Place {
    /// As two columns.
    pub const fn parts(self) -> (Option<i32>, Option<Uuid>) {
        match self {
            Self::Org(id) => (Some(id.0), None),
            Self::Facility(id) => (None, Some(id.0)),
        }
    }
}

/// A fact about to be put on record.
#[derive(Debug)]
pub enum NewFact {
    Career {
        place: Place,
        title: String,
        from: NaiveDate,
        last: NaiveDate,
    },
    Absence {
        reason: Away,
        note: String,
        from: NaiveDate,
        last: NaiveDate,
    },
    Kin {
        name: String,
        relation: Relation,
        place: Place,
        tie: Tie,
        note: String,
        from: NaiveDate,
        last: Option<NaiveDate>,
    },
    Pledge {
        given_on: NaiveDate,
    },
    Declaration {
        declared_on: NaiveDate,
        facility: Option<FacilityId>,
        statement: String,
    },
}

/// Reads a fact about a person, by id and name.
pub async fn fact(
    tx: &mut Tx,
    fact: Fact,
    fields: &mut Fields,
    (person, name): (PersonId, &str),
    today: NaiveDate,
) -> Result<Option<NewFact>> {
    let told = match fact {
        Fact::Career => career(tx, fields, person, today).await?,
        Fact::Absence => absence(fields),
        Fact::Kin => kin(tx, fields, name).await?,
        Fact::Pledge => past(fields, "given_on", today).map(|given_on| NewFact::Pledge { given_on }),
        Fact::Declaration => declaration(tx, fields, today).await?,
    };
    Ok(told.filter(|_| fields.is_ok()))
}

/// A day that is not ahead.
fn past(fields: &mut Fields, name: &str, today: NaiveDate) -> Option<NaiveDate> {
    let day = fields.date(name);
    if day.is_some_and(|day| day > today) {
        fields.problem(name, "problem-future", vec![("today", today.into())]);
    }
    day
}

/// A last day is not before the first.
fn in_order(fields: &mut Fields, from: Option<NaiveDate>, last: Option<NaiveDate>) {
    if let (Some(from), Some(last)) = (from, last)
        && last < from
    {
        fields.problem("last", "problem-order", vec![("earliest", from.into())]);
    }
}

async fn place(tx: &mut Tx, fields: &mut Fields) -> Result<Option<Place>> {
    let place = store::place(tx, fields.value("place")).await?;
    if place.is_none() {
        fields.problem("place", "problem-choose", Vec::new());
    }
    Ok(place)
}

/// A former post. Two at once are a slip unless somebody says that they were held at once.
async fn career(tx: &mut Tx, fields: &mut Fields, person: PersonId, today: NaiveDate) -> Result<Option<NewFact>> {
    let place = place(tx, fields).await?;
    let title = fields.optional("title", LINE);
    let (from, last) = (fields.date("from"), past(fields, "last", today));
    in_order(fields, from, last);
    if let (Some(place), Some(from), Some(last)) = (&place, from, last)
        && from <= last
        && fields.value("concurrent") != "yes"
        && let Some(other) = read::held_at_once(tx, person, place, (from, last)).await?
    {
        let args = vec![("place", other.place.into()), ("from", other.from.into()), ("last", other.last.into())];
        fields.problem("concurrent", "problem-career-overlap", args);
    }
    Ok(place.zip(from.zip(last)).map(|(place, (from, last))| NewFact::Career { place, title, from, last }))
}

fn absence(fields: &mut Fields) -> Option<NewFact> {
    let reason = fields.choice::<Away>("reason");
    let note = fields.optional("note", LINE);
    let (from, last) = (fields.date("from"), fields.date("last"));
    in_order(fields, from, last);
    reason.zip(from.zip(last)).map(|(reason, (from, last))| NewFact::Absence { reason, note, from, last })
}

async fn kin(tx: &mut Tx, fields: &mut Fields, own: &str) -> Result<Option<NewFact>> {
    let name = fields.text("name", LINE);
    if name == own {
        fields.problem("name", "problem-kin-oneself", Vec::new());
    }
    let (relation, tie) = (fields.choice::<Relation>("relation"), fields.choice::<Tie>("tie"));
    let place = place(tx, fields).await?;
    if tie == Some(Tie::Held) && matches!(place, Some(Place::Org(_))) {
        fields.problem("place", "problem-kin-held", Vec::new());
    }
    let note = fields.optional("note", LINE);
    let (from, last) = (fields.date("from"), fields.optional_date("last"));
    in_order(fields, from, last);
    let (Some(relation), Some(tie), Some(place), Some(from)) = (relation, tie, place, from) else { return Ok(None) };
    Ok(Some(NewFact::Kin { name, relation, place, tie, note, from, last }))
}

async fn declaration(tx: &mut Tx, fields: &mut Fields, today: NaiveDate) -> Result<Option<NewFact>> {
    let declared_on = past(fields, "declared_on", today);
    let facility = match fields.value("facility").to_owned().as_str() {
        "" => None,
        code => {
            let found = store::facility(tx, code).await?;
            if found.is_none() {
                fields.problem("facility", "problem-choose", Vec::new());
            }
            found
        }
    };
    let statement = fields.text("statement", PROSE);
    Ok(declared_on.map(|declared_on| NewFact::Declaration { declared_on, facility, statement }))
}

/// What the business administrator keeps of a person.
#[derive(Debug)]
pub struct Kept {
    pub gender: Option<Gender>,
    pub rank: Option<Rank>,
    pub skills: Vec<Skill>,
    /// Capacity, employer and speciality of an outsider.
    pub outside: Option<(Capacity, String, String)>,
}

fn optional<W: Word>(fields: &mut Fields, name: &str) -> Option<W> {
    if fields.value(name).is_empty() { None } else { fields.choice(name) }
}

fn skills(fields: &mut Fields) -> Vec<Skill> {
    let read: Option<Vec<Skill>> = fields.values("skills").into_iter().map(Skill::parse).collect();
    if read.is_none() {
        fields.problem("skills", "problem-choose", Vec::new());
    }
    read.unwrap_or_default()
}

fn capacity(fields: &mut Fields) -> (Option<Capacity>, String, String) {
    (fields.choice("capacity"), fields.text("employer", LINE), fields.optional("speciality", LINE))
}

/// Reads what is kept; of an outsider what stands on the papers besides.
pub fn kept(fields: &mut Fields, outsider: bool) -> Option<Kept> {
    let (gender, rank, skills) =
        (optional::<Gender>(fields, "gender"), optional::<Rank>(fields, "rank"), skills(fields));
    let outside = outsider.then(|| capacity(fields));
    let outside = outside.and_then(|(capacity, employer, speciality)| Some((capacity?, employer, speciality)));
    fields.is_ok().then_some(Kept { gender, rank, skills, outside })
}

/// Somebody from outside, about to be put on the roster.
#[derive(Debug)]
pub struct NewOutsider {
    pub name: String,
    pub gender: Option<Gender>,
    pub title: String,
    pub capacity: Capacity,
    pub employer: String,
    pub speciality: String,
    pub skills: Vec<Skill>,
    pub pledged_on: Option<NaiveDate>,
    /// Username and password, where there is to be an account.
    pub account: Option<(String, String)>,
}

/// Reads somebody from outside; an account only where a username is given.
pub async fn outsider(tx: &mut Tx, fields: &mut Fields, today: NaiveDate) -> Result<Option<NewOutsider>> {
    let (name, gender) = (fields.text("name", LINE), optional::<Gender>(fields, "gender"));
    let title = fields.optional("title", LINE);
    let (capacity, employer, speciality) = capacity(fields);
    let skills = skills(fields);
    let pledged_on = fields.optional_date("pledged_on");
    if pledged_on.is_some_and(|day| day > today) {
        fields.problem("pledged_on", "problem-future", vec![("today", today.into())]);
    }
    let account = account(tx, fields).await?;
    Ok(capacity.filter(|_| fields.is_ok()).map(|capacity| NewOutsider {
        name,
        gender,
        title,
        capacity,
        employer,
        speciality,
        skills,
        pledged_on,
        account,
    }))
}

async fn account(tx: &mut Tx, fields: &mut Fields) -> Result<Option<(String, String)>> {
    let username = fields.optional("username", LINE).to_lowercase();
    if username.is_empty() {
        return Ok(None);
    }
    if !is_username(&username) {
        fields.problem("username", "problem-username", Vec::new());
    } else if store::is_taken(tx, &username).await? {
        fields.problem("username", "problem-username-taken", Vec::new());
    }
    let password = fields.value("initial_password").trim().to_owned();
    if let Some(key) = secret::problem(&password) {
        fields.problem("initial_password", key, vec![("shortest", secret::SHORTEST.into())]);
    }
    Ok(Some((username, password)))
}

/// A recusal about to be put on record.
#[derive(Debug)]
pub struct NewRecusal {
    pub origin: Origin,
    pub ground: Ground,
    pub applicant: String,
    pub reason: String,
    pub asked_on: NaiveDate,
}

/// Reads a recusal; whoever declares the own one does not choose how it came up.
pub fn recusal(fields: &mut Fields, oneself: bool, today: NaiveDate) -> Option<NewRecusal> {
    let origin = if oneself { Some(Origin::Declared) } else { fields.choice::<Origin>("origin") };
    if !oneself && origin == Some(Origin::Declared) {
        fields.problem("origin", "problem-choose", Vec::new());
    }
    let applicant = match origin {
        Some(Origin::Applied) => fields.text("applicant", LINE),
        Some(Origin::Declared | Origin::Found) | None => String::new(),
    };
    let ground = fields.choice::<Ground>("ground");
    let reason = fields.text("reason", PROSE);
    let asked_on = past(fields, "asked_on", today);
    let (Some(origin), Some(ground), Some(asked_on), true) = (origin, ground, asked_on, fields.is_ok()) else {
        return None;
    };
    Some(NewRecusal { origin, ground, applicant, reason, asked_on })
}

/// A decision about a recusal, or the answer to a review.
#[derive(Debug)]
pub struct NewDecision {
    pub outcome: Outcome,
    pub reason: String,
    pub on: NaiveDate,
}

/// Reads a decision; that of the committee has a day of its own, the chief decides today.
pub fn decision(fields: &mut Fields, committee: bool, earliest: NaiveDate, today: NaiveDate) -> Option<NewDecision> {
    let outcome = fields.choice::<Outcome>("outcome");
    let reason = fields.text("why", PROSE);
    let on = if committee { past(fields, "decided_on", today) } else { Some(today) };
    if on.is_some_and(|on| on < earliest) {
        fields.problem("decided_on", "problem-too-early", vec![("earliest", earliest.into())]);
    }
    let (Some(outcome), Some(on), true) = (outcome, on, fields.is_ok()) else { return None };
    Some(NewDecision { outcome, reason, on })
}
