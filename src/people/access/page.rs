//! Pages of signing in and of one's own account.
use askama::Template;
use axum::{
    extract::Request,
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};

use crate::{
    app::App,
    deeds,
    foundation::{
        error::{AppError, Result},
        text::Lang,
        web::{
            cookie,
            fields::{Fields, is_secret},
            shell::Shell,
        },
    },
    people::access::{
        Permit, Posted,
        act::{self, Attempt, PasswordChange, SignIn},
        secret,
        store::{self, OpenSession},
    },
};

deeds! {
    ManageOwnAccount(()),
}

/// One password for all accounts of the demonstration.
pub const DEMO_PASSWORD: &str = "xunjian-demo-2022";

struct DemoAccount {
    username: String,
    who: String,
    unit: String,
}

const DEMO_ACCOUNTS: [&str; 15] = [
    "chief",
    "supervisor",
    "assigner",
    "lead",
    "procurator",
    "procurator2",
    "dispatched",
    "city",
    "city2",
    "resident",
    "liaison",
    "liaison2",
    "sysadmin",
    "secadmin",
    "auditor",
];

fn demo_accounts(l: Lang) -> Vec<DemoAccount> {
    DEMO_ACCOUNTS
        .iter()
        .map(|username| DemoAccount {
            username: (*username).to_owned(),
            who: l.t(&format!("demo-{username}")),
            unit: l.t(&format!("demo-{username}-unit")),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "people/access/login.html")]
struct LoginPage {
    shell: Shell,
    username: String,
    next: String,
    /// What was posted when the session had ended: kept through the sign-in.
    draft: Option<String>,
    error: Option<String>,
    demo_accounts: Vec<DemoAccount>,
    demo_password: &'static str,
}

impl LoginPage {
    fn new(app: &App, l: Lang, here: &str, next: String) -> Self {
        Self {
            shell: Shell::bare(l, app.demo(), here),
            username: String::new(),
            next,
            draft: None,
            error: None,
            demo_accounts: if app.demo() { demo_accounts(l) } else { Vec::new() },
            demo_password: DEMO_PASSWORD,
        }
    }

    fn answer(&self, status: StatusCode) -> Result<Response> {
        Ok((status, Html(self.render()?)).into_response())
    }
}

/// Asks for a sign-in and comes back to `here` after it.
pub fn to_sign_in(here: &str) -> Response {
    let next: String = serde_html_form::to_string([("next", here)]).unwrap_or_default();
    Redirect::to(&format!("/login?{next}")).into_response()
}

/// The session ended before a form was posted: signs in with the form kept, and shows it again after.
pub fn sign_in_keeping(app: &App, l: Lang, route: &str, fields: &Fields) -> Result<Response> {
    let kept = |(name, _): &&(String, String)| name != "_key" && !is_secret(name);
    let pairs: Vec<_> = fields.pairs().iter().filter(kept).collect();
    let mut page = LoginPage::new(app, l, "/login", route.to_owned());
    page.draft = Some(serde_html_form::to_string(pairs).map_err(|error| AppError::Internal(error.into()))?);
    page.error = Some(l.t("sign-in-kept"));
    page.answer(StatusCode::UNAUTHORIZED)
}

/// `GET /login`
pub async fn sign_in_form(app: App, l: Lang, request: Request) -> Result<Response> {
    let query = Fields::parse(request.uri().query().unwrap_or_default().as_bytes())?;
    let here = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    LoginPage::new(&app, l, &here, own_path(query.value("next")).to_owned()).answer(StatusCode::OK)
}

/// `POST /login`
pub async fn sign_in(app: App, l: Lang, request: Request) -> Result<Response> {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, app.form_limit).await.map_err(|_| AppError::TooLarge)?;
    let fields = Fields::parse(&body)?;
    let agent: String = parts
        .headers
        .get("user-agent")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect();
    let source = app.source(&parts);
    let attempt = Attempt {
        username: fields.value("username"),
        password: fields.value("password"),
        source: &source,
        agent: &agent,
    };
    let next = own_path(fields.value("next"));
    let (status, error) = match act::sign_in(&app, attempt).await? {
        SignIn::Done { token, role } => {
            // the session that this browser had ends with the new one
            if let Some(old) = cookie::read(&parts.headers, cookie::SESSION) {
                act::sign_out(&app, &old, &source).await?;
            }
            let landing = if next.is_empty() { role.landing() } else { next };
            let mut response = match fields.value("draft") {
                "" => Redirect::to(landing).into_response(),
                draft => resume(&app, l, landing, draft)?,
            };
            cookie::set(response.headers_mut(), cookie::SESSION, Some(&token), app.secure(), None);
            return Ok(response);
        }
        SignIn::Refused => (StatusCode::UNAUTHORIZED, l.t("sign-in-refused")),
        SignIn::Locked { until } => {
            (StatusCode::TOO_MANY_REQUESTS, l.with("sign-in-locked", &[("until", l.instant(until).into())]))
        }
    };
    let mut page = LoginPage::new(&app, l, "/login", next.to_owned());
    fields.value("username").clone_into(&mut page.username);
    page.draft = Some(fields.value("draft").to_owned()).filter(|draft| !draft.is_empty());
    page.error = Some(error);
    page.answer(status)
}

#[derive(Template)]
#[template(path = "people/access/resume.html")]
struct ResumePage {
    shell: Shell,
    to: String,
    key: uuid::Uuid,
    pairs: Vec<(String, String)>,
    /// What a person wrote of it.
    typed: Vec<String>,
}

