//! Pages of the case file: open, read, plan, team.
mod paper;
mod step;
mod team;

use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, FacilityId, InspectionId},
        web::{
            conflict::{self, ConflictPage},
            fields::{Fields, PROSE},
            overtaken::OvertakenPage,
        },
    },
    law::clock,
    people::{
        access::{Action, Deed, Permit, Posted},
        roster,
    },
    workflow::{
        inspection::{
            act,
            deed::{self, CreateInspection, EditPlan, SeeInspection},
            fieldwork,
            gate::Refusal,
            model::{Case, Kind, Plan},
            stages::Ground,
            state::{State, Step},
            store::{self, NewCase},
            view::{self, Counts, NewPage, Next, Part, PlanEditPage, ShowPage},
        },
        team as members,
    },
};

pub use paper::{plan, report};
pub use step::{Ready, ask, ready, take};
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
    let points = fieldwork::points(&ground.plan.content, &tally);
    let days = fieldwork::days(&case, &tally, &steps, &ground.calendar, permit.today);
    let onward = case.state.onward(case.kind.needs_follow_up());
    let refusals = onward.map(|step| ground.refusals(&case, step, permit.today)).unwrap_or_default();
    let stages = drawn(&case, &ground, &steps, &days, &points, &refusals).stages(l);
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
        points,
        days,
        methods: view::methods(&tally, l),
        contacts: view::contacts(&steps, l),
        conflicts: case.kind.is_cross().then_some(ground.facts.conflicts),
        clocks: clock::store::read::of_inspection(&mut permit.tx, case.id).await?,
        team: members::store::members(&mut permit.tx, case.id).await?,
        may_edit: case.state == State::Draft && permit.may(Action::EditPlan),
        recusals: roster::store::recusal::list(&mut permit.tx, None, Some(case.id)).await?,
        may_register: !case.state.is_over() && permit.may(Action::RegisterRecusal),
        may_waive: case.started_on.is_none() && !case.state.is_over() && permit.may(Action::WaiveRule),
        plan: ground.plan,
        may_record: case.state.is_fieldwork() && permit.may(Action::WriteRecord),
        may_draft: case.state.takes_documents() && permit.may(Action::DraftDocument),
        records: store::read::records(&mut permit.tx, case.id).await?,
        orals: store::read::orals(&mut permit.tx, case.id).await?,
        findings,
        documents,
        history: view::history(&steps, l),
        case,
    };
    permit.page(page).await
}

/// What the three stages are drawn from.
fn drawn<'a>(
    case: &'a Case,
    ground: &'a step::Ground,
    steps: &'a [store::Taken],
    days: &[fieldwork::Day],
    points: &[fieldwork::Point],
    refusals: &'a [Refusal],
) -> Ground<'a> {
    Ground {
        case,
        facts: &ground.facts,
        plan: &ground.plan,
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

/// `GET /inspections/{id}/plan/edit`
pub async fn edit_plan(mut permit: Permit<EditPlan>) -> Result<Response> {
    let case = permit.subject.clone();
    if case.state != State::Draft {
        return Err(AppError::Conflict("refused-plan-frozen"));
    }
    let text = store::plan(&mut permit.tx, case.id, case.plan_no).await?;
    let parts = parts(&text.plan);
    let page = PlanEditPage {
        shell: permit.shell(),
        base: case.plan_no,
        case,
        key: id::fresh(),
        fields: Fields::default(),
        parts,
    };
    permit.page(page).await
}

fn parts(plan: &Plan) -> Vec<Part> {
    Plan::PARTS
        .into_iter()
        .map(|name| Part {
            name,
            label_key: format!("plan-{name}"),
            required: name != "discipline",
            value: plan.part(name).to_owned(),
        })
        .collect()
}

/// `POST /inspections/{id}/plan`
pub async fn save_plan(mut posted: Posted<EditPlan>) -> Result<Response> {
    let case = posted.permit.subject.clone();
    let fields = &mut posted.fields;
    conflict::settle(fields);
    let base = fields.number("base", 0, i32::MAX).unwrap_or_default();
    let mut part = |name| fields.optional(name, PROSE);
    let mine = Plan {
        personnel: part("personnel"),
        object: part("object"),
        content: part("content"),
        methods: part("methods"),
        schedule: part("schedule"),
        duties: part("duties"),
        logistics: part("logistics"),
        discipline: part("discipline"),
    };
    if case.state != State::Draft {
        return plan_frozen(posted, &case, &mine).await;
    }
    if let Some(status) = conflict::clash(&mut posted.fields, base, case.plan_no) {
        return plan_conflict(posted, &case, base, status).await;
    }
    if !posted.fields.is_ok() {
        let page = PlanEditPage {
            shell: posted.permit.shell(),
            base,
            case,
            key: id::fresh(),
            fields: posted.fields.clone(),
            parts: parts(&mine),
        };
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    }
    act::save_plan(&mut posted.permit, base, &mine).await?;
    posted.done(&format!("{}/plan", case.href()), "done-saved").await
}

/// The plan was submitted meanwhile: what was typed stands beside what is on record.
async fn plan_frozen(mut posted: Posted<EditPlan>, case: &Case, mine: &Plan) -> Result<Response> {
    let plan = store::plan(&mut posted.permit.tx, case.id, case.plan_no).await?.plan;
    let labels = Plan::PARTS.map(|part| (part, format!("plan-{part}")));
    let pairs: Vec<_> = labels.iter().map(|(part, label)| (label.as_str(), plan.part(part), mine.part(part))).collect();
    let back = format!("{}/plan", case.href());
    let page = OvertakenPage::new(posted.permit.shell(), "refused-plan-frozen", back, &pairs);
    posted.send_back(StatusCode::CONFLICT, page).await
}

/// Somebody saved another version meanwhile: both are merged part by part.
async fn plan_conflict(mut posted: Posted<EditPlan>, case: &Case, base: i32, status: StatusCode) -> Result<Response> {
    let was = conflict::started(&posted.fields, base);
    let started = store::plan(&mut posted.permit.tx, case.id, was).await?.plan;
    let stands = store::plan(&mut posted.permit.tx, case.id, case.plan_no).await?;
    let l = posted.permit.l;
    let part = |part: &&str| {
        let label = l.t(&format!("plan-{part}"));
        conflict::Part::new(part, label, conflict::Entry::Prose, started.part(part), stands.plan.part(part))
    };
    let target = conflict::Target {
        action: format!("{}/plan", case.href()),
        back: format!("{}/plan", case.href()),
        who: stands.author,
        no: case.plan_no,
        was,
        kept: Vec::new(),
        family: "plan",
    };
    let parts = Plan::PARTS.iter().map(part).collect();
    let page = ConflictPage::new(posted.permit.shell(), target, &posted.fields, parts);
    posted.send_back(status, page).await
}
