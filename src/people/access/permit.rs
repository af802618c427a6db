//! The permit: a signed-in person, a subject within reach, a rule that holds, and the transaction in which all that is true.
use askama::Template;
use axum::{
    body::Bytes,
    extract::{Request, path::RawPathParams},
    http::{StatusCode, Uri, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    app::App,
    foundation::word::Word,
    foundation::{
        db::{Recall, Tx},
        error::{AppError, Result, Typed},
        text::Lang,
        trail,
        web::{
            cookie,
            fields::Fields,
            flash,
            shell::{Acting, Shell, Signed},
            upload::{self, Form},
        },
    },
    people::access::{
        actor::{Actor, Held},
        deed::{Deed, Subject},
        guard, nav, page, policy, store,
        turn::Waiting,
    },
};

/// Leave to do `D`. Dropped, it takes back whatever was written.
pub struct Permit<D: Deed> {
    pub app: App,
    pub tx: Tx,
    pub actor: Actor,
    pub subject: D::Subject,
    pub l: Lang,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub uri: Uri,
    id: Option<Uuid>,
    /// What waits for the actor. A post leads on to a page that counts it.
    pub waiting: Waiting,
    /// How many clues wait for the actor; none where there is no right to their register.
    pub clues: Option<i64>,
    /// What was counted before and still holds.
    pub recall: Recall,
    flash: Option<flash::Flash>,
}

/// A permit with what was posted.
pub struct Posted<D: Deed> {
    pub permit: Permit<D>,
    pub fields: Fields,
    /// Files in their place, which go away again unless they are put on record.
    pub files: Vec<upload::File>,
    too_large: bool,
    key: Option<Uuid>,
    route: String,
}

/// What of a request decides about it, apart from its body.
#[derive(Clone)]
struct Asked {
    token: Option<String>,
    source: String,
    id: Option<Uuid>,
    l: Lang,
    uri: Uri,
    flash: Option<flash::Flash>,
}

impl Asked {
    async fn of(app: &App, parts: &mut axum::http::request::Parts) -> Result<Self> {
        use axum::extract::FromRequestParts;
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| AppError::NotFound)?;
        let id = match params.iter().find(|(name, _)| *name == "id") {
            // an id that is none is an id that does not exist
            Some((_, text)) => Some(text.parse::<Uuid>().map_err(|_| AppError::NotFound)?),
            None => None,
        };
        let l = parts.extensions.get::<Lang>().copied().unwrap_or_default();
        Ok(Self {
            token: cookie::read(&parts.headers, cookie::SESSION),
            source: app.source(parts),
            id,
            l,
            uri: parts.uri.clone(),
            flash: cookie::read(&parts.headers, cookie::FLASH).and_then(|value| flash::read(&value, l)),
        })
    }
}

impl<D: Deed> Permit<D> {
    /// For reading: who asks, what for, and whether the rule lets it.
    ///
    /// # Errors
    /// Not signed in; not within reach (as if it did not exist); not this person's deed.
    pub async fn admit(app: &App, request: Request) -> Result<Self> {
        let (mut parts, _) = request.into_parts();
        let asked = Asked::of(app, &mut parts).await?;
        match Self::check(app, asked, None).await? {
            Ok(permit) => Ok(permit),
            Err(_) => Err(AppError::NotFound),
        }
    }

    /// `post` is the key and route of a write, which locks its subject. Returns where the first of two equal posts led.
    async fn check(app: &App, asked: Asked, post: Option<(Option<Uuid>, &str)>) -> Result<Result<Self, String>> {
        let now = app.clock.now();
        let token = asked.token.ok_or(AppError::SignIn)?;
        let mut tx = app.db.web.begin().await?;
        let actor = store::enter(&mut tx, &guard::token_hash(&token), &asked.source, now).await?;
        let actor = actor.ok_or(AppError::SignIn)?;
        if actor.must_change && !asked.uri.path().starts_with("/account") {
            return Err(AppError::PasswordFirst);
        }
        // nothing is written in a post that was not on the page when the form was filled in
        if actor.moved && post.is_some() {
            return Err(AppError::Conflict("refused-post-ended"));
        }
        // before anything else: after the first of two equal posts, the step is not legal any more
        if let Some((Some(key), route)) = post
            && let Some(location) = store::answered_before(&mut tx, actor.person, key, route, now).await?
        {
            return Ok(Err(location));
        }
        let rule = policy::rule(actor.role, D::ACTION);
        let subject = D::Subject::load(&mut tx, &actor, asked.id.unwrap_or_default(), post.is_some())
            .await?
            .ok_or(AppError::NotFound)?;
        rule.permits(&actor, &subject.standing()).map_err(|denial| AppError::Denied(denial.key()))?;
        let today = app.clock.today();
        let recall = app.db.memo.recall();
        let sees = |action| policy::rule(actor.role, action) != policy::Rule::Never;
        let works = sees(policy::Action::SeeDesk) || sees(policy::Action::SeeServed);
        let waiting = if post.is_none() && works {
            store::waiting(&mut tx, &recall, &actor, today).await?
        } else {
            Waiting::default()
        };
        let clues = if sees(policy::Action::SeeClues) { store::clues(&mut tx).await? } else { None };
        let flash = actor.moved.then(|| moved(&actor, asked.l));
        Ok(Ok(Self {
            app: app.clone(),
            tx,
            actor,
            subject,
            l: asked.l,
            now,
            today,
            uri: asked.uri,
            id: asked.id,
            waiting,
            clues,
            recall,
            flash: flash.or(asked.flash),
        }))
    }

