//! Filters as conditions, in one wording for lists and figures, so that a figure counts what its list shows.
use std::fmt::Debug;

use chrono::NaiveDate;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::{
    foundation::{
        db::{
            Recall, Rests, Tx,
            memo::{Places, Slot},
            pattern,
        },
        error::Result,
        text::Lang,
        web::fields::Fields,
        word::Word as _,
    },
    people::access::{Actor, Deed, Permit, Scope, Turn},
    workflow::statistics::filter::{Choice, Filters, Inspected, On, Organ, Overdue, Stand, unknown},
};

/// For whom and on what day a list is read.
#[derive(Debug)]
pub struct Reader {
    pub scope: Scope,
    /// Inspections that the reader is let into whatever the unit.
    pub cleared: Vec<Uuid>,
    /// Whose turn is the reader's.
    pub turn: Turn,
    pub today: NaiveDate,
    recall: Recall,
}

impl Reader {
    /// Who counts anew.
    pub fn of(actor: &Actor, today: NaiveDate) -> Self {
        Self {
            scope: Scope::of(actor),
            cleared: actor.cleared.clone(),
            turn: Turn::of(actor),
            today,
            recall: Recall::default(),
        }
    }

    /// Who asks for a page, and may be shown what was counted for another with the same reach.
    pub fn at<D: Deed>(permit: &Permit<D>) -> Self {
        Self::of(&permit.actor, permit.today).recalling(permit.recall.clone())
    }

    /// Who may be shown what this recalls.
    #[must_use]
    pub fn recalling(self, recall: Recall) -> Self {
        Self { recall, ..self }
    }

    /// What was counted before under these words for anybody with this reach, or where to keep it.
    pub async fn known<T: Clone + Send + Sync + 'static>(
        &self,
        tx: &mut Tx,
        what: &'static str,
        of: &impl Debug,
    ) -> Result<Result<T, Slot<'_>>> {
        Ok(self.recall.ask(tx, Rests::OnAll, &(what, of, &self.scope, &self.cleared, self.today)).await?)
    }

    /// What was counted at each facility under these words for anybody with this reach.
    pub async fn places<T: Send + Sync + 'static>(
        &self,
        tx: &mut Tx,
        what: &'static str,
        of: &impl Debug,
    ) -> Result<Places<'_, T>> {
        Ok(self.recall.places(tx, &(what, of, &self.scope, &self.cleared, self.today)).await?)
    }

    /// What is called how, whoever reads.
    pub async fn named<T: Clone + Send + Sync + 'static>(
        &self,
        tx: &mut Tx,
        what: &'static str,
        of: &impl Debug,
    ) -> Result<Result<T, Slot<'_>>> {
        Ok(self.recall.ask(tx, Rests::OnReference, &(what, of)).await?)
    }

    /// The same of what waits for this reader alone.
    pub async fn known_own<T: Clone + Send + Sync + 'static>(
        &self,
        tx: &mut Tx,
        what: &'static str,
        of: &impl Debug,
    ) -> Result<Result<T, Slot<'_>>> {
        self.known(tx, what, &(of, &self.turn)).await
    }
}

type Query = QueryBuilder<Postgres>;

/// The facility of a code, or of an id.
pub async fn facility(tx: &mut Tx, code: &str) -> Result<Option<Choice<Uuid>>> {
    let row = sqlx::query!(
        "select id, code, name_zh, name_en from facility where code = $1 or id = $2",
        code,
        code.parse::<Uuid>().ok()
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Choice { id: row.id, code: row.code, name_zh: row.name_zh, name_en: row.name_en }))
}

