//! The two papers of a case: 方案 with its versions and its approval, 报告 with its parts and its figures.
use axum::response::Response;
use chrono::NaiveDate;

use crate::{
    foundation::{
        clock,
        error::{AppError, Result},
        print::{self, Output, Paper},
        word::Word,
    },
    people::access::{Action, Deed, Permit},
    workflow::{
        inspection::{
            act,
            deed::SeeInspection,
            model::Case,
            page::step,
            plan::Grounds,
            state::{State, Step},
            store::{
                self, Taken,
                amendment::{self, Amendment},
            },
            view::{self, ChecklistsPage, PlanPage, ReportPage},
        },
        team,
    },
};

/// `GET /inspections/{id}/plan?no=&from=&to=`
pub async fn plan(mut permit: Permit<SeeInspection>) -> Result<Response> {
    let page = plan_page(&mut permit).await?;
    permit.page(page).await
}

/// `GET /inspections/{id}/plan/pdf?no=`
pub async fn plan_pdf(mut permit: Permit<SeeInspection>) -> Result<Response> {
    let page = plan_page(&mut permit).await?;
    hand_out(permit, page.paper(), Output::Pdf).await
}

/// `GET /inspections/{id}/plan/docx?no=`
pub async fn plan_docx(mut permit: Permit<SeeInspection>) -> Result<Response> {
    let page = plan_page(&mut permit).await?;
    hand_out(permit, page.paper(), Output::Docx).await
}

/// Hands a paper of the case out as a file; that it was taken is on record.
async fn hand_out(mut permit: Permit<SeeInspection>, paper: Paper, output: Output) -> Result<Response> {
    let id = permit.subject.id.0;
    if paper.body.is_empty() {
        return Err(AppError::Conflict("refused-paper-none"));
    }
    let value = serde_json::json!({ "file": output.ending(), "title": paper.name() });
    permit.note("document_taken", "inspection", id, Some(id), value).await?;
    let (press, today) = (permit.app.press.clone(), permit.today);
    permit.tx.commit().await?;
    let bytes = print::draw(&press, &paper, output, today).await?;
    Ok(print::answer(bytes, paper.name(), output))
}

/// The day on which the plan in force was approved: with the case, or as an amendment.
fn approved_on(case: &Case, steps: &[Taken], amendments: &[Amendment]) -> Option<NaiveDate> {
    let amended = amendments.iter().find(|amendment| amendment.no == case.plan_no);
    let approved = || steps.iter().find(|taken| taken.step == Step::Approve.code()).map(|taken| taken.day);
    amended.map_or_else(approved, |amendment| amendment.decided_at.map(clock::day))
}

/// `GET /inspections/{id}/notice/pdf`
pub async fn notice_pdf(permit: Permit<SeeInspection>) -> Result<Response> {
    from_steps(permit, view::notice, Output::Pdf).await
}

/// `GET /inspections/{id}/notice/docx`
pub async fn notice_docx(permit: Permit<SeeInspection>) -> Result<Response> {
    from_steps(permit, view::notice, Output::Docx).await
}

/// `GET /inspections/{id}/minutes/pdf`
pub async fn minutes_pdf(permit: Permit<SeeInspection>) -> Result<Response> {
    from_steps(permit, view::minutes, Output::Pdf).await
}

/// `GET /inspections/{id}/minutes/docx`
pub async fn minutes_docx(permit: Permit<SeeInspection>) -> Result<Response> {
    from_steps(permit, view::minutes, Output::Docx).await
}

/// A paper that is made of what was answered at a step.
async fn from_steps(
    mut permit: Permit<SeeInspection>,
    drawn: fn(&Case, &[Taken]) -> Option<Paper>,
    output: Output,
) -> Result<Response> {
    let steps = store::steps(&mut permit.tx, permit.subject.id).await?;
    let paper = drawn(&permit.subject, &steps).ok_or(AppError::Conflict("refused-paper-none"))?;
    hand_out(permit, paper, output).await
}

/// The plan in force, the notice, the report and the minutes of a case, each with its day; what was never written is left out.
///
/// # Errors
/// The database.
pub async fn papers<D: Deed<Subject = Case>>(permit: &mut Permit<D>) -> Result<Vec<(Paper, Option<NaiveDate>)>> {
    let plan = plan_page(permit).await?;
    let report = report_page(permit).await?;
    let reported = report.reported.as_ref().map(|(_, day)| *day);
    let approved = plan.text.at.map(clock::day);
    let (case, steps) = (permit.subject.clone(), store::steps(&mut permit.tx, permit.subject.id).await?);
    let day = |step: Step| steps.iter().find(|taken| taken.step == step.code()).map(|taken| taken.day);
    let mut papers = vec![(plan.paper(), approved)];
    papers.extend(view::notice(&case, &steps).map(|paper| (paper, day(Step::Notify))));
    papers.push((report.paper(), reported));
    papers.extend(view::minutes(&case, &steps).map(|paper| (paper, day(Step::DeliverFeedback))));
    papers.retain(|(paper, _)| !paper.body.is_empty());
    Ok(papers)
}

