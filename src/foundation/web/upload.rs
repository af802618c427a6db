//! Forms with files: fields and files in whatever order they come, each file straight to disk, never whole in memory.
use std::time::Duration;

use axum::{
    body::to_bytes,
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request, multipart::Field, multipart::MultipartError},
    http::{StatusCode, header},
};
use bytes::Bytes;
use tokio::time::timeout;
use uuid::Uuid;

use crate::foundation::{
    error::{AppError, Result},
    file::{Files, Refusal, TakenIn, shown},
    id::EvidenceId,
    web::fields::Fields,
};

/// The field of the files, and the hashes that the browser computed of them, in the same order, empty where it did not.
const FILES: &str = "files";
const SHA256: &str = "_sha256";
/// The ids that the files are to have, in their order and before them, where the sender made them: a form that waited on a machine
/// and is sent twice names the same files.
const KEY: &str = "_file_key";
/// Says that files were chosen before a sign-in stood in the way; they have to be chosen again.
const AGAIN: &str = "_files_again";
/// Files that came in pieces before: their ids, and their names in the same order. They follow on those of the form itself.
const STAGED: &str = "staged";
const STAGED_NAME: &str = "staged_name";

/// How long nothing may come, and how long it may take in all: less than the shortest session is idle.
const QUIET: Duration = Duration::from_secs(30);
const LONGEST: Duration = Duration::from_mins(25);

/// What was sent.
#[derive(Debug, Default)]
pub struct Form {
    pub fields: Fields,
    pub files: Vec<File>,
    /// One of the files is over the limit.
    pub too_large: bool,
}

/// A file with what the browser said about it.
#[derive(Debug)]
pub struct File {
    pub taken: TakenIn,
    /// The browser computed the same hash.
    pub checked: bool,
    /// Where its pieces came together.
    staged: Option<Uuid>,
}

/// Where files go, and whose pieces may be among them.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub files: &'a Files,
    pub person: Uuid,
}

impl File {
    /// From now on the file stays, and its pieces are not needed any more.
    pub fn keep(&mut self, place: &Place<'_>) {
        self.taken.keep();
        if let Some(id) = self.staged {
            place.files.forget(place.person, id);
        }
    }
}

/// Reads a form. What is wrong with a file is a problem of the field `files`; the rest is read on, so that what was typed
/// is kept. Without `files` nothing is written: only the text is wanted.
///
/// # Errors
/// The body ends too early, comes too slowly, is no form, or is larger than all its limits together.
pub async fn read(place: Option<Place<'_>>, most: u64, text: usize, request: Request) -> Result<Form> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut reading = Reading { place, text, pairs: Vec::new(), taken: Vec::new(), refused: Vec::new(), count: 0 };
    if !kind.starts_with("multipart/") {
        let body = to_bytes(request.into_body(), text).await.map_err(|_| AppError::TooLarge)?;
        reading.pairs = Fields::parse(&body)?.pairs().to_vec();
        return reading.end().await;
    }
    timeout(LONGEST, reading.read(most, request)).await.map_err(|_| stopped())?
}

/// A form that was kept through a sign-in has lost its files.
fn again(mut form: Form) -> Form {
    if !form.fields.value(AGAIN).is_empty() {
        refuse(&mut form, &Refusal::Again, "");
    }
    form
}

/// Marks a form whose files are lost, for when it is sent again.
///
/// # Errors
/// None that reading it did not have.
pub fn without_files(fields: &Fields) -> Result<Fields> {
    let kept = fields.pairs().iter().filter(|(name, _)| name != SHA256 && name != KEY).cloned().collect();
    Ok(Fields::of(kept)?.with(AGAIN, "yes"))
}

fn refuse(form: &mut Form, refusal: &Refusal, name: &str) {
    form.too_large |= matches!(refusal, Refusal::TooLarge(_));
    let (key, args) = refusal.sentence(&shown(name));
    form.fields.problem(FILES, key, args);
}

struct Reading<'a> {
    place: Option<Place<'a>>,
    /// Bytes that all text together may still have.
    text: usize,
    pairs: Vec<(String, String)>,
    taken: Vec<(TakenIn, Option<Uuid>)>,
    refused: Vec<(Refusal, String)>,
    count: usize,
}

