//! What the solver is asked: the places of a round, the people who may go, and what was fixed by hand.
use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{FacilityId, OrgId, PersonId, PlaceId},
    },
    law::period::{self, Rules},
    people::{
        facility::FacilityKind,
        person::{PersonKind, Rank, model::Gender},
        roster::{
            Skill,
            seat::{Coordinates, Seat},
        },
    },
    workflow::round::{
        Round,
        board::{
            model::{Fact, Member, Seated, Setting, counted, wanted},
            store::{SetAside, against},
        },
        gate,
        model::Place,
        solve::{Override, Person, Pin, Problem, Visit, VisitId, Weights},
        store as rounds,
    },
};

/// The seat of the city in which a division lies.
fn city(division: Option<&str>) -> Option<Coordinates> {
    Seat::of(division?).map(|seat| seat.at())
}

/// What binds in a round beside people and places.
#[derive(Debug)]
pub struct Fixed<'a> {
    pub seats: &'a [Seated],
    pub aside: &'a [SetAside],
    pub seed: i64,
}

/// Reads everything that the board of a round is judged by.
pub async fn load(tx: &mut Tx, round: &Round, fixed: Fixed<'_>, today: NaiveDate) -> Result<Setting> {
    let places = rounds::places(tx, round.id).await?;
    let (from, to) = span(&places, round);
    let rules = Rules::on(tx, today).await?;
    let grounds = grounds(tx, round).await?;
    let visits: Vec<Visit> = places.iter().map(|place| visit(round, place, &grounds, &rules)).collect();
    let mut people = people(tx, round.organiser, from).await?;
    // a chief is on the board where somebody put one there, or named one as lead
    let wanted = |person: PersonId| {
        fixed.seats.iter().any(|seat| seat.person == person) || places.iter().any(|place| place.lead == Some(person))
    };
    people.retain(|(person, _)| !person.chief || wanted(person.id));
    let ids: Vec<Uuid> = people.iter().map(|(person, _)| person.id.0).collect();
    let mut facts = BTreeMap::new();
    against::fill(tx, round, &mut people, &ids, (from, to), &mut facts).await?;
    let known = |person: PersonId| people.iter().any(|(one, _)| one.id == person);
    let stands = |place: PlaceId| places.iter().any(|one| one.id == place);
    let mut pins: Vec<Pin> = fixed
        .seats
        .iter()
        .filter(|seat| seat.pinned && known(seat.person) && stands(seat.place))
        .map(|seat| Pin { person: seat.person, visit: VisitId(seat.place.0), place: seat.spot })
        .collect();
    let named = places.iter().filter_map(|place| Some((place.lead?, VisitId(place.id.0))));
    for (person, visit) in named.filter(|(person, _)| known(*person)) {
        if !pins.iter().any(|pin| pin.visit == visit && pin.place == crate::workflow::team::Place::LeadProsecutor) {
            pins.push(Pin { person, visit, place: crate::workflow::team::Place::LeadProsecutor });
        }
    }
    let overrides = fixed
        .aside
        .iter()
        .filter(|one| known(one.person) && stands(one.place))
        .map(|one| Override { person: one.person, visit: VisitId(one.place.0), rule: one.rule })
        .collect();
    let units = people.iter().filter_map(|(person, member)| {
        Some((person.unit?, Fact { zh: member.unit_zh.clone(), en: member.unit_en.clone() }))
    });
    let units: BTreeMap<OrgId, Fact> = units.chain(supervisors(&grounds)).collect();
    let last_pairs = against::pairs(tx, round).await?;
    let problem = Problem {
        visits,
        people: people.iter().map(|(person, _)| person.clone()).collect(),
        cross: round.kind.is_cross(),
        cooling_years: cooling(&rules),
        pins,
        bars: Vec::new(),
        overrides,
        last_pairs,
        start: fixed.seats.iter().map(Seated::seat).collect(),
        weights: Weights::default(),
        seed: fixed.seed.unsigned_abs(),
        effort: None,
    };
    let gone = names(tx, fixed.seats.iter().map(|seat| seat.person.0).collect()).await?;
    let people = people.into_iter().map(|(person, member)| (person.id, member)).collect();
    Ok(Setting { problem, places, people, gone, units, facts })
}

async fn names(tx: &mut Tx, ids: Vec<Uuid>) -> Result<BTreeMap<PersonId, String>> {
    let rows = sqlx::query!("select id, name from person where id = any($1)", &ids).fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.id), row.name)).collect())
}

/// The first and the last day of any place.
fn span(places: &[Place], round: &Round) -> (NaiveDate, NaiveDate) {
    let first = places.iter().map(|place| place.first_day).min().unwrap_or(round.opens_on);
    (first, places.iter().map(|place| place.last_day).max().unwrap_or(round.closes_on))
}

/// The years after which a former post at the supervising procuratorate does not count any more.
fn cooling(rules: &Rules) -> u32 {
    rules.get("posted_years", FacilityKind::Prison).map_or(3, period::Parameter::amount)
}

