//! Sets a form with data as PDF: the form is Typst, the data JSON, the faces those that ship and those of the office.
//!
//! The same form, data and faces give the same bytes: no clock is read, nothing is fetched.
use std::path::Path;

use typst::{
    foundations::{Bytes, Datetime, Dict, IntoValue, Smart},
    text::{Font, FontVariant},
};
use typst_as_lib::{TypstEngine, TypstTemplateMainFile};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, Timestamp};

/// The faces that ship: 宋, 宋 bold, 黑, 楷, 仿宋.
const SHIPPED: [&[u8]; 5] = [
    include_bytes!("../../../fonts/FandolSong-Regular.otf"),
    include_bytes!("../../../fonts/FandolSong-Bold.otf"),
    include_bytes!("../../../fonts/FandolHei-Regular.otf"),
    include_bytes!("../../../fonts/FandolKai-Regular.otf"),
    include_bytes!("../../../fonts/FandolFang-Regular.otf"),
];

/// Why nothing was set: the form does not fit the data, which is a fault of the program.
#[derive(Debug, thiserror::Error)]
#[error("the form could not be set: {0}")]
pub struct Unset(pub String);

/// A face of the office's own that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadFace {
    #[error("the folder {0} of faces cannot be read: {1}")]
    Folder(String, std::io::Error),
    #[error("the file {0} is no face in OpenType or TrueType form")]
    File(String),
}

/// What was set.
#[derive(Debug, Clone)]
pub struct Set {
    pub pdf: Vec<u8>,
    pub pages: usize,
    /// What the form was warned of.
    pub warnings: Vec<String>,
}

/// A form with the faces that it may use.
pub struct Typesetter {
    engine: TypstEngine<TypstTemplateMainFile>,
    faces: Vec<Font>,
}

impl std::fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typesetter").field("faces", &self.faces.len()).finish_non_exhaustive()
    }
}

impl Typesetter {
    /// Reads the faces: those of the office's folder, if it has one, before those that ship.
    ///
    /// # Errors
    /// The folder cannot be read, or holds a file that ends like a face and is none.
    pub fn new(form: &'static str, own: Option<&Path>) -> Result<Self, BadFace> {
        let mut faces = Vec::new();
        if let Some(folder) = own {
            faces.extend(read(folder)?);
        }
        // they are part of the program: nothing is copied
        faces.extend(SHIPPED.into_iter().flat_map(|face| Font::iter(Bytes::new(face))));
        let engine = TypstEngine::builder().main_file(form).fonts(faces.clone()).build();
        Ok(Self { engine, faces })
    }

    /// The first of some families that there is a face of.
    pub fn first<'a>(&self, families: &[&'a str]) -> Option<&'a str> {
        let known = |family: &&&str| self.faces.iter().any(|face| face.info().family.eq_ignore_ascii_case(family));
        families.iter().find(known).copied()
    }

    /// The characters of a text that a family has no shape for, each once.
    pub fn missing(&self, family: &str, text: &str) -> Vec<char> {
        let of = |face: &&Font| face.info().family.eq_ignore_ascii_case(family);
        let faces: Vec<&Font> = self.faces.iter().filter(of).collect();
        let regular = faces.iter().find(|face| face.info().variant == FontVariant::default()).or(faces.first());
        let Some(face) = regular else { return Vec::new() };
        let mut missing: Vec<char> = text
            .chars()
            .filter(|one| !one.is_whitespace() && !face.info().coverage.contains(u32::from(*one)))
            .collect();
        missing.sort_unstable();
        missing.dedup();
        missing
    }

    /// Sets the form with its data (`sys.inputs.data`, JSON as text).
    ///
    /// # Errors
    /// The form does not fit the data.
    pub fn set(&self, data: &str, dated: (i32, u8, u8)) -> Result<Set, Unset> {
        let mut inputs = Dict::new();
        inputs.insert("data".into(), data.into_value());
        let set = self.engine.compile_with_input::<_, PagedDocument>(inputs);
        let document = set.output.map_err(|error| Unset(error.to_string()))?;
        let (year, month, day) = dated;
        let options = PdfOptions {
            ident: Smart::Auto,
            creator: Smart::Custom(None),
            timestamp: Datetime::from_ymd(year, month, day).map(Timestamp::new_utc),
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| Unset(format!("{errors:?}")))?;
        let warnings = set.warnings.iter().map(|warning| warning.message.to_string()).collect();
        Ok(Set { pdf, pages: document.pages().len(), warnings })
    }
}

/// The faces of a folder, in the order of their names.
fn read(folder: &Path) -> Result<Vec<Font>, BadFace> {
    let named = |error| BadFace::Folder(folder.display().to_string(), error);
    let mut files: Vec<_> =
        std::fs::read_dir(folder).and_then(|files| files.map(|file| Ok(file?.path())).collect()).map_err(named)?;
    files.sort();
    let mut faces = Vec::new();
    for file in files {
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
        if !["ttf", "ttc", "otf", "otc"].contains(&ending.as_str()) {
            continue;
        }
        let found: Vec<Font> = Font::iter(Bytes::new(std::fs::read(&file).map_err(named)?)).collect();
        if found.is_empty() {
            return Err(BadFace::File(file.display().to_string()));
        }
        faces.extend(found);
    }
    Ok(faces)
}
