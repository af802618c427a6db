//! Pages of calendars: a month, days on which nobody travels, the secret address, and what is read there.
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{
        clock,
        db::{Db, Tx},
        error::{AppError, Result},
        id,
        text::Lang,
        web::fields::{Fields, LINE},
    },
    law::period,
    people::access::{Action, Actor, Permit, Posted, Standing, Subject, guard, page::ManageOwnAccount},
    workflow::round::{
        calendar::{
            feed,
            model::Month,
            store::{self, Blackout},
            view::{FeedPage, MonthPage},
        },
        store as rounds,
    },
};

impl Subject for Blackout {
    // ending it is a compare-and-set
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, _: bool) -> Result<Option<Self>> {
        let found = store::blackouts(tx, Some(id), None, actor.today).await?;
        Ok(found.into_iter().next())
    }

    fn standing(&self) -> Standing {
        Standing { organiser: Some(self.org), ..Standing::default() }
    }
}

deeds! {
    SeeCalendar(()),
    SetBlackout(()),
    EndBlackout(Blackout),
}

/// `GET /calendar?month=&round=`
pub async fn month(mut permit: Permit<SeeCalendar>) -> Result<Response> {
    let query = permit.query()?;
    let month = match query.value("month") {
        "" => Month::of(permit.today),
        text => Month::parse(text).ok_or_else(|| {
            let args = vec![("field", permit.l.t("month-month").into()), ("value", text.into())];
            AppError::Unreadable("filter-unknown-value", args)
        })?,
    };
    let round = match query.value("round") {
        "" => None,
        text => {
            let id = text.parse::<Uuid>().map_err(|_| AppError::NotFound)?;
            Some(rounds::round(&mut permit.tx, id, false).await?.ok_or(AppError::NotFound)?)
        }
    };
    month_page(permit, month, round, Fields::default()).await
}

async fn month_page(
    mut permit: Permit<SeeCalendar>,
    month: Month,
    round: Option<crate::workflow::round::Round>,
    fields: Fields,
) -> Result<Response> {
    let weeks = month.weeks();
    let ends = weeks.first().zip(weeks.last()).map(|(first, last)| (first[0], last[6]));
    let span = ends.unwrap_or((month.first, month.last()));
    let page = MonthPage {
        items: store::items(&mut permit.tx, round.as_ref().map(|round| round.id), span).await?,
        calendar: period::calendar(&mut permit.tx).await?.calendar,
        blackouts: store::blackouts(&mut permit.tx, None, None, permit.today).await?,
        own: permit.actor.unit_id(),
        may_set: permit.may(Action::SetBlackout),
        today: permit.today,
        shell: permit.shell(),
        key: id::fresh(),
        month,
        weeks,
        round,
        fields,
    };
    permit.page(page).await
}

/// `POST /calendar/blackouts`
pub async fn set_blackout(mut posted: Posted<SetBlackout>) -> Result<Response> {
    let (first, last) = (posted.fields.date("first_day"), posted.fields.date("last_day"));
    let reason = posted.fields.text("reason", LINE);
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        posted.fields.problem("last_day", "problem-order", vec![("earliest", first.into())]);
    }
    let permit = &mut posted.permit;
    let org = permit.actor.unit_id().ok_or(AppError::NotFound)?;
    let (Some(first), Some(last), true) = (first, last, posted.fields.is_ok()) else {
        let page = MonthPage {
            items: Vec::new(),
            calendar: period::calendar(&mut permit.tx).await?.calendar,
            blackouts: store::blackouts(&mut permit.tx, None, None, permit.today).await?,
            own: Some(org),
            may_set: true,
            today: permit.today,
            shell: permit.shell(),
            key: id::fresh(),
            month: Month::of(permit.today),
            weeks: Vec::new(),
            round: None,
            fields: posted.fields.clone(),
        };
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    let (by, now) = (permit.actor.person, permit.now);
    let set = store::set_blackout(&mut permit.tx, org, (first, last), &reason, by, now).await?;
    let value = json!({ "first_day": first, "last_day": last, "reason": reason });
    permit.note("blackout_set", "blackout", set, None, value).await?;
    posted.done("/calendar", "done-blackout").await
}

/// `POST /calendar/blackouts/{id}/end`
pub async fn end_blackout(mut posted: Posted<EndBlackout>) -> Result<Response> {
    let permit = &mut posted.permit;
    let (id, by, now) = (permit.subject.id, permit.actor.person, permit.now);
    store::end_blackout(&mut permit.tx, id, by, now).await?;
    permit.note("blackout_ended", "blackout", id, None, json!({})).await?;
    posted.done("/calendar", "done-blackout-ended").await
}

/// `GET /account/calendar`
pub async fn feed_form(mut permit: Permit<ManageOwnAccount>) -> Result<Response> {
    let since = store::feed_since(&mut permit.tx, permit.actor.person).await?;
    let page = FeedPage { shell: permit.shell(), since, address: None, key: id::fresh() };
    permit.page(page).await
}

/// `POST /account/calendar`: a new secret address, shown this once; the one before ends.
pub async fn make_feed(mut posted: Posted<ManageOwnAccount>) -> Result<Response> {
    let secret = guard::new_token().map_err(AppError::Internal)?;
    let permit = &mut posted.permit;
    let (person, now) = (permit.actor.person, permit.now);
    store::revoke(&mut permit.tx, person, now).await?;
    store::make(&mut permit.tx, person, &guard::token_hash(&secret), now).await?;
    permit.note("calendar_opened", "account", person.0, None, json!({})).await?;
    let address = format!("{}/calendar/{secret}.ics", permit.app.site().unwrap_or_default());
    let page = FeedPage { shell: permit.shell(), since: Some(now), address: Some(address), key: id::fresh() };
    posted.once("/account/calendar", page).await
}

/// `POST /account/calendar/revoke`
pub async fn revoke_feed(mut posted: Posted<ManageOwnAccount>) -> Result<Response> {
    let permit = &mut posted.permit;
    let (person, now) = (permit.actor.person, permit.now);
    if !store::revoke(&mut permit.tx, person, now).await? {
        return Err(AppError::Conflict("refused-no-feed"));
    }
    permit.note("calendar_revoked", "account", person.0, None, json!({})).await?;
    posted.done("/account/calendar", "done-feed-revoked").await
}

/// `GET /calendar/{secret}`: whoever has the secret reads; whatever is wrong with it is not there.
pub async fn feed(db: &Db, now: DateTime<Utc>, site: Option<&str>, l: Lang, path: &str) -> Result<Response> {
    let last = path.rsplit('/').next().unwrap_or_default();
    let secret = last.strip_suffix(".ics").filter(|secret| secret.len() == 64).ok_or(AppError::NotFound)?;
    let items = store::feed(&db.web, &guard::token_hash(secret), clock::day(now)).await?;
    let text = feed::calendar(&items.ok_or(AppError::NotFound)?, site, l, now);
    let headers =
        [(header::CONTENT_TYPE, "text/calendar; charset=utf-8"), (header::CACHE_CONTROL, "private, no-store")];
    Ok((headers, text).into_response())
}
