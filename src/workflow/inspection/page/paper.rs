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
            store::{self, amendment},
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
    let value = serde_json::json!({ "file": output.ending(), "title": paper.title });
    permit.note("document_taken", "inspection", id, Some(id), value).await?;
    let (press, today) = (permit.app.press.clone(), permit.today);
    permit.tx.commit().await?;
    let bytes = print::draw(&press, &paper, output, today).await?;
    Ok(print::answer(bytes, &paper.title, output))
}

/// The plan in force and the report of a case, each with its day; what was never written is left out.
///
/// # Errors
/// The database.
pub async fn papers<D: Deed<Subject = Case>>(permit: &mut Permit<D>) -> Result<Vec<(Paper, Option<NaiveDate>)>> {
    let plan = plan_page(permit).await?;
    let report = report_page(permit).await?;
    let reported = report.reported.as_ref().map(|(_, day)| *day);
    let approved = plan.text.at.map(clock::day);
    let both = [(plan.paper(), approved), (report.paper(), reported)];
    Ok(both.into_iter().filter(|(paper, _)| !paper.body.is_empty()).collect())
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
        case,
    })
}