/// Reads the filters of an address, and looks up what its codes stand for.
///
/// # Errors
/// A filter or a value that there is not.
pub async fn filters(tx: &mut Tx, fields: &Fields, on: On, l: Lang) -> Result<Filters> {
    let mut filters = Filters::parse(fields, on, l)?;
    let or_unknown = |name: &'static str| move || unknown(l, name, fields.value(name));
    let (facility, org, category) = (fields.value("facility"), fields.value("org"), fields.value("category"));
    let (field, domain) = (fields.value("field"), fields.value("domain"));
    if !facility.is_empty() {
        filters.facility = Some(self::facility(tx, facility).await?.ok_or_else(or_unknown("facility"))?);
    }
    if !org.is_empty() {
        let row = sqlx::query!("select id, level, code, name_zh, name_en from org where code = $1", org)
            .fetch_optional(&mut **tx)
            .await?
            .ok_or_else(or_unknown("org"))?;
        let id = Organ { id: row.id, level: row.level };
        filters.org = Some(Choice { id, code: row.code, name_zh: row.name_zh, name_en: row.name_en });
    }
    if !field.is_empty() {
        let row = sqlx::query!(
            "select field as code, field_zh as name_zh, field_en as name_en from category_entry where field = $1 order by taxonomy_id desc limit 1",
            field
        )
        .fetch_optional(&mut **tx)
        .await?
        .ok_or_else(or_unknown("field"))?;
        filters.field = Some(Choice { id: (), code: row.code, name_zh: row.name_zh, name_en: row.name_en });
    }
    if !domain.is_empty() {
        let row = sqlx::query!(
            "select domain as code, domain_zh as name_zh, domain_en as name_en from category_entry where domain = $1 order by taxonomy_id desc limit 1",
            domain
        )
        .fetch_optional(&mut **tx)
        .await?
        .ok_or_else(or_unknown("domain"))?;
        filters.domain = Some(Choice { id: (), code: row.code, name_zh: row.name_zh, name_en: row.name_en });
    }
    if !category.is_empty() {
        let row = sqlx::query!(
            "select c.id, c.code, e.name_zh, e.name_en from category c join category_entry e on e.category_id = c.id
              where c.code = $1 order by e.taxonomy_id desc limit 1",
            category
        )
        .fetch_optional(&mut **tx)
        .await?
        .ok_or_else(or_unknown("category"))?;
        filters.category = Some(Choice { id: row.id, code: row.code, name_zh: row.name_zh, name_en: row.name_en });
    }
    Ok(filters)
}

/// Findings `f` within reach that match.
pub fn on_findings(query: &mut Query, reader: &Reader, filters: &Filters) {
    on_findings_wherever(query, reader, filters);
    stands(query, filters.status);
    due(query, reader, filters.overdue);
}

/// As [`on_findings`], wherever their rectification stands: for figures that look at several places at once.
pub fn on_findings_wherever(query: &mut Query, reader: &Reader, filters: &Filters) {
    reader.scope.push(query, "f", Some("f.inspection_id"));
    case(query, "f", "f.inspection_kind", filters);
    if let Some(to) = filters.to {
        // nothing is found after the end; said besides, because lists are read from the last day found
        query.push(" and f.found_on <= ").push_bind(to);
    }
    if filters.without_outside() {
        query.push(" and f.facility_id not in (select id from facility where outside)");
    }
    graded(query, filters);
    if !filters.q.is_empty() {
        said(query, filters);
    }
}

/// Inspections `i` within reach that match. Cancelled ones are shown when they are asked for.
pub fn on_inspections(query: &mut Query, reader: &Reader, filters: &Filters) {
    reader.scope.push(query, "i", Some("i.id"));
    case(query, "i", "i.kind", filters);
    if filters.without_outside() {
        query.push(" and not i.outside");
    }
    match filters.status {
        Some(Stand::Case(state)) => query.push(" and i.state = ").push_bind(state),
        Some(Stand::Finding(_) | Stand::Rectification(_)) | None => query.push(" and i.state <> 'cancelled'"),
    };
    if filters.ask_findings() {
        query.push(" and exists (select from finding f where f.inspection_id = i.id");
        graded(query, filters);
        match filters.status {
            Some(Stand::Case(_)) | None => stands(query, Some(Stand::CONFIRMED)),
            status @ Some(Stand::Finding(_) | Stand::Rectification(_)) => stands(query, status),
        }
        if !filters.q.is_empty() {
            said(query, filters);
        }
        query.push(")");
    } else if !filters.q.is_empty() {
        query.push(" and (i.number = ").push_bind(filters.q.clone()).push(" or ");
        named(query, "i.facility_id", filters);
        query.push(")");
    }
}

/// Facilities `fa` within reach that match, or that have an inspection that matches. Those outside are never among them.
pub fn on_facilities(query: &mut Query, reader: &Reader, filters: &Filters) {
    query.push(" and not fa.outside");
    if let Some(kind) = filters.facility_kind {
        query.push(" and fa.kind = ").push_bind(kind);
    }
    if let Some(facility) = &filters.facility {
        query.push(" and fa.id = ").push_bind(facility.id);
    }
    belongs(query, "fa", filters);
    if filters.inspected == Some(Inspected::No) {
        let asked = Filters { q: String::new(), ..filters.clone() };
        query.push(" and not exists (select from inspection i where i.facility_id = fa.id");
        on_inspections(query, reader, &asked);
        query.push(")");
    } else if filters.ask_inspections() {
        query.push(" and exists (select from inspection i where i.facility_id = fa.id");
        on_inspections(query, reader, filters);
        query.push(")");
        return;
    }
    query.push(" and (fa.id in (select i.facility_id from inspection i where i.id = any(");
    query.push_bind(reader.cleared.clone()).push(")) or (true");
    reader.scope.push(query, "fa", None);
    query.push("))");
    if !filters.q.is_empty() {
        query.push(" and (fa.code = ").push_bind(filters.q.clone()).push(" or ");
        named(query, "fa.id", filters);
        query.push(")");
    }
}

