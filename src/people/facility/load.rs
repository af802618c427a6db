//! The demonstration's facilities, with the resident offices that stand at prisons and detention centres.
use anyhow::Context as _;
use chrono::NaiveDate;
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

const FACILITIES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/demo_facilities.csv"));

/// A facility as shipped.
#[derive(Debug, Deserialize)]
pub struct Shipped {
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub kind: String,
    pub division: String,
    /// Code of the procuratorate that supervises it.
    pub supervisor: String,
    pub note: String,
    pub capacity: Option<i32>,
}

impl Shipped {
    /// 派驻检察室 stand at prisons and detention centres, not at community-corrections agencies.
    fn has_office(&self) -> bool {
        self.kind != "community_correction"
    }

    fn office(&self) -> String {
        format!("{}-PZS", self.code)
    }
}

/// The shipped list, in its order.
///
/// # Errors
/// When the shipped file does not parse.
pub fn shipped() -> anyhow::Result<Vec<Shipped>> {
    csv::Reader::from_reader(FACILITIES.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .context("reading demo_facilities.csv")
}

/// Writes the facilities, their resident offices and who supervises them from `since` on. `fresh` makes the keys.
///
/// # Errors
/// When the shipped file does not parse or the database refuses, as it does when a facility is there already.
pub async fn load(tx: &mut PgConnection, since: NaiveDate, mut fresh: impl FnMut() -> Uuid) -> anyhow::Result<()> {
    let facilities = shipped()?;
    let column = |of: fn(&Shipped) -> String| facilities.iter().map(of).collect::<Vec<String>>();
    let codes = column(|f| f.code.clone());
    let supervisors = column(|f| f.supervisor.clone());
    let offices: Vec<Option<String>> = facilities.iter().map(|f| f.has_office().then(|| f.office())).collect();
    sqlx::query!(
        "insert into org (code, kind, level, parent_id, approver_id, division, name_zh, name_en)
         select u.office, 'resident_office', 4, s.id, s.approver_id, u.division, '驻' || u.name_zh || '检察室', 'Resident Office at ' || u.name_en
           from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as u (office, supervisor, division, name_zh, name_en)
           join org s on s.code = u.supervisor
          where u.office is not null",
        &offices as &[Option<String>],
        &supervisors,
        &column(|f| f.division.clone()),
        &column(|f| f.name_zh.clone()),
        &column(|f| f.name_en.clone()),
    )
    .execute(&mut *tx)
    .await
    .context("writing the resident offices")?;

    let ids: Vec<Uuid> = facilities.iter().map(|_| fresh()).collect();
    let capacities: Vec<Option<i32>> = facilities.iter().map(|f| f.capacity).collect();
    let written = sqlx::query!(
        "insert into facility (id, code, kind, name_zh, name_en, division, capacity, note, supervisor_id)
         select u.id, u.code, u.kind, u.name_zh, u.name_en, u.division, u.capacity, u.note, s.id
           from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[])
             as u (id, code, kind, name_zh, name_en, division, capacity, note, supervisor)
           join org s on s.code = u.supervisor",
        &ids,
        &codes,
        &column(|f| f.kind.clone()),
        &column(|f| f.name_zh.clone()),
        &column(|f| f.name_en.clone()),
        &column(|f| f.division.clone()),
        &capacities as &[Option<i32>],
        &column(|f| f.note.clone()),
        &supervisors,
    )
    .execute(&mut *tx)
    .await
    .context("writing the facilities")?
    .rows_affected();
    anyhow::ensure!(
        usize::try_from(written)? == facilities.len(),
        "a facility's supervising procuratorate is not in the tree"
    );

    sqlx::query!(
        "insert into facility_supervision (facility_id, org_id, office_id, during)
         select u.id, s.id, o.id, daterange($4::date, null)
           from unnest($1::uuid[], $2::text[], $3::text[]) as u (id, supervisor, office)
           join org s on s.code = u.supervisor
           left join org o on o.code = u.office",
        &ids,
        &supervisors,
        &offices as &[Option<String>],
        since,
    )
    .execute(&mut *tx)
    .await
    .context("writing who supervises the facilities")?;
    Ok(())
}
