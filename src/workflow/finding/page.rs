//! Pages of findings: log, read, edit, decide.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, FindingId, PersonId},
        text::Lang,
        web::fields::{Fields, PROSE},
        word::Word as _,
    },
    law::{category, checklist::Pinned, clock},
    people::access::{Action, Deed, Permit, Posted},
    workflow::{
        evidence,
        finding::{
            act::{self, Decision, Origin},
            choice,
            deed::{
                ConfirmFinding, DealOtherwise, DropFinding, FindingFile, LogFinding, MergeFinding, RetractFinding,
                SeeFinding, WithdrawFinding,
            },
            form,
            heard::Ground,
            model::{Depth, Severity},
            oral::{self, Oral, Told},
            panel::Panel,
            state::{Position, Status, Step},
            store,
            view::{self, DecidePage, FormPage, HistoryPage, Next, OralPanel, OtherwisePage, ShowPage},
        },
        inspection, record,
    },
};

/// What makes a finding deep, each with its word and whether it is chosen.
pub fn grounds(fields: &Fields, l: Lang) -> Vec<(&'static str, String, bool)> {
    Ground::ALL.iter().map(|ground| (ground.code(), l.word(*ground), fields.has("grounds", ground.code()))).collect()
}

/// `GET /records/{id}/findings/new`
pub async fn new(mut permit: Permit<LogFinding>) -> Result<Response> {
    if !permit.subject.case.state.is_fieldwork() {
        return Err(AppError::Conflict("refused-not-fieldwork"));
    }
    let asked = permit.query()?;
    let item = item(&mut permit, &asked).await?;
    let basis = item.as_ref().map_or_else(String::new, |pinned| pinned.item.legal_basis.clone());
    let code = item.map_or_else(String::new, |pinned| pinned.item.code.clone());
    let fields = Fields::start([("depth", Depth::General.code().to_owned()), ("item", code), ("legal_basis", basis)]);
    let page = new_page(&mut permit, fields).await?;
    permit.page(page).await
}

/// The item of the plan's checklists that the finding comes from.
async fn item(permit: &mut Permit<LogFinding>, fields: &Fields) -> Result<Option<Pinned>> {
    let code = fields.value("item");
    if code.is_empty() {
        return Ok(None);
    }
    let case = &permit.subject.case;
    let plan = inspection::store::plan(&mut permit.tx, case.id, case.plan_no).await?.plan;
    let lists = permit.app.checklists.named(&mut permit.tx, &plan.pinned()).await?;
    Ok(Pinned::coded(&lists, code))
}

async fn new_page(permit: &mut Permit<LogFinding>, fields: Fields) -> Result<FormPage> {
    let file = permit.subject.clone();
    let l = permit.l;
    let item = item(permit, &fields).await?;
    let categories = category::of(&mut permit.tx, file.case.facility_kind, file.record.day).await?;
    Ok(FormPage {
        shell: permit.shell(),
        action: format!("/records/{}/findings", file.record.id),
        back: format!("/records/{}", file.record.id),
        key: id::fresh(),
        title_key: "finding-new",
        base: None,
        grounds: grounds(&fields, l),
        fields,
        categories: choice::categories(&categories, item.as_ref(), l),
        severities: choice::options::<Severity>(l),
        depths: choice::options::<Depth>(l),
        own_note: file.case.lead,
        logged: record::store::findings(&mut permit.tx, file.record.id).await?,
        item,
        case: file.case,
        record: Some(file.record),
    })
}

