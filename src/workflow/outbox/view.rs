//! What the page of the outbox shows before its script fills it.
use askama::Template;

use crate::foundation::web::shell::Shell;

/// `GET /outbox`
#[derive(Template)]
#[template(path = "workflow/outbox/index.html")]
pub struct IndexPage {
    pub shell: Shell,
}
