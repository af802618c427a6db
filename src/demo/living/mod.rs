//! What is under way: this year's cross round and some cases beside it, told relative to the clock and done by the
//! people whose deeds they are, through the same forms and gates as any other day's work.
mod course;
mod daily;
mod deed;
mod fate;
mod fieldwork;
mod file;
mod round;
mod stage;
mod words;

use chrono::NaiveDate;

use super::basis::Basis;
use super::days::WorkingDays;
use super::draw::Draw;
use super::facts::{Dealt, Fact};
use super::people::People;
use super::store::World;
use super::team::Roster;
use crate::app::App;

/// What the living cases are made from.
pub struct Ground<'a> {
    pub world: &'a World,
    pub people: &'a People,
    pub facts: &'a [Fact],
    pub basis: &'a Basis,
    pub days: &'a WorkingDays,
    pub today: NaiveDate,
    /// Facts that the history left over, a hand for each case of the round.
    pub hands: Vec<Vec<Dealt>>,
}

/// Tells the round and has it done, every deed at its hour; how many cases and findings came of it.
pub async fn play(
    app: &App,
    ground: &Ground<'_>,
    roster: &mut Roster<'_>,
    draw: &mut Draw,
) -> anyhow::Result<(usize, usize)> {
    let script = round::script(ground, roster, draw)?;
    let people = deed::people(&script);
    let mut stage = stage::Stage::open(app, ground.people, &people, &script).await?;
    for deed in &script {
        stage.take(deed).await?;
    }
    stage.close().await
}

/// Facts for the cases of the round that have findings.
pub fn wanted() -> Vec<(&'static str, usize)> {
    round::HANDS.to_vec()
}
