//! Every address of the application: method, path, action, handler, one row each.
use axum::{
    body::Body,
    extract::{Request, State},
    http::Method,
    response::{IntoResponse, Redirect, Response},
    routing::{MethodFilter, MethodRouter, on},
};

use crate::{
    app::App,
    foundation::{
        error::{AppError, Result},
        text::Lang,
    },
    law::{
        calendar::page as calendar, checklist::page as editions, parameter::page as parameter,
        taxonomy::page as taxonomy,
    },
    people::{
        access::{Action, Deed, Permit, Posted, page as access, permit::keeping},
        administration::page as administration,
        audit::page as audit,
        delegation::page as delegation,
        facility::page as place,
        org::page as org,
        person::page as person,
        roster::{
            deed as roster_deed,
            page::{self as roster, recusal},
        },
    },
    workflow::{
        capture::page as capture,
        checklist::{page as checklist, usage},
        clue::{deed as clue_deed, page as clue},
        desk::page as desk,
        document::{deed as document_deed, edit as document_edit, feedback, file as document_file, page as document},
        evidence::page as evidence,
        finding::{
            deed::{AddToFinding, ConfirmFinding, DropFinding, MergeFinding, RetractFinding, WithdrawFinding},
            edit as finding_edit, page as finding,
        },
        incident::page as incident,
        inspection::{deed, page as inspection},
        liaison::page as liaison,
        material::page as material,
        objection::page as objection,
        oral::page as oral,
        outbox::page as outbox,
        paper::page as paper,
        preparation::{deed::AddToContact, page as preparation},
        record::{day, edit as record_edit, interview, log, model::AddToRecord, page as record, sign},
        rectification::page as rectification,
        review::page as review,
        round::{
            board::page as board, calendar::page as months, coverage::page as coverage, deed as round_deed,
            page as round,
        },
        staff::page as staff,
        statistics::{
            analysis::page as analysis, documents::page as documents, facility::page as facility,
            ledger::page as ledger, list::page as list,
        },
        volume::page as volume,
    },
};

/// One row of the table.
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    /// None where nobody needs to be signed in.
    pub action: Option<Action>,
    pub handler: MethodRouter<App>,
}

