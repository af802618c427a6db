//! The search for a plan, as work in the background: told of as it goes, stopped when asked, taken up again after a restart.
use std::{
    ops::ControlFlow,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use serde_json::{Value, json};

use crate::{
    foundation::{
        clock::Clock,
        db::{Db, Tx},
        error::{AppError, Result},
        trail,
        word::Word as _,
    },
    workflow::round::{
        board::{
            model::{self, Course, Deed, Setting},
            store::{self, NewVersion, Taken, problem},
        },
        solve::{self, Answer, Board, Obstacles, Plan, Progress},
        store as rounds,
    },
};

/// How often the row of a search is told how far it is, and asked whether it is to stop.
const BEAT: Duration = Duration::from_millis(500);

/// Takes up one search and sees it through; whether there was one. A search that `stopping` ends is taken up again later.
///
/// # Errors
/// The database cannot be reached.
pub async fn work(db: &Db, clock: &Clock, stopping: impl Fn() -> bool) -> Result<bool> {
    let ground = Ground { db, clock };
    // the lock on the search lives as long as this transaction
    let mut held = db.owner.begin().await?;
    let Some(taken) = store::take(&mut held).await? else { return Ok(false) };
    if let Err(error) = ground.see_through(&mut held, &taken, stopping).await {
        // what cannot be worked on stands in no other's way; where the database is gone, this fails too and it stays
        tracing::error!(?error, round = %taken.round, "a search for a plan failed");
        ground.finish(&taken, Course::Failed, &json!({})).await?;
    }
    Ok(true)
}

/// Where a search is read from and written to.
struct Ground<'a> {
    db: &'a Db,
    clock: &'a Clock,
}

