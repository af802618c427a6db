//! Names of files: the last part of what was sent, in full or not at all.
use crate::foundation::file::Refusal;

/// Characters of the longest name that is kept.
pub const LONGEST: usize = 200;

/// The name without the way that led to it on the sender's machine. A name is evidence too: nothing else is changed.
///
/// # Errors
/// No name, a way up, characters that hide or turn round what is written, or more of them than can be kept.
pub fn clean(sent: &str) -> Result<String, Refusal> {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let bare = name.trim_matches('.').trim();
    if bare.is_empty() || name.contains(is_unseen) {
        return Err(Refusal::Name);
    }
    if name.chars().count() > LONGEST {
        return Err(Refusal::LongName(LONGEST));
    }
    Ok(name.to_owned())
}

/// What may stand in a sentence about a name that was refused.
pub fn shown(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = name.chars().filter(|c| !is_unseen(*c)).take(60).collect();
    if seen.trim().is_empty() { "—".to_owned() } else { seen }
}

/// Control characters, and those that change the direction or are not seen at all: `report\u{202e}fdp.exe`.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}
