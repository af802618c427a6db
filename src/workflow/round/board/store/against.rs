//! What stands against each of those who may be sent, and what they carry; who was on a team with whom.
use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{FacilityId, OrgId, PersonId},
        text::Lang,
    },
    people::roster::model::Relation,
    workflow::round::{
        Round,
        board::model::{Fact, Member},
        solve::{Absence, Kin, Person, Posting, Recusal, Tie},
    },
};

/// What stands against each of them: days, former posts, kin, recusals, where they were last, what they carry.
pub(super) async fn fill(
    tx: &mut Tx,
    round: &Round,
    people: &mut [(Person, Member)],
    ids: &[Uuid],
    (from, to): (NaiveDate, NaiveDate),
    facts: &mut BTreeMap<Uuid, Fact>,
) -> Result<()> {
    let at: BTreeMap<Uuid, usize> = people.iter().enumerate().map(|(at, (person, _))| (person.id.0, at)).collect();
    let busy = sqlx::query!(
        r#"select person_id as "person!", first_day as "first!", last_day as "last!" from round_busy_days($1, $2, $3) where person_id = any($4) order by 2, 3"#,
        round.id.0,
        from,
        to,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in busy {
        if let Some((person, member)) = at.get(&row.person).and_then(|at| people.get_mut(*at)) {
            person.absences.push(Absence { id: Uuid::nil(), from: row.first, to: row.last });
            member.busy = true;
        }
    }
    let posts = sqlx::query!(
        r#"select h.id as "id!", h.person_id as "person!", h.org_id as "org: OrgId", h.facility_id as "facility: FacilityId", lower(h.during) as "from!", upper(h.during) as until,
                  case when o.kind = 'resident_office' then o.parent_id else o.id end as "procuratorate: OrgId",
                  coalesce(o.name_zh, f.name_zh, '') as "zh!", coalesce(o.name_en, f.name_en, '') as "en!"
             from (select id, person_id, org_id, facility_id, during from post where class = 'case'
                   union all select id, person_id, org_id, facility_id, during from career where void_on is null) h
             left join org o on o.id = h.org_id left join facility f on f.id = h.facility_id
            where h.person_id = any($1) and not lower_inf(h.during) order by 5, 1"#,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in posts {
        if let Some((person, _)) = at.get(&row.person).and_then(|at| people.get_mut(*at)) {
            let days = format!(
                "{} — {}",
                row.from,
                row.until.and_then(|day| day.pred_opt()).map(|day| day.to_string()).unwrap_or_default()
            );
            facts.insert(row.id, Fact { zh: format!("{} {days}", row.zh), en: format!("{} {days}", row.en) });
            person.postings.push(Posting {
                id: row.id,
                organ: row.org,
                procuratorate: row.procuratorate,
                facility: row.facility,
                from: row.from,
                // whoever once served at the facility itself is not sent there, however long ago
                until: row.until.filter(|_| row.facility.is_none()),
            });
        }
    }
    let kin = sqlx::query!(
        r#"select k.id, k.person_id, k.org_id as "org: OrgId", k.facility_id as "facility: FacilityId", k.relation as "relation: Relation", k.name, coalesce(o.name_zh, f.name_zh, '') as "zh!", coalesce(o.name_en, f.name_en, '') as "en!"
             from kin_tie k left join org o on o.id = k.org_id left join facility f on f.id = k.facility_id
            where k.person_id = any($1) and k.void_on is null and k.during && daterange($2, $3, '[]') order by k.id"#,
        ids,
        from,
        to
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in kin {
        if let Some((person, _)) = at.get(&row.person_id).and_then(|at| people.get_mut(*at)) {
            // named to those alone who read the row at all: the business administrator and those who approve
            let told = |l: Lang, place: &str| format!("{} {}, {place}", l.word(row.relation), row.name);
            facts.insert(row.id, Fact { zh: told(Lang::Zh, &row.zh), en: told(Lang::En, &row.en) });
            person.kin.push(Kin { id: row.id, organ: row.org, facility: row.facility });
        }
    }
    let recused = sqlx::query!(
        r#"select r.id, r.person_id, r.facility_id as "facility: FacilityId", r.asked_on from recusal r
            where r.person_id = any($1) and r.inspection_id is null and recusal_stands(r.id) order by r.id"#,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in recused {
        if let Some((person, _)) = at.get(&row.person_id).and_then(|at| people.get_mut(*at)) {
            facts.insert(row.id, Fact { zh: row.asked_on.to_string(), en: row.asked_on.to_string() });
            person.recusals.push(Recusal { id: row.id, facility: row.facility });
        }
    }
    let tied = sqlx::query!(
        r#"select c.id, c.person_id, c.facility_id as "facility: FacilityId", c.statement from conflict_declaration c
            where c.person_id = any($1) and c.facility_id is not null and c.void_on is null order by c.id"#,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in tied {
        if let (Some((person, _)), Some(facility)) =
            (at.get(&row.person_id).and_then(|at| people.get_mut(*at)), row.facility)
        {
            facts.insert(row.id, Fact { zh: row.statement.clone(), en: row.statement });
            person.ties.push(Tie { id: row.id, facility });
        }
    }
    history(tx, round, people, &at, from).await
}

/// Where each was last, and how many days each has carried this year: in the inspections of the organiser and of those below it, so
/// that the board says the same to whoever reads it and to the search.
async fn history(
    tx: &mut Tx,
    round: &Round,
    people: &mut [(Person, Member)],
    at: &BTreeMap<Uuid, usize>,
    from: NaiveDate,
) -> Result<()> {
    let last = sqlx::query!(
        r#"select p.facility_id as "facility: FacilityId", t.person_id from round_place p
             cross join lateral (select i.id from inspection i where i.facility_id = p.facility_id and i.opened and i.kind in ('cross', 'interprovincial_cross') and i.state <> 'cancelled'
                                    and i.organiser_id in (select org_below($2))
                                    and i.started_on < p.first_day order by i.started_on desc, i.id desc limit 1) i
             join team_member t on t.inspection_id = i.id where p.round_id = $1"#,
        round.id.0,
        round.organiser.0
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in last {
        if let Some((person, _)) = at.get(&row.person_id).and_then(|at| people.get_mut(*at)) {
            person.inspected.push(row.facility);
        }
    }
    let year = NaiveDate::from_ymd_opt(from.year(), 1, 1).unwrap_or(from);
    let carried = sqlx::query!(
        r#"select t.person_id, sum(greatest(coalesce(i.ended_on, i.planned_to) - coalesce(i.started_on, i.planned_from) + 1, 1))::bigint as "days!"
             from inspection i cross join lateral (select distinct t.person_id from team_member t where t.inspection_id = i.id offset 0) t
            where i.opened and i.state <> 'cancelled' and i.organiser_id in (select org_below($4)) and coalesce(i.started_on, i.planned_from) between $1 and $2
              and not exists (select from round_place p where p.round_id = $3 and p.inspection_id = i.id)
            group by t.person_id"#,
        year,
        from,
        round.id.0,
        round.organiser.0
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in carried {
        if let Some((person, _)) = at.get(&row.person_id).and_then(|at| people.get_mut(*at)) {
            person.carried = u32::try_from(row.days).unwrap_or_default();
        }
    }
    Ok(())
}

/// Who was on a team together in the round of this organiser before.
pub(super) async fn pairs(tx: &mut Tx, round: &Round) -> Result<Vec<(PersonId, PersonId)>> {
    let rows = sqlx::query!(
        r#"select distinct a.person_id as one, b.person_id as other from round_place p
             join team_member a on a.inspection_id = p.inspection_id join team_member b on b.inspection_id = p.inspection_id and b.person_id > a.person_id
            where p.round_id = (select r.id from round r join round me on me.id = $1
                                 where r.organiser_id = me.organiser_id and r.kind = me.kind and r.id <> me.id and r.state in ('published', 'done') and r.opens_on < me.opens_on
                                 order by r.opens_on desc, r.id desc limit 1)
            order by 1, 2"#,
        round.id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.one), PersonId(row.other))).collect())
}
