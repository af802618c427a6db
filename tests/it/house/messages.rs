//! Messages: each one that is asked for is there, each one that is there is asked for.
use std::collections::BTreeSet;

use xunjian::{
    foundation::{text::Lang, word::Word},
    law::{calendar, checklist, clock, parameter, period, taxonomy},
    people::{
        access::{Role, Task},
        facility::FacilityKind,
        org::model::OrgKind,
        person, roster,
    },
    workflow::{
        checklist as checklist_answers, clue, desk, document, finding, incident, inspection, material, paper,
        preparation, record, rectification, review, round, statistics, team, volume,
    },
};

use super::source::{File, files, none, quoted};

fn messages() -> BTreeSet<String> {
    let files = files("i18n/zh-CN", ".ftl");
    let keys = files
        .iter()
        .flat_map(|file| file.text.lines())
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    keys.filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned()).collect()
}

fn sources() -> Vec<File> {
    let mut sources = files("src", ".rs");
    sources.extend(files("templates", ".html"));
    sources
}

/// The keys of a vocabulary.
fn words<W: Word>() -> Vec<String> {
    W::ALL.iter().map(|word| word.key()).collect()
}

/// The vocabularies that a reader sees.
fn vocabularies() -> Vec<String> {
    [
        words::<Role>(),
        words::<FacilityKind>(),
        words::<OrgKind>(),
        words::<person::PersonKind>(),
        words::<person::Rank>(),
        words::<person::model::Gender>(),
        words::<person::model::AccountState>(),
        words::<roster::Skill>(),
        words::<roster::model::Away>(),
        words::<roster::model::Relation>(),
        words::<roster::model::Tie>(),
        words::<roster::model::Capacity>(),
        words::<roster::Class>(),
        words::<roster::Bar>(),
        words::<roster::recusal::Origin>(),
        words::<roster::recusal::Ground>(),
        words::<roster::recusal::Outcome>(),
        words::<roster::recusal::Standing>(),
        words::<calendar::model::Standing>(),
        words::<clock::Key>(),
        words::<clock::Event>(),
        words::<period::edition::LayerOf>(),
        words::<parameter::model::Measure>(),
        words::<parameter::model::Class>(),
        words::<parameter::model::Place>(),
        words::<taxonomy::model::Change>(),
        words::<checklist::model::Change>(),
        words::<team::Place>(),
        words::<round::State>(),
        words::<round::calendar::model::What>(),
        words::<round::board::model::Deed>(),
        words::<round::board::model::Course>(),
        words::<round::solve::Rule>(),
        words::<round::solve::Term>(),
        words::<round::Step>(),
        words::<round::coverage::model::Order>(),
        words::<round::coverage::model::Missing>(),
        words::<inspection::Kind>(),
        words::<inspection::State>(),
        words::<inspection::Step>(),
        words::<inspection::Item>(),
        words::<preparation::model::Way>(),
        words::<preparation::model::Side>(),
        words::<preparation::model::Support>(),
        words::<preparation::model::Outcome>(),
        words::<record::model::Method>(),
        words::<record::sign::Whom>(),
        words::<record::store::sign::Signed>(),
        words::<checklist_answers::model::Answer>(),
        words::<checklist::Checklist>(),
        words::<incident::model::Kind>(),
        words::<incident::model::Stands>(),
        words::<clue::state::State>(),
        words::<clue::state::Step>(),
        words::<clue::model::Offence>(),
        words::<clue::model::Look>(),
        words::<material::model::Medium>(),
        words::<material::model::Move>(),
        words::<paper::model::Kind>(),
        words::<paper::model::Why>(),
        vec!["material-requested", "material-received", "material-missing", "material-returned"]
            .into_iter()
            .map(ToOwned::to_owned)
            .collect(),
        words::<inspection::store::amendment::Outcome>(),
        words::<finding::Status>(),
        words::<finding::Position>(),
        words::<finding::Severity>(),
        words::<finding::Depth>(),
        words::<finding::Concerns>(),
        words::<finding::Assent>(),
        words::<finding::Ground>(),
        words::<finding::Stance>(),
        words::<review::model::Outcome>(),
        words::<finding::Told>(),
        words::<xunjian::foundation::file::Kind>(),
        words::<xunjian::workflow::evidence::store::Hand>(),
        words::<document::Kind>(),
        words::<volume::model::Part>(),
        words::<document::State>(),
        // service is a fact beside the state, and is shown in its place
        vec!["document-state-served".to_owned()],
        words::<document::state::Step>(),
        words::<document::Manner>(),
        words::<document::Contest>(),
        words::<document::deed::Move>(),
        words::<rectification::model::Verdict>(),
        words::<rectification::model::Met>(),
        words::<rectification::model::Recheck>(),
        words::<rectification::model::ReplyKind>(),
        words::<statistics::filter::Overdue>(),
        words::<statistics::filter::View>(),
        words::<statistics::filter::Owner>(),
        words::<statistics::filter::Inspected>(),
        words::<statistics::documents::model::Late>(),
        words::<desk::model::Due>(),
        words::<desk::model::Mark>(),
        words::<Task>(),
    ]
    .concat()
}

