//! Why a file is not taken in, as the sentence for whoever sent it.
use std::{borrow::Borrow, io};

use crate::foundation::{error::Sentence, file::Kind, text::Arg, word::Word};

/// Why a file is not taken in.
#[derive(Debug)]
pub enum Refusal {
    /// Nothing in it.
    Empty,
    /// Over the limit, in bytes.
    TooLarge(u64),
    /// More files than one form takes.
    TooMany(usize),
    /// A name with control characters, or none.
    Name,
    /// A name too long to be kept.
    LongName(usize),
    /// An ending that no kind taken here has.
    Ending,
    /// A program, by its content.
    Program,
    /// A page, drawing or script that a browser or a shell would run, by its content.
    Script,
    /// An archive, or a file that has one at its end.
    Archive,
    /// Two things at once, of which the other is refused.
    Double,
    /// A document with macros.
    Macros,
    /// The content is not what the ending says.
    Other(Kind),
    /// Unpacked it would be far larger than it looks.
    Bomb,
    /// More pixels than a picture of evidence has.
    Pixels,
    /// The content arrived other than it left.
    OnTheWay,
    /// Chosen before a sign-in stood in the way.
    Again,
    /// Another content lies under its id.
    Taken,
    /// The disk refuses.
    Disk(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

impl Refusal {
    /// What is said about a file of this name.
    pub fn sentence(&self, name: &str) -> Sentence {
        let mut args: Vec<(&'static str, Arg)> = vec![("file", name.into())];
        let key = match self {
            Self::Empty => "problem-file-empty",
            Self::TooLarge(limit) => {
                args.push(("limit", megabytes(limit).into()));
                "problem-file-large"
            }
            Self::TooMany(most) => {
                args.push(("most", (*most).into()));
                "problem-file-many"
            }
            Self::Name => "problem-file-name",
            Self::LongName(longest) => {
                args.push(("longest", (*longest).into()));
                "problem-file-name-long"
            }
            Self::Ending => "problem-file-ending",
            Self::Program => "problem-file-program",
            Self::Script => "problem-file-script",
            Self::Archive => "problem-file-archive",
            Self::Double => "problem-file-double",
            Self::Macros => "problem-file-macros",
            Self::Other(said) => {
                args.push(("kind", said.code().to_uppercase().into()));
                "problem-file-other"
            }
            Self::Bomb => "problem-file-bomb",
            Self::Pixels => "problem-file-pixels",
            Self::OnTheWay => "problem-file-on-the-way",
            Self::Again => "problem-file-again",
            Self::Taken => "problem-file-taken",
            Self::Disk(error) => {
                tracing::error!(%error, "a file could not be written");
                "problem-file-disk"
            }
        };
        (key, args)
    }
}

/// Whole megabytes.
pub fn megabytes(bytes: impl Borrow<u64>) -> i64 {
    i64::try_from(bytes.borrow() / 1024 / 1024).unwrap_or(i64::MAX)
}
