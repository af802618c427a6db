//! The legal edges stand twice, in the database and in Rust: both say the same.
use std::collections::BTreeSet;

use xunjian::{
    foundation::word::Word,
    workflow::{clue, document, finding, inspection, round},
};

use crate::support::World;

type Edge = (String, String, String, String);

/// Every edge that `after` allows, and the first, from nothing.
fn edges<S: Word, T: Word>(subject: &str, first: (T, S), after: impl Fn(S, T) -> Option<S>) -> BTreeSet<Edge> {
    let edge = |from: &str, to: S, step: T| {
        (subject.to_owned(), from.to_owned(), to.code().to_owned(), step.code().to_owned())
    };
    let pairs = S::ALL.iter().flat_map(|from| T::ALL.iter().map(move |step| (*from, *step)));
    let mut edges: BTreeSet<Edge> =
        pairs.filter_map(|(from, step)| after(from, step).map(|to| edge(from.code(), to, step))).collect();
    edges.insert(edge("-", first.1, first.0));
    edges
}

#[tokio::test]
async fn the_database_and_the_program_know_the_same_steps() {
    let world = World::open().await;
    let rows: Vec<Edge> = sqlx::query_as("select subject, from_state, to_state, step from legal_step union all select 'clue', from_state, to_state, step from clue.legal_step")
        .fetch_all(&world.db.owner)
        .await
        .expect("the edges");
    let mut known =
        edges("inspection", (inspection::Step::Create, inspection::State::Draft), |from, step| from.after(step).ok());
    known.extend(edges("finding", (finding::state::Step::Log, finding::Status::Recorded), |from, step| {
        from.after(step).ok()
    }));
    known.extend(edges("document", (document::state::Step::Draft, document::State::Draft), |from, step| {
        from.after(step).ok()
    }));
    known.extend(edges("round", (round::Step::Open, round::State::Planning), |from, step| from.after(step).ok()));
    known.extend(edges("clue", (clue::state::Step::Note, clue::state::State::Found), |from, step| {
        from.after(step).ok()
    }));
    let rows: BTreeSet<Edge> = rows.into_iter().collect();
    assert_eq!(rows.difference(&known).collect::<Vec<_>>(), Vec::<&Edge>::new(), "only the database knows these");
    assert_eq!(known.difference(&rows).collect::<Vec<_>>(), Vec::<&Edge>::new(), "only the program knows these");
}