/// The table.
#[expect(clippy::too_many_lines, reason = "one row an address; a reader wants them all in one place")]
pub fn table() -> Vec<Route> {
    vec![
        // signing in and one's own account
        open(Method::GET, "/login", access::sign_in_form),
        open(Method::POST, "/login", access::sign_in),
        open(Method::POST, "/logout", access::sign_out),
        see("/account", access::account),
        act("/account/password", access::change_password),
        act("/account/sessions", access::sign_out_elsewhere),
        act("/account/post", access::take_post),
        act("/session/extend", access::extend),
        // the desk
        see("/", desk::index),
        see("/todo", desk::todo),
        see("/agenda", desk::agenda),
        // rounds: planning, places, and one form for every step
        see("/rounds", round::index),
        see("/rounds/new", round::new),
        act("/rounds", round::create),
        see("/rounds/add", round::offer),
        see("/rounds/{id}", round::show),
        see("/rounds/{id}/edit", round::edit),
        act("/rounds/{id}/edit", round::change),
        see("/rounds/{id}/places/new", round::choose),
        act("/rounds/{id}/places", round::add),
        see("/rounds/places/{id}", round::planning),
        act("/rounds/places/{id}", round::plan),
        act("/rounds/places/{id}/remove", round::remove),
        see("/rounds/{id}/submit", round::ask::<round_deed::SubmitRound>),
        act("/rounds/{id}/submit", round::take::<round_deed::SubmitRound>),
        see("/rounds/{id}/return", round::ask::<round_deed::ReturnRound>),
        act("/rounds/{id}/return", round::take::<round_deed::ReturnRound>),
        see("/rounds/{id}/approve", round::ask::<round_deed::ApproveRound>),
        act("/rounds/{id}/approve", round::take::<round_deed::ApproveRound>),
        see("/rounds/{id}/publish", round::ask::<round_deed::PublishRound>),
        act("/rounds/{id}/publish", round::take::<round_deed::PublishRound>),
        see("/rounds/{id}/finish", round::ask::<round_deed::FinishRound>),
        act("/rounds/{id}/finish", round::take::<round_deed::FinishRound>),
        see("/rounds/{id}/cancel", round::ask::<round_deed::CancelRound>),
        act("/rounds/{id}/cancel", round::take::<round_deed::CancelRound>),
        // 编组: the board of a round, and the search for a plan
        see("/rounds/{id}/assignments", board::show),
        act("/rounds/{id}/assignments", board::change),
        see("/rounds/{id}/assignments/why", board::why),
        see("/rounds/{id}/assignments/compare", board::compare),
        see("/rounds/{id}/assignments/override", board::ask_aside),
        act("/rounds/{id}/assignments/override", board::set_aside),
        see("/rounds/{id}/solve", board::course),
        act("/rounds/{id}/solve", board::solve),
        act("/rounds/{id}/solve/cancel", board::cancel),
        // 日程: the month, and a person's own for other programs
        see("/calendar", months::month),
        act("/calendar/blackouts", months::set_blackout),
        act("/calendar/blackouts/{id}/end", months::end_blackout),
        see("/account/calendar", months::feed_form),
        act("/account/calendar", months::make_feed),
        act("/account/calendar/revoke", months::revoke_feed),
        open(Method::GET, "/calendar/{secret}", |app: App, l, request: Request| async move {
            let (parts, _) = request.into_parts();
            months::feed(&app.db, app.clock.now(), app.site(), l, parts.uri.path()).await
        }),
        // 覆盖: what the year asks for, and what was done
        see("/analysis/coverage", coverage::show),
        see("/analysis/coverage/filing", coverage::filing_form),
        act("/analysis/coverage/filing", coverage::file),
        see("/facilities/{id}/risk", coverage::risk_form),
        act("/facilities/{id}/risk", coverage::rate),
        // the case file
        see("/inspections/new", inspection::new),
        act("/inspections", inspection::create),
        see("/inspections/{id}", inspection::show),
        see("/inspections/{id}/plan", inspection::plan),
        see("/inspections/{id}/plan/pdf", inspection::plan_pdf),
        see("/inspections/{id}/notice/pdf", inspection::notice_pdf),
        see("/inspections/{id}/notice/docx", inspection::notice_docx),
        see("/inspections/{id}/minutes/pdf", inspection::minutes_pdf),
        see("/inspections/{id}/minutes/docx", inspection::minutes_docx),
        see("/inspections/{id}/plan/docx", inspection::plan_docx),
        see("/inspections/{id}/plan/edit", inspection::edit_plan),
        act("/inspections/{id}/plan", inspection::save_plan),
        see("/inspections/{id}/plan/amend", inspection::amend_form),
        act("/inspections/{id}/plan/amendments", inspection::amend),
        see("/inspections/{id}/plan/decide", inspection::decide_form),
        act("/inspections/{id}/plan/decide", inspection::decide),
        see("/inspections/{id}/plan/checklists", inspection::checklists),
        see("/inspections/{id}/team", inspection::team),
        act("/inspections/{id}/team", inspection::add_member),
        act("/inspections/{id}/team/remove", inspection::remove_member),
        see("/inspections/{id}/waivers/new", inspection::waiver_form),
        act("/inspections/{id}/waivers", inspection::waive),
        see("/inspections/{id}/recusals/new", inspection::recusal_form),
        act("/inspections/{id}/recusals", inspection::file_recusal),
        // what stands before the first day
        see("/inspections/{id}/preparation", preparation::show),
        see("/inspections/{id}/contacts/new", preparation::contact_form),
        upload("/inspections/{id}/contacts", preparation::log),
        see("/contacts/{id}/evidence/new", evidence::ask::<AddToContact>),
        upload("/contacts/{id}/evidence", evidence::add::<AddToContact>),
        see("/inspections/{id}/gathered/new", preparation::item_form),
        act("/inspections/{id}/gathered", preparation::gather),
        see("/inspections/{id}/epidemic/new", preparation::annex_form),
        act("/inspections/{id}/epidemic", preparation::file_annex),
        see("/inspections/{id}/exemptions/new", preparation::exemption_form),
        act("/inspections/{id}/exemptions", preparation::exempt),
        // 调阅材料清单
        see("/inspections/{id}/materials", material::index),
        act("/inspections/{id}/materials", material::request),
        see("/materials/{id}/move", material::move_form),
        act("/materials/{id}/move", material::moved),
        // without network: what is taken along, what waits to be sent, and files in pieces
        open(Method::GET, "/worker.js", |_, _, _| async { Ok(outbox::worker()) }),
        see("/outbox", outbox::index),
        see("/outbox/key", outbox::key),
        open(Method::GET, "/outbox/reading", |app, _, request| access::reading(app, request)),
        act("/outbox/discarded", outbox::discarded),
        act("/inspections/{id}/unseal", outbox::unseal),
        see("/inspections/{id}/along", outbox::along),
        see("/uploads/{id}", outbox::here),
        pour("/uploads/{id}", outbox::piece),
        // 检察清单的作答
        see("/inspections/{id}/checklist", checklist::show),
        see("/inspections/{id}/packs", paper::index),
        act("/inspections/{id}/packs", paper::print),
        act("/inspections/{id}/packs/account", paper::account),
        see("/packs/{id}", paper::pack),
        see("/sheets", paper::find),
        see("/inspections/{id}/day", day::show),
        act("/inspections/{id}/day", day::hand_in),
        act("/inspections/{id}/day/peer", day::confirm),
        see("/inspections/{id}/logs", log::show),
        act("/inspections/{id}/logs", log::confirm),
        // records
        see("/inspections/{id}/records", record::index),
        see("/inspections/{id}/records/new", capture::new),
        upload("/inspections/{id}/records", capture::create),
        see("/records/{id}", record::show),
        see("/records/{id}/edit", record_edit::edit),
        act("/records/{id}/edit", record_edit::save),
        act("/records/{id}/confirm", sign::confirm),
        see("/records/{id}/refuse", sign::ask),
        act("/records/{id}/refuse", sign::refuse),
        act("/records/{id}/interviewee", interview::see),
        see("/records/{id}/evidence/new", evidence::ask::<AddToRecord>),
        upload("/records/{id}/evidence", evidence::add::<AddToRecord>),
        see("/records/{id}/addenda/new", record::amend_form),
        act("/records/{id}/addenda", record::amend),
        // findings
        see("/records/{id}/findings/new", finding::new),
        act("/records/{id}/findings", finding::create),
        see("/findings/{id}", finding::show),
        see("/findings/{id}/evidence/new", evidence::ask::<AddToFinding>),
        upload("/findings/{id}/evidence", evidence::add::<AddToFinding>),
        see("/findings/{id}/history", finding::history),
        see("/findings/{id}/edit", finding_edit::edit),
        act("/findings/{id}/edit", finding_edit::save),
        see("/findings/{id}/confirm", finding::ask::<ConfirmFinding>),
        act("/findings/{id}/confirm", finding::decide::<ConfirmFinding>),
        see("/findings/{id}/merge", finding::ask::<MergeFinding>),
        act("/findings/{id}/merge", finding::decide::<MergeFinding>),
        see("/findings/{id}/drop", finding::ask::<DropFinding>),
        act("/findings/{id}/drop", finding::decide::<DropFinding>),
        see("/findings/{id}/withdraw", finding::ask::<WithdrawFinding>),
        act("/findings/{id}/withdraw", finding::decide::<WithdrawFinding>),
        see("/findings/{id}/retract", finding::ask::<RetractFinding>),
        act("/findings/{id}/retract", finding::decide::<RetractFinding>),
        // 组内复核
        see("/inspections/{id}/review", review::show),
        see("/inspections/{id}/review/news", review::news),
        see("/inspections/{id}/review/pair", review::pair),
        act("/inspections/{id}/review/confirm", review::confirm),
        see("/findings/{id}/site-check", review::ask_form),
        act("/findings/{id}/site-check", review::ask),
        see("/findings/{id}/site-check/answer", review::answer_form),
        act("/findings/{id}/site-check/answer", review::answer),
        see("/findings/{id}/comments/new", review::comment_form),
        act("/findings/{id}/comments", review::comment),
        see("/findings/{id}/otherwise", finding::ask_otherwise),
        act("/findings/{id}/otherwise", finding::deal_otherwise),
        // 口头纠正
        see("/findings/{id}/oral", oral::ask),
        act("/findings/{id}/oral", oral::correct),
        see("/findings/{id}/oral/done", oral::ask_settled),
        act("/findings/{id}/oral/done", oral::settle),
        // rectification
        see("/findings/{id}/replies/new", rectification::register_form),
        upload("/findings/{id}/replies", rectification::register),
        see("/findings/{id}/verify", rectification::verify_form),
        act("/findings/{id}/verify", rectification::verify),
        see("/findings/{id}/close", rectification::close_form),
        act("/findings/{id}/close", rectification::close),
        see("/findings/{id}/recheck", rectification::recheck_form),
        act("/findings/{id}/recheck", rectification::recheck),
        see("/findings/{id}/hand-over", rectification::hand_over_form),
        act("/findings/{id}/hand-over", rectification::hand_over),
        see("/findings/{id}/receive", rectification::receive_form),
        act("/findings/{id}/receive", rectification::receive),
        // documents: drafting, and one form for every move
        see("/inspections/{id}/documents/new", document::new),
        act("/inspections/{id}/documents", document::create),
        see("/documents/{id}", document::show),
        see("/documents/{id}/pdf", document_file::pdf),
        see("/documents/{id}/docx", document_file::docx),
        see("/documents/{id}/edit", document_edit::edit),
        act("/documents/{id}", document_edit::save),
        see("/documents/{id}/submit", document::ask::<document_deed::SubmitDocument>),
        act("/documents/{id}/submit", document::take::<document_deed::SubmitDocument>),
        see("/documents/{id}/return", document::ask::<document_deed::ReturnDocument>),
        act("/documents/{id}/return", document::take::<document_deed::ReturnDocument>),
        see("/documents/{id}/issue", document::ask::<document_deed::IssueDocument>),
        act("/documents/{id}/issue", document::take::<document_deed::IssueDocument>),
        see("/documents/{id}/serve", document::ask::<document_deed::ServeDocument>),
        act("/documents/{id}/serve", document::take::<document_deed::ServeDocument>),
        // 送达回证
        see("/services/{id}/evidence/new", evidence::ask::<document_deed::AddReceipt>),
        upload("/services/{id}/evidence", evidence::add::<document_deed::AddReceipt>),
        // 异议
        see("/services/{id}/objections/new", objection::register_form),
        upload("/services/{id}/objections", objection::register),
        see("/objections/{id}/review", objection::review_form),
        act("/objections/{id}/review", objection::review),
        // evidence: a file's page, the file itself
        see("/evidence/{id}", evidence::show),
        see("/evidence/{id}/void", evidence::ask_void),
        act("/evidence/{id}/void", evidence::void),
        see("/files/{id}", evidence::download),
        see("/files/{id}/preview", evidence::preview),
        // what was served, for a facility's liaison
        see("/liaison", liaison::index),
        see("/liaison/items", liaison::items),
        see("/liaison/items/{id}", liaison::item),
        upload("/liaison/items/{id}/replies", liaison::reply),
        see("/liaison/documents", liaison::documents),
        see("/liaison/documents/{id}", liaison::document),
        see("/liaison/documents/{id}/pdf", liaison::document_pdf),
        see("/liaison/documents/{id}/object", liaison::object_form),
        upload("/liaison/documents/{id}/objections", liaison::object),
        see("/liaison/people", liaison::people),
        // the steps of a case: one form each
        see("/inspections/{id}/submit", inspection::ask::<deed::SubmitPlan>),
        act("/inspections/{id}/submit", inspection::take::<deed::SubmitPlan>),
        see("/inspections/{id}/approve", inspection::ask::<deed::ApprovePlan>),
        act("/inspections/{id}/approve", inspection::take::<deed::ApprovePlan>),
        see("/inspections/{id}/return", inspection::ask::<deed::ReturnPlan>),
        act("/inspections/{id}/return", inspection::take::<deed::ReturnPlan>),
        see("/inspections/{id}/prepare", inspection::ask::<deed::PrepareInspection>),
        act("/inspections/{id}/prepare", inspection::take::<deed::PrepareInspection>),
        see("/inspections/{id}/notify", inspection::ask::<deed::NotifyFacility>),
        act("/inspections/{id}/notify", inspection::take::<deed::NotifyFacility>),
        see("/inspections/{id}/start", inspection::ask::<deed::StartInspection>),
        act("/inspections/{id}/start", inspection::take::<deed::StartInspection>),
        see("/inspections/{id}/suspend", inspection::ask::<deed::SuspendInspection>),
        act("/inspections/{id}/suspend", inspection::take::<deed::SuspendInspection>),
        see("/inspections/{id}/resume", inspection::ask::<deed::ResumeInspection>),
        act("/inspections/{id}/resume", inspection::take::<deed::ResumeInspection>),
        see("/inspections/{id}/finish", inspection::ask::<deed::FinishFieldwork>),
        act("/inspections/{id}/finish", inspection::take::<deed::FinishFieldwork>),
        see("/inspections/{id}/report", inspection::report),
        see("/inspections/{id}/report/pdf", inspection::report_pdf),
        see("/inspections/{id}/report/docx", inspection::report_docx),
        act("/inspections/{id}/report", feedback::report),
        see("/inspections/{id}/approve-feedback", inspection::ask::<deed::ApproveFeedback>),
        act("/inspections/{id}/approve-feedback", feedback::approve),
        see("/inspections/{id}/deliver-feedback", inspection::ask::<deed::DeliverFeedback>),
        act("/inspections/{id}/deliver-feedback", feedback::deliver),
        see("/inspections/{id}/follow-up", inspection::ask::<deed::FollowUp>),
        act("/inspections/{id}/follow-up", inspection::take::<deed::FollowUp>),
        see("/inspections/{id}/rectify", inspection::ask::<deed::Rectify>),
        act("/inspections/{id}/rectify", inspection::take::<deed::Rectify>),
        see("/inspections/{id}/conclude", inspection::ask::<deed::ConcludeInspection>),
        act("/inspections/{id}/conclude", inspection::take::<deed::ConcludeInspection>),
        see("/inspections/{id}/close", inspection::ask::<deed::CloseInspection>),
        act("/inspections/{id}/close", inspection::take::<deed::CloseInspection>),
        see("/inspections/{id}/volume", volume::show),
        see("/inspections/{id}/volume/zip", volume::zip),
        see("/inspections/{id}/archive", inspection::ask::<deed::ArchiveInspection>),
        act("/inspections/{id}/archive", inspection::take::<deed::ArchiveInspection>),
        see("/inspections/{id}/cancel", inspection::ask::<deed::CancelInspection>),
        act("/inspections/{id}/cancel", inspection::take::<deed::CancelInspection>),
        // across cases
        see("/inspections", list::inspections),
        see("/findings", list::findings),
        see("/rectifications", ledger::ledger),
        see("/documents", documents::documents),
        see("/categories", list::categories),
        see("/analysis", analysis::analysis),
        see("/analysis/pdf", analysis::pdf),
        see("/analysis/docx", analysis::docx),
        // 重大事件
        // 线索专册
        see("/clues", clue::index),
        see("/inspections/{id}/clues/new", clue::new),
        act("/inspections/{id}/clues", clue::create),
        see("/clues/{id}", clue::show),
        see("/clues/{id}/persons", clue::persons),
        see("/clues/{id}/edit", clue::edit),
        act("/clues/{id}/edit", clue::save),
        see("/clues/{id}/handle", clue::ask::<clue_deed::HandleClue>),
        act("/clues/{id}/handle", clue::take::<clue_deed::HandleClue>),
        see("/clues/{id}/decide", clue::ask::<clue_deed::DecideClue>),
        act("/clues/{id}/decide", clue::take::<clue_deed::DecideClue>),
        see("/clues/{id}/follow", clue::ask::<clue_deed::FollowClue>),
        act("/clues/{id}/follow", clue::take::<clue_deed::FollowClue>),
        see("/clues/{id}/tracker", clue::tracker_form),
        act("/clues/{id}/tracker", clue::name_tracker),
        see("/incidents", incident::index),
        see("/incidents/new", incident::new),
        act("/incidents", incident::register),
        see("/incidents/{id}", incident::show),
        see("/incidents/{id}/special", incident::organise_form),
        act("/incidents/{id}/special", incident::organise),
        act("/incidents/{id}/link", incident::link),
        see("/incidents/{id}/waive", incident::waive_form),
        act("/incidents/{id}/waive", incident::waive),
        see("/facilities", facility::facilities),
        see("/facilities/{id}", facility::facility),
        // administration: persons and accounts
        see("/admin", administration::index),
        see("/admin/people", person::list),
        see("/admin/people/new", person::new),
        act("/admin/people", person::create),
        see("/admin/people/{id}", person::show),
        see("/admin/people/{id}/posts/new", person::post_form),
        act("/admin/people/{id}/posts", person::give),
        see("/admin/people/{id}/posts/end", person::end_form),
        act("/admin/people/{id}/posts/end", person::end),
        see("/admin/people/{id}/switch", person::switch_form),
        act("/admin/people/{id}/switch", person::switch),
        see("/admin/people/{id}/password", person::password_form),
        act("/admin/people/{id}/password", person::reset),
        act("/admin/people/{id}/sessions", person::revoke),
        act("/admin/people/{id}/unlock", person::unlock),
        // procuratorates and resident offices
        see("/admin/organisations", org::list),
        see("/admin/organisations/new", org::new),
        act("/admin/organisations", org::create),
        see("/admin/organisations/{id}", org::show),
        see("/admin/organisations/{id}/rename", org::rename_form),
        act("/admin/organisations/{id}/rename", org::rename),
        see("/admin/organisations/{id}/approver", org::approver_form),
        act("/admin/organisations/{id}/approver", org::choose_approver),
        see("/admin/organisations/{id}/close", org::close_form),
        act("/admin/organisations/{id}/close", org::close),
        // who stands in for the chief
        see("/admin/delegations", delegation::index),
        act("/admin/delegations", delegation::give),
        act("/admin/delegations/{id}/end", delegation::end),
        // facilities, and who supervises them from a day on
        see("/admin/facilities", place::list),
        see("/admin/facilities/new", place::new),
        act("/admin/facilities", place::create),
        see("/admin/facilities/{id}", place::edit),
        act("/admin/facilities/{id}", place::change),
        act("/admin/facilities/{id}/supervision", place::supervise),
        act("/admin/facilities/{id}/close", place::close),
        // people, their load, and the hand-over of what a leaver leaves open
        see("/people", staff::list),
        see("/people/{id}", staff::show),
        see("/me", roster::own),
        see("/people/{id}/hand-over", staff::hand_over_form),
        act("/people/{id}/hand-over", staff::hand_over),
        see("/people/outsiders", roster::outsiders),
        see("/people/outsiders/new", roster::new),
        act("/people/outsiders", roster::create),
        see("/people/{id}/roster", roster::keep_form),
        act("/people/{id}/roster", roster::keep),
        see("/people/{id}/career/new", roster::ask::<roster_deed::AddCareer>),
        act("/people/{id}/career", roster::add::<roster_deed::AddCareer>),
        see("/people/{id}/absences/new", roster::ask::<roster_deed::TellAbsence>),
        act("/people/{id}/absences", roster::add::<roster_deed::TellAbsence>),
        see("/people/{id}/kin/new", roster::ask::<roster_deed::DeclareKin>),
        act("/people/{id}/kin", roster::add::<roster_deed::DeclareKin>),
        see("/people/{id}/pledges/new", roster::ask::<roster_deed::TakePledge>),
        act("/people/{id}/pledges", roster::add::<roster_deed::TakePledge>),
        see("/people/{id}/declarations/new", roster::ask::<roster_deed::TakeDeclaration>),
        act("/people/{id}/declarations", roster::add::<roster_deed::TakeDeclaration>),
        see("/people/{id}/void", roster::void_form),
        act("/people/{id}/void", roster::void),
        see("/people/{id}/recusals/new", recusal::file_form),
        act("/people/{id}/recusals", recusal::file),
        see("/recusals/{id}", recusal::show),
        act("/recusals/{id}/decide", recusal::decide),
        act("/recusals/{id}/review", recusal::ask_review),
        act("/recusals/{id}/answer", recusal::answer),
        // the audit
        see("/audit", audit::index),
        act("/audit/verify", audit::verify),
        see("/audit/rights", audit::rights),
        see("/audit/exports", audit::exports),
        act("/audit/exports", audit::export),
        see("/audit/exports/{id}", audit::download),
        // the rules as data: new versions, never edits
        see("/admin/parameters", parameter::index),
        see("/admin/parameters/history", parameter::history),
        see("/admin/parameters/new", parameter::new),
        act("/admin/parameters", parameter::set),
        see("/admin/calendar", calendar::index),
        see("/admin/calendar/new", calendar::new),
        act("/admin/calendar", calendar::create),
        see("/admin/calendar/{id}", calendar::show),
        see("/admin/calendar/{id}/publish", calendar::ask),
        act("/admin/calendar/{id}/publish", calendar::publish),
        see("/admin/checklists", editions::index),
        see("/admin/checklists/usage", usage::show),
        see("/admin/checklists/draft", editions::draft),
        act("/admin/checklists/draft", editions::open),
        see("/admin/checklists/draft/change", editions::ask),
        act("/admin/checklists/draft/change", editions::change),
        act("/admin/checklists/draft/undo", editions::undo),
        act("/admin/checklists/draft/discard", editions::discard),
        see("/admin/checklists/draft/publish", editions::review),
        act("/admin/checklists/draft/publish", editions::publish),
        see("/admin/categories", taxonomy::index),
        see("/admin/categories/draft", taxonomy::draft),
        act("/admin/categories/draft", taxonomy::open),
        see("/admin/categories/draft/change", taxonomy::ask),
        act("/admin/categories/draft/change", taxonomy::change),
        act("/admin/categories/draft/undo", taxonomy::undo),
        act("/admin/categories/draft/discard", taxonomy::discard),
        see("/admin/categories/draft/publish", taxonomy::review),
        act("/admin/categories/draft/publish", taxonomy::publish),
    ]
}