impl Ground<'_> {
    /// Searches, telling how far it is, until there is an answer or somebody stops it.
    async fn see_through(&self, held: &mut Tx, taken: &Taken, stopping: impl Fn() -> bool) -> Result<()> {
        let setting = self.read(held, taken).await?.filter(|_| !taken.cancel);
        let Some(setting) = setting else { return self.finish(taken, Course::Cancelled, &json!({})).await };
        let round = match solve::Round::read(setting.problem.clone()) {
            Ok(round) => round,
            Err(refusals) => {
                let outcome = said(|l| refusals.iter().map(|one| setting.refusal(one, l)).collect());
                return self.finish(taken, Course::Refused, &outcome).await;
            }
        };
        let seen: Arc<Mutex<Option<Progress>>> = Arc::default();
        let halt: Arc<AtomicBool> = Arc::default();
        let (told, stop) = (seen.clone(), halt.clone());
        let mut search = tokio::task::spawn_blocking(move || {
            round.solve(&mut |progress| {
                if let Ok(mut told) = told.lock() {
                    *told = Some(progress);
                }
                if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })
        });
        let answer = loop {
            tokio::select! {
                answer = &mut search => break answer.map_err(anyhow::Error::from).map_err(AppError::Internal)?,
                () = tokio::time::sleep(BEAT) => {
                    let progress = seen.lock().ok().and_then(|seen| *seen);
                    if store::beat(&self.db.owner, taken.id, progress).await? || stopping() {
                        halt.store(true, Ordering::Relaxed);
                    }
                }
            }
        };
        // whoever stopped it wants the board as it is, however near the end the search was
        if store::is_stopped(&self.db.owner, taken.id).await? {
            return self.finish(taken, Course::Cancelled, &json!({})).await;
        }
        match answer {
            Answer::Plan(plan) => self.keep(taken, &plan).await,
            // the process ends: another takes it up
            Answer::Stopped(_) => Ok(()),
            Answer::Undecided => self.finish(taken, Course::Undecided, &json!({})).await,
            Answer::Impossible(obstacles) => {
                self.finish(taken, Course::Impossible, &impossible(&setting, &obstacles)).await
            }
        }
    }

    /// What the search goes by; none if the round is not planned any more.
    async fn read(&self, tx: &mut Tx, taken: &Taken) -> Result<Option<Setting>> {
        let Some(round) = rounds::round(tx, taken.round.0, false).await?.filter(|round| round.state.is_planned())
        else {
            return Ok(None);
        };
        let seats = store::seats(tx, taken.round, taken.base).await?;
        let aside = store::set_aside(tx, taken.round).await?;
        let fixed = problem::Fixed { seats: &seats, aside: &aside, seed: taken.seed };
        Ok(Some(problem::load(tx, &round, fixed, self.clock.today()).await?))
    }

    /// Writes the plan as the next version; beside the board, where that was changed meanwhile.
    async fn keep(&self, taken: &Taken, plan: &Plan) -> Result<()> {
        let mut tx = self.db.owner.begin().await?;
        let now = self.clock.now();
        let before = store::seats(&mut tx, taken.round, taken.base).await?;
        let seats = model::seats(&plan.board, &before);
        let note = json!({ "cost": plan.score.total(), "best": plan.best, "seed": plan.seed });
        let new =
            NewVersion { base: taken.base, deed: Deed::Solve, restores: None, note: &note, author: taken.asked_by };
        let stands = rounds::round(&mut tx, taken.round.0, true).await?.is_some_and(|round| round.state.is_planned());
        if stands && store::head(&mut tx, taken.round).await? == taken.base {
            let no = store::write(&mut tx, taken.round, new, &seats, now).await?;
            let by = trail::By { person: Some(taken.asked_by.0), org: None, session: None };
            let value = json!({ "no": no, "deed": Deed::Solve.code(), "what": note });
            let entry = trail::Entry {
                deed: "board_changed",
                subject: "round",
                id: Some(taken.round.0),
                inspection: None,
                value,
            };
            trail::write(&mut tx, &by, now, entry).await?;
            store::end(&mut tx, taken.id, Course::Done, &json!({ "no": no, "best": plan.best }), now).await?;
        } else {
            store::end(&mut tx, taken.id, Course::Overtaken, &listed(&plan.board), now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn finish(&self, taken: &Taken, state: Course, outcome: &Value) -> Result<()> {
        let mut tx = self.db.owner.begin().await?;
        store::end(&mut tx, taken.id, state, outcome, self.clock.now()).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn listed(board: &Board) -> Value {
    let seats = board.seats.iter();
    json!({ "seats": seats.map(|seat| json!([seat.visit.0, seat.place.code(), seat.person])).collect::<Vec<_>>() })
}

/// Sentences in both languages.
fn said(sentences: impl Fn(crate::foundation::text::Lang) -> Vec<String>) -> Value {
    use crate::foundation::text::Lang;
    json!({ "zh": { "grounds": sentences(Lang::Zh) }, "en": { "grounds": sentences(Lang::En) } })
}

/// What cannot hold together, and the least that would have to give, as sentences in both languages: people and places may be
/// others by the time it is read.
fn impossible(setting: &Setting, obstacles: &Obstacles) -> Value {
    use crate::foundation::text::Lang;
    let told = |l: Lang| {
        let grounds: Vec<String> = obstacles
            .obstacles
            .iter()
            .flat_map(|obstacle| obstacle.grounds.iter())
            .map(|ground| setting.ground(ground, l))
            .collect();
        let reliefs: Vec<String> = obstacles
            .reliefs
            .iter()
            .map(|relief| {
                let changes: Vec<String> = relief.changes.iter().map(|change| setting.change(change, l)).collect();
                changes.join(&l.t("board-and"))
            })
            .collect();
        json!({ "grounds": grounds, "reliefs": reliefs })
    };
    let smallest = obstacles.obstacles.iter().all(|obstacle| obstacle.smallest);
    json!({ "zh": told(Lang::Zh), "en": told(Lang::En), "smallest": smallest })
}
