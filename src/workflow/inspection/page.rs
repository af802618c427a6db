//! Pages of the case file: open, read, plan, team.
mod paper;
mod plan;
mod step;
mod team;

use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, FacilityId, InspectionId},
        web::fields::{Fields, PROSE},
    },
    law::clock,
    people::{
        access::{Action, Deed, Permit, Posted},
        roster,
    },
    workflow::{
        inspection::{
            act,
            deed::{self, CreateInspection, SeeInspection},
            fieldwork,
            gate::{Condition, Refusal},
            model::{Case, Kind},
            plan::Plan,
            stages::Ground,
            state::{State, Step},
            store::{self, NewCase},
            view::{self, Counts, NewPage, Next, Offered, ShowPage},
        },
        team as members,
    },
};

pub use paper::{
    checklists, minutes_docx, minutes_pdf, notice_docx, notice_pdf, papers, plan, plan_docx, plan_pdf, report,
    report_docx, report_pdf,
};
pub use plan::{amend, amend_form, decide, decide_form, edit_plan, save_plan};
pub use step::{Ready, ask, gates, ready, send_back, take, time};
pub use team::{add_member, file_recusal, recusal_form, remove_member, team, waive, waiver_form};

/// `GET /inspections/new?facility=`
pub async fn new(mut permit: Permit<CreateInspection>) -> Result<Response> {
    let facility = permit.query()?.value("facility").to_owned();
    let fields = Fields::start([("planned_from", permit.today.to_string()), ("facility", facility)]);
    let page = new_page(&mut permit, fields).await?;
    permit.page(page).await
}

async fn new_page(permit: &mut Permit<CreateInspection>, fields: Fields) -> Result<NewPage> {
    let unit = permit.actor.unit.clone().ok_or(AppError::NotFound)?;
    let targets = store::targets(&mut permit.tx, unit.id, unit.level, permit.today).await?;
    let l = permit.l;
    Ok(NewPage {
        shell: permit.shell(),
        key: id::fresh(),
        fields,
        kinds: view::kinds(l),
        facilities: targets
            .iter()
            .map(|target| {
                (
                    target.id.to_string(),
                    format!("{} · {}", l.word(target.kind), l.pick(&target.name_zh, &target.name_en)),
                )
            })
            .collect(),
    })
}

/// `POST /inspections`
pub async fn create(mut posted: Posted<CreateInspection>) -> Result<Response> {
    let key = id::fresh();
    let unit = posted.permit.actor.unit.clone().ok_or(AppError::NotFound)?;
    let today = posted.permit.today;
    let targets = store::targets(&mut posted.permit.tx, unit.id, unit.level, today).await?;
    let fields = &mut posted.fields;
    let kind = fields.choice::<Kind>("kind");
    let facility = fields.id::<FacilityId>("facility");
    let basis = fields.text("basis", PROSE);
    let (from, to) = (fields.date("planned_from"), fields.date("planned_to"));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        fields.problem("planned_to", "problem-order", vec![("earliest", from.into())]);
    }
    let target = facility.and_then(|facility| targets.iter().find(|target| target.id == facility.0));
    if facility.is_some() && target.is_none() {
        fields.problem("facility", "problem-choose", Vec::new());
    }
    if let (Some(kind), Some(target)) = (kind, target)
        && !kind.is_competent(unit.level, target.kind)
    {
        fields.problem("kind", "problem-not-competent", Vec::new());
    }
    let sealed = kind.is_some_and(Kind::is_sealed_by_default) && fields.value("announced").is_empty();
    if let (true, Some(kind), Some(facility), Some(planned_from), Some(planned_to)) =
        (fields.is_ok(), kind, facility, from, to)
    {
        let new = NewCase {
            id: InspectionId(key),
            kind,
            facility,
            organiser: unit.id,
            level: unit.level,
            sealed,
            basis,
            planned_from,
            planned_to,
        };
        act::open(&mut posted.permit, &new).await?;
        return posted.done(&format!("/inspections/{key}"), "done-opened").await;
    }
    let fields = posted.fields.clone();
    let page = new_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

