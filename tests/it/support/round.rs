//! A round of the region, opened by the business administrator.
use uuid::Uuid;

use super::World;

/// Opens a cross round over facilities by their codes; its address.
pub async fn opened(world: &World, facilities: &[&str]) -> String {
    let mut fields = vec![
        ("name".to_owned(), "2022 年第二轮交叉巡回检察".to_owned()),
        ("kind".to_owned(), "cross".to_owned()),
        ("purpose".to_owned(), "检查刑罚执行和监管活动".to_owned()),
        ("opens_on".to_owned(), "2022-10-10".to_owned()),
        ("closes_on".to_owned(), "2022-12-20".to_owned()),
        ("target".to_owned(), "7".to_owned()),
    ];
    for code in facilities {
        let id: Uuid = world.one("select id from facility where code = $1", *code).await;
        fields.push(("facility".to_owned(), id.to_string()));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    world.enter("assigner").await.post("/rounds", &fields).await.leads()
}

/// The address of a round's place.
pub async fn place(world: &World, round: &str, code: &str) -> String {
    let id: Uuid = world
        .one(
            "select p.id from round_place p join facility f on f.id = p.facility_id where p.round_id::text || f.code = $1",
            format!("{}{code}", round.rsplit('/').next().unwrap_or_default()),
        )
        .await;
    format!("/rounds/places/{id}")
}

/// Names the lead prosecutor of a place, and its days.
pub async fn led(world: &World, place: &str, lead: &str, days: (&str, &str)) {
    let lead = world.person(lead).await.to_string();
    let fields = [("lead", lead.as_str()), ("first_day", days.0), ("last_day", days.1)];
    world.enter("assigner").await.fill(place, place, &fields).await.is(303);
}
