//! 谈话对象: who was spoken to, in a compartment of its own. Lists, pages, exports, documents and logs know a number; the identity is
//! sealed before the database has it, and whoever may look leaves a trace each time.
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    foundation::{
        db::{Db, Tx},
        error::{AppError, Result},
        id::RecordId,
        seal::Seal,
        web::fields::{Fields, LINE},
    },
    people::access::{Deed, Permit, Posted},
    workflow::record::{
        kind,
        model::{Method, Record, RecordFile, SeeInterviewee},
        store::interview as store,
        view::InterviewPage,
    },
};

/// Who was spoken to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Identity {
    pub name: String,
    /// 编号、证件号
    pub number: String,
    /// 监区、部门
    pub ward: String,
}

/// Texts shorter than this say nothing of anybody.
const TELLING: usize = 2;

impl Identity {
    /// The words that would tell who it is: the name, the number, a cell. A ward of many tells of nobody.
    pub fn telling(&self) -> Vec<&str> {
        let cell = self.ward.contains(|one: char| one.is_ascii_digit()) && !self.ward.ends_with(['区', '队', '科']);
        let words = [
            (self.name.as_str(), TELLING),
            (&self.number, TELLING + 1),
            (if cell { &self.ward } else { "" }, TELLING + 1),
        ];
        words.into_iter().filter(|(word, least)| word.chars().count() >= *least).map(|(word, _)| word).collect()
    }

    /// Whether a text gives away who it is.
    pub fn is_in(&self, text: &str) -> bool {
        let told = |part: &str| part.chars().count() >= TELLING && text.contains(part);
        told(&self.name) || (self.number.chars().count() > TELLING && told(&self.number))
    }
}

/// Reads who was spoken to, where the method has somebody. Inmates have a name; a forum of officers has none.
pub fn read(fields: &mut Fields) -> Option<Identity> {
    let method = <Method as crate::foundation::word::Word>::parse(fields.value("method"))?;
    if !kind::is_interview(method) {
        return None;
    }
    let [name, number, ward] = ["who_name", "who_number", "who_ward"].map(|name| fields.optional(name, LINE));
    if name.is_empty() && (method != Method::OfficerInterview || !number.is_empty() || !ward.is_empty()) {
        fields.problem("who_name", "problem-missing", Vec::new());
    }
    (!name.is_empty()).then_some(Identity { name, number, ward })
}

/// Notes at each field in which somebody is named who is to stay unnamed.
pub fn unname(fields: &mut Fields, identity: &Identity) {
    let named: Vec<String> = fields
        .pairs()
        .iter()
        .filter(|(name, value)| !name.starts_with("who_") && !name.starts_with('_') && identity.is_in(value))
        .map(|(name, _)| name.clone())
        .collect();
    for name in named {
        fields.problem(&name, "problem-named", Vec::new());
    }
}

/// Seals an identity and puts it in its compartment.
///
/// # Errors
/// There is no key.
pub async fn keep<D: Deed>(permit: &mut Permit<D>, record: RecordId, case: uuid::Uuid, who: &Identity) -> Result<()> {
    let words = serde_json::to_vec(who).map_err(anyhow::Error::from).map_err(AppError::Internal)?;
    let sealed = permit.app.seal.seal(&words, record.0.as_bytes()).map_err(AppError::Internal)?;
    let (by, now) = (permit.actor.person, permit.now);
    store::insert(&mut permit.tx, record, case, &sealed, (by, now)).await?;
    permit.note("interviewee_sealed", "record", record.0, Some(case), json!({})).await
}

/// Who was spoken to, for whoever row security lets know; else none.
///
/// # Errors
/// The key is not the one under which it was sealed.
pub async fn known(tx: &mut Tx, seal: &Seal, record: &Record) -> Result<Option<Identity>> {
    let Some(sealed) = store::sealed(tx, record.id).await? else { return Ok(None) };
    let words = seal.open(&sealed, record.id.0.as_bytes()).map_err(AppError::Internal)?;
    serde_json::from_slice(&words).map(Some).map_err(anyhow::Error::from).map_err(AppError::Internal)
}

/// Notes at each field in which whoever was spoken to in a record is named, where the writer knows who it is.
///
/// # Errors
/// As for opening what is sealed.
pub async fn unnamed<D: Deed>(permit: &mut Permit<D>, record: &Record, fields: &mut Fields) -> Result<()> {
    unsaid(&mut permit.tx, &permit.app.seal, record, fields, &[]).await
}

/// As [`unnamed`], and at the files if one of their names says it.
///
/// # Errors
/// As for opening what is sealed.
pub async fn unsaid(tx: &mut Tx, seal: &Seal, record: &Record, fields: &mut Fields, names: &[String]) -> Result<()> {
    if record.interviewee_no.is_some()
        && let Some(who) = known(tx, seal, record).await?
    {
        unname(fields, &who);
        if names.iter().any(|name| who.is_in(name)) {
            fields.problem("files", "problem-named", Vec::new());
        }
    }
    Ok(())
}

/// `POST /records/{id}/interviewee`: shown this once; the look is on record before anything is seen.
pub async fn see(mut posted: Posted<SeeInterviewee>) -> Result<Response> {
    let permit = &mut posted.permit;
    let RecordFile { record, case, .. } = permit.subject.clone();
    let who = known(&mut permit.tx, &permit.app.seal, &record).await?.ok_or(AppError::NotFound)?;
    store::viewed(&mut permit.tx, record.id, (permit.actor.person, permit.now)).await?;
    permit.note("interviewee_seen", "record", record.id.0, Some(case.id.0), json!({})).await?;
    let page = InterviewPage { shell: permit.shell(), who, case, record: record.clone() };
    posted.once(&format!("{}#interviewee", record.href()), page).await
}

/// Whoever serves a database needs the key under which its interviewees were sealed; it is made at the first start.
///
/// # Errors
/// There are some, and the key is not there.
pub async fn key_is_here(db: &Db, seal: &Seal) -> anyhow::Result<()> {
    let sealed = store::any(&db.owner).await?;
    anyhow::ensure!(
        !sealed || seal.has_key(),
        "interviewees of this database were sealed under a key that does not lie at {}; give the data directory in which it \
         was made with --data or XUNJIAN_DATA, or put the key back from the backup",
        seal.path().display()
    );
    Ok(seal.ready()?)
}
