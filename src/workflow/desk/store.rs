//! All SQL of the desk: one query for what waits, one for what is under way.
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{db::Tx, error::Result, id::InspectionId},
    people::access::Actor,
    workflow::inspection::{Kind, State},
};

/// Something that waits for one person.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// `lead-<state>`, `approve-<state>`, `issue`, `confirm`, `verify`, `close`, `receive`: message `desk-<what>`.
    pub what: String,
    pub id: Uuid,
    pub title: String,
    pub facility_zh: String,
    pub facility_en: String,
    pub kind: Kind,
    pub due_on: Option<NaiveDate>,
}

impl Waiting {
    /// The address where it is done.
    pub fn href(&self) -> String {
        match self.what.split('-').next() {
            Some("issue") => format!("/documents/{}", self.id),
            Some("confirm" | "verify" | "close" | "receive") => format!("/findings/{}", self.id),
            _ => format!("/inspections/{}", self.id),
        }
    }

    pub fn key(&self) -> String {
        format!("desk-{}", self.what.replace('_', "-"))
    }
}

/// What waits for the actor, the earliest due first.
pub async fn waiting(tx: &mut Tx, actor: &Actor) -> Result<Vec<Waiting>> {
    let approves: Vec<i32> = actor.delegated.iter().map(|id| id.0).collect();
    let chief = actor.role == crate::people::access::Role::Chief;
    let closes = actor.role == crate::people::access::Role::DepartmentHead;
    let level = actor.unit.as_ref().map(|unit| unit.level);
    Ok(sqlx::query_as!(
        Waiting,
        r#"with mine as (select t.inspection_id, bool_or(t.place = 'lead_prosecutor') as lead, bool_or(t.place = 'team_leader') as leader,
                                bool_or(t.place not in ('expert', 'observer')) as inspector
                           from team_member t where t.person_id = $1 group by t.inspection_id)
           select w.what as "what!", w.id as "id!", w.title as "title!", f.name_zh as facility_zh, f.name_en as facility_en, i.kind as "kind: Kind", w.due_on
             from (select 'lead-' || i.state as what, i.id, i.id as inspection_id, '' as title,
                          case when i.state in ('fieldwork_done', 'feedback_approved') then i.feedback_due when i.state in ('rectifying', 'follow_up') then i.follow_up_due end as due_on
                     from mine m join inspection i on i.id = m.inspection_id
                    where m.lead and i.state in ('draft', 'approved', 'prepared', 'notified', 'in_progress', 'fieldwork_done', 'feedback_approved', 'rectifying', 'follow_up', 'closed')
                   union all
                   select 'approve-' || i.state, i.id, i.id, '', i.feedback_due
                     from inspection i join org o on o.id = i.organiser_id
                    where i.state in ('submitted', 'reported', 'closable')
                      and (($2 and o.approver_id = $3) or (i.organiser_id = any ($4) and not exists (select from mine m where m.inspection_id = i.id and m.lead)))
                   union all
                   select 'issue', d.id, d.inspection_id, d.title, null
                     from document d join inspection i on i.id = d.inspection_id join org o on o.id = i.organiser_id
                    where d.state = 'submitted'
                      and (($2 and o.approver_id = $3) or (i.organiser_id = any ($4) and not exists (select from mine m where m.inspection_id = i.id and m.lead)))
                   union all
                   select 'confirm', x.id, x.inspection_id, x.title, null
                     from mine m join finding x on x.inspection_id = m.inspection_id join inspection i on i.id = x.inspection_id
                    where (m.lead or m.leader) and x.status = 'recorded' and x.author_id is distinct from $1 and i.state in ('in_progress', 'suspended', 'fieldwork_done')
                   union all
                   select 'verify', x.id, x.inspection_id, x.title, null
                     from mine m join finding x on x.inspection_id = m.inspection_id
                    where m.inspector and x.position = 'to_verify' and not exists (select from finding_hand h where h.finding_id = x.id and h.person_id = $1 and h.hand <> 'verify')
                   union all
                   select 'close', x.id, x.inspection_id, x.title, null
                     from finding x join inspection i on i.id = x.inspection_id
                    where $5 and x.status = 'confirmed' and x.position = 'verified' and coalesce($6::smallint = 0 or org_at(i.organiser_id, $6) = $3, false)
                      and not exists (select from finding_hand h where h.finding_id = x.id and h.person_id = $1 and h.hand <> 'close')
                   union all
                   select 'receive', x.id, x.inspection_id, x.title, null
                     from hand_over h join finding x on x.id = h.finding_id where h.to_org_id = $3 and h.received_on is null) w
             join inspection i on i.id = w.inspection_id join facility f on f.id = i.facility_id
            order by w.due_on nulls last, w.what, w.id limit 100"#,
        actor.person.0,
        chief,
        actor.unit_id().map(|id| id.0),
        &approves,
        closes,
        level
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A case under way.
#[derive(Debug, Clone)]
pub struct Running {
    pub id: InspectionId,
    pub facility_zh: String,
    pub facility_en: String,
    pub kind: Kind,
    pub state: State,
    pub findings: i64,
    pub open: i64,
}

impl Running {
    /// Where the three stages stand, for the stage bar.
    pub fn stages(&self) -> [&'static str; 3] {
        match self.state {
            State::Draft | State::Submitted | State::Approved | State::Prepared | State::Notified => {
                ["now", "todo", "todo"]
            }
            State::InProgress | State::Suspended => ["done", "now", "todo"],
            State::Closed | State::Archived => ["done", "done", "done"],
            State::FieldworkDone
            | State::Reported
            | State::FeedbackApproved
            | State::FeedbackDelivered
            | State::Rectifying
            | State::FollowUp
            | State::Closable
            | State::Cancelled => ["done", "done", "now"],
        }
    }
}

/// The cases under way that the actor may see.
pub async fn running(tx: &mut Tx) -> Result<Vec<Running>> {
    Ok(sqlx::query_as!(
        Running,
        r#"select i.id as "id: InspectionId", f.name_zh as facility_zh, f.name_en as facility_en, i.kind as "kind: Kind", i.state as "state: State",
                  (select count(*) from finding x where x.inspection_id = i.id and x.status = 'confirmed') as "findings!",
                  (select count(*) from finding x where x.inspection_id = i.id and x.status = 'confirmed' and x.position <> 'closed') as "open!"
             from inspection i join facility f on f.id = i.facility_id
            where i.state not in ('closed', 'archived', 'cancelled') order by i.day desc, i.id desc limit 8"#
    )
    .fetch_all(&mut **tx)
    .await?)
}
