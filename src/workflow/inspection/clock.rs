//! The clocks of a case: which step starts them, which meets them, and with which they fall away.
use chrono::NaiveDate;

use crate::{
    foundation::error::Result,
    law::{
        clock::{self, Begun, End, Event, Key, Of},
        period::Rules,
    },
    people::access::{Deed, Permit},
    workflow::inspection::{form::Answers, model::Case, state::Step},
};

/// What a step does to the clocks of its case. The rules are those of the day that starts a clock.
///
/// # Errors
/// The database.
pub async fn follow<D: Deed>(permit: &mut Permit<D>, case: &Case, step: Step, answers: &Answers) -> Result<()> {
    let today = permit.today;
    let day = |name| answers.date(name).unwrap_or(today);
    match step {
        Step::Approve => {
            let notice = [(Key::NoticeDue, "notice_lead", Event::PlannedStart, case.planned_from)];
            start(permit, case, &notice, today).await
        }
        Step::Notify => met(permit, case, &[Key::NoticeDue], day("served_on")).await,
        Step::Start => {
            let from = day("started_on");
            let mut least = vec![(Key::LeastEnd, case.kind.least_days(), Event::Started, from)];
            if let Some(on_site) = case.kind.least_days_on_site() {
                least.push((Key::LeastOnSite, on_site, Event::Started, from));
            }
            start(permit, case, &least, from).await
        }
        Step::Finish => {
            let ended = day("ended_on");
            met(permit, case, &[Key::LeastEnd, Key::LeastOnSite], ended).await?;
            let mut after = vec![
                (Key::ReportTarget, "report_target", Event::Ended, ended),
                (Key::FeedbackDue, "feedback_due", Event::Ended, ended),
            ];
            if case.kind.needs_follow_up() {
                after.push((Key::FollowUpDue, "follow_up_due", Event::Ended, ended));
            }
            start(permit, case, &after, ended).await
        }
        Step::Report => met(permit, case, &[Key::ReportTarget], today).await,
        Step::DeliverFeedback => met(permit, case, &[Key::FeedbackDue], day("feedback_on")).await,
        Step::FollowUp => met(permit, case, &[Key::FollowUpDue], day("follow_up_on")).await,
        // nothing was found: nothing to look at again
        Step::Conclude => clock::end(&mut permit.tx, case.id.0, &[Key::FollowUpDue], today, End::Void).await,
        Step::Close => {
            clock::void_case(&mut permit.tx, case.id, today).await?;
            let archive = last_day_of_year(today).map(|on| (Key::ArchiveDue, "archive_due", Event::YearClosed, on));
            start(permit, case, archive.as_slice(), today).await
        }
        Step::Archive => met(permit, case, &[Key::ArchiveDue], today).await,
        Step::Cancel => clock::void_case(&mut permit.tx, case.id, today).await,
        Step::Create
        | Step::Submit
        | Step::Return
        | Step::Prepare
        | Step::Suspend
        | Step::Resume
        | Step::ApproveFeedback
        | Step::Rectify => Ok(()),
    }
}

fn last_day_of_year(day: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike as _;
    NaiveDate::from_ymd_opt(day.year(), 12, 31)
}

async fn start<D: Deed>(
    permit: &mut Permit<D>,
    case: &Case,
    clocks: &[(Key, &str, Event, NaiveDate)],
    day: NaiveDate,
) -> Result<()> {
    let rules = Rules::on(&mut permit.tx, day).await?;
    let begun: Vec<Begun> = clocks
        .iter()
        .filter_map(|&(key, rule, event, on)| {
            rules.period(rule, case.facility_kind).map(|period| Begun { key, event, on, period })
        })
        .collect();
    let of = Of { subject: case.id.0, inspection: case.id, facility: None };
    clock::start(&mut permit.tx, of, &begun).await
}

async fn met<D: Deed>(permit: &mut Permit<D>, case: &Case, keys: &[Key], on: NaiveDate) -> Result<()> {
    clock::end(&mut permit.tx, case.id.0, keys, on, End::Met).await
}