    /// The id in the address, of what is nobody's subject.
    ///
    /// # Errors
    /// The address has none.
    pub fn named(&self) -> Result<Uuid> {
        self.id.ok_or(AppError::NotFound)
    }

    /// The query of the address, as typed.
    ///
    /// # Errors
    /// A query that is not text.
    pub fn query(&self) -> Result<Fields> {
        Fields::parse(self.uri.query().unwrap_or_default().as_bytes())
    }

    /// Whether the actor may also do `action` to this subject: decides what a page offers, never what is done.
    pub fn may(&self, action: policy::Action) -> bool {
        policy::rule(self.actor.role, action).permits(&self.actor, &self.subject.standing()).is_ok()
    }

    /// Why the actor may not do `action` to this subject, as the sentence that a page says beside it; none if it is theirs.
    /// Whoever's role has no part in it reads whose it is: `turn`.
    pub fn why_not(&self, action: policy::Action, turn: &'static str) -> Option<&'static str> {
        let denied = policy::rule(self.actor.role, action).permits(&self.actor, &self.subject.standing()).err();
        denied.map(|denial| denial.turn_key().unwrap_or(turn))
    }

    /// The shell of the page.
    pub fn shell(&self) -> Shell {
        let here = self.uri.path_and_query().map_or("/", axum::http::uri::PathAndQuery::as_str);
        let name = self.actor.name.clone();
        Shell {
            person: Some(Signed {
                id: self.actor.person.0,
                initial: name.chars().take(1).collect(),
                name,
                unit: self.actor.place(self.l),
                role_key: self.actor.role.key(),
                posts: self.actor.posts.iter().map(|held| self.acting(held)).collect(),
            }),
            nav: nav::of(self.actor.role, self.uri.path(), &self.waiting, self.clues),
            flash: self.flash.clone(),
            idle_minutes: u32::try_from(self.actor.idle_minutes).unwrap_or(30),
            printed: format!("{} · {}", self.actor.name, self.l.instant(self.now)),
            ..Shell::bare(self.l, self.app.demo(), here)
        }
    }

    /// A post held, as it is offered.
    fn acting(&self, held: &Held) -> Acting {
        Acting {
            id: held.id.0,
            role_key: held.role.key(),
            title: held.title.clone(),
            place: self.l.pick(&held.place_zh, &held.place_en).to_owned(),
            current: held.id == self.actor.post,
        }
    }

    /// Writes a trail entry about the deed.
    pub async fn note(
        &mut self,
        deed: &str,
        subject: &str,
        id: Uuid,
        inspection: Option<Uuid>,
        value: Value,
    ) -> Result<()> {
        trail::write(
            &mut self.tx,
            &self.actor.by(),
            self.now,
            trail::Entry { deed, subject, id: Some(id), inspection, value },
        )
        .await
    }

    /// Answers with a page. The only thing that a read writes is when the session was last seen.
    pub async fn page(self, view: impl Template) -> Result<Response> {
        self.page_as(StatusCode::OK, view).await
    }

    /// Answers with a page and a status.
    pub async fn page_as(self, status: StatusCode, view: impl Template) -> Result<Response> {
        let html = view.render()?;
        let shown = self.flash.is_some();
        self.tx.commit().await?;
        let mut response = (status, Html(html)).into_response();
        if shown {
            cookie::set(response.headers_mut(), cookie::FLASH, None, self.app.secure(), None);
        }
        Ok(response)
    }
}

impl<D: Deed> Posted<D> {
    /// For writing: reads the form, then decides, with the subject locked. A form that was taken before gets the same answer.
    ///
    /// # Errors
    /// As for reading; besides a form that cannot be read.
    pub async fn admit(app: &App, request: Request) -> Result<Result<Self, Response>> {
        let (mut parts, body) = request.into_parts();
        let asked = Asked::of(app, &mut parts).await?;
        let body: Bytes = axum::body::to_bytes(body, app.form_limit).await.map_err(|_| AppError::TooLarge)?;
        Self::decide(app, asked, Form { fields: Fields::parse(&body)?, ..Form::default() }).await
    }

