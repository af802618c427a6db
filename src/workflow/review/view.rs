//! The team's review as pages.
use askama::Template;
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        id::PersonId,
        text::Lang,
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    workflow::{
        finding::{Finding, SiteCheck, Status},
        inspection::Case,
        review::model::{Done, Double, Line},
    },
};

/// `GET /inspections/{id}/review`
#[derive(Template)]
#[template(path = "workflow/review/index.html")]
pub struct ReviewPage {
    pub shell: Shell,
    pub case: Case,
    pub today: NaiveDate,
    /// When the page was made, in microseconds: what is asked for later is what came since.
    pub since: i64,
    pub lines: Vec<Line>,
    pub doubles: Vec<Double>,
    pub me: PersonId,
    /// Whether the reader confirms, and who may urge correction.
    pub decides: bool,
    pub owners: Vec<(String, String)>,
    pub key: Uuid,
    pub fields: Fields,
}

impl ReviewPage {
    /// Today's, then all others, each with the message of its heading.
    pub fn groups(&self) -> Vec<(&'static str, Vec<&Line>)> {
        let (today, earlier): (Vec<&Line>, Vec<&Line>) =
            self.lines.iter().partition(|line| crate::foundation::clock::day(line.logged_at) == self.today);
        vec![("review-today", today), ("review-earlier", earlier)]
    }

    /// Whether the reader may confirm it with others.
    pub fn is_confirmable(&self, line: &Line) -> bool {
        self.decides && line.status == Status::Recorded && line.severity.is_some() && line.author != Some(self.me)
    }

    pub fn is_chosen(&self, line: &Line) -> bool {
        self.fields.has("finding", &line.id.to_string())
    }

    pub fn confirmable(&self) -> usize {
        self.lines.iter().filter(|line| self.is_confirmable(line)).count()
    }
}

/// `GET /inspections/{id}/review/news`
#[derive(Template)]
#[template(path = "workflow/review/news.html")]
pub struct NewsPart {
    pub l: Lang,
    pub case: Case,
    pub n: i64,
}

/// `GET /inspections/{id}/review/pair`
#[derive(Template)]
#[template(path = "workflow/review/pair.html")]
pub struct PairPage {
    pub shell: Shell,
    pub case: Case,
    pub double: Double,
    pub me: PersonId,
    pub decides: bool,
    pub merges: bool,
}

impl PairPage {
    /// The two, each with the other: what is merged joins one that counts.
    pub fn sides(&self) -> [(&Line, &Line); 2] {
        [(&self.double.left, &self.double.right), (&self.double.right, &self.double.left)]
    }

    pub fn may_confirm(&self, line: &Line) -> bool {
        self.decides && line.status == Status::Recorded && line.severity.is_some() && line.author != Some(self.me)
    }

    pub fn may_merge(&self, line: &Line, into: &Line) -> bool {
        self.merges && line.status == Status::Recorded && into.status == Status::Confirmed
    }

    pub fn may_drop(&self, line: &Line) -> bool {
        self.merges && line.status == Status::Recorded
    }
}

/// `POST /inspections/{id}/review/confirm`: what came of each.
#[derive(Template)]
#[template(path = "workflow/review/confirmed.html")]
pub struct ConfirmedPage {
    pub shell: Shell,
    pub case: Case,
    pub rows: Vec<Done>,
}

impl ConfirmedPage {
    pub fn confirmed(&self) -> usize {
        self.rows.iter().filter(|row| row.outcome == crate::workflow::review::model::Outcome::Confirmed).count()
    }
}

/// `GET /findings/{id}/site-check`
#[derive(Template)]
#[template(path = "workflow/review/site_check.html")]
pub struct SiteCheckPage {
    pub shell: Shell,
    pub case: Case,
    pub finding: Finding,
    pub key: Uuid,
    pub fields: Fields,
}

/// `GET /findings/{id}/site-check/answer`
#[derive(Template)]
#[template(path = "workflow/review/site_answer.html")]
pub struct SiteAnswerPage {
    pub shell: Shell,
    pub case: Case,
    pub finding: Finding,
    pub check: SiteCheck,
    pub records: Vec<(String, String)>,
    /// The lead may decide without a record.
    pub may_decide: bool,
    pub key: Uuid,
    pub fields: Fields,
}

/// `GET /findings/{id}/comments/new`
#[derive(Template)]
#[template(path = "workflow/review/comment.html")]
pub struct CommentPage {
    pub shell: Shell,
    pub case: Case,
    pub finding: Finding,
    pub stances: Vec<(&'static str, String)>,
    pub key: Uuid,
    pub fields: Fields,
}
