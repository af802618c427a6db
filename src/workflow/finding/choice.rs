//! What a form of a finding offers to choose from.
use crate::{
    foundation::{text::Lang, word::Word},
    law::{category::Category, checklist::Pinned},
};

/// Under a heading, codes with their words.
pub type Groups = Vec<(String, Vec<(String, String)>)>;

pub fn options<W: Word>(l: Lang) -> Vec<(&'static str, String)> {
    W::ALL.iter().map(|word| (word.code(), l.t(&word.key()))).collect()
}

/// The categories under their domains, both in the order of the taxonomy; where an item of a checklist is answered, those of
/// its domain first.
pub fn categories(categories: &[Category], item: Option<&Pinned>, l: Lang) -> Groups {
    let mut domains: Groups = Vec::new();
    let (own, others): (Vec<_>, Vec<_>) =
        categories.iter().partition(|category| item.is_some_and(|pinned| category.domain_zh == pinned.item.domain));
    for category in own.into_iter().chain(others) {
        let choice = (category.code.clone(), l.pick(&category.name_zh, &category.name_en).to_owned());
        let domain = l.pick(&category.domain_zh, &category.domain_en);
        match domains.last_mut().filter(|(last, _)| last == domain) {
            Some((_, choices)) => choices.push(choice),
            None => domains.push((domain.to_owned(), vec![choice])),
        }
    }
    domains
}
