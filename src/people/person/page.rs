//! Pages of persons and accounts: the list, one person, and a form for each deed.
use axum::{http::StatusCode, response::Response};
use uuid::Uuid;

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        text::Lang,
        web::fields::Fields,
        word::Word,
    },
    people::{
        access::{Action, Permit, Posted, Role, secret},
        person::{
            act,
            deed::{
                AddPerson, EndPost, GivePost, ResetPassword, RevokeSessions, SeeAccount, SeeAccounts, SwitchAccount,
                UnlockAccount,
            },
            form,
            model::{AccountState, Gender, PersonKind, Rank, gives},
            store::read::{self, Filters},
            view::{
                EndPage, ListPage, NewPage, PasswordPage, PersonPage, PostChoices, PostPage, SwitchPage, places, words,
            },
        },
    },
};

const LIST: &str = "/admin/people";

/// A word of the query; one that is unknown is refused, never ignored.
fn chosen<W: Word>(fields: &Fields, name: &str) -> Result<Option<W>> {
    match fields.value(name) {
        "" => Ok(None),
        text => W::parse(text).map(Some).ok_or(AppError::Unreadable("error-unknown-choice", Vec::new())),
    }
}

/// `GET /admin/people`
pub async fn list(mut permit: Permit<SeeAccounts>) -> Result<Response> {
    let (l, fields) = (permit.l, permit.query()?);
    let filters = Filters {
        q: fields.value("q").trim().to_owned(),
        role: chosen(&fields, "role")?,
        state: chosen(&fields, "state")?,
        org: fields.value("org").to_owned(),
        after: fields.value("after").parse().ok(),
    };
    let page = read::list(&mut permit.tx, &filters, permit.now, permit.today).await?;
    let address = |after: Option<Uuid>| {
        let mut pairs: Vec<(&str, String)> =
            ["q", "role", "state", "org"].map(|name| (name, fields.value(name).to_owned())).into();
        pairs.extend(after.map(|id| ("after", id.to_string())));
        pairs.retain(|(_, value)| !value.is_empty());
        format!("{LIST}?{}", serde_html_form::to_string(pairs).unwrap_or_default())
    };
    let view = ListPage {
        shell: permit.shell(),
        roles: words::<Role>(l),
        states: words::<AccountState>(l),
        orgs: places(l, &read::orgs(&mut permit.tx).await?),
        first: filters.after.map(|_| address(None)),
        next: page.next.map(|id| address(Some(id))),
        rows: page.rows,
        may_add: permit.may(Action::AddPerson),
        fields,
    };
    permit.page(view).await
}

/// What the form of a post offers to whoever gives it.
async fn choices(tx: &mut crate::foundation::db::Tx, l: Lang, giver: Role) -> Result<PostChoices> {
    let roles = Role::ALL.iter().filter(|role| gives(giver, **role));
    Ok(PostChoices {
        roles: roles.map(|role| (role.code().to_owned(), l.word(*role))).collect(),
        orgs: places(l, &read::orgs(tx).await?),
        facilities: if giver == Role::SystemAdmin { places(l, &read::facilities(tx).await?) } else { Vec::new() },
    })
}

async fn new_page(permit: &mut Permit<AddPerson>, fields: Fields) -> Result<NewPage> {
    let l = permit.l;
    Ok(NewPage {
        shell: permit.shell(),
        key: id::fresh(),
        kinds: words::<PersonKind>(l),
        ranks: words::<Rank>(l),
        genders: words::<Gender>(l),
        choices: choices(&mut permit.tx, l, permit.actor.role).await?,
        suggestion: begun(&fields)?,
        fields,
    })
}

/// The password that the form shows: the one typed, or one that may be taken as it is.
fn begun(fields: &Fields) -> Result<String> {
    match fields.value("initial_password") {
        "" => secret::suggestion().map_err(AppError::Internal),
        typed => Ok(typed.to_owned()),
    }
}

/// `GET /admin/people/new`
pub async fn new(mut permit: Permit<AddPerson>) -> Result<Response> {
    let own = permit.actor.unit.as_ref().map(|unit| unit.code.clone()).unwrap_or_default();
    let fields = Fields::start([("from", permit.today.to_string()), ("kind", "prosecutor".to_owned()), ("org", own)]);
    let view = new_page(&mut permit, fields).await?;
    permit.page(view).await
}

/// `POST /admin/people`
pub async fn create(mut posted: Posted<AddPerson>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let person = form::person(&mut permit.tx, fields).await?;
    let kind = PersonKind::parse(fields.value("kind"));
    // without a role: an administrator-to-be, whose post the security administrator gives, or somebody without one
    let post = match fields.value("role") {
        "" => None,
        _ => form::post(&mut permit.tx, fields, permit.actor.role, kind).await?,
    };
    let Some(person) = person.filter(|_| fields.is_ok()) else {
        let view = new_page(permit, fields.clone()).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await;
    };
    let id = act::add(permit, person, post).await?;
    posted.done(&format!("{LIST}/{id}"), "done-person-added").await
}

/// `GET /admin/people/{id}`
pub async fn show(mut permit: Permit<SeeAccount>) -> Result<Response> {
    let person = permit.subject.clone();
    let view = PersonPage {
        shell: permit.shell(),
        now: permit.now,
        today: permit.today,
        posts: read::posts(&mut permit.tx, person.id).await?,
        sessions: read::sessions(&mut permit.tx, person.id, permit.now).await?,
        reader: permit.actor.role,
        person,
    };
    permit.page(view).await
}

