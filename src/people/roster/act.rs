//! Keeping the roster, and deciding about recusals: rule, write, trail, in one transaction.
use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, OrgId, PersonId},
        word::Word,
    },
    law::period::{self, Rules},
    people::{
        access::{Deed, Permit, secret},
        facility::FacilityKind,
        person,
        roster::{
            deed::{AddOutsider, AnswerReview, AskReview, DecideRecusal, FactDeed, KeepRoster, VoidFact},
            form::{Kept, NewDecision, NewFact, NewOutsider, NewRecusal},
            model::Fact,
            recusal::{Origin, Outcome, Review},
            store::{
                self,
                recusal::{self, About},
            },
        },
    },
};

fn unit<D: Deed>(permit: &Permit<D>) -> Result<OrgId> {
    permit.actor.unit_id().ok_or(AppError::NotFound)
}

/// Keeps gender, rank and skills; of an outsider employer and speciality besides.
pub async fn keep(permit: &mut Permit<KeepRoster>, kept: &Kept) -> Result<()> {
    let (person, by) = (permit.subject.id, (permit.actor.person, permit.now));
    store::keep(&mut permit.tx, person, (kept.gender, kept.rank), &kept.skills, by).await?;
    if let Some((capacity, employer, speciality)) = &kept.outside {
        let org = unit(permit)?;
        store::keep_outsider(&mut permit.tx, person, (org, *capacity), (employer, speciality), by).await?;
    }
    let skills: Vec<&str> = kept.skills.iter().map(|skill| skill.code()).collect();
    let value = json!({ "gender": kept.gender.map(Word::code), "rank": kept.rank.map(Word::code), "skills": skills });
    permit.note("roster_kept", "person", person.0, None, value).await
}

/// Puts somebody from outside on the roster, with an account where one is asked for.
pub async fn add_outsider(permit: &mut Permit<AddOutsider>, new: &NewOutsider) -> Result<PersonId> {
    let (person, org) = (PersonId(id::fresh()), unit(permit)?);
    let by = (permit.actor.person, permit.now);
    store::insert_outsider(&mut permit.tx, person, new).await?;
    store::keep_outsider(&mut permit.tx, person, (org, new.capacity), (&new.employer, &new.speciality), by).await?;
    store::keep(&mut permit.tx, person, (new.gender, None), &new.skills, by).await?;
    let value = json!({ "capacity": new.capacity.code(), "employer": new.employer });
    permit.note("outsider_added", "person", person.0, None, value).await?;
    if let Some(given_on) = new.pledged_on {
        let pledge = NewFact::Pledge { given_on };
        put(permit, person, Fact::Pledge, &pledge).await?;
    }
    if let Some((username, password)) = &new.account {
        let hash = secret::hash(password.clone()).await.map_err(AppError::Internal)?;
        person::insert_account(&mut permit.tx, person, username, &hash, permit.now).await?;
        store::insert_post(&mut permit.tx, person, (org, &new.title), by, permit.today).await?;
        permit.note("account_added", "account", person.0, None, json!({ "username": username })).await?;
    }
    Ok(person)
}

/// Puts a fact about a person on record.
pub async fn add<D: FactDeed>(permit: &mut Permit<D>, fact: &NewFact) -> Result<()> {
    let person = permit.subject.id;
    put(permit, person, D::FACT, fact).await
}

async fn put<D: Deed>(permit: &mut Permit<D>, person: PersonId, kind: Fact, fact: &NewFact) -> Result<()> {
    let (key, by) = (id::fresh(), (permit.actor.person, permit.now));
    store::add(&mut permit.tx, key, person, fact, by).await?;
    permit.note("fact_added", "person", person.0, None, json!({ "fact": kind.slug(), "id": key })).await
}

/// Makes a fact void, with a reason.
pub async fn void(permit: &mut Permit<VoidFact>, (fact, key): (Fact, Uuid), why: &str) -> Result<()> {
    let (person, by) = (permit.subject.id, (permit.actor.person, permit.today));
    store::void(&mut permit.tx, person, (fact, key), why, by).await?;
    let value = json!({ "fact": fact.slug(), "id": key, "reason": why });
    permit.note("fact_voided", "person", person.0, None, value).await
}

