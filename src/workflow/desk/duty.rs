//! What waits for whoever keeps the rules: years without days off, drafts that are not in force yet.
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

use crate::{
    foundation::{db::Tx, error::Result, text::Lang},
    law::{
        calendar::{
            model::{Standing, standing},
            store as calendar,
        },
        checklist::store as checklist,
        period::edition::{self, LayerOf},
        taxonomy::store as taxonomy,
    },
};

/// The month in which the State Council announces the days off of the next year.
const ANNOUNCED_IN: u32 = 11;

/// Something to be done, and where.
#[derive(Debug)]
pub struct Duty {
    pub word: String,
    pub why: String,
    pub href: String,
    /// Who began it, and when.
    pub since: Option<(String, DateTime<Utc>)>,
}

/// The years that deadlines run into and whose days off should be known by now.
fn years(today: NaiveDate) -> impl Iterator<Item = i32> {
    today.year()..=today.year() + i32::from(today.month() >= ANNOUNCED_IN)
}

/// All of it, what holds others up first.
pub async fn duties(tx: &mut Tx, today: NaiveDate, l: Lang) -> Result<Vec<Duty>> {
    let versions = edition::versions(tx).await?;
    let days_off = edition::of(tx, &versions).await?.calendar;
    let mut duties: Vec<Duty> = years(today)
        .filter(|year| !days_off.is_announced(*year))
        .map(|year| Duty {
            word: l.with("duty-year", &[("year", year.to_string().into())]),
            why: l.t("duty-year-why"),
            href: format!("/admin/calendar/new?layer={}&year={year}", LayerOf::Nation),
            since: None,
        })
        .collect();
    let versions = calendar::versions(tx).await?;
    duties.extend(versions.iter().filter(|version| standing(&versions, version) == Standing::Draft).map(|draft| {
        Duty {
            word: l.with("duty-calendar", &[("layer", l.word(draft.layer).into()), ("no", draft.number().into())]),
            why: draft.reason.clone(),
            href: draft.href(),
            since: draft.drafted_by.clone().map(|who| (who, draft.drafted_at)),
        }
    }));
    duties.extend(taxonomy::draft(tx).await?.map(|draft| Duty {
        word: l.t("duty-taxonomy"),
        why: l.t("duty-taxonomy-why"),
        href: "/admin/categories/draft".to_owned(),
        since: Some((draft.opened_by, draft.opened_at)),
    }));
    duties.extend(checklist::drafts(tx).await?.into_iter().map(|draft| Duty {
        word: l.with("duty-checklist", &[("list", l.word(draft.list).into())]),
        why: l.t("duty-taxonomy-why"),
        href: draft.href(),
        since: Some((draft.opened_by, draft.opened_at)),
    }));
    Ok(duties)
}
