//! The PDF of a document, which is the file of record: server-made, its faces embedded.
use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use xunjian_typesetter::Typesetter;
pub use xunjian_typesetter::{BadFace, Unset};

use crate::foundation::print::Paper;

/// How a document is drawn.
const FORM: &str = include_str!("form.typ");

/// The parts that have a face of their own, the face that documents name for each, and what may be set instead.
const PARTS: [(&str, &[&str]); 5] = [
    ("title", &["方正小标宋_GBK", "FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "方正小标宋简体", "FandolSong"]),
    ("song", &["SimSun", "宋体", "FandolSong"]),
    ("hei", &["SimHei", "黑体", "FandolHei"]),
    ("kai", &["KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "FandolKai"]),
    ("fang", &["FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FandolFang R"]),
];

/// How many documents are drawn at once.
const AT_ONCE: usize = 2;

/// The faces as documents name them, in the order of the parts.
const NAMED: [&str; 5] = ["方正小标宋_GBK", "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312"];

/// What is to be known of the faces of a printed document: nothing is replaced silently.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Faces {
    /// The face that was asked for, and the one that was set.
    pub replaced: Vec<(String, String)>,
    /// Characters that no face has.
    pub missing: String,
}

/// A document as PDF.
#[derive(Debug, Clone)]
pub struct Printed {
    pub pdf: Vec<u8>,
    pub pages: i32,
    pub faces: Faces,
}

#[derive(Serialize)]
struct Data<'a> {
    paper: &'a Paper,
    faces: serde_json::Map<String, serde_json::Value>,
}

/// The printing press: the form with its faces, which are read when the first document is drawn.
#[derive(Debug, Clone)]
pub struct Press {
    own: Option<PathBuf>,
    ready: Arc<OnceLock<Ready>>,
    /// Whoever asks for many files waits for the first: each takes a core and some memory.
    turns: Arc<Semaphore>,
}

#[derive(Debug)]
struct Ready {
    setter: Typesetter,
    /// The face of each part.
    faces: [&'static str; 5],
}

impl Press {
    /// A press with the faces that ship, and those of the office's folder before them.
    pub fn with(own: Option<PathBuf>) -> Self {
        Self { own, ready: Arc::default(), turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Reads the faces.
    ///
    /// # Errors
    /// The folder cannot be read, or holds a file that is no face.
    pub fn check(&self) -> Result<(), BadFace> {
        self.ready().map(drop)
    }

    fn ready(&self) -> Result<&Ready, BadFace> {
        if let Some(ready) = self.ready.get() {
            return Ok(ready);
        }
        let setter = Typesetter::new(FORM, self.own.as_deref())?;
        let faces = PARTS.map(|(_, families)| setter.first(families).unwrap_or("FandolFang R"));
        Ok(self.ready.get_or_init(|| Ready { setter, faces }))
    }

    /// Draws a document as PDF. The same paper and day give the same bytes.
    ///
    /// # Errors
    /// The form does not fit the paper: a fault of the program.
    pub async fn print(&self, paper: &Paper, day: NaiveDate) -> Result<Printed, Unset> {
        let _turn = self.turns.acquire().await.map_err(|closed| Unset(closed.to_string()))?;
        let (press, paper) = (self.clone(), paper.clone());
        let dated = (day.year(), u8::try_from(day.month()).unwrap_or(1), u8::try_from(day.day()).unwrap_or(1));
        // some ten milliseconds of work: not between the waits of others
        let work = tokio::task::spawn_blocking(move || {
            let ready = press.ready().map_err(|error| Unset(error.to_string()))?;
            let part = |((part, _), face): (&(&str, _), &str)| ((*part).to_owned(), face.into());
            let faces = PARTS.iter().zip(ready.faces).map(part).collect();
            let data =
                serde_json::to_string(&Data { paper: &paper, faces }).map_err(|error| Unset(error.to_string()))?;
            let set = ready.setter.set(&data, dated)?;
            Ok((set, ready.told(&paper)))
        });
        let (set, faces) = work.await.unwrap_or_else(|fallen| Err(Unset(fallen.to_string())))?;
        for warning in &set.warnings {
            tracing::warn!(warning, "a document was set with a warning");
        }
        Ok(Printed { pdf: set.pdf, pages: i32::try_from(set.pages).unwrap_or(i32::MAX), faces })
    }
}

impl Ready {
    /// What was set in place of the faces that are named, and what no face has.
    fn told(&self, paper: &Paper) -> Faces {
        let replaced = NAMED
            .iter()
            .zip(PARTS)
            .zip(self.faces)
            .filter(|((_, (_, families)), face)| families.last() == Some(face))
            .map(|((named, _), face)| ((*named).to_owned(), face.to_owned()))
            .collect();
        let text: String = paper.texts().concat();
        Faces { replaced, missing: self.setter.missing(self.faces[4], &text).into_iter().collect() }
    }
}
