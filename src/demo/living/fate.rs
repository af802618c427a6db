//! What became of each finding after the feedback: answered or not, returned, verified, closed, looked at again.
use anyhow::Context as _;
use chrono::NaiveDate;

use super::Ground;
use super::course::{Answers, Case, Stage};
use super::deed::{Fields, On, Tale};
use super::fieldwork::Found;
use super::file;
use super::words;
use crate::demo::days::WorkingDays;

/// How far a finding has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nothing came yet.
    Silent,
    /// A plan came, the report has not.
    Planned,
    /// A report waits for verification.
    Reported,
    /// Returned, and the second answer awaited.
    Returned,
    /// Returned, and the second report waits for verification.
    Again,
    /// Verified; a third person is to close it.
    Verified,
    Closed,
    /// Closed, and found corrected by the follow-up.
    Corrected,
    /// Closed, and found to have come back.
    Rebounded,
    /// Still open in the follow-up, and handed over to the resident office.
    HandedOver,
}

use Fate::{Again, Closed, Corrected, HandedOver, Planned, Rebounded, Reported, Returned, Silent, Verified};

/// Fates of serious findings come first: those wait on a notice of correction with its fifteen days.
const FOLLOWED_UP: [Fate; 14] = [
    Planned, Silent, Corrected, Reported, Verified, Closed, HandedOver, Returned, Planned, Rebounded, Again, Verified,
    Corrected, Closed,
];
const RECTIFYING: [Fate; 13] = [
    Silent, Returned, Planned, Silent, Reported, Verified, Closed, Planned, Silent, Reported, Verified, Returned,
    Closed,
];
const SPECIAL: [Fate; 5] = [Silent, Reported, Verified, Closed, Reported];

/// The days after the feedback on which the parties acted, in their order.
pub struct Turns {
    pub planned: NaiveDate,
    pub reported: NaiveDate,
    pub judged: NaiveDate,
    pub again: NaiveDate,
    pub closed: NaiveDate,
    pub rechecked: NaiveDate,
}

impl Turns {
    pub fn before(days: &WorkingDays, today: NaiveDate) -> Self {
        let before = |n| days.before(today, n);
        Self {
            planned: before(19),
            reported: before(12),
            judged: before(9),
            again: before(7),
            closed: before(6),
            rechecked: before(3),
        }
    }
}