/// `GET /inspections/{id}`
pub async fn show(mut permit: Permit<SeeInspection>) -> Result<Response> {
    let case = permit.subject.clone();
    let l = permit.l;
    let ground = step::ground(&mut permit).await?;
    let steps = store::steps(&mut permit.tx, case.id).await?;
    let tally = store::read::tally(&mut permit.tx, case.id).await?;
    let points = fieldwork::points(&ground.plan, &tally);
    let days = fieldwork::days(&case, &tally, &steps, &ground.calendar, permit.today);
    let onward = case.state.onward(case.kind.needs_follow_up());
    let refusals = onward.map(|step| ground.refusals(&case, step, permit.today)).unwrap_or_default();
    let conditions = ground.conditions(&case, permit.today);
    let stages = drawn(&case, (&ground, conditions), &steps, &days, &points, &refusals).stages(l);
    let next = offered(&permit, &case, &ground.plan);
    let findings = store::read::findings(&mut permit.tx, case.id).await?;
    let documents = store::read::documents(&mut permit.tx, case.id).await?;
    let page = ShowPage {
        shell: permit.shell(),
        today: permit.today,
        stages,
        onward: onward.map(|step| view::onward(&case, step, &refusals, &next, l)),
        next,
        counts: Counts { records: ground.facts.records, findings: findings.len(), documents: documents.len() },
        may: may(&permit, &case),
        points,
        days,
        methods: view::methods(&tally, l),
        contacts: view::contacts(&case, &store::read::contacts(&mut permit.tx, case.id).await?, &steps, l),
        conflicts: case.kind.is_cross().then_some(ground.facts.conflicts),
        clocks: clock::store::read::of_inspection(&mut permit.tx, case.id).await?,
        team: members::store::members(&mut permit.tx, case.id).await?,
        recusals: roster::store::recusal::list(&mut permit.tx, None, Some(case.id)).await?,
        previous: store::read::rechecked(&mut permit.tx, &[&ground.plan]).await?,
        plan: ground.plan,
        records: store::read::records(&mut permit.tx, case.id).await?,
        orals: store::read::orals(&mut permit.tx, case.id).await?,
        findings,
        documents,
        history: view::history(&steps, l),
        case,
    };
    permit.page(page).await
}

/// The forms that the actor may fill in now.
fn may(permit: &Permit<SeeInspection>, case: &Case) -> Offered {
    Offered {
        contact: !case.history && !case.state.is_over() && permit.may(Action::LogContact),
        edit: case.state == State::Draft && permit.may(Action::EditPlan),
        register: !case.state.is_over() && permit.may(Action::RegisterRecusal),
        waive: case.started_on.is_none() && !case.state.is_over() && permit.may(Action::WaiveRule),
        record: case.state.is_fieldwork() && permit.may(Action::WriteRecord),
        draft: case.state.takes_documents() && permit.may(Action::DraftDocument),
        review: case.started_on.is_some() && !case.history && permit.may(Action::ReviewFindings),
        volume: matches!(case.state, State::Closed | State::Archived)
            && !case.history
            && permit.may(Action::TakeVolume),
        clue: !case.history && !case.state.is_over() && permit.may(Action::NoteClue),
    }
}

/// What the three stages are drawn from.
fn drawn<'a>(
    case: &'a Case,
    (ground, conditions): (&'a step::Ground, Vec<Condition>),
    steps: &'a [store::Taken],
    days: &[fieldwork::Day],
    points: &[fieldwork::Point],
    refusals: &'a [Refusal],
) -> Ground<'a> {
    Ground {
        case,
        facts: &ground.facts,
        conditions,
        steps,
        missing: fieldwork::missing(days).collect(),
        points: (points.len(), points.iter().filter(|point| point.records > 0).count()),
        refusals,
    }
}

/// The steps that the actor may take now; while the plan is not whole, writing it comes first.
fn offered(permit: &Permit<SeeInspection>, case: &Case, plan: &Plan) -> Vec<Next> {
    let mut next = next(permit, case);
    if case.state == State::Draft && permit.may(Action::EditPlan) && !plan.missing().is_empty() {
        for later in &mut next {
            later.primary = false;
        }
        let word = permit.l.t("plan-edit");
        next.insert(0, Next { href: format!("{}/plan/edit", case.href()), word, primary: true });
    }
    next
}

/// The steps that the actor may take now.
fn next<D: Deed<Subject = Case>>(permit: &Permit<D>, case: &Case) -> Vec<Next> {
    let mut next: Vec<Next> = Vec::new();
    for (step, action) in deed::BY_PERSONS {
        // after feedback the system goes on by itself
        let by_system = case.state == State::FeedbackDelivered;
        if case.state.after(*step).is_ok() && !by_system && permit.may(*action) {
            let aside = matches!(step, Step::Cancel | Step::Return | Step::Suspend);
            next.push(Next {
                href: format!("{}/{}", case.href(), deed::slug(*step)),
                word: permit.l.word(*step),
                primary: !aside && !next.iter().any(|next| next.primary),
            });
        }
    }
    next
}
