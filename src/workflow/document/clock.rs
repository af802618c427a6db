//! The clocks that service starts: when an answer is due, when the next higher procuratorate is told, by when to object.
use chrono::NaiveDate;

use crate::{
    foundation::{db::Tx, error::Result},
    law::{
        clock::{self, Begun, Event, Key, Of},
        period::Rules,
    },
    workflow::{
        document::{
            model::{Document, Kind},
            store::{NewService, Recipient},
        },
        inspection::Case,
    },
};

fn of(service: &NewService) -> Of {
    let facility = match service.on {
        Recipient::Facility(id) => Some(id),
        Recipient::Organ(_) => None,
    };
    Of { subject: service.id, inspection: service.inspection, facility }
}

/// Starts the clocks of a document that was served: the answer and the objection run from service, the report upwards
/// from issue, each by the rule of its own day.
///
/// # Errors
/// The database.
pub async fn start(tx: &mut Tx, case: &Case, document: &Document, service: &NewService) -> Result<()> {
    let (reply, escalate) = document.kind.rules();
    let of_service = Rules::on(tx, service.served_on).await?;
    let of_issue = match document.issued_on {
        Some(day) => Rules::on(tx, day).await?,
        None => of_service.clone(),
    };
    let issued_on = document.issued_on.unwrap_or(service.served_on);
    let object = (document.kind == Kind::CorrectionNotice).then_some("objection_in");
    let clocks = [
        (Key::ReplyDue, Event::Served, service.served_on, &of_service, reply),
        (Key::EscalateOn, Event::Issued, issued_on, &of_issue, escalate),
        (Key::ObjectionIn, Event::Served, service.served_on, &of_service, object),
    ];
    let begun: Vec<Begun> = clocks
        .into_iter()
        .filter_map(|(key, event, on, rules, rule)| {
            let period = rules.period(rule?, case.facility_kind)?;
            Some(Begun { key, event, on, period })
        })
        .collect();
    clock::start(tx, of(service), &begun).await
}

/// Starts the clock of an answer whose day the document itself names.
///
/// # Errors
/// The database.
pub async fn start_named(tx: &mut Tx, service: &NewService, due_on: NaiveDate) -> Result<()> {
    clock::start_named(tx, of(service), Key::ReplyDue, Event::Served, service.served_on, due_on).await
}