    /// For writing with files: decides before the body is read, so that whoever may not do it puts nothing on the disk; then
    /// reads, while no transaction waits; then decides again as for every write.
    ///
    /// # Errors
    /// As for a form without files; besides a body that does not arrive whole.
    pub async fn admit_with_files(app: &App, request: Request) -> Result<Result<Self, Response>> {
        let (mut parts, body) = request.into_parts();
        let asked = Asked::of(app, &mut parts).await?;
        let request = Request::from_parts(parts, body);
        let most = app.files.limits.form();
        let refusal = match Permit::<D>::check(app, asked.clone(), None).await {
            Ok(Ok(permit)) => {
                let place = upload::Place { files: &app.files, person: permit.actor.person.0 };
                permit.tx.commit().await?;
                let form = upload::read(Some(place), most, app.form_limit, request).await?;
                return Self::decide(app, asked, form).await;
            }
            Ok(Err(_)) => AppError::NotFound,
            Err(refusal) => refusal,
        };
        // what was typed is kept all the same
        let form = upload::read(None, most, app.form_limit, request).await?;
        if matches!(refusal, AppError::SignIn) {
            let fields = upload::without_files(&form.fields)?;
            return page::sign_in_keeping(app, asked.l, asked.uri.path(), &fields).map(Err);
        }
        Ok(Err(keeping(refusal, form.fields.typed())))
    }

    async fn decide(app: &App, asked: Asked, form: Form) -> Result<Result<Self, Response>> {
        let Form { fields, files, too_large } = form;
        let key = fields.value("_key").parse::<Uuid>().ok();
        let route = asked.uri.path().to_owned();
        let l = asked.l;
        match Permit::check(app, asked, Some((key, &route))).await {
            Ok(Ok(permit)) => Ok(Ok(Self { permit, fields, files, too_large, key, route })),
            Ok(Err(location)) => Ok(Err(Redirect::to(&location).into_response())),
            Err(AppError::SignIn) => page::sign_in_keeping(app, l, &route, &fields).map(Err),
            Err(error) => Ok(Err(keeping(error, fields.typed()))),
        }
    }

    /// The status with which a form goes back.
    pub fn refusal(&self) -> StatusCode {
        if self.too_large { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::UNPROCESSABLE_ENTITY }
    }

    /// Commits and leads to `location`, where the message `done-…` is shown.
    pub async fn done(mut self, location: &str, message: &'static str) -> Result<Response> {
        if let Some(key) = self.key {
            store::answered(&mut self.permit.tx, self.permit.actor.person, key, &self.route, location).await?;
        }
        tracing::info!(action = D::ACTION.code(), route = %self.route, "done");
        // whether or not the answer of the commit arrives; what no row speaks of is swept later
        let place = upload::Place { files: &self.permit.app.files, person: self.permit.actor.person.0 };
        self.files.iter_mut().for_each(|file| file.keep(&place));
        self.permit.tx.commit().await?;
        let mut response = Redirect::to(location).into_response();
        *response.status_mut() = StatusCode::SEE_OTHER;
        cookie::set(response.headers_mut(), cookie::FLASH, Some(message), self.permit.app.secure(), None);
        Ok(response)
    }

    /// Commits and answers with a page that is shown this once: a secret has no address. A repeat leads to `location`.
    pub async fn once(mut self, location: &str, view: impl Template) -> Result<Response> {
        if let Some(key) = self.key {
            store::answered(&mut self.permit.tx, self.permit.actor.person, key, &self.route, location).await?;
        }
        tracing::info!(action = D::ACTION.code(), route = %self.route, "done");
        let html = view.render()?;
        self.permit.tx.commit().await?;
        Ok(([(header::CACHE_CONTROL, "no-store")], Html(html)).into_response())
    }

    /// Sends the form back: nothing is written, everything typed is kept.
    pub async fn send_back(self, status: StatusCode, view: impl Template) -> Result<Response> {
        let html = view.render()?;
        self.permit.tx.rollback().await?;
        Ok((status, [(header::CACHE_CONTROL, "no-store")], Html(html)).into_response())
    }
}

/// Tells that the post has ended in which the session acted, and which it acts in now.
fn moved(actor: &Actor, l: Lang) -> flash::Flash {
    let args = [("role", l.word(actor.role).into()), ("place", actor.place(l).into())];
    flash::Flash { kind: "warn", text: l.with("post-moved", &args) }
}

/// An error's answer that keeps what was typed.
pub fn keeping(error: AppError, typed: Vec<String>) -> Response {
    let mut response = error.into_response();
    response.extensions_mut().insert(Typed(typed));
    response
}
