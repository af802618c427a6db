//! All SQL of findings.
pub mod heard;
pub mod item;
pub mod oral;
pub mod panel;
pub mod read;
pub mod version;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::{FindingId, InspectionId, OrgId, PersonId, RecordId},
    },
    workflow::finding::{
        heard::Ground,
        model::{Concerns, Depth, Finding, Severity},
        state::{Position, Status},
    },
};

pub async fn inspection_of(tx: &mut Tx, id: Uuid) -> Result<Option<InspectionId>> {
    Ok(sqlx::query_scalar!(r#"select inspection_id as "id: InspectionId" from finding where id = $1"#, id)
        .fetch_optional(&mut **tx)
        .await?)
}

pub async fn finding(tx: &mut Tx, id: Uuid) -> Result<Option<Finding>> {
    Ok(sqlx::query_as!(
        Finding,
        r#"select f.id as "id: FindingId", f.inspection_id as "inspection: InspectionId", f.record_id, f.no, t.title, t.facts, t.legal_basis, f.text_no,
                  f.category_id, c.code as category_code, e.field_zh, e.field_en, e.domain_zh, e.domain_en, e.name_zh as category_zh, e.name_en as category_en,
                  f.severity as "severity: Severity", f.depth as "depth: Depth", f.depth_reason,
                  array(select g.ground from finding_depth_ground g where g.finding_id = f.id and g.no = f.text_no order by g.ground) as "grounds!: Vec<Ground>", f.concerns as "concerns: Concerns",
                  f.status as "status: Status", f.position as "position: Position", f.due_on, f.cycle, f.told, f.found_on, f.step_no,
                  f.author_id as "author: PersonId", a.name as "author_name?", o.name as "owner_name?", f.merged_into,
                  exists (select from finding_otherwise w where w.finding_id = f.id) as "otherwise!"
             from finding f
             join finding_text t on t.finding_id = f.id and t.no = f.text_no
             join category c on c.id = f.category_id
             join category_entry e on e.taxonomy_id = f.taxonomy_id and e.category_id = f.category_id
             left join person a on a.id = f.author_id
             left join person o on o.id = f.follow_up_owner_id
            where f.id = $1"#,
        id
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The unit that a finding was handed over to, while the receipt is awaited.
pub async fn receiver(tx: &mut Tx, id: Uuid) -> Result<Option<OrgId>> {
    Ok(sqlx::query_scalar!(
        r#"select to_org_id as "to: OrgId" from hand_over where finding_id = $1 and received_on is null"#,
        id
    )
    .fetch_optional(&mut **tx)
    .await?)
}

pub async fn hands(tx: &mut Tx, id: Uuid) -> Result<Vec<(PersonId, String)>> {
    let rows =
        sqlx::query!(r#"select person_id as "person: PersonId", hand from finding_hand where finding_id = $1"#, id)
            .fetch_all(&mut **tx)
            .await?;
    Ok(rows.into_iter().map(|row| (row.person, row.hand)).collect())
}

/// What a finding says and how it is classified.
#[derive(Debug, Clone)]
pub struct Text {
    pub title: String,
    pub facts: String,
    pub legal_basis: String,
    pub category_id: i32,
    pub taxonomy_id: i32,
    pub severity: Option<Severity>,
    pub depth: Depth,
    pub depth_reason: String,
    /// What makes it deep; one at least where it is.
    pub grounds: Vec<Ground>,
    pub concerns: Concerns,
}

/// Writes a new finding at the place of its case, under the case's next number.
pub async fn insert(
    tx: &mut Tx,
    id: FindingId,
    inspection: InspectionId,
    record: RecordId,
    text: &Text,
    found_on: NaiveDate,
    author: PersonId,
) -> Result<()> {
    let written = sqlx::query!(
        "insert into finding (id, inspection_id, record_id, facility_id, no, prov_id, city_id, unit_id, office_id, own_level, opened, facility_kind,
                              inspection_kind, concerns, found_on, title, category_id, taxonomy_id, severity, depth, depth_reason, author_id, status, step_no)
         select $1, i.id, $3, i.facility_id, (select coalesce(max(x.no), 0) + 1 from finding x where x.inspection_id = i.id), i.prov_id, i.city_id, i.unit_id,
                i.office_id, i.own_level, i.opened, i.facility_kind, i.kind, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'recorded', 1
           from inspection i where i.id = $2",
        id.0,
        inspection.0,
        record.0,
        text.concerns as Concerns,
        found_on,
        text.title,
        text.category_id,
        text.taxonomy_id,
        text.severity as Option<Severity>,
        text.depth as Depth,
        text.depth_reason,
        author.0
    )
    .execute(&mut **tx)
    .await?;
    one_row(&written)
}

/// Writes version `no` of a finding's text.
pub async fn write_text(
    tx: &mut Tx,
    id: FindingId,
    inspection: InspectionId,
    no: i32,
    text: &Text,
    author: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into finding_text (finding_id, no, base_no, inspection_id, title, facts, legal_basis, author_id, at, category_id, taxonomy_id, severity, depth, depth_reason)
         values ($1, $2, $2 - 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id.0,
        no,
        inspection.0,
        text.title,
        text.facts,
        text.legal_basis,
        author.0,
        now,
        text.category_id,
        text.taxonomy_id,
        text.severity as Option<Severity>,
        text.depth as Depth,
        text.depth_reason
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes what makes a finding deep, beside version `no` of its text.
pub async fn write_grounds(tx: &mut Tx, id: FindingId, no: i32, grounds: &[Ground]) -> Result<()> {
    sqlx::query!(
        "insert into finding_depth_ground (finding_id, no, ground) select $1, $2, unnest($3::text[])",
        id.0,
        no,
        grounds as &[Ground]
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Points a finding at its new text: compare-and-set on the one that was seen.
pub async fn set_text(tx: &mut Tx, id: FindingId, base: i32, text: &Text) -> Result<()> {
    let changed = sqlx::query!(
        "update finding set text_no = $2 + 1, title = $3, category_id = $4, taxonomy_id = $5, severity = $6, depth = $7, depth_reason = $8, concerns = $9
          where id = $1 and text_no = $2 and status = 'recorded'",
        id.0,
        base,
        text.title,
        text.category_id,
        text.taxonomy_id,
        text.severity as Option<Severity>,
        text.depth as Depth,
        text.depth_reason,
        text.concerns as Concerns
    )
    .execute(&mut **tx)
    .await?;
    one_row(&changed)
}

/// 另行处理: says of a finding that it is dealt with by other means.
pub async fn deal_otherwise(
    tx: &mut Tx,
    finding: &Finding,
    by: PersonId,
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<()> {
    sqlx::query!(
        "insert into finding_otherwise (finding_id, inspection_id, day, by_id, at) values ($1, $2, $3, $4, $5)",
        finding.id.0,
        finding.inspection.0,
        today,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Moves the status: compare-and-set on the step that was seen. `owner` urges correction, `into` is what a merged one joins.
pub async fn advance(
    tx: &mut Tx,
    finding: &Finding,
    to: Status,
    owner: Option<PersonId>,
    into: Option<Uuid>,
) -> Result<()> {
    let moved = sqlx::query!(
        "update finding set status = $3, step_no = step_no + 1, follow_up_owner_id = coalesce($4, follow_up_owner_id), merged_into = $5 where id = $1 and step_no = $2",
        finding.id.0,
        finding.step_no,
        to as Status,
        owner.map(|owner| owner.0),
        into
    )
    .execute(&mut **tx)
    .await?;
    one_row(&moved)
}
