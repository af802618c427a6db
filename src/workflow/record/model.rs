//! A record, and the methods of inspection.
use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    deeds,
    foundation::{
        db::Tx,
        error::Result,
        id::{InspectionId, RecordId},
        text::Lang,
    },
    people::access::{Action, Actor, Deed, Standing, Subject},
    workflow::{
        evidence::{Bearer, Bears, Of},
        inspection::{self, Case},
        record::store,
    },
};

pub use crate::workflow::inspection::model::Method;

/// A record as written.
#[derive(Debug, Clone)]
pub struct Record {
    pub id: RecordId,
    pub inspection: InspectionId,
    pub no: i32,
    pub day: NaiveDate,
    pub place: String,
    pub method: Method,
    /// The point of the plan that it is about; may be empty.
    pub focus: String,
    pub body: String,
    pub author: Option<String>,
    pub at: DateTime<Utc>,
    pub inspectors: Vec<String>,
}

/// A record with its case: what a deed on a record is done to.
#[derive(Debug, Clone)]
pub struct RecordFile {
    pub record: Record,
    pub case: Case,
}

impl Subject for RecordFile {
    async fn load(tx: &mut Tx, actor: &Actor, id: uuid::Uuid, lock: bool) -> Result<Option<Self>> {
        let Some(record) = store::record(tx, id).await? else { return Ok(None) };
        let case = inspection::store::case(tx, actor, record.inspection.0, lock).await?;
        Ok(case.map(|case| Self { record, case }))
    }

    fn standing(&self) -> Standing {
        Standing::from(&self.case)
    }
}

deeds! {
    WriteRecord(Case),
    SeeRecord(RecordFile),
    AmendRecord(RecordFile),
}

/// Reading the day log of a case.
#[derive(Debug)]
pub struct SeeDayLog;

impl Deed for SeeDayLog {
    const ACTION: Action = Action::SeeRecord;
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
        let href = format!("/records/{}", self.record.id);
        Bearer {
            of: Of::Record(self.record.id),
            case: self.case.clone(),
            title: l.with("record-title", &[("n", self.record.no.into())]),
            action: format!("{href}/evidence"),
            href,
        }
    }
}
