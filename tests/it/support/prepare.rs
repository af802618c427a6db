//! What stands before the first day, put on record as its people do.
use super::{Page, World};

/// The parts of the information pack, and training, with what usually becomes of them.
pub const ITEMS: [(&str, &str); 6] = [
    ("population", "received"),
    ("previous", "received"),
    ("office", "received"),
    ("complaints", "received"),
    ("enforcement", "unavailable"),
    ("training", "held"),
];

/// Puts the whole pack and the training on record.
pub async fn gather(world: &World, username: &str, case: &str) {
    for (item, outcome) in ITEMS {
        item_of(world, username, case, item, outcome).await.is(303);
    }
}

/// Puts one item on record.
pub async fn item_of(world: &World, username: &str, case: &str, item: &str, outcome: &str) -> Page {
    let (page, to) = (format!("{case}/gathered/new?item={item}"), format!("{case}/gathered"));
    let fields = [("outcome", outcome), ("note", "已核对")];
    world.enter(username).await.fill(&page, &to, &fields).await
}

/// Puts a talk with the prison administration on record, of today.
pub async fn talk(world: &World, username: &str, case: &str, result: &str) -> Page {
    talk_with(world, username, case, "authority", result).await
}

/// Puts a talk with one side or the other on record, of today.
pub async fn talk_with(world: &World, username: &str, case: &str, side: &str, result: &str) -> Page {
    let mut browser = world.enter(username).await;
    let to = format!("{case}/contacts");
    let form = browser.open(&format!("{to}/new")).await.form(&to);
    let fields = [
        ("way", "meeting"),
        ("side", side),
        ("organ", "自治区监狱管理局"),
        ("person", "黄示例处长"),
        ("said", "通报时间、人员和配合事项"),
        ("result", result),
    ];
    browser.post_over(&to, form, &fields).await
}

/// Puts a filing of fewer days on site on record.
pub async fn exempt(world: &World, username: &str, case: &str, on_site: &str) -> Page {
    let to = format!("{case}/exemptions");
    let fields = [("days_on_site", on_site), ("filing_no", "桂检巡备〔2022〕1号"), ("reason", "押量较少")];
    world.enter(username).await.fill(&format!("{to}/new"), &to, &fields).await
}
