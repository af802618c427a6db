//! The two papers of a case: 方案 with its versions and its approval, 报告 with its parts and its figures.
use axum::response::Response;

use crate::{
    foundation::{error::Result, word::Word},
    people::access::{Action, Permit},
    workflow::{
        inspection::{
            act,
            deed::SeeInspection,
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
    let page = PlanPage {
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
    };
    permit.page(page).await
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
