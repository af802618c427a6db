//! A record, and the methods of inspection.
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{
        db::Tx,
        error::Result,
        id::{InspectionId, PersonId, RecordId},
        seal::Seal,
        text::Lang,
        web::fields::Fields,
    },
    people::access::{Action, Actor, Deed, Standing, Subject},
    workflow::{
        evidence::{Bearer, Bears, Of},
        inspection::{self, Case},
        record::{
            interview,
            store::{self, sign::Signed},
        },
    },
};

pub use crate::workflow::inspection::model::Method;

/// A record as it now reads.
#[derive(Debug, Clone)]
pub struct Record {
    pub id: RecordId,
    pub inspection: InspectionId,
    pub no: i32,
    /// When it was observed.
    pub day: NaiveDate,
    pub clock: Option<NaiveTime>,
    /// When it happened, where that is another time, in words.
    pub happened: String,
    pub place: String,
    pub method: Method,
    /// The point of the plan that it is about; may be empty.
    pub focus: String,
    pub body: String,
    /// What the method asks for besides.
    pub details: serde_json::Value,
    pub author_id: Option<PersonId>,
    pub author: Option<String>,
    /// When it was entered.
    pub at: DateTime<Utc>,
    /// Counts its texts.
    pub version: i32,
    pub signed: Signed,
    /// The number by which all others know who was spoken to.
    pub interviewee_no: Option<i32>,
    pub inspectors: Vec<String>,
    pub named: Vec<Uuid>,
}

impl Record {
    pub fn href(&self) -> String {
        format!("/records/{}", self.id)
    }

    /// `10:26`, where the time of the day is known.
    pub fn time(&self) -> Option<String> {
        self.clock.map(|clock| clock.format("%H:%M").to_string())
    }
}

/// A record with its case, and who reads it: what a deed on a record is done to.
#[derive(Debug, Clone)]
pub struct RecordFile {
    pub record: Record,
    pub case: Case,
    pub actor: PersonId,
}

impl Subject for RecordFile {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        let Some(record) = store::record(tx, id).await? else { return Ok(None) };
        let case = inspection::store::case(tx, actor, record.inspection.0, lock).await?;
        Ok(case.map(|case| Self { record, case, actor: actor.person }))
    }

    fn standing(&self) -> Standing {
        Standing {
            author: self.record.author_id == Some(self.actor),
            named: self.record.named.contains(&self.actor.0),
            ..Standing::from(&self.case)
        }
    }
}

deeds! {
    WriteRecord(Case),
    ConfirmDay(Case),
    SeeRecord(RecordFile),
    EditRecord(RecordFile),
    ConfirmRecord(RecordFile),
    RefuseRecord(RecordFile),
    SeeInterviewee(RecordFile),
    AmendRecord(RecordFile),
}

/// Reading the day log of a case.
#[derive(Debug)]
pub struct SeeDayLog;

impl Deed for SeeDayLog {
    const ACTION: Action = Action::SeeRecord;
    type Subject = Case;
}

/// Handing in a day on site, and confirming that of another.
#[derive(Debug)]
pub struct HandInDay;

impl Deed for HandInDay {
    const ACTION: Action = Action::WriteRecord;
    type Subject = Case;
}

/// Adding files to a record.
#[derive(Debug)]
pub struct AddToRecord;

impl Deed for AddToRecord {
    const ACTION: Action = Action::AddEvidence;
    type Subject = RecordFile;
}

impl Bears for RecordFile {
    fn bearer(&self, l: Lang) -> Bearer {
        let href = self.record.href();
        Bearer {
            of: Of::Record(self.record.id),
            case: self.case.clone(),
            title: l.with("record-title", &[("n", self.record.no.into())]),
            action: format!("{href}/evidence"),
            href,
        }
    }

    async fn unsaid(&self, tx: &mut Tx, seal: &Seal, fields: &mut Fields, names: &[String]) -> Result<()> {
        interview::unsaid(tx, seal, &self.record, fields, names).await
    }
}