/// A page for somebody signed in. The action is the deed's, so table and handler cannot disagree.
fn see<D, F, Fut>(path: &'static str, handler: F) -> Route
where
    D: Deed,
    F: Fn(Permit<D>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Response>> + Send + 'static,
{
    let answer = move |State(app): State<App>, request: Request| {
        let handler = handler.clone();
        async move {
            let here = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
            let answer = async { handler(Permit::admit(&app, request).await?).await }.await;
            match answer {
                Err(AppError::SignIn) => access::to_sign_in(&here),
                Err(AppError::PasswordFirst) => Redirect::to("/account").into_response(),
                answer => answer.into_response(),
            }
        }
    };
    Route { method: Method::GET, path, action: Some(D::ACTION), handler: on(MethodFilter::GET, answer) }
}

/// A deed of somebody signed in.
fn act<D, F, Fut>(path: &'static str, handler: F) -> Route
where
    D: Deed,
    F: Fn(Posted<D>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Response>> + Send + 'static,
{
    let answer = move |State(app): State<App>, request: Request| {
        let handler = handler.clone();
        async move { taken(Posted::admit(&app, request).await, handler).await }
    };
    Route { method: Method::POST, path, action: Some(D::ACTION), handler: on(MethodFilter::POST, answer) }
}

/// A deed of somebody signed in, whose form brings files.
fn upload<D, F, Fut>(path: &'static str, handler: F) -> Route
where
    D: Deed,
    F: Fn(Posted<D>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Response>> + Send + 'static,
{
    let answer = move |State(app): State<App>, request: Request| {
        let handler = handler.clone();
        async move { taken(Posted::admit_with_files(&app, request).await, handler).await }
    };
    Route { method: Method::POST, path, action: Some(D::ACTION), handler: on(MethodFilter::POST, answer) }
}

/// A piece of a file: no form, and never whole in memory.
fn pour<D, F, Fut>(path: &'static str, handler: F) -> Route
where
    D: Deed,
    F: Fn(Permit<D>, Body) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Response>> + Send + 'static,
{
    let answer = move |State(app): State<App>, request: Request| {
        let handler = handler.clone();
        async move {
            let (parts, body) = request.into_parts();
            let answer =
                async { handler(Permit::admit(&app, Request::from_parts(parts, Body::empty())).await?, body).await };
            answer.await.into_response()
        }
    };
    Route { method: Method::POST, path, action: Some(D::ACTION), handler: on(MethodFilter::POST, answer) }
}

/// What becomes of a post: an error's page shows what was typed.
async fn taken<D, F, Fut>(admitted: Result<std::result::Result<Posted<D>, Response>>, handler: F) -> Response
where
    D: Deed,
    F: Fn(Posted<D>) -> Fut,
    Fut: Future<Output = Result<Response>>,
{
    match admitted {
        Ok(Ok(posted)) => {
            let typed = posted.fields.typed();
            handler(posted).await.unwrap_or_else(|error| keeping(error, typed))
        }
        Ok(Err(response)) => response,
        Err(error) => error.into_response(),
    }
}

/// An address that anybody may ask.
fn open<F, Fut>(method: Method, path: &'static str, handler: F) -> Route
where
    F: Fn(App, Lang, Request) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Response>> + Send + 'static,
{
    let answer = move |State(app): State<App>, request: Request| {
        let handler = handler.clone();
        async move {
            let l = request.extensions().get::<Lang>().copied().unwrap_or_default();
            handler(app, l, request).await.into_response()
        }
    };
    let filter = if method == Method::POST { MethodFilter::POST } else { MethodFilter::GET };
    Route { method, path, action: None, handler: on(filter, answer) }
}
