//! 工作日历 as it stands now: the last published version of each layer, and which versions those are.
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        calendar::{Calendar, Kind, Layer},
        db::Tx,
        error::Result,
        text::Lang,
    },
    words,
};

words! {
    /// Whose days off they are.
    pub enum LayerOf in "calendar-layer" {
        /// 国家
        Nation = "nation",
        /// 本自治区, such as 壮族三月三
        Region = "region",
    }
}

/// A calendar with the numbers of the versions that it is made of; 0 where a layer has none yet.
#[derive(Debug, Clone)]
pub struct Edition {
    pub calendar: Calendar,
    pub nation: i32,
    pub region: i32,
}

/// 国家 v1 + 广西 v2
pub fn label(l: Lang, nation: i32, region: i32) -> String {
    let of = |key, no: i32| l.with(key, &[("no", no.into())]);
    let nation = of("calendar-nation-no", nation);
    if region == 0 { nation } else { format!("{nation} + {}", of("calendar-region-no", region)) }
}

/// A version of a layer, without its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    pub id: Uuid,
    pub layer: LayerOf,
    pub no: i32,
    pub rolls: bool,
}

/// A day of a version that differs from its weekday.
pub type Day = (NaiveDate, Kind, String);

/// Versions never change, so the last calendar made of them is kept.
static LAST: Mutex<Option<(Vec<Uuid>, Calendar)>> = Mutex::new(None);

/// The calendar now. Whoever starts a clock by it holds back a publication until the clock is on record, and the other
/// way round: no clock is counted by a version that is just being replaced.
///
/// # Errors
/// The database.
pub async fn calendar(tx: &mut Tx) -> Result<Edition> {
    sqlx::query!("select pg_advisory_xact_lock_shared(hashtext('calendar'))").execute(&mut **tx).await?;
    let versions = versions(tx).await?;
    of(tx, &versions).await
}

/// The versions in force.
pub async fn versions(tx: &mut Tx) -> Result<Vec<Version>> {
    Ok(sqlx::query_as!(
        Version,
        r#"select distinct on (layer) id, layer as "layer: LayerOf", no as "no!", rolls from calendar_version
            where no is not null order by layer, no desc"#
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The calendar of some versions, at most one a layer.
pub async fn of(tx: &mut Tx, versions: &[Version]) -> Result<Edition> {
    let last = |layer| versions.iter().find(|version| version.layer == layer);
    let (nation, region) = (last(LayerOf::Nation), last(LayerOf::Region));
    let ids: Vec<Uuid> = nation.iter().chain(region.iter()).map(|version| version.id).collect();
    let kept = LAST.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let calendar = match kept {
        Some((of, calendar)) if of == ids => calendar,
        Some(_) | None => {
            let nations = Layer::nation(days(tx, nation.map(|version| version.id)).await?);
            let regions = Layer::region(days(tx, region.map(|version| version.id)).await?);
            let calendar = Calendar::new([nations, regions.rolling(region.is_some_and(|version| version.rolls))]);
            *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some((ids, calendar.clone()));
            calendar
        }
    };
    let no = |version: Option<&Version>| version.map_or(0, |version| version.no);
    Ok(Edition { calendar, nation: no(nation), region: no(region) })
}

/// The days of a version, in order.
pub async fn days(tx: &mut Tx, version: Option<Uuid>) -> Result<Vec<Day>> {
    let rows = sqlx::query!("select date, kind, name from calendar_day where version_id = $1 order by date", version)
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.date, Kind::parse(&row.kind)?, row.name))).collect())
}
