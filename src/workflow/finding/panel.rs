//! 核验 and 销号 on the page of a finding: what was asked, what came back, what is decided, and whose turn it is.
use crate::{
    foundation::{db::Tx, error::Result, id, text::Lang, web::fields::Fields, word::Word},
    workflow::finding::{
        model::{Finding, Met, Verdict},
        state::Position,
        store::panel::{self as store, Demand, Report, Verified},
    },
};

/// A demand, and what is or was decided about it.
pub struct Line {
    pub name: String,
    pub demand: String,
    /// The instrument or the return that asks it.
    pub source: String,
    /// What the last verification said, where this one follows a return.
    pub before: Option<Met>,
    pub chosen: String,
    pub error: Option<String>,
}

/// The panel of a finding that is to be verified, or was verified and is to be closed.
pub struct Panel {
    pub key: uuid::Uuid,
    pub fields: Fields,
    pub report: Option<Report>,
    pub verified: Option<Verified>,
    pub lines: Vec<Line>,
    pub verdicts: Vec<(&'static str, String)>,
    /// Why the reader does not verify or close, as message keys; none where it is the reader's turn.
    pub not_verify: Option<&'static str>,
    pub not_close: Option<&'static str>,
}

impl Panel {
    /// None where neither verification nor closing is due.
    pub async fn of(tx: &mut Tx, finding: &Finding, fields: Fields, l: Lang) -> Result<Option<Self>> {
        Ok(match finding.position {
            Some(Position::ToVerify) => {
                let demands = store::demands(tx, finding.id, finding.cycle).await?;
                let report = store::report_to_verify(tx, finding.id, finding.cycle).await?;
                report.map(|report| Self {
                    lines: demands.iter().enumerate().map(|(no, demand)| asked(no, demand, &fields, l)).collect(),
                    report: Some(report),
                    verdicts: Verdict::ALL.iter().map(|verdict| (verdict.code(), l.t(&verdict.key()))).collect(),
                    ..Self::empty(fields)
                })
            }
            Some(Position::Verified) => {
                let Some(verified) = store::last_verification(tx, finding.id, finding.cycle).await? else {
                    return Ok(None);
                };
                let judged = store::judged(tx, verified.id).await?;
                let lines = judged.into_iter().map(|(demand, met)| Line {
                    name: String::new(),
                    demand,
                    source: String::new(),
                    before: Some(met),
                    chosen: met.code().to_owned(),
                    error: None,
                });
                Some(Self { lines: lines.collect(), verified: Some(verified), ..Self::empty(fields) })
            }
            Some(
                Position::NotServed
                | Position::AwaitingPlan
                | Position::Rectifying
                | Position::Returned
                | Position::Closed
                | Position::Rebounded,
            )
            | None => None,
        })
    }

    fn empty(fields: Fields) -> Self {
        Self {
            key: id::fresh(),
            fields,
            report: None,
            verified: None,
            lines: Vec::new(),
            verdicts: Vec::new(),
            not_verify: None,
            not_close: None,
        }
    }

    /// The demands as asked, in the order of their lines.
    pub fn demands(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|line| line.demand.as_str())
    }
}

fn asked(no: usize, demand: &Demand, fields: &Fields, l: Lang) -> Line {
    let name = format!("demand-{no}");
    let source = match &demand.kind {
        Some(kind) => format!("{} {}", l.t(&format!("document-kind-{}", kind.replace('_', "-"))), demand.number),
        None => l.with("verify-asked-by-return", &[("day", l.date(demand.asked_on).into())]),
    };
    Line {
        chosen: fields.value(&name).to_owned(),
        error: fields.error(l, &name),
        demand: demand.demand.clone(),
        source: source.trim().to_owned(),
        before: demand.before,
        name,
    }
}
