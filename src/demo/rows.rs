//! The rows of the history, one type per table, as they are handed to the database.
#![expect(clippy::struct_field_names, reason = "fields bear the names of their columns")]
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// Everything that is written for all inspections together.
#[derive(Default)]
pub struct Rows {
    pub inspections: Vec<Inspection>,
    pub steps: Vec<Step>,
    pub plans: Vec<Plan>,
    pub members: Vec<Member>,
    pub clearances: Vec<Clearance>,
    pub records: Vec<Record>,
    pub record_inspectors: Vec<RecordInspector>,
    pub findings: Vec<Finding>,
    pub texts: Vec<Text>,
    pub documents: Vec<Document>,
    pub items: Vec<Item>,
    pub services: Vec<Service>,
    pub replies: Vec<Reply>,
    pub verifications: Vec<Verification>,
    pub demands: Vec<Demand>,
    pub closings: Vec<Closing>,
    pub rechecks: Vec<Recheck>,
    pub series: Vec<Series>,
}

#[derive(Serialize)]
pub struct Inspection {
    pub id: Uuid,
    pub number: String,
    pub kind: String,
    pub facility_id: Uuid,
    pub facility_kind: &'static str,
    pub organiser_id: i32,
    pub supervisor_id: i32,
    pub prov_id: Option<i32>,
    pub city_id: Option<i32>,
    pub unit_id: Option<i32>,
    pub office_id: Option<i32>,
    pub own_level: i16,
    pub opened_on: NaiveDate,
    pub basis: String,
    pub started_on: NaiveDate,
    pub ended_on: NaiveDate,
    pub days_on_site: i32,
    pub feedback_on: NaiveDate,
    pub case_no: String,
    pub outside: bool,
    pub step_no: i32,
    pub created_at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct Step {
    pub subject: &'static str,
    pub subject_id: Uuid,
    pub no: i32,
    pub step: &'static str,
    pub from_state: &'static str,
    pub to_state: &'static str,
    pub inspection_id: Uuid,
    pub at: DateTime<Utc>,
    pub day: NaiveDate,
    pub detail: Value,
}

#[derive(Serialize)]
pub struct Plan {
    pub inspection_id: Uuid,
    pub body: Value,
    pub author_id: Uuid,
    pub at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct Member {
    pub inspection_id: Uuid,
    pub person_id: Uuid,
    pub place: &'static str,
    pub unit_id: Option<i32>,
    pub duty: &'static str,
}

#[derive(Serialize)]
pub struct Clearance {
    pub inspection_id: Uuid,
    pub person_id: Uuid,
    pub why: &'static str,
    pub since: NaiveDate,
}

#[derive(Serialize)]
pub struct Record {
    pub id: Uuid,
    pub inspection_id: Uuid,
    pub no: i32,
    pub day: NaiveDate,
    pub place: String,
    pub method: String,
    pub body: String,
    pub author_id: Uuid,
    pub at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct RecordInspector {
    pub record_id: Uuid,
    pub inspection_id: Uuid,
    pub person_id: Uuid,
}

#[derive(Serialize)]
pub struct Finding {
    pub id: Uuid,
    pub inspection_id: Uuid,
    pub record_id: Uuid,
    pub no: i32,
    pub concerns: &'static str,
    pub found_on: NaiveDate,
    pub title: String,
    pub category_id: i32,
    pub severity: String,
    pub depth: &'static str,
    pub depth_reason: &'static str,
    pub follow_up_owner_id: Uuid,
    pub author_id: Uuid,
}

#[derive(Serialize)]
pub struct Text {
    pub finding_id: Uuid,
    pub inspection_id: Uuid,
    pub title: String,
    pub facts: String,
    pub legal_basis: String,
    pub author_id: Uuid,
    pub at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct Document {
    pub id: Uuid,
    pub inspection_id: Uuid,
    pub kind: &'static str,
    pub issuer_id: i32,
    pub author_id: Uuid,
    pub title: String,
    pub body: String,
    /// The words of the number, which is completed when all documents are there; empty where none is drawn.
    #[serde(skip)]
    pub word: String,
    pub number: String,
    pub issued_on: NaiveDate,
    pub created_at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct Item {
    pub document_id: Uuid,
    pub finding_id: Uuid,
    pub inspection_id: Uuid,
    pub facility_id: Uuid,
    pub no: i32,
    pub title: String,
    pub facts: String,
    pub legal_basis: String,
    pub demand: String,
}

#[derive(Serialize)]
pub struct Service {
    pub id: Uuid,
    pub document_id: Uuid,
    pub inspection_id: Uuid,
    pub facility_id: Option<Uuid>,
    pub org_id: Option<i32>,
    pub served_on: NaiveDate,
    pub manner: &'static str,
    pub receiver: &'static str,
    pub by_id: Uuid,
    pub at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct Reply {
    pub id: Uuid,
    pub finding_id: Uuid,
    pub inspection_id: Uuid,
    pub facility_id: Uuid,
    pub service_id: Uuid,
    pub body: String,
    pub their_no: String,
    pub received_on: NaiveDate,
    pub registered_by: Uuid,
    pub at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct Verification {
    pub id: Uuid,
    pub finding_id: Uuid,
    pub inspection_id: Uuid,
    pub facility_id: Uuid,
    pub reply_id: Uuid,
    pub outcome: &'static str,
    pub verdict: &'static str,
    pub note: String,
    pub person_id: Uuid,
    pub day: NaiveDate,
    pub at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct Demand {
    pub verification_id: Uuid,
    pub inspection_id: Uuid,
    pub facility_id: Uuid,
    pub demand: String,
    pub verdict: &'static str,
}

#[derive(Serialize)]
pub struct Closing {
    pub finding_id: Uuid,
    pub inspection_id: Uuid,
    pub person_id: Uuid,
    pub note: &'static str,
    pub day: NaiveDate,
    pub at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct Recheck {
    pub id: Uuid,
    pub finding_id: Uuid,
    pub inspection_id: Uuid,
    pub note: &'static str,
    pub person_id: Uuid,
    pub day: NaiveDate,
    pub at: DateTime<Utc>,
}

/// The last number that the history drew of a series.
#[derive(Serialize)]
pub struct Series {
    pub org_id: i32,
    pub series: &'static str,
    pub year: i32,
    pub last_no: i32,
}
