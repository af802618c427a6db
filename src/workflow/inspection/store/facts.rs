//! What the gates ask about a case.
use chrono::NaiveDate;

use crate::{
    foundation::{db::Tx, error::Result},
    workflow::inspection::model::Case,
};

/// What the gates ask about a case, counted in one query.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub notified_on: Option<NaiveDate>,
    pub feedback_approved_on: Option<NaiveDate>,
    /// The first day on which the authority above the facility supported it (巡回检察工作规定 33).
    pub communicated_on: Option<NaiveDate>,
    /// Talks on record.
    pub contacts: i64,
    /// Parts of the information pack that were received or asked for in vain.
    pub pack: i64,
    pub packed_on: Option<NaiveDate>,
    /// The day of the training, or of its waiver.
    pub trained_on: Option<NaiveDate>,
    pub training_waived: bool,
    pub annex_filed_on: Option<NaiveDate>,
    /// The last day of closed isolation, where there is any.
    pub isolated_to: Option<NaiveDate>,
    /// Days in all, and on site, that suffice by a filing with the next higher procuratorate.
    pub exempt_days: Option<i32>,
    pub exempt_on_site: Option<i32>,
    pub exempted_on: Option<NaiveDate>,
    pub inspectors: i64,
    pub has_leader: bool,
    /// A chief or deputy chief is on the team without leading the case.
    pub chief_not_lead: bool,
    /// D rule: members of the supervising procuratorate or its resident office, now or within three years.
    pub conflicts: Vec<String>,
    pub records: i64,
    pub recorded: i64,
    pub confirmed: i64,
    pub confirmed_facility: i64,
    pub confirmed_office: i64,
    pub open: i64,
    /// Open, and not handed over with a receipt.
    pub unsettled: i64,
    pub without_instrument: i64,
    pub not_rechecked: i64,
    pub pending_documents: i64,
    /// Objections that are not decided.
    pub contested: i64,
    pub follow_ups: i64,
}

pub async fn facts(tx: &mut Tx, case: &Case) -> Result<Facts> {
    Ok(sqlx::query_as!(
        Facts,
        r#"select
             (select (s.detail ->> 'served_on')::date from step s where s.subject = 'inspection' and s.subject_id = $1 and s.step = 'notify' and s.detail ? 'served_on' limit 1) as notified_on,
             (select max(s.day) from step s where s.subject = 'inspection' and s.subject_id = $1 and s.step = 'approve_feedback') as feedback_approved_on,
             (select min(c.day) from contact c where c.inspection_id = $1 and c.result = 'supported') as communicated_on,
             (select count(*) from contact c where c.inspection_id = $1) as "contacts!",
             (select count(distinct p.item) from preparation p where p.inspection_id = $1 and p.item <> 'training') as "pack!",
             (select max(p.day) from preparation p where p.inspection_id = $1 and p.item <> 'training') as packed_on,
             (select p.day from preparation p where p.inspection_id = $1 and p.item = 'training' order by p.at desc, p.id desc limit 1) as trained_on,
             coalesce((select p.outcome = 'waived' from preparation p where p.inspection_id = $1 and p.item = 'training' order by p.at desc, p.id desc limit 1), false) as "training_waived!",
             (select a.filed_on from epidemic_annex a where a.inspection_id = $1 order by a.at desc, a.id desc limit 1) as annex_filed_on,
             (select a.isolated_from + a.isolation_days - 1 from epidemic_annex a where a.inspection_id = $1 order by a.at desc, a.id desc limit 1) as isolated_to,
             (select min(x.days) from exemption x where x.inspection_id = $1) as exempt_days,
             (select min(x.days_on_site) from exemption x where x.inspection_id = $1) as exempt_on_site,
             (select max(x.filed_on) from exemption x where x.inspection_id = $1) as exempted_on,
             (select count(distinct person_id) from team_member t where t.inspection_id = $1 and t.place not in ('expert', 'observer')) as "inspectors!",
             exists (select from team_member t where t.inspection_id = $1 and t.place = 'team_leader') as "has_leader!",
             exists (select from team_member t join post p on p.person_id = t.person_id and p.role = 'chief' and p.during @> $2::date
                      where t.inspection_id = $1 and not exists (select from team_member l where l.inspection_id = $1 and l.person_id = t.person_id and l.place = 'lead_prosecutor')) as "chief_not_lead!",
             array(select distinct pe.name from team_member t join person pe on pe.id = t.person_id join post p on p.person_id = t.person_id
                    join inspection i on i.id = t.inspection_id
                    where t.inspection_id = $1 and p.org_id in (i.supervisor_id, i.office_id)
                      and coalesce(upper(p.during), 'infinity'::date) > ($2::date - interval '3 years')) as "conflicts!",
             (select count(*) from record r where r.inspection_id = $1) as "records!",
             (select count(*) from finding f where f.inspection_id = $1 and f.status = 'recorded') as "recorded!",
             (select count(*) from finding f where f.inspection_id = $1 and f.status = 'confirmed') as "confirmed!",
             (select count(*) from finding f where f.inspection_id = $1 and f.status = 'confirmed' and f.concerns = 'facility') as "confirmed_facility!",
             (select count(*) from finding f where f.inspection_id = $1 and f.status = 'confirmed' and f.concerns = 'resident_office') as "confirmed_office!",
             (select count(*) from finding f where f.inspection_id = $1 and f.status = 'confirmed' and f.position <> 'closed') as "open!",
             (select count(*) from finding f where f.inspection_id = $1 and f.status = 'confirmed' and f.position <> 'closed'
                 and not exists (select from hand_over h where h.finding_id = f.id and h.received_on is not null)) as "unsettled!",
             (select count(*) from finding f where f.inspection_id = $1 and f.status = 'confirmed' and f.severity in ('serious', 'critical')
                 and not exists (select from document_finding d join document x on x.id = d.document_id join service s on s.document_id = x.id
                                  where d.finding_id = f.id and x.kind in ('correction_notice', 'recommendation') and service_stands(s.id))) as "without_instrument!",
             (select count(*) from finding f where f.inspection_id = $1 and f.status = 'confirmed'
                 and not exists (select from recheck r where r.finding_id = f.id
                                  and r.at >= (select max(s.at) from step s where s.subject = 'inspection' and s.subject_id = $1 and s.step = 'follow_up'))) as "not_rechecked!",
             (select count(*) from document d where d.inspection_id = $1 and (d.state <> 'issued' or not exists (select from service s where s.document_id = d.id))) as "pending_documents!",
             (select count(*) from objection o where o.inspection_id = $1 and not exists (select from objection_review r where r.objection_id = o.id)) as "contested!",
             (select count(*) from step s where s.subject = 'inspection' and s.subject_id = $1 and s.step = 'follow_up') as "follow_ups!""#,
        case.id.0,
        case.planned_from
    )
    .fetch_one(&mut **tx)
    .await?)
}