/// Who supervises a facility of the round, and from where.
struct Ground {
    facility: FacilityId,
    supervisor: OrgId,
    supervisor_zh: String,
    supervisor_en: String,
    office: Option<OrgId>,
    division: String,
}

async fn grounds(tx: &mut Tx, round: &Round) -> Result<Vec<Ground>> {
    Ok(sqlx::query_as!(
        Ground,
        r#"select f.id as "facility: FacilityId", f.supervisor_id as "supervisor: OrgId", s.name_zh as supervisor_zh, s.name_en as supervisor_en,
                  f.office_id as "office: OrgId", f.division
             from round_place p join facility f on f.id = p.facility_id join org s on s.id = f.supervisor_id where p.round_id = $1"#,
        round.id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

fn supervisors(grounds: &[Ground]) -> impl Iterator<Item = (OrgId, Fact)> {
    let fact = |ground: &Ground| Fact { zh: ground.supervisor_zh.clone(), en: ground.supervisor_en.clone() };
    grounds.iter().map(move |ground| (ground.supervisor, fact(ground)))
}

fn visit(round: &Round, place: &Place, grounds: &[Ground], rules: &Rules) -> Visit {
    let ground = grounds.iter().find(|ground| ground.facility == place.facility);
    let minimum = rules.get("entry_min_people", place.facility_kind).map_or(2, period::Parameter::amount);
    let about = gate::team_about(rules, round.kind, place.facility_kind);
    Visit {
        id: VisitId(place.id.0),
        facility: place.facility,
        supervisor: ground.map(|ground| ground.supervisor),
        residents: ground.and_then(|ground| ground.office).into_iter().collect(),
        city: ground.and_then(|ground| city(Some(&ground.division))),
        first: place.first_day,
        last: place.last_day,
        days: u32::try_from(place.days()).unwrap_or_default(),
        seats: wanted(place.seats, place.experts),
        minimum,
        about: u32::try_from(about).unwrap_or_default(),
        skills: place.skills.iter().copied().map(counted).collect(),
        women: u32::try_from(place.women).unwrap_or_default(),
        men: 0,
    }
}

/// Inspectors with a post of case work at the organiser or below it, and outsiders who signed the pledge (巡回检察工作规定 22, 23).
async fn people(tx: &mut Tx, organiser: OrgId, day: NaiveDate) -> Result<Vec<(Person, Member)>> {
    let rows = sqlx::query!(
        r#"select p.id, p.name, p.title, p.kind as "kind: PersonKind", nullif(p.rank, '') as "rank?: Rank", p.gender as "gender: Gender",
                  h.org_id as "org?: OrgId", coalesce(h.role, '') as "role!", o.name_zh as "unit_zh?", o.name_en as "unit_en?", o.division as "division?",
                  case when o.kind = 'resident_office' then o.parent_id else o.id end as "procuratorate?: OrgId", x.employer as "employer?",
                  array(select s.skill from person_skill s where s.person_id = p.id order by s.skill) as "skills!: Vec<Skill>"
             from person p
             left join lateral (select po.org_id, po.role from post po where po.person_id = p.id and po.class = 'case' and po.org_id is not null and po.during @> $2::date
                                 order by po.role <> 'chief', lower(po.during), po.id limit 1) h on true
             left join org o on o.id = h.org_id left join outsider x on x.person_id = p.id
            where not exists (select from account a where a.person_id = p.id and a.disabled)
              and not exists (select from post a where a.person_id = p.id and a.role in ('business_admin', 'system_admin', 'security_admin', 'auditor') and a.during @> $2::date)
              and ((p.kind in ('prosecutor', 'assistant', 'clerk') and h.org_id in (select org_below($1)))
               or (p.kind in ('expert', 'observer') and x.org_id in (select org_below($1)) and exists (select from pledge g where g.person_id = p.id and g.void_on is null)))
            order by o.level nulls last, o.code, p.name, p.id"#,
        organiser.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let id = PersonId(row.id);
            let unit = row.unit_zh.clone().zip(row.unit_en.clone());
            let (unit_zh, unit_en) = unit.unwrap_or_else(|| {
                let employer = row.employer.clone().unwrap_or_default();
                (employer.clone(), employer)
            });
            let chief = row.role == "chief";
            let person = Person {
                id,
                kind: row.kind,
                rank: row.rank,
                chief,
                may_lead: row.kind == PersonKind::Prosecutor
                    && ["chief", "department_head", "prosecutor"].contains(&row.role.as_str()),
                gender: row.gender,
                unit: row.org,
                procuratorate: row.procuratorate,
                home: city(row.division.as_deref()),
                skills: row.skills.iter().copied().map(counted).collect(),
                absences: Vec::new(),
                postings: Vec::new(),
                kin: Vec::new(),
                recusals: Vec::new(),
                ties: Vec::new(),
                inspected: Vec::new(),
                carried: 0,
            };
            let member = Member {
                id,
                name: row.name.clone(),
                title: row.title.clone(),
                kind: row.kind,
                unit_zh,
                unit_en,
                chief,
                skills: row.skills.clone(),
                busy: false,
            };
            (person, member)
        })
        .collect())
}
