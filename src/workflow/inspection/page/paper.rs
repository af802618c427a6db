//! The two papers of a case: 方案 with its versions and its approval, 报告 with its parts and its figures.
use axum::response::Response;

use crate::{
    foundation::{error::Result, word::Word},
    people::access::{Action, Permit},
    workflow::inspection::{
        deed::SeeInspection,
        page::step,
        state::{State, Step},
        store,
        view::{self, PlanPage, ReportPage},
    },
};

/// `GET /inspections/{id}/plan?no=&from=&to=`
pub async fn plan(mut permit: Permit<SeeInspection>) -> Result<Response> {
    let case = permit.subject.clone();
    let fields = permit.query()?;
    let asked = |name: &str| fields.value(name).parse::<i32>().ok();
    let versions = store::plans(&mut permit.tx, case.id).await?;
    let find = |no: Option<i32>| versions.iter().find(|version| Some(version.no) == no);
    let l = permit.l;
    let compared = find(asked("from")).zip(find(asked("to"))).map(|(old, new)| view::compared(old, new, l));
    let page = PlanPage {
        shell: permit.shell(),
        text: find(asked("no")).or_else(|| versions.first()).cloned().unwrap_or_default(),
        trail: view::trail(&store::steps(&mut permit.tx, case.id).await?, l),
        may_edit: case.state == State::Draft && permit.may(Action::EditPlan),
        compared,
        versions,
        case,
    };
    permit.page(page).await
}

/// `GET /inspections/{id}/report`: the report; before it is handed in, its form for whoever writes it, and what is missing for all others.
pub async fn report(mut permit: Permit<SeeInspection>) -> Result<Response> {
    let case = permit.subject.clone();
    if case.state == State::FieldworkDone && permit.may(Action::ReportInspection) {
        return step::form(permit, Step::Report).await;
    }
    let l = permit.l;
    let ground = step::ground(&mut permit).await?;
    let steps = store::steps(&mut permit.tx, case.id).await?;
    let before = if case.state.is_fieldwork() { Step::Finish } else { Step::Report };
    let refusals = ground.refusals(&case, before, permit.today);
    let reported = steps.iter().find(|taken| taken.step == Step::Report.code());
    let findings = store::read::findings(&mut permit.tx, case.id).await?;
    let page = ReportPage {
        shell: permit.shell(),
        parts: view::report(reported, l),
        blocked: if case.state.is_reported() { Vec::new() } else { view::blocked(&refusals, l) },
        reported: reported.map(|taken| (taken.actor.clone().unwrap_or_default(), taken.day)),
        records: ground.facts.records,
        findings: findings.into_iter().filter(|finding| finding.status == "confirmed").collect(),
        trail: view::trail(&steps, l),
        case,
    };
    permit.page(page).await
}
