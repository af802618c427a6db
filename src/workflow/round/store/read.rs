//! What the pages of rounds show.
use std::borrow::Borrow;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{OrgId, RoundId},
        text::Lang,
    },
    people::facility::FacilityKind,
    workflow::{
        inspection::Kind,
        round::state::{State, Step},
    },
};

/// A round in the list.
#[derive(Debug, Clone)]
pub struct RoundRow {
    pub id: Uuid,
    pub name: String,
    pub kind: Kind,
    pub state: State,
    pub organiser_zh: String,
    pub organiser_en: String,
    pub opens_on: NaiveDate,
    pub closes_on: NaiveDate,
    pub target: Option<i32>,
    pub places: i64,
    pub opened: i64,
    pub over: i64,
}

impl RoundRow {
    pub fn href(&self) -> String {
        format!("/rounds/{}", self.id)
    }

    pub fn organiser(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.organiser_zh, &self.organiser_en)
    }
}

/// Most rounds of a page: a region opens a handful in a year.
const MOST: i64 = 200;

/// The rounds within reach, the latest first; those of one state if one is asked for.
pub async fn rounds(tx: &mut Tx, state: Option<State>) -> Result<Vec<RoundRow>> {
    Ok(sqlx::query_as!(
        RoundRow,
        r#"select r.id, r.name, r.kind as "kind: Kind", r.state as "state: State", o.name_zh as organiser_zh, o.name_en as organiser_en, r.opens_on, r.closes_on, r.target,
                  p.places as "places!", p.opened as "opened!", p.over as "over!"
             from round r join org o on o.id = r.organiser_id
             cross join lateral (select count(*) as places, count(p.inspection_id) as opened,
                                        count(*) filter (where i.ended_on is not null or i.state = 'cancelled') as over
                                   from round_place p left join inspection i on i.id = p.inspection_id where p.round_id = r.id) p
            where $1::text is null or r.state = $1 order by r.opens_on desc, r.id desc limit $2"#,
        state as Option<State>,
        MOST
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A step taken.
#[derive(Debug, Clone)]
pub struct Taken {
    pub step: Step,
    pub to: State,
    pub who: String,
    pub at: DateTime<Utc>,
    pub reason: String,
}

/// The steps of a round, the latest first.
pub async fn steps(tx: &mut Tx, round: RoundId) -> Result<Vec<Taken>> {
    Ok(sqlx::query_as!(
        Taken,
        r#"select s.step as "step: Step", s.to_state as "to: State", p.name as who, s.at, s.reason
             from round_step s join person p on p.id = s.actor_id where s.round_id = $1 order by s.no desc"#,
        round.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A facility that a round may reach.
#[derive(Debug, Clone)]
pub struct Target {
    pub id: Uuid,
    pub code: String,
    pub kind: FacilityKind,
    pub name_zh: String,
    pub name_en: String,
    /// When a cross-inspection or a routine one began there last, as the round's kind is.
    pub last: Option<NaiveDate>,
    /// Whether it is in the round already.
    pub taken: bool,
}

impl Target {
    pub fn name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.name_zh, &self.name_en)
    }
}

/// The facilities at or below an organ that are not closed on a day, those whose last inspection of the kind is longest ago first.
pub async fn targets(
    tx: &mut Tx,
    (organ, level): (OrgId, i16),
    round: Option<RoundId>,
    kind: Kind,
    day: NaiveDate,
) -> Result<Vec<Target>> {
    Ok(sqlx::query_as!(
        Target,
        r#"select f.id, f.code, f.kind as "kind: FacilityKind", f.name_zh, f.name_en,
                  (select max(i.started_on) from inspection i where i.facility_id = f.id and i.kind = $4 and i.opened and i.state <> 'cancelled') as last,
                  exists (select from round_place p where p.facility_id = f.id and p.round_id = $5) as "taken!"
             from facility f
            where not f.outside and (f.closed_on is null or f.closed_on > $3::date)
              and ($2::smallint = 0 or case $2 when 1 then f.prov_id when 2 then f.city_id end = $1)
            order by 6 nulls first, f.code"#,
        organ.0,
        level,
        day,
        kind as Kind,
        round.map(|round| round.0)
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// How many facilities of a kind an organ has below it on a day, and at how many of them an inspection of a kind began in a year.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reached {
    pub facilities: i64,
    pub reached: i64,
}

pub async fn reached(
    tx: &mut Tx,
    (organ, level): (OrgId, i16),
    facility: FacilityKind,
    kind: Kind,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Reached> {
    Ok(sqlx::query_as!(
        Reached,
        r#"select count(*) as "facilities!",
                  count(*) filter (where exists (select from inspection i where i.facility_id = f.id and i.kind = $4 and i.opened and i.state <> 'cancelled' and i.started_on between $5 and $6)) as "reached!"
             from facility f
            where not f.outside and f.kind = $3 and (f.closed_on is null or f.closed_on > $5::date)
              and ($2::smallint = 0 or case $2 when 1 then f.prov_id when 2 then f.city_id end = $1)"#,
        organ.0,
        level,
        facility as FacilityKind,
        kind as Kind,
        from,
        to
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Somebody who may lead a team of the organiser.
#[derive(Debug, Clone)]
pub struct Lead {
    pub id: Uuid,
    pub name: String,
    pub title: String,
    pub unit_zh: String,
    pub unit_en: String,
}

impl Lead {
    /// By unit, as a grouped choice.
    pub fn grouped(leads: &[Self], l: Lang) -> Vec<(String, Vec<(String, String)>)> {
        let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for lead in leads {
            let unit = l.pick(&lead.unit_zh, &lead.unit_en);
            let word =
                if lead.title.is_empty() { lead.name.clone() } else { format!("{} · {}", lead.name, lead.title) };
            match groups.last_mut().filter(|(name, _)| name == unit) {
                Some((_, of)) => of.push((lead.id.to_string(), word)),
                None => groups.push((unit.to_owned(), vec![(lead.id.to_string(), word)])),
            }
        }
        groups
    }
}

/// Prosecutors who hold a post of case work at the organiser or below it, the organiser's own first (巡回检察工作规定 21, 22).
pub async fn leads(tx: &mut Tx, organiser: OrgId, day: NaiveDate) -> Result<Vec<Lead>> {
    Ok(sqlx::query_as!(
        Lead,
        r#"select p.id, p.name, p.title, o.name_zh as unit_zh, o.name_en as unit_en
             from person p
             join lateral (select po.org_id from post po where po.person_id = p.id and po.role in ('chief', 'department_head', 'prosecutor') and po.during @> $2::date
                            order by lower(po.during) limit 1) h on true
             join org o on o.id = h.org_id
            where p.kind = 'prosecutor' and o.id in (select org_below($1)) and not exists (select from account a where a.person_id = p.id and a.disabled)
            order by o.level, o.code, p.name, p.id"#,
        organiser.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?)
}
