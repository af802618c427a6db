//! The list of documents: one page in one query, newest first by the day of issue, or of drafting until then.
use sqlx::{Postgres, QueryBuilder};

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        web::paging::{After, Page},
    },
    workflow::statistics::{
        documents::{
            form::Asked,
            model::{DocumentRow, Late, Stage},
        },
        store::read::{Reader, pattern},
    },
};

/// As the list's index has it.
const LISTED: &str = "coalesce(d.issued_on, (d.created_at at time zone 'Asia/Shanghai')::date)";

/// Documents of cases within reach, `most` of them.
pub async fn documents(
    tx: &mut Tx,
    reader: &Reader,
    asked: &Asked,
    after: Option<After>,
    most: usize,
) -> Result<Page<DocumentRow>> {
    let mut query = QueryBuilder::new(
        "select d.id, d.kind, d.title, d.number, d.state, d.issued_on, d.listed, d.inspection_id, d.case_number, fa.name_zh as facility_zh, fa.name_en as facility_en,
                s.served_on, s.reply_due, s.met_on, case when s.awaited then s.reply_due - ",
    );
    query.push_bind(reader.today).push(format_args!(
        " end::bigint as days_left, (select count(*) from document_finding r where r.document_id = d.id) as findings
           from (select d.*, {LISTED} as listed, i.facility_id, i.number as case_number
                   from document d join inspection i on i.id = d.inspection_id where true"
    ));
    reader.scope.push(&mut query, "i", Some("i.id"));
    narrowed(&mut query, reader, asked);
    if let Some(after) = after {
        query.push(format_args!(" and ({LISTED}, d.id) < (")).push_bind(after.day).push(", ");
        query.push_bind(after.id).push(")");
    }
    query.push(format_args!(" order by {LISTED} desc, d.id desc limit ")).push(most + 1);
    query.push(
        ") d join facility fa on fa.id = d.facility_id
             left join lateral (select min(s.served_on) as served_on, min(s.reply_due) as reply_due, max(c.met_on) as met_on,
                                       bool_or(c.due_on is not null and c.met_on is null and c.void_on is null) as awaited
                                  from service s left join clock c on c.subject_id = s.id and c.key = 'reply_due' where s.document_id = d.id) s on true
          order by d.listed desc, d.id desc",
    );
    Ok(Page::cut_at(most, query.build_query_as().fetch_all(&mut **tx).await?, DocumentRow::key))
}

fn narrowed(query: &mut QueryBuilder<Postgres>, reader: &Reader, asked: &Asked) {
    if let Some(facility) = &asked.facility {
        query.push(" and i.facility_id = ").push_bind(facility.id);
    }
    if let Some(kind) = asked.kind {
        query.push(" and d.kind = ").push_bind(kind);
    }
    let served = "(select from service s where s.document_id = d.id)";
    match asked.state {
        Some(Stage::Draft) => drop(query.push(" and d.state = 'draft'")),
        Some(Stage::Submitted) => drop(query.push(" and d.state = 'submitted'")),
        Some(Stage::Issued) => drop(query.push(format_args!(" and d.state = 'issued' and not exists {served}"))),
        Some(Stage::Served) => drop(query.push(format_args!(" and d.state = 'issued' and exists {served}"))),
        None => {}
    }
    // what is late stands in the register of clocks, and ends there once it is answered
    let clock = asked.late.map(|late| match late {
        Late::Reply => "reply_due",
        Late::Escalate => "escalate_on",
    });
    if let Some(key) = clock {
        query.push(format_args!(
            " and d.id in (select s.document_id from clock c join service s on s.id = c.subject_id
                            where c.key = '{key}' and c.met_on is null and c.void_on is null and c.due_on < "
        ));
        query.push_bind(reader.today).push(")");
    }
    if !asked.q.is_empty() {
        let pattern = pattern(&asked.q);
        query.push(" and (d.title ilike ").push_bind(pattern.clone());
        query.push(" or d.number ilike ").push_bind(pattern.clone());
        query.push(" or i.number = ").push_bind(asked.q.clone());
        query
            .push(" or i.facility_id in (select n.id from facility n where n.name_zh ilike ")
            .push_bind(pattern.clone());
        query.push(" or n.name_en ilike ").push_bind(pattern).push("))");
    }
}