/// A finding counts under a status or under a place in rectification. The word stands in the text, where partial indexes find it.
pub fn stands(query: &mut Query, stand: Option<Stand>) {
    match stand {
        Some(Stand::Finding(status)) => query.push(format_args!(" and f.status = '{}'", status.code())),
        Some(Stand::Rectification(position)) => {
            query.push(format_args!(" and f.status = 'confirmed' and f.position = '{}'", position.code()))
        }
        Some(Stand::Case(_)) | None => query,
    };
}

/// Overdue: confirmed, not closed, and its earliest open due date is past.
pub fn late(query: &mut Query, today: NaiveDate) {
    query.push("(f.status = 'confirmed' and f.position <> 'closed' and f.due_on < ").push_bind(today).push(")");
}

/// A finding counts as overdue, or as not.
pub fn due(query: &mut Query, reader: &Reader, overdue: Option<Overdue>) {
    let Some(overdue) = overdue else { return };
    query.push(" and ");
    late(query, reader.today);
    if overdue == Overdue::No {
        query.push(" is not true");
    }
}

/// What findings and inspections bear alike: when, of which kind, where. A case without an end falls out of a dated list.
fn case(query: &mut Query, alias: &str, kind: &str, filters: &Filters) {
    if let Some(from) = filters.from {
        query.push(format_args!(" and {alias}.ended_on >= ")).push_bind(from);
    }
    if let Some(to) = filters.to {
        query.push(format_args!(" and {alias}.ended_on <= ")).push_bind(to);
    }
    if let Some(word) = filters.inspection_kind {
        query.push(format_args!(" and {kind} = ")).push_bind(word);
    }
    if let Some(word) = filters.facility_kind {
        query.push(format_args!(" and {alias}.facility_kind = ")).push_bind(word);
    }
    if let Some(facility) = &filters.facility {
        query.push(format_args!(" and {alias}.facility_id = ")).push_bind(facility.id);
    }
    belongs(query, alias, filters);
}

/// At or below a procuratorate. All are below the Supreme People's Procuratorate.
fn belongs(query: &mut Query, alias: &str, filters: &Filters) {
    let Some(organ) = filters.org.as_ref().map(|org| org.id) else { return };
    let column = match organ.level {
        1 => "prov_id",
        2 => "city_id",
        3 => "unit_id",
        4 => "office_id",
        _ => return,
    };
    query.push(format_args!(" and {alias}.{column} = ")).push_bind(organ.id);
}

/// What is asked of a finding itself.
fn graded(query: &mut Query, filters: &Filters) {
    for (column, choice) in [("field", &filters.field), ("domain", &filters.domain)] {
        if let Some(choice) = choice {
            query.push(
                " and (f.taxonomy_id, f.category_id) in (select e.taxonomy_id, e.category_id from category_entry e",
            );
            query.push(format_args!(" where e.{column} = ")).push_bind(choice.code.clone()).push(")");
        }
    }
    if let Some(category) = &filters.category {
        query.push(" and f.category_id = ").push_bind(category.id);
    }
    if let Some(severity) = filters.severity {
        query.push(" and f.severity = ").push_bind(severity);
    }
    if let Some(depth) = filters.depth {
        query.push(" and f.depth = ").push_bind(depth);
    }
}

/// The words searched for stand in a finding's title, in the facility's name, or are the case's number.
fn said(query: &mut Query, filters: &Filters) {
    query.push(" and (f.title ilike ").push_bind(pattern(&filters.q)).push(" or ");
    named(query, "f.facility_id", filters);
    query
        .push(" or f.inspection_id = (select n.id from inspection n where n.number = ")
        .push_bind(filters.q.clone())
        .push("))");
}

fn named(query: &mut Query, column: &str, filters: &Filters) {
    let pattern = pattern(&filters.q);
    query
        .push(format_args!("{column} in (select n.id from facility n where n.name_zh ilike "))
        .push_bind(pattern.clone());
    query.push(" or n.name_en ilike ").push_bind(pattern).push(")");
}
