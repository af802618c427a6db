//! Errors: what can go wrong with a request, and the page that says so.
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::foundation::{db::constraint, text::Arg};

pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// Why a request is not answered with what it asked for. Handlers return it; [`crate::foundation::web::error_page`] renders it.
#[derive(Debug)]
pub enum AppError {
    /// Nobody is signed in, or the session has ended.
    SignIn,
    /// The password was set by somebody else and has to be changed before anything else.
    PasswordFirst,
    /// No such thing within one's reach.
    NotFound,
    /// The thing is within reach, the deed is not this person's. The key names the rule.
    Denied(&'static str),
    /// The thing has changed, or the step is no longer possible. The key says how.
    Conflict(&'static str),
    /// The request cannot be read: not UTF-8, an unknown filter value, a missing field. Key and values of the sentence.
    Unreadable(&'static str, Vec<(&'static str, Arg)>),
    /// The body is over the limit.
    TooLarge,
    /// Sent by another site.
    CrossSite,
    /// The address knows no such method.
    Method,
    /// The database cannot be reached now.
    Unavailable,
    /// Our fault; the log has the chain under the number that the page shows.
    Internal(anyhow::Error),
}

/// A message and the values that it mentions.
pub type Sentence = (&'static str, Vec<(&'static str, Arg)>);

/// What the error page needs; put into the response for the middleware that knows the reader's language.
#[derive(Debug, Clone)]
pub struct Facts {
    pub status: StatusCode,
    /// In place of the status' general sentence.
    pub detail: Option<Sentence>,
    pub reference: Option<String>,
}

/// What was typed into a form that could not be taken; the error page shows it, so that nothing is lost.
#[derive(Debug, Clone, Default)]
pub struct Typed(pub Vec<String>);

impl AppError {
    fn facts(&self) -> Facts {
        let plain = |status| Facts { status, detail: None, reference: None };
        let because = |status, key| Facts { status, detail: Some((key, Vec::new())), reference: None };
        match self {
            Self::SignIn => plain(StatusCode::UNAUTHORIZED),
            Self::PasswordFirst => because(StatusCode::FORBIDDEN, "denied-password-first"),
            Self::NotFound => plain(StatusCode::NOT_FOUND),
            Self::Denied(key) => because(StatusCode::FORBIDDEN, key),
            Self::Conflict(key) => because(StatusCode::CONFLICT, key),
            Self::Unreadable(key, args) => {
                Facts { detail: Some((key, args.clone())), ..plain(StatusCode::UNPROCESSABLE_ENTITY) }
            }
            Self::TooLarge => plain(StatusCode::PAYLOAD_TOO_LARGE),
            Self::CrossSite => because(StatusCode::FORBIDDEN, "error-cross-site"),
            Self::Method => plain(StatusCode::METHOD_NOT_ALLOWED),
            Self::Unavailable => plain(StatusCode::SERVICE_UNAVAILABLE),
            Self::Internal(_) => plain(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let mut facts = self.facts();
        if let Self::Internal(error) = &self {
            let reference = reference();
            tracing::error!(%reference, error = format!("{error:#}"), "request failed");
            facts.reference = Some(reference);
        }
        let mut response = facts.status.into_response();
        if facts.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static("5"));
        }
        response.extensions_mut().insert(facts);
        response
    }
}

/// The number under which the log has the error.
fn reference() -> String {
    let id = crate::foundation::id::fresh().simple().to_string();
    id.get(24..).unwrap_or_default().to_uppercase()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the driver may add errors; what is not known here is our fault")]
impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => {
                tracing::warn!(%error, "database unavailable");
                Self::Unavailable
            }
            sqlx::Error::Database(database) => {
                if let Some(refused) = database.constraint().and_then(constraint::refused) {
                    return match refused.kind {
                        constraint::Kind::Denied => Self::Denied(refused.key),
                        constraint::Kind::Conflict => Self::Conflict(refused.key),
                    };
                }
                match database.code().as_deref() {
                    // shutdown, crash, cannot connect, too many connections, connection exceptions
                    // and a statement that took too long
                    Some("57P01" | "57P02" | "57P03" | "57014" | "53300" | "08000" | "08003" | "08006") => {
                        Self::Unavailable
                    }
                    // serialization failure, deadlock, lock not available
                    Some("40001" | "40P01" | "55P03") => Self::Conflict("refused-step-taken"),
                    _ => Self::Internal(error.into()),
                }
            }
            _ => Self::Internal(error.into()),
        }
    }
}

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.into())
    }
}

/// A compare-and-set that touched no row: somebody else was faster.
pub fn one_row(result: &sqlx::postgres::PgQueryResult) -> Result<()> {
    if result.rows_affected() == 1 { Ok(()) } else { Err(AppError::Conflict("refused-step-taken")) }
}