async fn plan_page<D: Deed<Subject = Case>>(permit: &mut Permit<D>) -> Result<PlanPage> {
    let case = permit.subject.clone();
    let fields = permit.query()?;
    let asked = |name: &str| fields.value(name).parse::<i32>().ok();
    let versions = store::plans(&mut permit.tx, case.id).await?;
    let find = |no: Option<i32>| versions.iter().find(|version| Some(version.no) == no);
    let l = permit.l;
    // what is in force, unless another is asked for
    let text = find(asked("no")).or_else(|| find(Some(case.plan_no))).or_else(|| versions.first());
    let text = text.cloned().unwrap_or_default();
    let plans: Vec<_> = versions.iter().map(|version| &version.plan).collect();
    let previous = store::read::rechecked(&mut permit.tx, &plans).await?;
    let grounds = Grounds { l, previous: &previous };
    let compared = find(asked("from")).zip(find(asked("to"))).map(|(old, new)| view::compared(old, new, grounds));
    let steps = store::steps(&mut permit.tx, case.id).await?;
    let pending = amendment::pending(&mut permit.tx, case.id).await?;
    let amendments = amendment::amendments(&mut permit.tx, case.id).await?;
    Ok(PlanPage {
        shell: permit.shell(),
        in_force: view::in_force(&case, &steps, &amendments, l),
        approved_on: approved_on(&case, &steps, &amendments),
        trail: view::trail(&steps, l),
        may_edit: case.state == State::Draft && permit.may(Action::EditPlan),
        may_amend: act::may_amend(&case, pending.as_ref()).is_ok() && permit.may(Action::AmendPlan),
        may_decide: pending.is_some() && permit.may(Action::DecideAmendment),
        team: team::store::members(&mut permit.tx, case.id).await?,
        pending,
        amendments,
        previous,
        text,
        compared,
        versions,
        case,
    })
}

/// `GET /inspections/{id}/plan/checklists`: what the plan in force pins, item by item.
pub async fn checklists(mut permit: Permit<SeeInspection>) -> Result<Response> {
    let case = permit.subject.clone();
    let text = store::plan(&mut permit.tx, case.id, case.plan_no).await?;
    let lists = permit.app.checklists.named(&mut permit.tx, &text.plan.pinned()).await?;
    let page = ChecklistsPage { shell: permit.shell(), lists: view::pinned(&text.plan, &lists, permit.l), case };
    permit.page(page).await
}

/// `GET /inspections/{id}/report`: the report; before it is handed in, its form for whoever writes it, and what is missing for all others.
pub async fn report(mut permit: Permit<SeeInspection>) -> Result<Response> {
    let case = permit.subject.clone();
    if case.state == State::FieldworkDone && permit.may(Action::ReportInspection) {
        return step::form(permit, Step::Report).await;
    }
    let page = report_page(&mut permit).await?;
    permit.page(page).await
}

/// `GET /inspections/{id}/report/pdf`
pub async fn report_pdf(mut permit: Permit<SeeInspection>) -> Result<Response> {
    let page = report_page(&mut permit).await?;
    hand_out(permit, page.paper(), Output::Pdf).await
}

/// `GET /inspections/{id}/report/docx`
pub async fn report_docx(mut permit: Permit<SeeInspection>) -> Result<Response> {
    let page = report_page(&mut permit).await?;
    hand_out(permit, page.paper(), Output::Docx).await
}

async fn report_page<D: Deed<Subject = Case>>(permit: &mut Permit<D>) -> Result<ReportPage> {
    let case = permit.subject.clone();
    let l = permit.l;
    let ground = step::ground(permit).await?;
    let steps = store::steps(&mut permit.tx, case.id).await?;
    let before = if case.state.is_fieldwork() { Step::Finish } else { Step::Report };
    let refusals = ground.refusals(&case, before, permit.today);
    let reported = steps.iter().find(|taken| taken.step == Step::Report.code());
    let findings = store::read::findings(&mut permit.tx, case.id).await?;
    Ok(ReportPage {
        shell: permit.shell(),
        parts: view::report(reported, l),
        blocked: if case.state.is_reported() { Vec::new() } else { view::blocked(&refusals, l) },
        reported: reported.map(|taken| (taken.actor.clone().unwrap_or_default(), taken.day)),
        records: ground.facts.records,
        findings: findings.into_iter().filter(|finding| finding.status == "confirmed").collect(),
        trail: view::trail(&steps, l),
        signer: steps
            .iter()
            .find(|taken| taken.step == Step::ApproveFeedback.code())
            .and_then(|taken| taken.actor.clone()),
        case,
    })
}
