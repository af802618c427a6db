//! The round: which cases are under way today, how far each has come, and who works on them.
use anyhow::Context as _;
use chrono::NaiveDate;

use super::Ground;
use super::course::{Answers, Case, Days, Stage};
use super::deed::{Deed, On, Tale};
use super::words;
use crate::demo::days::{Timeline, WorkingDays};
use crate::demo::draw::Draw;
use crate::demo::schedule::Planned;
use crate::demo::team::Roster;

/// Findings of the cases that have any, by the kind of facility, in the order of the round.
pub const HANDS: [(&str, usize); 6] =
    [("prison", 14), ("prison", 13), ("prison", 12), ("prison", 10), ("prison", 5), ("detention_center", 6)];

const CROSS: &str = "450000-JCY";
const FIRST: &str = "450000-PCY-01";
const CITY: &str = "450100-JCY";

/// One case as it is planned: kind, facility, organiser, how far it has come, when the team is on site.
struct Sketch {
    kind: &'static str,
    facility: &'static str,
    organiser: &'static str,
    stage: Stage,
    from: NaiveDate,
    to: NaiveDate,
    /// The account that leads it; a colleague where none does.
    lead: Option<&'static str>,
    members: &'static [&'static str],
    /// Days on site, where they were shortened by a filing.
    shortened: Option<usize>,
    verifier: Option<&'static str>,
    liaison: Option<&'static str>,
}

/// Those in the field come first: their hands are dealt in this order.
#[rustfmt::skip]
fn sketches(days: &WorkingDays, today: NaiveDate) -> Vec<Sketch> {
    let before = |n| days.before(today, n);
    let after = |n| days.after(today, n);
    let then = |n, length| days.after(after(n), length);
    let cross = Sketch {
        kind: "cross", facility: "", organiser: CROSS, stage: Stage::Draft, from: after(0), to: after(0),
        lead: None, members: &[], shortened: None, verifier: None, liaison: None,
    };
    vec![
        Sketch { facility: "450000-JY-01", stage: Stage::FollowUp, from: before(90), to: before(50), lead: Some("lead"),
                 members: &["procurator"], verifier: Some("procurator"), liaison: Some("liaison"), ..cross },
        Sketch { facility: "450000-JY-02", stage: Stage::Rectifying, from: before(87), to: before(47),
                 members: &["procurator2"], verifier: Some("procurator2"), liaison: Some("liaison2"), ..cross },
        Sketch { facility: "450000-JY-08", stage: Stage::Reported, from: before(54), to: before(14), ..cross },
        Sketch { facility: "450000-JY-15", stage: Stage::InProgress, from: before(38), to: after(3), lead: Some("lead"),
                 members: &["procurator", "procurator2"], verifier: Some("procurator2"), ..cross },
        Sketch { kind: "special", facility: "450000-JY-04", organiser: FIRST, stage: Stage::Rectifying, from: before(62), to: days.after(before(62), 12),
                 lead: Some("dispatched"), verifier: Some("dispatched"), ..cross },
        Sketch { kind: "routine", facility: "450100-KS-01", organiser: CITY, stage: Stage::InProgress, from: before(6), to: after(9),
                 lead: Some("city2"), ..cross },
        Sketch { facility: "450000-JY-12", stage: Stage::Notified, from: after(4), to: then(4, 38), ..cross },
        Sketch { facility: "450000-JY-19", stage: Stage::Submitted, from: after(30), to: then(30, 40), lead: Some("lead"), ..cross },
        Sketch { kind: "mobile", facility: "450000-JY-03", organiser: FIRST, stage: Stage::Prepared, from: after(14), to: then(14, 12),
                 lead: Some("dispatched"), members: &["procurator", "procurator2"], ..cross },
        Sketch { kind: "routine", facility: "450105-KS-01", organiser: CITY, stage: Stage::Submitted, from: after(20), to: then(20, 14),
                 lead: Some("city2"), shortened: Some(3), ..cross },
        Sketch { kind: "routine", facility: "450000-JY-10", organiser: "450000-PCY-03", stage: Stage::Draft, from: after(33), to: then(33, 24),
                 lead: Some("procurator2"), ..cross },
    ]
}

/// Everything that was done in these cases up to now, in the order in which it was done.
pub fn script(ground: &Ground<'_>, roster: &mut Roster<'_>, draw: &mut Draw) -> anyhow::Result<Vec<Deed>> {
    let (today, days) = (ground.today, ground.days);
    let mut sketches: Vec<_> = sketches(days, today).into_iter().enumerate().collect();
    // small units choose from few, so they choose first
    sketches.sort_by_key(|(_, sketch)| sketch.organiser == CROSS);
    let mut script = Vec::new();
    for (no, sketch) in &sketches {
        let case = cast(ground, roster, *no, sketch)?;
        let hand = ground.hands.get(*no).map(Vec::as_slice).unwrap_or_default();
        script.extend(case.tell(ground, hand, draw)?);
    }
    script.extend(next_round(ground)?);
    script.extend(incident(ground, sketches.len())?);
    script.extend(clues(ground, &sketches)?);
    // stable: the deeds of one case on one minute keep their order
    script.sort_by_key(|deed| deed.at);
    Ok(script)
}

