//! `GET /documents`
use axum::response::Response;

use crate::{
    deeds,
    foundation::{error::Result, text::Lang, word::Word},
    people::access::Permit,
    workflow::{
        document::{Contest, Kind},
        statistics::{
            documents::{
                form::Asked,
                model::{Late, Stage},
                store::read,
                view::DocumentsPage,
            },
            list::page::after,
            store::read::Reader,
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
    let (asked, after) = (Asked::parse(&fields, l)?, after(&fields, l)?);
    let reader = Reader::of(&permit.actor, permit.today);
    let page = read::documents(&mut permit.tx, &reader, &asked, after).await?;
    let view = DocumentsPage {
        shell: permit.shell(),
        kinds: options::<Kind>(l),
        states: options::<Stage>(l),
        lates: options::<Late>(l),
        contests: options::<Contest>(l),
        chips: asked.chips(l),
        next: page.next.map(|key| asked.href(Some(&key.to_string()))),
        first: after.map(|_| asked.href(None)),
        rows: page.rows,
        asked,
    };
    permit.page(view).await
}
