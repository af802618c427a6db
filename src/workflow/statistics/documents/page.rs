//! `GET /documents`
use axum::response::Response;

use crate::{
    deeds,
    foundation::{error::Result, text::Lang, web::paging::PAGE, word::Word},
    people::access::Permit,
    workflow::{
        document::Kind,
        statistics::{
            documents::{
                form::Asked,
                model::{Late, Stage},
                store::read,
                view::DocumentsPage,
            },
            filter::unknown,
            list::page::after,
            store::read::{Reader, facility},
        },
    },
};

deeds! {
    SeeDocuments(()),
}

fn options<W: Word>(l: Lang) -> Vec<(String, String)> {
    W::ALL.iter().map(|word| (word.code().to_owned(), l.word(word))).collect()
}

/// `GET /documents`
pub async fn documents(mut permit: Permit<SeeDocuments>) -> Result<Response> {
    let (l, fields) = (permit.l, permit.query()?);
    let (mut asked, after) = (Asked::parse(&fields, l)?, after(&fields, l)?);
    let code = fields.value("facility");
    if !code.is_empty() {
        asked.facility = Some(facility(&mut permit.tx, code).await?.ok_or_else(|| unknown(l, "facility", code))?);
    }
    let reader = Reader::of(&permit.actor, permit.today);
    let page = read::documents(&mut permit.tx, &reader, &asked, after, PAGE).await?;
    let view = DocumentsPage {
        shell: permit.shell(),
        kinds: options::<Kind>(l),
        states: options::<Stage>(l),
        lates: options::<Late>(l),
        chips: asked.chips(l),
        next: page.next.map(|key| asked.href(Some(&key.to_string()))),
        first: after.map(|_| asked.href(None)),
        rows: page.rows,
        asked,
    };
    permit.page(view).await
}