async fn post_page(permit: &mut Permit<GivePost>, fields: Fields) -> Result<PostPage> {
    let with_password = permit.actor.role == Role::SecurityAdmin && permit.subject.account.is_some();
    Ok(PostPage {
        shell: permit.shell(),
        key: id::fresh(),
        person: permit.subject.clone(),
        choices: choices(&mut permit.tx, permit.l, permit.actor.role).await?,
        suggestion: if with_password { Some(begun(&fields)?) } else { None },
        fields,
    })
}

/// `GET /admin/people/{id}/posts/new`
pub async fn post_form(mut permit: Permit<GivePost>) -> Result<Response> {
    let fields = Fields::start([("from", permit.today.to_string())]);
    let view = post_page(&mut permit, fields).await?;
    permit.page(view).await
}

/// `POST /admin/people/{id}/posts`
pub async fn give(mut posted: Posted<GivePost>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let giver = permit.actor.role;
    let post = form::post(&mut permit.tx, fields, giver, Some(permit.subject.kind)).await?;
    let with_password = giver == Role::SecurityAdmin && permit.subject.account.is_some();
    let password = if with_password { form::password(fields) } else { None };
    let Some(post) = post.filter(|_| fields.is_ok()) else {
        let view = post_page(permit, fields.clone()).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await;
    };
    act::give(permit, &post, password).await?;
    let href = permit.subject.href();
    posted.done(&href, "done-post-given").await
}

async fn end_page(permit: &mut Permit<EndPost>, post: &str, fields: Fields) -> Result<EndPage> {
    let posts = read::posts(&mut permit.tx, permit.subject.id).await?;
    let others = posts.iter().filter(|other| other.id.to_string() != post && other.can_end(&permit.today)).count();
    let post = posts.into_iter().find(|own| own.id.to_string() == post);
    let post = post.ok_or(AppError::Unreadable("error-unknown-choice", Vec::new()))?;
    Ok(EndPage {
        shell: permit.shell(),
        key: id::fresh(),
        person: permit.subject.clone(),
        post,
        fields,
        last_post: others == 0,
        open_work: read::open_work(&mut permit.tx, permit.subject.id).await?,
    })
}

/// `GET /admin/people/{id}/posts/end?post=…`
pub async fn end_form(mut permit: Permit<EndPost>) -> Result<Response> {
    let post = permit.query()?.value("post").to_owned();
    let fields = Fields::start([("last", permit.today.pred_opt().unwrap_or(permit.today).to_string())]);
    let view = end_page(&mut permit, &post, fields).await?;
    permit.page(view).await
}

/// `POST /admin/people/{id}/posts/end`
pub async fn end(mut posted: Posted<EndPost>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let last = fields.date("last");
    let post = fields.value("post").to_owned();
    let page = end_page(permit, &post, fields.clone()).await?;
    if let Some(day) = last
        && day < page.post.from
    {
        fields.problem("last", "problem-too-early", vec![("earliest", page.post.from.into())]);
    }
    let Some(last) = last.filter(|_| fields.is_ok()) else {
        let view = EndPage { fields: fields.clone(), ..page };
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await;
    };
    act::end(permit, page.post.id, last).await?;
    let href = permit.subject.href();
    posted.done(&href, "done-post-ended").await
}

/// `GET /admin/people/{id}/switch`
pub async fn switch_form(mut permit: Permit<SwitchAccount>) -> Result<Response> {
    let person = permit.subject.clone();
    let open_work = read::open_work(&mut permit.tx, person.id).await?;
    let view = SwitchPage { shell: permit.shell(), key: id::fresh(), person, open_work };
    permit.page(view).await
}

/// `POST /admin/people/{id}/switch`: what it becomes stands in the form, so that a late answer does not turn it back.
pub async fn switch(mut posted: Posted<SwitchAccount>) -> Result<Response> {
    let disabled = match posted.fields.value("state") {
        "disabled" => true,
        "open" => false,
        _ => return Err(AppError::Unreadable("error-unknown-choice", Vec::new())),
    };
    act::switch(&mut posted.permit, disabled).await?;
    let href = posted.permit.subject.href();
    posted.done(&href, if disabled { "done-account-disabled" } else { "done-account-enabled" }).await
}

fn password_page(permit: &Permit<ResetPassword>, fields: Fields) -> Result<PasswordPage> {
    Ok(PasswordPage {
        shell: permit.shell(),
        key: id::fresh(),
        person: permit.subject.clone(),
        suggestion: begun(&fields)?,
        fields,
    })
}

/// `GET /admin/people/{id}/password`
pub async fn password_form(permit: Permit<ResetPassword>) -> Result<Response> {
    let view = password_page(&permit, Fields::default())?;
    permit.page(view).await
}

/// `POST /admin/people/{id}/password`
pub async fn reset(mut posted: Posted<ResetPassword>) -> Result<Response> {
    let Some(password) = form::password(&mut posted.fields) else {
        let view = password_page(&posted.permit, posted.fields.clone())?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await;
    };
    act::reset(&mut posted.permit, password).await?;
    let href = posted.permit.subject.href();
    posted.done(&href, "done-password-reset").await
}

/// `POST /admin/people/{id}/sessions`: ends the one of a handle, or all.
pub async fn revoke(mut posted: Posted<RevokeSessions>) -> Result<Response> {
    let handle = posted.fields.value("session").to_owned();
    act::revoke(&mut posted.permit, Some(handle.as_str()).filter(|handle| !handle.is_empty())).await?;
    let href = posted.permit.subject.href();
    posted.done(&href, "done-sessions-revoked").await
}

/// `POST /admin/people/{id}/unlock`
pub async fn unlock(mut posted: Posted<UnlockAccount>) -> Result<Response> {
    act::unlock(&mut posted.permit).await?;
    let href = posted.permit.subject.href();
    posted.done(&href, "done-account-unlocked").await
}
