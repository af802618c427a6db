//! What the filters offer to choose from.
use crate::{
    foundation::{db::Tx, error::Result, id::OrgId},
    people::facility::FacilityKind,
    workflow::statistics::form::{Domain, OrganRow},
};

/// The domains of the newest taxonomy.
pub async fn domains(tx: &mut Tx) -> Result<Vec<Domain>> {
    Ok(sqlx::query_as!(
        Domain,
        r#"select distinct c.facility_kind as "facility_kind!: FacilityKind", e.field as "field!", e.field_zh as "field_zh!", e.field_en as "field_en!",
                  e.domain as "domain!", e.domain_zh as "domain_zh!", e.domain_en as "domain_en!"
             from category_entry e join category c on c.id = e.category_id
            where e.taxonomy_id = (select max(id) from taxonomy)
            order by e.domain"#
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The reader's procuratorate and those below it; resident offices are found through their facility.
pub async fn organs(tx: &mut Tx, unit: Option<OrgId>) -> Result<Vec<OrganRow>> {
    Ok(sqlx::query_as!(
        OrganRow,
        r#"with recursive down as (
             select id, level, code, name_zh, name_en from org where id = $1
             union all
             select o.id, o.level, o.code, o.name_zh, o.name_en from org o join down on o.parent_id = down.id where o.level < 4)
           select code as "code!", name_zh as "name_zh!", name_en as "name_en!" from down order by level, code"#,
        unit.map(|id| id.0)
    )
    .fetch_all(&mut **tx)
    .await?)
}
