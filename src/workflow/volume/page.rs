//! The volume of a closed case: what it holds, and the file.
use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use tokio_util::io::ReaderStream;

use crate::{
    foundation::{
        clock,
        error::{AppError, Result},
        text::Lang,
        word::Word as _,
    },
    people::access::Permit,
    workflow::{
        document,
        inspection::{self, Case, Step},
        volume::{
            model::{self, Content, Part, Piece, TakeVolume},
            pack, paper, store,
            view::ShowPage,
        },
    },
};

/// `GET /inspections/{id}/volume`
pub async fn show(mut permit: Permit<TakeVolume>) -> Result<Response> {
    let case = closed(&permit)?;
    let steps = inspection::store::steps(&mut permit.tx, case.id).await?;
    let closed_on = steps.iter().find(|taken| taken.step == Step::Close.code()).map(|taken| taken.day);
    let pieces = pieces(&mut permit, &case).await?;
    let page = ShowPage {
        shell: permit.shell(),
        parts: model::counted(&pieces),
        due: closed_on.and_then(model::due),
        closed_on,
        case,
    };
    permit.page(page).await
}

/// `GET /inspections/{id}/volume/zip`
pub async fn zip(mut permit: Permit<TakeVolume>) -> Result<Response> {
    let case = closed(&permit)?;
    let pieces = pieces(&mut permit, &case).await?;
    let trail = store::trail(&mut permit.tx, case.id).await?;
    let value = serde_json::json!({ "pieces": pieces.len() });
    permit.note("volume_taken", "inspection", case.id.0, Some(case.id.0), value).await?;
    let app = permit.app.clone();
    let about = about(&case, permit.today);
    // nobody waits for the database while the file is made
    permit.tx.commit().await?;
    let made = pack::pack(&app.files, &app.press, pieces, trail, about).await;
    let (file, size) = made.map_err(AppError::Internal)?;
    let mut response = Body::from_stream(ReaderStream::new(file)).into_response();
    let named = format!("attachment; filename=\"volume-{}.zip\"", case.number.as_deref().unwrap_or("case"));
    let headers = [
        (header::CONTENT_TYPE, Some(HeaderValue::from_static("application/zip"))),
        (header::CONTENT_LENGTH, Some(HeaderValue::from(size))),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&named).ok()),
    ];
    for (name, value) in headers {
        if let Some(value) = value {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}

fn closed(permit: &Permit<TakeVolume>) -> Result<Case> {
    let case = permit.subject.clone();
    if model::is_due(case.state) && !case.history { Ok(case) } else { Err(AppError::Conflict("refused-volume-open")) }
}

/// What goes with the files: what this is, and how anybody verifies it.
fn about(case: &Case, today: chrono::NaiveDate) -> String {
    let args = [
        ("name", case.facility_zh.as_str().into()),
        ("kind", Lang::Zh.word(case.kind).into()),
        ("organ", case.organiser_zh.as_str().into()),
        ("no", case.number.clone().unwrap_or_default().into()),
        ("official", case.case_no.as_str().into()),
        ("day", Lang::Zh.date(today).into()),
    ];
    Lang::Zh.with("volume-readme", &args)
}

/// Everything that is filed, in its order.
async fn pieces(permit: &mut Permit<TakeVolume>, case: &Case) -> Result<Vec<Piece>> {
    let mut pieces = Vec::new();
    let drawn = |part, paper: crate::foundation::print::Paper, day| Piece {
        part,
        title: paper.name().to_owned(),
        number: paper.number.clone(),
        day,
        note: String::new(),
        content: Content::Paper(Box::new(paper)),
    };
    for (paper, day) in inspection::papers(permit).await? {
        pieces.push(drawn(Part::Papers, paper, day));
    }
    let findings = store::findings(&mut permit.tx, case.id).await?;
    if !findings.is_empty() {
        pieces.push(drawn(Part::Papers, paper::findings(case, &findings), case.ended_on));
    }
    for (id, pdf) in store::documents(&mut permit.tx, case.id).await? {
        let Some(one) = document::store::document(&mut permit.tx, id).await? else { continue };
        let sheet = document::file::as_signed(&mut permit.tx, &one).await?;
        let piece = drawn(Part::Documents, sheet, one.issued_on);
        let (title, number) = (one.title, one.number);
        pieces.push(Piece { title, number, content: pdf.map_or(piece.content.clone(), Content::Bytes), ..piece });
    }
    for record in store::records(&mut permit.tx, case.id).await? {
        pieces.push(drawn(Part::Records, paper::record(case, &record), Some(record.day)));
    }
    for reply in store::replies(&mut permit.tx, case.id).await? {
        pieces.push(drawn(Part::Replies, paper::reply(case, &reply), Some(reply.received_on)));
    }
    for file in store::files(&mut permit.tx, case.id).await? {
        let ending: String =
            file.name.rsplit('.').next().unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).collect();
        let voided = |reason: &String| Lang::Zh.with("volume-voided", &[("reason", reason.as_str().into())]);
        pieces.push(Piece {
            part: Part::Files,
            title: file.name.clone(),
            number: String::new(),
            day: Some(clock::day(file.at)),
            note: file.voided.as_ref().map_or_else(|| file.note.clone(), voided),
            content: Content::File { id: file.id, sha256: file.sha256, ending: ending.to_lowercase() },
        });
    }
    Ok(pieces)
}