fn is_key(text: &str) -> bool {
    text.contains('-')
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// `ask-{}-hint`: a key with holes, which are never empty; the part before the first hole says the family.
struct Pattern<'a>(Vec<&'a str>);

impl<'a> Pattern<'a> {
    fn read(literal: &'a str) -> Option<Self> {
        let mut parts: Vec<&str> = Vec::new();
        for (at, part) in literal.split('{').enumerate() {
            parts.push(if at == 0 { part } else { part.split_once('}')?.1 });
        }
        let family = parts.first().is_some_and(|first| is_key(first) && first.ends_with('-'));
        let rest = parts.iter().all(|part| part.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
        (parts.len() > 1 && family && rest).then_some(Self(parts))
    }

    fn fits(&self, key: &str) -> bool {
        let Some((first, rest)) = self.0.split_first() else { return false };
        let Some(mut key) = key.strip_prefix(first) else { return false };
        for (at, part) in rest.iter().enumerate() {
            let last = at + 1 == rest.len();
            let found = if last && part.is_empty() {
                Some(key.len())
            } else if last {
                key.strip_suffix(part).map(str::len)
            } else {
                key.find(part)
            };
            match found {
                Some(hole) if hole > 0 => key = &key[hole + part.len()..],
                Some(_) | None => return false,
            }
        }
        true
    }
}

#[test]
fn every_word_of_every_vocabulary_has_its_message() {
    let known = messages();
    none(&vocabularies().into_iter().filter(|key| !known.contains(key)).collect::<Vec<_>>());
}

#[test]
fn every_message_is_asked_for() {
    let sources = sources();
    let said: BTreeSet<&str> = sources.iter().flat_map(|file| quoted(&file.text)).collect();
    let patterns: Vec<Pattern<'_>> = said.iter().filter_map(|literal| Pattern::read(literal)).collect();
    let words: BTreeSet<String> = vocabularies().into_iter().collect();
    let asked = |key: &String| {
        said.contains(key.as_str()) || words.contains(key) || patterns.iter().any(|pattern| pattern.fits(key))
    };
    none(&messages().into_iter().filter(|key| !asked(key)).collect::<Vec<_>>());
}

/// Families that are nothing but messages: a literal of such a family is one wherever it stands.
const SENTENCES: [&str; 9] =
    ["gate-", "refused-", "problem-", "denied-", "done-", "nav-", "effect-", "waiting-", "sign-in-"];

/// What comes before a literal that is a message key.
const ASKED: [&str; 4] = [".t(", ".with(", "_key=", "_key: "];

#[test]
fn every_message_that_is_asked_for_is_there() {
    let known = messages();
    let mut missing = BTreeSet::new();
    for file in sources() {
        let pieces: Vec<&str> = file.text.split('"').collect();
        for pair in pieces.windows(2) {
            let [before, literal] = pair else { continue };
            let asked = ASKED.iter().any(|ask| before.ends_with(ask))
                || (file.path.ends_with(".rs") && SENTENCES.iter().any(|family| literal.starts_with(family)));
            if asked && is_key(literal) && !literal.ends_with('-') && !known.contains(*literal) {
                missing.insert(format!("{}: {literal}", file.path));
            }
        }
    }
    none(&missing.into_iter().collect::<Vec<_>>());
}

#[test]
fn no_message_is_empty_in_either_language() {
    for lang in Lang::ALL {
        // what joins two words is nothing in Chinese
        for key in messages().iter().filter(|key| !key.ends_with("-joint")) {
            assert!(!lang.t(key).trim().is_empty(), "{key} says nothing in {}", lang.tag());
        }
    }
}
