//! The kinds of files that are taken in, each with its endings and its media type.
use std::borrow::Borrow;

use crate::words;

words! {
    /// What a file is. Nothing that a reader's machine would run.
    pub enum Kind in "file-kind" {
        Jpeg = "jpeg",
        Png = "png",
        Webp = "webp",
        Heic = "heic",
        Pdf = "pdf",
        Docx = "docx",
        Xlsx = "xlsx",
        Pptx = "pptx",
        Doc = "doc",
        Xls = "xls",
        Txt = "txt",
        Csv = "csv",
        Mp3 = "mp3",
        M4a = "m4a",
        Wav = "wav",
        Mp4 = "mp4",
    }
}

impl Kind {
    /// The endings of names, and the media type.
    const fn facts(self) -> (&'static [&'static str], &'static str) {
        match self {
            Self::Jpeg => (&["jpg", "jpeg"], "image/jpeg"),
            Self::Png => (&["png"], "image/png"),
            Self::Webp => (&["webp"], "image/webp"),
            Self::Heic => (&["heic"], "image/heic"),
            Self::Pdf => (&["pdf"], "application/pdf"),
            Self::Docx => (&["docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Self::Xlsx => (&["xlsx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Self::Pptx => (&["pptx"], "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            Self::Doc => (&["doc"], "application/msword"),
            Self::Xls => (&["xls"], "application/vnd.ms-excel"),
            Self::Txt => (&["txt"], "text/plain"),
            Self::Csv => (&["csv"], "text/csv"),
            Self::Mp3 => (&["mp3"], "audio/mpeg"),
            Self::M4a => (&["m4a"], "audio/mp4"),
            Self::Wav => (&["wav"], "audio/wav"),
            Self::Mp4 => (&["mp4"], "video/mp4"),
        }
    }

    pub const fn endings(self) -> &'static [&'static str] {
        self.facts().0
    }

    pub const fn media(self) -> &'static str {
        self.facts().1
    }

    pub const fn is_video(self) -> bool {
        matches!(self, Self::Mp4)
    }

    pub const fn is_text(self) -> bool {
        matches!(self, Self::Txt | Self::Csv)
    }

    /// Whether every browser shows it as a picture.
    pub fn is_picture(this: impl Borrow<Self>) -> bool {
        matches!(this.borrow(), Self::Jpeg | Self::Png | Self::Webp)
    }

    /// Whether cameras write into it when and where it was taken.
    pub fn is_photograph(this: impl Borrow<Self>) -> bool {
        Self::is_picture(*this.borrow()) || *this.borrow() == Self::Heic
    }

    /// Whether it can be looked at without being downloaded.
    pub fn has_preview(this: impl Borrow<Self>) -> bool {
        Self::is_picture(*this.borrow()) || *this.borrow() == Self::Pdf
    }

    /// The kind that the ending of a name says.
    pub fn said_by(name: &str) -> Option<Self> {
        use crate::foundation::word::Word as _;
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        Self::ALL.iter().copied().find(|kind| kind.endings().contains(&ending.as_str()))
    }
}

/// Every ending that is taken, for the file chooser.
pub fn endings() -> String {
    use crate::foundation::word::Word as _;
    let all: Vec<String> =
        Kind::ALL.iter().flat_map(|kind| kind.endings()).map(|ending| format!(".{ending}")).collect();
    all.join(",")
}