/// The prisons of the round that is being planned: those whose own is not under way.
const NEXT: [&str; 12] = [
    "450000-JY-03",
    "450000-JY-04",
    "450000-JY-05",
    "450000-JY-06",
    "450000-JY-07",
    "450000-JY-09",
    "450000-JY-10",
    "450000-JY-11",
    "450000-JY-13",
    "450000-JY-14",
    "450000-JY-16",
    "450000-JY-17",
];

/// The next cross round, as the business administrator has just opened it: no team is settled yet.
fn next_round(ground: &Ground<'_>) -> anyhow::Result<Vec<Deed>> {
    let (today, days) = (ground.today, ground.days);
    let (opens, closes) = (days.after(today, 45), days.after(today, 110));
    let mut fields = vec![
        ("name", format!("{} 年下一轮交叉巡回检察", opens.format("%Y"))),
        ("kind", "cross".to_owned()),
        ("purpose", "对十二所监狱刑罚执行、监管活动和派驻检察履职情况开展交叉巡回检察".to_owned()),
        ("opens_on", opens.to_string()),
        ("closes_on", closes.to_string()),
        ("target", NEXT.len().to_string()),
    ];
    for code in NEXT {
        let place = ground.world.places.get(code).with_context(|| format!("no facility {code}"))?;
        fields.push(("facility", place.id.to_string()));
    }
    let mut tale = Tale::new(0);
    tale.deed(days.before(today, 1), ground.people.account("assigner")?, On::Rounds, fields);
    Ok(tale.finish())
}

/// What happened at a prison, registered by its resident office: its special inspection is still to be organised.
fn incident(ground: &Ground<'_>, no: usize) -> anyhow::Result<Vec<Deed>> {
    let place = ground.world.places.get("450000-JY-01").context("no prison for the incident")?;
    let (happened, reported) = (ground.days.before(ground.today, 3), ground.days.before(ground.today, 2));
    let mut tale = Tale::new(no);
    let fields = words::incident(&place.id.to_string(), happened, reported);
    tale.deed(reported, ground.people.account("resident")?, On::Incidents, fields);
    Ok(tale.finish())
}

/// One clue that waits for the chief, and one that was sent to the province and accepted: both from cases of the same lead.
fn clues(ground: &Ground<'_>, sketches: &[(usize, Sketch)]) -> anyhow::Result<Vec<Deed>> {
    let before = |n| ground.days.before(ground.today, n);
    let who = |name: &str| ground.people.account(name);
    let case = |facility: &str| {
        let found = sketches.iter().find(|(_, sketch)| sketch.facility == facility && sketch.kind == "cross");
        found.map(|(no, _)| *no).with_context(|| format!("no case at {facility}"))
    };
    let lead = ground.people.0[who("lead")?].id.to_string();
    let mut sent = Tale::new(case("450000-JY-01")?);
    sent.deed(before(80), who("lead")?, On::Case("clues"), words::clue_of_release(before(80)));
    sent.deed(before(79), who("lead")?, On::Clue(0, "handle"), words::clue_step("register", before(79), ""));
    sent.deed(before(77), who("chief")?, On::Clue(0, "decide"), words::clue_step("approve", before(77), &lead));
    sent.deed(before(76), who("lead")?, On::Clue(0, "handle"), words::clue_step("send_province", before(76), ""));
    sent.deed(before(66), who("lead")?, On::Clue(0, "follow"), words::clue_step("accept", before(66), ""));
    let mut waits = Tale::new(case("450000-JY-15")?);
    waits.deed(before(4), who("procurator")?, On::Case("clues"), words::clue_of_favour(before(4)));
    waits.deed(before(3), who("lead")?, On::Clue(0, "handle"), words::clue_step("register", before(3), ""));
    Ok(sent.finish().into_iter().chain(waits.finish()).collect())
}