/// Puts a recusal on record; it waits for whoever decides.
pub async fn file<D: Deed>(permit: &mut Permit<D>, about: About, new: &NewRecusal) -> Result<Uuid> {
    let (key, by) = (id::fresh(), (permit.actor.person, permit.now));
    recusal::insert(&mut permit.tx, key, about, new, by).await?;
    let value = json!({ "person": about.person, "origin": new.origin.code(), "ground": new.ground.code() });
    permit.note("recusal_filed", "recusal", key, about.inspection.map(|id| id.0), value).await?;
    Ok(key)
}

/// Decides. Whoever applied and is refused has five days to ask for a review (刑事诉讼规则 32).
///
/// # Errors
/// Conflict if it was decided before.
pub async fn decide(permit: &mut Permit<DecideRecusal>, new: &NewDecision) -> Result<()> {
    let recusal = permit.subject.clone();
    if !recusal.awaits_decision() {
        return Err(AppError::Conflict("refused-recusal-decided"));
    }
    let may_ask = recusal.origin == Origin::Applied && new.outcome == Outcome::Refused;
    let until = if may_ask { Some(due(permit, "recusal_review_in", new.on).await?) } else { None };
    let by = (permit.actor.person, permit.now);
    recusal::decide(&mut permit.tx, &recusal, new, until, by).await?;
    let value = json!({ "outcome": new.outcome.code(), "on": new.on, "reason": new.reason });
    permit.note("recusal_decided", "recusal", recusal.id, recusal.inspection.map(|id| id.0), value).await
}

/// Registers that a review is asked for; it is answered in three days (刑事诉讼规则 33).
///
/// # Errors
/// Conflict where none may be asked.
pub async fn ask_review(permit: &mut Permit<AskReview>, reason: &str, asked_on: NaiveDate) -> Result<()> {
    let recusal = permit.subject.clone();
    if recusal.takes_review().is_none_or(|(from, until)| asked_on < from || asked_on > until) {
        return Err(AppError::Conflict("refused-recusal-review"));
    }
    let due_on = due(permit, "recusal_review", asked_on).await?;
    let review = Review { reason: reason.to_owned(), asked_on, due_on };
    let by = (permit.actor.person, permit.now);
    recusal::ask_review(&mut permit.tx, &recusal, &review, by).await?;
    let value = json!({ "asked_on": asked_on, "due_on": due_on });
    permit.note("recusal_review_asked", "recusal", recusal.id, recusal.inspection.map(|id| id.0), value).await
}

/// Answers a review.
///
/// # Errors
/// Conflict if none is asked, or it was answered before.
pub async fn answer(permit: &mut Permit<AnswerReview>, new: &NewDecision) -> Result<()> {
    let recusal = permit.subject.clone();
    if !recusal.awaits_answer() {
        return Err(AppError::Conflict("refused-recusal-decided"));
    }
    let by = (permit.actor.person, permit.now);
    recusal::answer(&mut permit.tx, &recusal, new, by).await?;
    let value = json!({ "outcome": new.outcome.code(), "on": new.on, "reason": new.reason });
    permit.note("recusal_review_answered", "recusal", recusal.id, recusal.inspection.map(|id| id.0), value).await
}

/// The last day of a period of recusal, by the calendar.
async fn due<D: Deed>(permit: &mut Permit<D>, key: &str, from: NaiveDate) -> Result<NaiveDate> {
    let rules = Rules::on(&mut permit.tx, from).await?;
    let calendar = period::calendar(&mut permit.tx).await?.calendar;
    // the same for every kind of facility
    let due = rules.get(key, FacilityKind::Prison).and_then(|parameter| parameter.due(&calendar, from));
    due.map(|due| due.on).ok_or_else(|| AppError::Internal(anyhow::anyhow!("no period {key} on {from}")))
}