/// Shows what was typed before the session ended, ready to be sent.
fn resume(app: &App, l: Lang, to: &str, draft: &str) -> Result<Response> {
    let fields = Fields::parse(draft.as_bytes())?;
    let page = ResumePage {
        shell: Shell::bare(l, app.demo(), "/"),
        to: to.to_owned(),
        key: crate::foundation::id::fresh(),
        pairs: fields.pairs().to_vec(),
        typed: fields.typed(),
    };
    Ok(Html(page.render()?).into_response())
}

/// A path of this site, or nothing: never leads elsewhere. Browsers drop tabs, so that `/<tab>/evil` would be `//evil`.
fn own_path(next: &str) -> &str {
    let own = next.starts_with('/') && !next.starts_with("//") && !next.contains(|c: char| c == '\\' || c.is_control());
    if own { next } else { "" }
}

/// `POST /logout`
pub async fn sign_out(app: App, _: Lang, request: Request) -> Result<Response> {
    let (parts, _) = request.into_parts();
    if let Some(token) = cookie::read(&parts.headers, cookie::SESSION) {
        act::sign_out(&app, &token, &app.source(&parts)).await?;
    }
    let mut response = Redirect::to("/login").into_response();
    cookie::set(response.headers_mut(), cookie::SESSION, None, app.secure(), None);
    Ok(response)
}

#[derive(Template)]
#[template(path = "people/access/account.html")]
struct AccountPage {
    shell: Shell,
    post: String,
    key: uuid::Uuid,
    fields: Fields,
    sessions: Vec<OpenSession>,
    own: Vec<u8>,
    /// The password was set by somebody else.
    must_change: bool,
}

async fn account_page(permit: &Permit<ManageOwnAccount>, fields: Fields) -> Result<AccountPage> {
    Ok(AccountPage {
        shell: permit.shell(),
        post: permit.actor.title.clone(),
        key: crate::foundation::id::fresh(),
        fields,
        sessions: store::open_sessions(&permit.app.db.owner, permit.actor.person, permit.now).await?,
        own: permit.actor.session.clone(),
        must_change: permit.actor.must_change,
    })
}

/// `GET /account`
pub async fn account(permit: Permit<ManageOwnAccount>) -> Result<Response> {
    let view = account_page(&permit, Fields::default()).await?;
    permit.page(view).await
}

/// `POST /account/password`
pub async fn change_password(mut posted: Posted<ManageOwnAccount>) -> Result<Response> {
    let (present, wanted) =
        (posted.fields.value("present_password").to_owned(), posted.fields.value("wanted_password").to_owned());
    if let Some(key) = secret::problem(&wanted) {
        posted.fields.problem("wanted_password", key, vec![("shortest", secret::SHORTEST.into())]);
    } else if posted.fields.value("again_password") != wanted {
        posted.fields.problem("again_password", "problem-password-again", Vec::new());
    } else if wanted == present {
        posted.fields.problem("wanted_password", "problem-password-same", Vec::new());
    } else {
        match act::change_password(&posted.permit.app, &posted.permit.actor, present, wanted).await? {
            // whoever had to begin with it has what to do
            PasswordChange::Done if posted.permit.actor.must_change => {
                let landing = posted.permit.actor.role.landing();
                return posted.done(landing, "done-password").await;
            }
            PasswordChange::Done => return posted.done("/account", "done-password").await,
            PasswordChange::Wrong => {
                posted.fields.problem("present_password", "problem-password-present", Vec::new());
            }
            PasswordChange::Locked { until } => {
                let until = posted.permit.l.instant(until);
                posted.fields.problem("present_password", "problem-password-locked", vec![("until", until.into())]);
            }
        }
    }
    let view = account_page(&posted.permit, posted.fields.clone()).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await
}

/// `POST /account/post`: the session acts in another post of its person.
pub async fn take_post(mut posted: Posted<ManageOwnAccount>) -> Result<Response> {
    let permit = &mut posted.permit;
    let wanted = posted.fields.value("post");
    let held = permit.actor.posts.iter().find(|held| held.id.to_string() == wanted).cloned();
    let held = held.ok_or(AppError::Conflict("refused-post-not-held"))?;
    act::take_post(permit, &held).await?;
    posted.done(held.role.landing(), "done-post-taken").await
}

/// `POST /account/sessions`: ends all the others.
pub async fn sign_out_elsewhere(posted: Posted<ManageOwnAccount>) -> Result<Response> {
    act::sign_out_elsewhere(&posted.permit.app, &posted.permit.actor).await?;
    posted.done("/account", "done-sessions").await
}

/// `POST /session/extend`: coming here is all that it takes.
pub async fn extend(posted: Posted<ManageOwnAccount>) -> Result<Response> {
    posted.permit.tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /outbox/reading?session=`: whether what a session left on a machine may still be read there. A browser asks this without
/// being signed in, so the answer says nothing else; who is asked about is known only to whoever had the session.
pub async fn reading(app: App, request: Request) -> Result<Response> {
    let query = Fields::parse(request.uri().query().unwrap_or_default().as_bytes())?;
    let stands = store::stands(&app.db.owner, query.value("session")).await?;
    Ok(if stands { StatusCode::NO_CONTENT } else { StatusCode::GONE }.into_response())
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn signing_in_never_leads_to_another_site() {
        assert_eq!(own_path("/findings?q=1"), "/findings?q=1");
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "/\u{1}", ""]
        {
            assert_eq!(own_path(elsewhere), "");
        }
    }
}