/// Who does what in a case.
fn cast<'a>(ground: &Ground<'a>, roster: &mut Roster<'_>, no: usize, sketch: &Sketch) -> anyhow::Result<Case<'a>> {
    let people = ground.people;
    let place = ground.world.places.get(sketch.facility).with_context(|| format!("no facility {}", sketch.facility))?;
    let planned = Planned {
        facility: sketch.facility.to_owned(),
        kind: sketch.kind.to_owned(),
        organiser: sketch.organiser.to_owned(),
        started_on: sketch.from,
        ended_on: sketch.to,
        findings: 0,
    };
    let members = sketch.members.iter().map(|name| people.account(name)).collect::<anyhow::Result<Vec<_>>>()?;
    let lead = sketch.lead.map(|name| people.account(name)).transpose()?;
    let company = roster.company(&planned, &place.supervisor_code, lead, &members)?;
    let (lead, recorder) = (company.lead, company.recorder);
    let verifier = sketch.verifier.map(|name| people.account(name)).transpose()?.unwrap_or(lead);
    // accounts that travel along log what they find where the lead decides next; else a colleague does
    let authors = if sketch.stage == Stage::InProgress && !members.is_empty() {
        members
    } else {
        company.inspectors.iter().copied().filter(|who| people.0[*who].username.is_none()).take(1).collect()
    };
    Ok(Case {
        no,
        kind: sketch.kind,
        place,
        stage: sketch.stage,
        days: days(ground.days, ground.today, sketch),
        lead,
        approver: people.account(if sketch.organiser == CITY { "city" } else { "chief" })?,
        team: company.places.into_iter().filter(|(_, place)| *place != "lead_prosecutor").collect(),
        authors,
        shortened: sketch.shortened,
        verifier,
        closer: people.account("supervisor")?,
        answers: match sketch.liaison {
            Some(name) => Answers::Liaison(people.account(name)?),
            None => Answers::OnPaper(recorder),
        },
    })
}

/// The usual course of a case around its days on site, as far as it lies behind us.
fn days(days: &WorkingDays, today: NaiveDate, sketch: &Sketch) -> Days {
    let before = |n| days.before(today, n);
    let line = Timeline::around(days, sketch.from, sketch.to);
    let special = sketch.kind == "special";
    // what is still ahead was planned and approved in the last weeks
    let ahead = sketch.from >= today;
    let at = |usual: NaiveDate, recent: u32| if ahead { before(recent) } else { usual };
    let submitted = if sketch.stage == Stage::Submitted { before(2) } else { at(line.submitted, 14) };
    let delivered = if special { days.after(sketch.to, 11) } else { line.delivered };
    Days {
        created: at(line.created, 19),
        submitted,
        approved: at(line.approved, 10),
        prepared: at(line.prepared, 6),
        notified: if special { sketch.from } else { at(line.notified, 2) },
        from: sketch.from,
        to: sketch.to,
        reported: if special { days.after(sketch.to, 5) } else { line.reported.min(before(3)) },
        decided: if special { days.after(sketch.to, 8) } else { line.feedback_approved },
        delivered,
        reply_due: days.after(today, if sketch.stage == Stage::FollowUp { 6 } else { 9 }),
        follow_up: before(5),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike as _, Months};

    use super::super::fate::Turns;
    use super::*;
    use crate::demo::civil;

    /// What the rules ask of its length; the days that the figures of the history end on.
    fn lasts(days: &WorkingDays, today: NaiveDate, sketch: &Sketch) {
        let (from, to) = (sketch.from, sketch.to);
        let on_site = days.within(from, to).len();
        let month = from + Months::new(1);
        match (sketch.kind, sketch.facility.contains("-JY-")) {
            ("cross", _) => assert!(to >= month.pred_opt().unwrap() && on_site >= 20, "{today}: {from} to {to}"),
            ("routine", true) => assert!((to - from).num_days() >= 14 && on_site >= 10, "{today}: {from} to {to}"),
            ("routine", false) => assert!((to - from).num_days() >= 6 && on_site >= 4, "{today}: {from} to {to}"),
            _ => assert!(on_site >= 3, "{today}: {from} to {to}"),
        }
        if sketch.stage >= Stage::Reported {
            assert!(to > civil(2022, 5, 31) && to < today, "{today}: ended on {to}");
        }
        if sketch.facility.contains("-KS-") {
            assert!(sketch.stage <= Stage::InProgress && to >= today, "{today}: a detention centre's case has ended");
        }
    }

    #[test]
    fn on_every_day_of_five_years_each_step_follows_the_one_before() -> anyhow::Result<()> {
        let shipped = WorkingDays::shipped()?;
        for today in civil(2022, 7, 24).iter_days().take_while(|day| day.year() < 2028) {
            for sketch in sketches(&shipped, today) {
                lasts(&shipped, today, &sketch);
                let line = days(&shipped, today, &sketch);
                let mut steps =
                    vec![line.created, line.submitted, line.approved, line.prepared, line.notified, line.from];
                if sketch.stage < Stage::Notified {
                    steps.truncate(if sketch.stage == Stage::Prepared { 4 } else { 2 });
                }
                if sketch.stage >= Stage::Reported {
                    steps.extend([line.to, line.reported]);
                }
                if sketch.stage >= Stage::Rectifying {
                    let turns = Turns::before(&shipped, today);
                    steps.extend([line.decided, line.delivered, turns.planned, turns.reported, turns.judged]);
                    steps.extend([turns.again, turns.closed, turns.rechecked]);
                }
                assert!(steps.is_sorted(), "{today}: {} {steps:?}", sketch.facility);
                let taken = if sketch.stage >= Stage::InProgress {
                    steps.last()
                } else {
                    steps.iter().rfind(|d| **d != line.from)
                };
                assert!(taken.is_none_or(|last| *last < today), "{today}: {} {steps:?}", sketch.facility);
            }
        }
        Ok(())
    }
}
