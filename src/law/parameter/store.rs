//! All SQL of the parameters' versions.
use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    foundation::{db::Tx, error::Result, word::Word as _},
    law::parameter::{
        form::Wanted,
        model::{Class, Measure, Version},
    },
    people::facility::FacilityKind,
};

/// Every version, of all rules or of one, rules in the order in which they came in.
pub async fn versions(tx: &mut Tx, of: Option<(&str, Option<FacilityKind>)>) -> Result<Vec<Version>> {
    let (key, kind) = (of.map(|(key, _)| key), of.and_then(|(_, kind)| kind).map(FacilityKind::code));
    Ok(sqlx::query_as!(
        Version,
        r#"select p.id, p.key, p.facility_kind as "facility_kind: FacilityKind", p.amount, p.unit as "unit: Measure",
                  p.start_event, p.class as "class: Class", p.source, p.since, upper(p.valid) as until,
                  isempty(p.valid) as "replaced!", p.reason, w.name as "set_by?", p.set_at
             from parameter p left join person w on w.id = p.set_by
            where $1::text is null or (p.key = $1 and p.facility_kind is not distinct from $2)
            order by min(p.id) over (partition by p.key, p.facility_kind), p.since, p.id"#,
        key,
        kind
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Sets a version, built on the latest that was seen.
///
/// # Errors
/// Conflict if another was set meanwhile.
pub async fn set(tx: &mut Tx, seen: &Version, wanted: &Wanted, since: NaiveDate, now: DateTime<Utc>) -> Result<i32> {
    Ok(sqlx::query_scalar!(
        r#"select parameter_set($1, $2, $3, $4, $5, $6, $7, $8, $9) as "id!""#,
        seen.key,
        seen.facility_kind.map(FacilityKind::code),
        seen.id,
        wanted.amount,
        wanted.unit.code(),
        wanted.source,
        wanted.reason,
        since,
        now
    )
    .fetch_one(&mut **tx)
    .await?)
}