impl Case<'_> {
    fn fates(&self, found: &[Found]) -> Vec<(usize, Fate)> {
        let fates: &[Fate] = match (self.kind, self.stage) {
            ("special", _) => &SPECIAL,
            (_, Stage::FollowUp) => &FOLLOWED_UP,
            _ => &RECTIFYING,
        };
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_key(|no| !found[*no].serious);
        order.into_iter().zip(fates.iter().copied().cycle()).collect()
    }

    /// Instruments, answers, verification and closing, up to the days before today.
    pub fn rectify(&self, ground: &Ground<'_>, tale: &mut Tale, found: &[Found]) -> anyhow::Result<()> {
        let turns = Turns::before(ground.days, ground.today);
        let fates = self.fates(found);
        // a notice for what is serious and the first of the rest, a recommendation for two of those that have a plan
        let serious = found.iter().filter(|one| one.serious).count().max(2);
        let notice: Vec<usize> = fates.iter().take(serious).map(|(no, _)| *no).collect();
        let advised: Vec<usize> =
            fates.iter().skip(serious).filter(|(_, fate)| *fate == Planned).map(|(no, _)| *no).collect();
        let (mut written, days) = (0, &self.days);
        for (kind, raised) in [("correction_notice", notice), ("recommendation", advised)] {
            if !raised.is_empty() {
                self.instrument(tale, written, (kind, &raised, found), (days.decided, Some(days.delivered), true))?;
                written += 1;
            }
        }
        if let (Answers::Liaison(who), Stage::Rectifying, 2..) = (self.answers, self.stage, written) {
            let day = ground.days.before(ground.today, 2);
            tale.deed(day, who, On::Received(1, "objections"), words::objection(day));
        }
        for (no, fate) in &fates {
            self.answered(tale, (*no, *fate), &found[*no].demand, &turns, ground)?;
        }
        if self.stage == Stage::FollowUp {
            self.followed_up(tale, &fates, &turns)?;
        }
        self.under_way(ground, tale, written, &fates, found)
    }

    /// An instrument drafted and submitted on one day, issued on another, and served if it is.
    fn instrument(
        &self,
        tale: &mut Tale,
        no: usize,
        (kind, raised, found): (&str, &[usize], &[Found]),
        (drafted, issued, served): (NaiveDate, Option<NaiveDate>, bool),
    ) -> anyhow::Result<()> {
        let raised = raised.iter().map(|one| (*one, found[*one].demand.clone())).collect();
        let text = words::instrument(kind, self.name(), (self.days.from, self.days.to), self.kind);
        tale.raising(drafted, self.lead, On::Case("documents"), text, raised);
        tale.deed(drafted, self.lead, On::Document(no, "submit"), Vec::new());
        if let Some(issued) = issued {
            tale.deed(issued, self.approver, On::Document(no, "issue"), Vec::new());
            if served {
                tale.deed(issued, self.lead, On::Document(no, "serve"), words::served(issued));
                let receipt = file::receipt(words::instrument_zh(kind), self.name(), issued)?;
                tale.bringing(issued, self.lead, On::Service(no, "evidence"), Vec::new(), vec![receipt]);
            }
        }
        Ok(())
    }

    /// What still lies on a desk: instruments that wait for the chief, and one that is issued and not yet served.
    fn under_way(
        &self,
        ground: &Ground<'_>,
        tale: &mut Tale,
        written: usize,
        fates: &[(usize, Fate)],
        found: &[Found],
    ) -> anyhow::Result<()> {
        let before = |days| ground.days.before(ground.today, days);
        let open = |wanted| fates.iter().filter(move |(_, fate)| *fate == wanted).map(|(no, _)| *no).next_back();
        let drafts: [(&str, Option<usize>, Option<NaiveDate>); 2] = match (self.kind, self.stage) {
            ("special", _) => return Ok(()),
            (_, Stage::FollowUp) => [("recommendation", open(Again), Some(before(2))), ("", None, None)],
            _ => [("correction_notice", open(Silent), None), ("recommendation", open(Returned), None)],
        };
        for (more, (kind, raised, issued)) in drafts.into_iter().enumerate() {
            if let Some(raised) = raised {
                self.instrument(tale, written + more, (kind, &[raised], found), (before(4), issued, false))?;
            }
        }
        Ok(())
    }

    fn answered(
        &self,
        tale: &mut Tale,
        (no, fate): (usize, Fate),
        demand: &str,
        turns: &Turns,
        ground: &Ground<'_>,
    ) -> anyhow::Result<()> {
        if fate == Silent {
            return Ok(());
        }
        self.answer(tale, turns.planned, (no, 0), "plan", demand)?;
        if matches!(fate, Planned | HandedOver) {
            return Ok(());
        }
        self.answer(tale, turns.reported, (no, 1), "report", demand)?;
        if fate == Reported {
            return Ok(());
        }
        if matches!(fate, Returned | Again) {
            // in a case that is only being rectified the time for the second answer has run out
            let due = if self.stage == Stage::FollowUp || fate == Again || no % 2 == 0 {
                ground.days.after(ground.today, 4)
            } else {
                ground.days.before(ground.today, 2)
            };
            self.judge(tale, turns.judged, no, words::returned(no, due), "unmet");
            if fate == Again {
                self.answer(tale, turns.again, (no, 2), "report", demand)?;
            }
            return Ok(());
        }
        self.judge(tale, turns.judged, no, words::verified(no), "met");
        if fate != Verified {
            tale.deed(turns.closed, self.closer, On::Finding(no, "close"), words::closed(no));
        }
        Ok(())
    }

    fn answer(
        &self,
        tale: &mut Tale,
        day: NaiveDate,
        (no, turn): (usize, usize),
        kind: &str,
        demand: &str,
    ) -> anyhow::Result<()> {
        let their_no = words::their_no((no, turn), day);
        let body = words::answer(kind, (no, turn), demand);
        // the second report about a point brings the list that the first one lacked
        let files = match (kind, turn) {
            ("plan", _) => vec![file::plan(&body, &their_no, day)?],
            (_, 1) if no % 2 == 0 => vec![file::reply(self.name(), &their_no, day)?],
            _ => vec![file::reply(self.name(), &their_no, day)?, file::measures(demand, day)?],
        };
        let mut fields = vec![("kind", kind.to_owned()), ("body", body), ("their_no", their_no)];
        match self.answers {
            Answers::Liaison(who) => tale.bringing(day, who, On::Item(no, "replies"), fields, files),
            Answers::OnPaper(who) => {
                fields.push(("received_on", day.to_string()));
                tale.bringing(day, who, On::Finding(no, "replies"), fields, files);
            }
        }
        Ok(())
    }

    /// Every demand gets the same verdict; a finding has as many as instruments that raise it.
    fn judge(&self, tale: &mut Tale, day: NaiveDate, no: usize, mut fields: Fields, met: &str) {
        for demand in ["demand-0", "demand-1", "demand-2"] {
            fields.push((demand, met.to_owned()));
        }
        tale.deed(day, self.verifier, On::Finding(no, "verify"), fields);
    }

    fn followed_up(&self, tale: &mut Tale, fates: &[(usize, Fate)], turns: &Turns) -> anyhow::Result<()> {
        let day = self.days.follow_up;
        let begun = vec![
            ("follow_up_on", day.to_string()),
            ("follow_up_note", format!("由原检察组成员对{}的整改情况逐项复查，已销号的问题一并抽查。", self.name())),
        ];
        tale.deed(day, self.lead, On::Case("follow-up"), begun);
        for (no, fate) in fates {
            match fate {
                Corrected => {
                    let note = vec![
                        ("verdict", "corrected".to_owned()),
                        ("note", "抽查近期登记和现场，整改保持。".to_owned()),
                    ];
                    tale.deed(turns.rechecked, self.verifier, On::Finding(*no, "recheck"), note);
                }
                Rebounded => {
                    let note = "复查发现同类情形再次出现，新办法未按月抽查，责成重新整改。";
                    let note = vec![("verdict", "rebounded".to_owned()), ("note", note.to_owned())];
                    tale.deed(turns.rechecked, self.verifier, On::Finding(*no, "recheck"), note);
                }
                HandedOver => {
                    let office = self.place.office_id.context("a prison without a resident office")?;
                    let note = "整改方案已报，须待新系统上线后才能完成，移交派驻检察室继续跟踪。";
                    let sent = vec![("to", office.to_string()), ("note", note.to_owned())];
                    tale.deed(turns.rechecked, self.lead, On::Finding(*no, "hand-over"), sent);
                }
                Silent | Planned | Reported | Returned | Again | Verified | Closed => {}
            }
        }
        Ok(())
    }
}
