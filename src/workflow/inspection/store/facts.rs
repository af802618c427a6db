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
    /// Why the notice was served so late, where it says so (巡回检察工作规定 29).
    pub short_notice: Option<String>,
    pub feedback_approved_on: Option<NaiveDate>,
    /// When the authority above the facility last supported it, where its latest talk does (巡回检察工作规定 33).
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
    /// Members against whom a D rule stands that nobody let go; asked until the inspection begins.
    pub conflicts: Vec<String>,
    /// Members whom the statute keeps out: granted recusals, kin; asked as long.
    pub barred: Vec<String>,
    /// Members without a post on its days, or from outside without a pledge; asked as long.
    pub unfit: Vec<String>,
    pub records: i64,
    /// Records that are still to be confirmed: their numbers.
    pub unsigned: Vec<i32>,
    /// Fieldwork does not end before it.
    pub last_record_on: Option<NaiveDate>,
    pub recorded: i64,
    /// Findings that are still to be seen on site.
    pub to_see: i64,
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
        r#"select taken.notified_on, taken.short_notice, taken.feedback_approved_on, taken.follow_ups as "follow_ups!", joined.inspectors as "inspectors!", joined.has_leader as "has_leader!",
                  joined.chief_not_lead as "chief_not_lead!",
                  met.conflicts as "conflicts!", met.barred as "barred!", met.unfit as "unfit!",
                  talked.communicated_on, talked.contacts as "contacts!", gathered.pack as "pack!", gathered.packed_on, trained.day as "trained_on?",
                  coalesce(trained.outcome = 'waived', false) as "training_waived!", annex.filed_on as "annex_filed_on?", annex.isolated_to as "isolated_to?",
                  exempt.days as exempt_days, exempt.days_on_site as exempt_on_site, exempt.filed_on as exempted_on,
                  written.records as "records!", written.last_record_on,
                  array(select r.no from record r where r.inspection_id = $1 and r.signed = 'open' order by r.no) as "unsigned!",
                  found.recorded as "recorded!", found.to_see as "to_see!", found.confirmed as "confirmed!", found.confirmed_facility as "confirmed_facility!", found.confirmed_office as "confirmed_office!",
                  found.open as "open!", found.unsettled as "unsettled!", found.without_instrument as "without_instrument!", found.not_rechecked as "not_rechecked!",
                  (select count(*) from document d where d.inspection_id = $1 and (d.state <> 'issued' or not exists (select from service s where s.document_id = d.id))) as "pending_documents!",
                  (select count(*) from objection o where o.inspection_id = $1 and not exists (select from objection_review r where r.objection_id = o.id)) as "contested!"
             from (select max((s.detail ->> 'served_on')::date) filter (where s.step = 'notify') as notified_on,
                         max(nullif(s.detail ->> 'same_day_reason', '')) as short_notice,
                          max(s.day) filter (where s.step = 'approve_feedback') as feedback_approved_on,
                          count(*) filter (where s.step = 'follow_up') as follow_ups, max(s.at) filter (where s.step = 'follow_up') as followed_up_at
                     from step s where s.subject = 'inspection' and s.subject_id = $1) taken
             cross join (select count(distinct t.person_id) filter (where t.place not in ('expert', 'observer')) as inspectors, coalesce(bool_or(t.place = 'team_leader'), false) as has_leader,
                                exists (select from post p where p.role = 'chief' and p.during @> $2::date and p.person_id = any (array_agg(t.person_id))
                                                             and p.person_id <> all (coalesce(array_agg(t.person_id) filter (where t.place = 'lead_prosecutor'), '{}'))) as chief_not_lead
                           from team_member t where t.inspection_id = $1) joined
             cross join (select max(c.day) filter (where c.side = 'authority' and c.result = 'supported' and contact_supports($1)) as communicated_on, count(*) as contacts from contact c where c.inspection_id = $1) talked
             cross join (select count(distinct p.item) as pack, max(p.day) as packed_on from preparation p where p.inspection_id = $1 and p.item <> 'training') gathered
             left join lateral (select p.day, p.outcome from preparation p where p.inspection_id = $1 and p.item = 'training' order by p.at desc, p.id desc limit 1) trained on true
             left join lateral (select a.filed_on, a.isolated_from + a.isolation_days - 1 as isolated_to from epidemic_annex a
                                 where a.inspection_id = $1 order by a.at desc, a.id desc limit 1) annex on true
             cross join (select min(x.days) as days, min(x.days_on_site) as days_on_site, max(x.filed_on) as filed_on from exemption x where x.inspection_id = $1) exempt
             cross join (select count(*) as records, max(r.day) as last_record_on from record r where r.inspection_id = $1) written
             cross join lateral (select count(*) filter (where f.status = 'recorded') as recorded,
                                        count(*) filter (where exists (select from site_check k where k.finding_id = f.id and not exists (select from site_answer w where w.finding_id = f.id))) as to_see, count(*) filter (where f.status = 'confirmed') as confirmed,
                                        count(*) filter (where f.status = 'confirmed' and f.concerns = 'facility') as confirmed_facility,
                                        count(*) filter (where f.status = 'confirmed' and f.concerns = 'resident_office') as confirmed_office,
                                        count(*) filter (where f.status = 'confirmed' and f.position <> 'closed') as open,
                                        count(*) filter (where f.status = 'confirmed' and f.position <> 'closed'
                                                           and not exists (select from hand_over h where h.finding_id = f.id and h.received_on is not null)) as unsettled,
                                        count(*) filter (where f.status = 'confirmed' and f.severity in ('serious', 'critical')
                                                           and not exists (select from document_finding d join document x on x.id = d.document_id join service s on s.document_id = x.id
                                                                            where d.finding_id = f.id and x.kind in ('correction_notice', 'recommendation')
                                                                              and s.id not in (select w.service_id from service_withdrawn w))) as without_instrument,
                                        count(*) filter (where f.status = 'confirmed' and not exists (select from recheck r where r.finding_id = f.id and r.at >= taken.followed_up_at)) as not_rechecked
                                   from finding f where f.inspection_id = $1 and f.status in ('recorded', 'confirmed')) found
             cross join (select coalesce(array_agg(distinct o.name) filter (where o.class = 'D'), '{}') as conflicts,
                                coalesce(array_agg(o.name) filter (where o.rule in ('recused', 'kin')), '{}') as barred,
                                coalesce(array_agg(o.name) filter (where o.rule in ('gone', 'pledge')), '{}') as unfit from team_obstacles($1) o where $3) met"#,
        case.id.0,
        case.planned_from,
        case.state.is_before_start()
    )
    .fetch_one(&mut **tx)
    .await?)
}
