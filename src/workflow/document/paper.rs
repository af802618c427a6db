//! How a document is headed.
use crate::{foundation::text::Lang, workflow::document::Kind};

/// What stands below the issuer. A feedback opinion is no form of its own, so its title names it.
pub fn heading(kind: &Kind, title: &str) -> String {
    match kind {
        Kind::FeedbackOpinion => title.to_owned(),
        Kind::OralCorrection | Kind::CorrectionNotice | Kind::Recommendation => Lang::Zh.word(*kind),
    }
}