impl Reading<'_> {
    async fn read(mut self, most: u64, mut request: Request) -> Result<Form> {
        let most = usize::try_from(most).unwrap_or(usize::MAX).saturating_add(self.text);
        DefaultBodyLimit::max(most).apply(&mut request);
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
        while let Some(part) = timeout(QUIET, parts.next_field()).await.map_err(|_| stopped())?.map_err(fault)? {
            let name = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(ToOwned::to_owned) {
                None => self.text(name, part).await?,
                // a field for files in which none was chosen
                Some(file) if file.is_empty() => pass(part).await?,
                Some(file) if name == FILES => self.file(&file, part).await?,
                Some(_) => pass(part).await?,
            }
        }
        self.end().await
    }

    /// With the last field read: what came in pieces is taken in, and all files are judged.
    async fn end(mut self) -> Result<Form> {
        self.gather().await;
        self.judge()
    }

    async fn text(&mut self, name: String, mut part: Field<'_>) -> Result<()> {
        let mut value = Vec::new();
        while let Some(piece) = next(&mut part).await? {
            self.text = self.text.checked_sub(piece.len()).ok_or(AppError::TooLarge)?;
            value.extend_from_slice(&piece);
        }
        let value = String::from_utf8(value).map_err(|_| AppError::Unreadable("error-unreadable-text", Vec::new()))?;
        self.pairs.push((name, value));
        Ok(())
    }

    async fn file(&mut self, name: &str, mut part: Field<'_>) -> Result<()> {
        let Some(Place { files, .. }) = self.place else { return pass(part).await };
        if !self.is_one_more(files, name) {
            return pass(part).await;
        }
        let keys = self.pairs.iter().filter(|(name, _)| name == KEY);
        let id = keys.map(|(_, key)| key.parse().ok()).nth(self.count - 1).flatten();
        match take(files, name, id.map(EvidenceId), &mut part).await? {
            Ok(taken) => self.taken.push((taken, None)),
            Err(refusal) => {
                self.refused.push((refusal, name.to_owned()));
                pass(part).await?;
            }
        }
        Ok(())
    }

    /// Whether the form may have another file; says once that it may not.
    fn is_one_more(&mut self, files: &Files, name: &str) -> bool {
        self.count += 1;
        if self.count == files.limits.count + 1 {
            self.refused.push((Refusal::TooMany(files.limits.count), name.to_owned()));
        }
        self.count <= files.limits.count
    }

    /// Takes in what came in pieces.
    async fn gather(&mut self) {
        let Some(Place { files, person }) = self.place else { return };
        let values = |wanted: &str| -> Vec<String> {
            let named = self.pairs.iter().filter(|(name, _)| name == wanted);
            named.map(|(_, value)| value.clone()).collect()
        };
        for (id, name) in values(STAGED).into_iter().zip(values(STAGED_NAME)) {
            if !self.is_one_more(files, &name) {
                return;
            }
            let gathered = match id.parse::<Uuid>() {
                Ok(id) => files.gather(person, id, &name).await.map(|taken| (taken, Some(id))),
                Err(_) => Err(Refusal::Again),
            };
            match gathered {
                Ok(taken) => self.taken.push(taken),
                Err(refusal) => self.refused.push((refusal, name)),
            }
        }
    }

    /// Compares the hashes, and says what is wrong with which file.
    fn judge(self) -> Result<Form> {
        let mut form = Form { fields: Fields::of(self.pairs)?, ..Form::default() };
        for (refusal, name) in &self.refused {
            refuse(&mut form, refusal, name);
        }
        // the hashes stand in the order of the files, which holds only when all are here
        let said: Vec<String> = form.fields.values(SHA256).into_iter().map(ToOwned::to_owned).collect();
        let said = if self.refused.is_empty() && said.len() == self.taken.len() { said } else { Vec::new() };
        let mut said = said.into_iter();
        for (taken, staged) in self.taken {
            let said = said.next().unwrap_or_default();
            let checked = said.eq_ignore_ascii_case(&hex::encode(&taken.sha256));
            if !said.is_empty() && !checked {
                refuse(&mut form, &Refusal::OnTheWay, &taken.name);
            }
            form.files.push(File { taken, checked, staged });
        }
        Ok(again(form))
    }
}

/// Writes one file down as it comes.
async fn take(
    files: &Files,
    name: &str,
    id: Option<EvidenceId>,
    part: &mut Field<'_>,
) -> Result<Result<TakenIn, Refusal>> {
    let mut intake = match files.begin(name, id).await {
        Ok(intake) => intake,
        Err(refusal) => return Ok(Err(refusal)),
    };
    while let Some(piece) = next(part).await? {
        if let Err(refusal) = intake.write(&piece).await {
            return Ok(Err(refusal));
        }
    }
    Ok(intake.finish().await)
}

/// Reads past what is not wanted: a browser that is cut off while it sends shows no answer.
async fn pass(mut part: Field<'_>) -> Result<()> {
    while next(&mut part).await?.is_some() {}
    Ok(())
}

async fn next(part: &mut Field<'_>) -> Result<Option<Bytes>> {
    timeout(QUIET, part.chunk()).await.map_err(|_| stopped())?.map_err(fault)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of an adapter for map_err")]
fn fault(error: MultipartError) -> AppError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { AppError::TooLarge } else { broken() }
}

fn broken() -> AppError {
    AppError::Unreadable("error-upload-broken", Vec::new())
}

fn stopped() -> AppError {
    AppError::Unreadable("error-upload-slow", Vec::new())
}