/// `POST /records/{id}/findings`
pub async fn create(mut posted: Posted<LogFinding>) -> Result<Response> {
    let key = id::fresh();
    let (kind, day) = (posted.permit.subject.case.facility_kind, posted.permit.subject.record.day);
    let chosen = category::named(&mut posted.permit.tx, kind, day, posted.fields.value("category")).await?;
    let record = posted.permit.subject.record.clone();
    record::interview::unnamed(&mut posted.permit, &record, &mut posted.fields).await?;
    let Some(text) = form::read(&mut posted.fields, chosen) else {
        let fields = posted.fields.clone();
        let page = new_page(&mut posted.permit, fields).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    let item = item(&mut posted.permit, &posted.fields).await?;
    let case = posted.permit.subject.case.clone();
    let origin = Origin { case, record: record.id, day: record.day, item };
    act::log(&mut posted.permit, &origin, FindingId(key), &text).await?;
    if posted.fields.value("then") == "next" {
        let form = format!("/records/{}/findings/new", posted.permit.subject.record.id);
        return posted.done(&form, "done-finding-next").await;
    }
    posted.done(&format!("/findings/{key}"), "done-finding").await
}

/// 核验 or 销号, where one of them is due, and whose it is.
async fn panel(permit: &mut Permit<SeeFinding>) -> Result<Option<Panel>> {
    let finding = permit.subject.finding.clone();
    let mut panel = Panel::of(&mut permit.tx, &finding, Fields::default(), permit.l).await?;
    if let Some(panel) = &mut panel {
        panel.not_verify = permit.why_not(Action::VerifyRectification, "turn-inspector");
        panel.not_close = permit.why_not(Action::CloseFinding, "turn-third-person");
    }
    Ok(panel)
}

/// `GET /findings/{id}`
pub async fn show(mut permit: Permit<SeeFinding>) -> Result<Response> {
    let FindingFile { finding, case, .. } = permit.subject.clone();
    let l = permit.l;
    let events = store::read::events(&mut permit.tx, finding.id).await?;
    let only_returned = permit.query()?.value("only") == "returned";
    let panel = panel(&mut permit).await?;
    let oral = store::oral::of(&mut permit.tx, finding.id).await?;
    let site = store::heard::site_check(&mut permit.tx, finding.id).await?;
    let (files, materials) = evidence::store::about(&mut permit.tx, finding.id).await?;
    let may_log = case.state.is_fieldwork() && permit.may(Action::LogFinding);
    let may_add = permit.may(Action::AddEvidence) && evidence::model::takes_evidence(case.state);
    let shown = store::item::is_shown(&mut permit.tx, finding.id).await?;
    let missing = finding.missing(shown);
    let page = ShowPage {
        shell: permit.shell(),
        complete: complete(&permit, &missing),
        missing,
        item: store::item::of(&mut permit.tx, finding.id).await?,
        today: permit.today,
        again: finding.record_id.filter(|_| may_log).map(|record| format!("/records/{record}/findings/new")),
        marks: view::marks(&finding, &events, l),
        panel,
        next: next(&permit, oral.as_ref(), site.is_some()),
        oral: oral.map(|told| oral_panel(&permit, told)),
        answers_site: act::is_open(case.state) && permit.may(Action::AnswerOnSite),
        site,
        comments: store::heard::comments(&mut permit.tx, finding.id).await?,
        documents: store::read::documents(&mut permit.tx, finding.id).await?,
        clues: clues(&mut permit).await?,
        clocks: clock::store::read::of_finding(
            &mut permit.tx,
            finding.id,
            finding.position.is_some_and(Position::is_answered),
        )
        .await?,
        entries: view::entries(&finding, &events, only_returned, l),
        only_returned,
        alike: store::read::alike(&mut permit.tx, finding.category_id, case.facility).await?,
        evidence: evidence::Panel { files, add: may_add.then(|| format!("{}/evidence/new", finding.href())) },
        materials,
        case,
        finding,
    };
    permit.page(page).await
}

/// The clues that rest on the finding, for whoever holds a right to their register.
async fn clues(permit: &mut Permit<SeeFinding>) -> Result<Vec<uuid::Uuid>> {
    if permit.clues.is_none() {
        return Ok(Vec::new());
    }
    store::read::clues(&mut permit.tx, permit.subject.finding.id).await
}

/// `GET /findings/{id}/history?from=&to=`
pub async fn history(mut permit: Permit<SeeFinding>) -> Result<Response> {
    let FindingFile { finding, case, .. } = permit.subject.clone();
    let versions = store::version::versions(&mut permit.tx, finding.id).await?;
    let fields = permit.query()?;
    let asked = |name: &str| fields.value(name).parse::<i32>().ok();
    let page = HistoryPage {
        shell: permit.shell(),
        compared: view::compared(&versions, asked("from"), asked("to"), permit.l),
        versions: view::versions(&versions, permit.l),
        entries: view::entries(&finding, &store::read::events(&mut permit.tx, finding.id).await?, false, permit.l),
        case,
        finding,
    };
    permit.page(page).await
}

/// Where what is missing is written by whoever reads it.
fn complete(permit: &Permit<SeeFinding>, missing: &[&'static str]) -> Option<String> {
    let FindingFile { finding, case, .. } = &permit.subject;
    let text = missing.iter().any(|key| *key != "missing-evidence");
    if text && finding.status == Status::Recorded && act::is_open(case.state) && permit.may(Action::EditFinding) {
        return Some(format!("{}/edit", finding.href()));
    }
    let adds = !text && evidence::model::takes_evidence(case.state) && permit.may(Action::AddEvidence);
    adds.then(|| format!("{}/evidence/new", finding.href()))
}

/// What was told on the spot, with what may follow.
fn oral_panel(permit: &Permit<SeeFinding>, told: Oral) -> OralPanel {
    let FindingFile { finding, case, .. } = &permit.subject;
    let settles = oral::to_settle(&permit.subject, Some(&told)).is_ok() && permit.may(Action::SettleOral);
    let writes =
        told.stands(permit.today) == Told::Late && case.state.takes_documents() && permit.may(Action::DraftDocument);
    OralPanel {
        settle: settles.then(|| format!("{}/oral/done", finding.href())),
        write: writes.then(|| format!("{}/documents/new?kind=correction_notice&finding={}", case.href(), finding.id)),
        told,
    }
}

/// What the actor may do to the finding now.
fn next(permit: &Permit<SeeFinding>, told: Option<&Oral>, asked: bool) -> Vec<Next> {
    let FindingFile { finding, case, .. } = &permit.subject;
    let open = act::is_open(case.state);
    let recorded = open && finding.status == Status::Recorded;
    let reviewed = open && matches!(finding.status, Status::Recorded | Status::Confirmed);
    let answerable = finding.position.is_some_and(Position::awaits_answer);
    let following_up =
        case.state == crate::workflow::inspection::State::FollowUp && finding.status == Status::Confirmed;
    let deeds = [
        ("confirm", Action::ConfirmFinding, recorded && finding.severity.is_some(), true),
        ("edit", Action::EditFinding, recorded, false),
        ("merge", Action::MergeFinding, recorded, false),
        ("drop", Action::DropFinding, recorded, false),
        ("retract", Action::RetractFinding, recorded, false),
        ("comments/new", Action::LogComment, reviewed, false),
        ("site-check", Action::AskOnSite, reviewed && !asked, false),
        ("recheck", Action::RecheckFinding, following_up, true),
        ("hand-over", Action::HandOverFinding, following_up && finding.position != Some(Position::Closed), false),
        ("receive", Action::ReceiveFinding, permit.subject.receiver.is_some(), true),
        ("otherwise", Action::DealOtherwise, act::may_deal_otherwise(finding).is_ok() && !case.history, false),
        ("oral", Action::CorrectOrally, oral::may_correct(&permit.subject, told).is_ok(), false),
        ("replies/new", Action::RegisterReply, answerable, false),
        (
            "withdraw",
            Action::WithdrawFinding,
            finding.status == Status::Confirmed && finding.position != Some(Position::Closed) && !case.history && !open,
            false,
        ),
    ];
    deeds
        .into_iter()
        .filter(|(_, action, now, _)| *now && permit.may(*action))
        .map(|(slug, _, _, primary)| Next {
            href: format!("{}/{slug}", finding.href()),
            word: permit.l.t(&format!("finding-do-{}", slug.split('/').next().unwrap_or_default())),
            primary,
        })
        .chain(note_clue(permit))
        .collect()
}

/// The form that puts a clue down which rests on the finding.
fn note_clue(permit: &Permit<SeeFinding>) -> Option<Next> {
    let FindingFile { finding, case, .. } = &permit.subject;
    let open = !case.state.is_over() && !case.history && permit.may(Action::NoteClue);
    let href = format!("{}/clues/new?rests={}", case.href(), finding.id);
    open.then(|| Next { href, word: permit.l.t("clue-new"), primary: false })
}

/// `GET /findings/{id}/otherwise`
pub async fn ask_otherwise(permit: Permit<DealOtherwise>) -> Result<Response> {
    let FindingFile { finding, case, .. } = permit.subject.clone();
    act::may_deal_otherwise(&finding)?;
    let page = OtherwisePage { shell: permit.shell(), case, finding, key: id::fresh() };
    permit.page(page).await
}

/// `POST /findings/{id}/otherwise`
pub async fn deal_otherwise(mut posted: Posted<DealOtherwise>) -> Result<Response> {
    act::deal_otherwise(&mut posted.permit).await?;
    let href = posted.permit.subject.finding.href();
    posted.done(&href, "done-otherwise").await
}

/// A deed that decides about a finding.
pub trait Decides: Deed<Subject = FindingFile> {
    const STEP: Step;
}

impl Decides for ConfirmFinding {
    const STEP: Step = Step::Confirm;
}
impl Decides for MergeFinding {
    const STEP: Step = Step::Merge;
}
impl Decides for DropFinding {
    const STEP: Step = Step::Drop;
}
impl Decides for WithdrawFinding {
    const STEP: Step = Step::Withdraw;
}
impl Decides for RetractFinding {
    const STEP: Step = Step::Retract;
}

/// `GET /findings/{id}/<step>`
pub async fn ask<D: Decides>(mut permit: Permit<D>) -> Result<Response> {
    if permit.subject.finding.status.after(D::STEP).is_err() {
        return Err(AppError::Conflict("refused-step-illegal"));
    }
    // what the other page proposed
    let into = permit.query()?.value("into").to_owned();
    let page = decide_page(&mut permit, Fields::start([("into", into)])).await?;
    permit.page(page).await
}

async fn decide_page<D: Decides>(permit: &mut Permit<D>, fields: Fields) -> Result<DecidePage> {
    let FindingFile { finding, case, .. } = permit.subject.clone();
    let owners = record::store::inspectors(&mut permit.tx, case.id).await?;
    let siblings = if D::STEP == Step::Merge {
        store::read::siblings(&mut permit.tx, case.id, finding.id).await?
    } else {
        Vec::new()
    };
    Ok(DecidePage {
        shell: permit.shell(),
        key: id::fresh(),
        step: D::STEP,
        fields,
        owners: owners.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        siblings: siblings
            .into_iter()
            .map(|other| (other.id.to_string(), format!("{}. {}", other.no, other.title)))
            .collect(),
        case,
        finding,
    })
}

/// `POST /findings/{id}/<step>`
pub async fn decide<D: Decides>(mut posted: Posted<D>) -> Result<Response> {
    let FindingFile { finding, case, .. } = posted.permit.subject.clone();
    let mut decision = Decision::default();
    let inspectors = record::store::inspectors(&mut posted.permit.tx, case.id).await?;
    let siblings = store::read::siblings(&mut posted.permit.tx, case.id, finding.id).await?;
    let fields = &mut posted.fields;
    match D::STEP {
        Step::Confirm => {
            decision.owner =
                fields.id::<PersonId>("owner").filter(|owner| inspectors.iter().any(|(id, _)| *id == owner.0));
            if decision.owner.is_none() && fields.is_ok() {
                fields.problem("owner", "problem-choose", Vec::new());
            }
            decision.reason = fields.optional("reason", PROSE);
        }
        Step::Merge => {
            decision.into = fields
                .id::<FindingId>("into")
                .map(|id| id.0)
                .filter(|into| siblings.iter().any(|other| other.id == *into));
            if decision.into.is_none() && fields.is_ok() {
                fields.problem("into", "problem-choose", Vec::new());
            }
            decision.reason = fields.text("reason", PROSE);
        }
        Step::Log | Step::Drop | Step::Withdraw | Step::Retract => decision.reason = fields.text("reason", PROSE),
    }
    if !posted.fields.is_ok() {
        let fields = posted.fields.clone();
        let page = decide_page(&mut posted.permit, fields).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    }
    act::decide(&mut posted.permit, D::STEP, &decision).await?;
    posted.done(&finding.href(), "done-step").await
}
