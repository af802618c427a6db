//! What a living team recorded and found on site.
use anyhow::Context as _;

use super::Ground;
use super::course::{Case, Stage};
use super::daily;
use super::deed::{Fields, On, Tale};
use super::file;
use super::words::{mended, told};
use crate::demo::draw::Draw;
use crate::demo::facts::{Dealt, chinese, words};
use crate::demo::found::manner;

/// As many findings as one record holds.
const A_RECORD: usize = 3;
/// Findings of the last days on site that the lead has still to decide about.
const UNDECIDED: usize = 4;

/// What is said about pictures of a day.
fn taken(day: chrono::NaiveDate) -> Fields {
    vec![("taken_on", day.to_string()), ("note", "现场固定，当日拍摄。".to_owned())]
}

/// A finding as instruments and answers need it.
#[derive(Debug)]
pub struct Found {
    pub demand: String,
    pub serious: bool,
}

/// What stands in one record.
#[derive(Debug, Clone, Copy)]
struct Visit<'a> {
    /// Which of the working days.
    nth: usize,
    day: chrono::NaiveDate,
    /// None where nothing was found.
    facts: &'a [Dealt],
}

impl Case<'_> {
    /// A record for each day on site, and with each the findings that rest on it.
    pub fn fieldwork(
        &self,
        ground: &Ground<'_>,
        tale: &mut Tale,
        hand: &[Dealt],
        draw: &mut Draw,
    ) -> anyhow::Result<Vec<Found>> {
        let last = if self.stage == Stage::InProgress { ground.days.before(ground.today, 1) } else { self.days.to };
        let checks = daily::checks(&self.place.code)?;
        let visits = self.visits(ground, hand, last)?;
        let mut found = Vec::new();
        for (no, visit) in visits.iter().enumerate() {
            let Visit { nth, day, facts } = *visit;
            let [author, second] = self.there(no).with_context(|| format!("{} has no inspectors", self.name()))?;
            let Some(first) = facts.first() else {
                let check = checks.get(no % checks.len().max(1)).context("nothing to check")?;
                let seen = format!("{}。", check.seen(6 + no * 7 % 23));
                self.record(
                    ground,
                    tale,
                    [author, second],
                    (no, visits.len()),
                    (day, &check.method, &check.point),
                    (&seen, answered(&check.item(), "yes")),
                );
                continue;
            };
            let first = &ground.facts[first.fact];
            let method = first.method.as_str();
            let point = daily::point(&checks, &first.category)?;
            let titled: Vec<_> =
                facts.iter().map(|one| (one, words(draw, &ground.facts[one.fact], *one, day, nth + 1))).collect();
            let headings: Vec<&str> = titled.iter().map(|(_, words)| words.title.as_str()).collect();
            let seen = format!("发现的情况：{}。", headings.join("；"));
            let item = first.item.as_str();
            self.record(
                ground,
                tale,
                [author, second],
                (no, visits.len()),
                (day, method, point),
                (&seen, answered(item, "no")),
            );
            let mut files = vec![file::photo(method, no + 1, day)?];
            if method == "cctv_review" {
                files.push(file::recordings(day));
            }
            tale.bringing(day, author, On::Record(no, "evidence"), taken(day), files);
            for (one, words) in &titled {
                let fact = &ground.facts[one.fact];
                let category = ground.world.categories.get(&fact.category).context("a category")?;
                let serious = matches!(category.severity.as_str(), "serious" | "critical");
                let depth = if serious && found.len() % 2 == 0 { "major" } else { "general" };
                let reason = if depth == "major" {
                    "涉及被监管人重要权利，存在发生监管安全事故的现实风险"
                } else {
                    ""
                };
                let fields = vec![
                    ("title", words.title.clone()),
                    ("facts", words.facts.clone()),
                    ("legal_basis", ground.basis.of(&fact.item, day)),
                    ("category", fact.category.clone()),
                    ("item", fact.item.clone()),
                    ("severity", category.severity.clone()),
                    ("depth", depth.to_owned()),
                    ("depth_reason", reason.to_owned()),
                ];
                let at = found.len();
                tale.deed(day, author, On::Record(no, "findings"), fields);
                let pictures = vec![file::photo(method, visits.len() + at + 1, day)?];
                tale.bringing(day, author, On::Finding(at, "evidence"), taken(day), pictures);
                let decided = ground.days.after(day, 1).min(last);
                if self.stage > Stage::InProgress || at + UNDECIDED < hand.len() {
                    let owner = vec![("owner", ground.people.0[self.lead].id.to_string())];
                    tale.deed(decided, self.lead, On::Finding(at, "confirm"), owner);
                }
                // while the team is on site: what is minor and found first was put right at once, what was found last is running
                let minor = self.stage == Stage::InProgress && !serious;
                if minor && !found.iter().any(|one: &Found| !one.serious) {
                    tale.deed(day, author, On::Finding(at, "oral"), told(day, &fact.demand));
                    tale.deed(decided, author, On::Finding(at, "oral/done"), mended(decided));
                } else if minor && at + UNDECIDED >= hand.len() {
                    tale.deed(day, author, On::Finding(at, "oral"), told(day, &fact.demand));
                }
                found.push(Found { demand: format!("{}。", fact.demand), serious });
            }
        }
        if self.stage == Stage::InProgress {
            self.ends(ground, tale, &visits);
        }
        Ok(found)
    }

    /// Each day on site is handed in by those who were there and confirmed by the other; the last but one waits to be confirmed, the
    /// last to be handed in.
    fn ends(&self, ground: &Ground<'_>, tale: &mut Tale, visits: &[Visit<'_>]) {
        let days: Vec<&[Visit<'_>]> = visits.chunk_by(|one, other| one.day == other.day).collect();
        let mut no = 0;
        for (nth, same) in days.iter().enumerate() {
            let written = no..no + same.len();
            no = written.end;
            let Some(day) = same.first().map(|visit| visit.day).filter(|_| nth + 1 < days.len()) else { continue };
            let pairs: Vec<[usize; 2]> = written.filter_map(|no| self.there(no)).collect();
            let mut people = pairs.concat();
            people.sort_unstable();
            people.dedup();
            let note = "当日未办事项次日补齐。".to_owned();
            for who in &people {
                tale.deed(day, *who, On::Case("day"), vec![("day", day.to_string()), ("note", note.clone())]);
            }
            for who in people.iter().filter(|_| nth + 2 < days.len()) {
                let Some(other) = people.iter().find(|other| *other != who) else { continue };
                let records = pairs.iter().filter(|pair| pair.contains(who)).count();
                let fields = vec![
                    ("person", ground.people.0[*who].id.to_string()),
                    ("day", day.to_string()),
                    ("records", records.to_string()),
                ];
                tale.deed(day, *other, On::Case("day/peer"), fields);
            }
        }
    }

    /// Who wrote a record, and who was there besides.
    fn there(&self, no: usize) -> Option<[usize; 2]> {
        let author = *self.authors.get(no % self.authors.len().max(1))?;
        Some([author, if author == self.lead { self.verifier } else { self.lead }])
    }

    /// What the team did on which day. Of what is found as much stands in one record as was found in the same way, spread over
    /// the days after the kick-off; on the others nothing was found.
    fn visits<'a>(
        &self,
        ground: &Ground<'_>,
        hand: &'a [Dealt],
        last: chrono::NaiveDate,
    ) -> anyhow::Result<Vec<Visit<'a>>> {
        let working = ground.days.within(self.days.from, last);
        let bundles: Vec<&[Dealt]> = hand
            .chunk_by(|a, b| ground.facts[a.fact].method == ground.facts[b.fact].method)
            .flat_map(|same| same.chunks(A_RECORD))
            .collect();
        let ahead = working.len().checked_sub(1).context("an inspection without working days")?;
        // a running case has a day that nobody has written up yet
        let forgotten = (self.stage == Stage::InProgress).then(|| ahead.saturating_sub(2));
        let mut visits = Vec::new();
        for (nth, &day) in working.iter().enumerate() {
            let before = visits.len();
            let of_day = bundles.iter().enumerate().filter(|(no, _)| (1 + no) * ahead / bundles.len() == nth);
            visits.extend(of_day.map(|(_, facts)| Visit { nth, day, facts }));
            if visits.len() == before && Some(nth) != forgotten {
                visits.push(Visit { nth, day, facts: &[] });
            }
        }
        Ok(visits)
    }

    fn record(
        &self,
        ground: &Ground<'_>,
        tale: &mut Tale,
        [author, second]: [usize; 2],
        place_of: (usize, usize),
        (day, method, point): (chrono::NaiveDate, &str, &str),
        (seen, answered): (&str, Fields),
    ) {
        let names = [author, second].map(|who| ground.people.0[who].name.as_str()).join("、");
        let (place, how) = manner(method);
        let name = self.name();
        let body = format!("{}，{names}在{name}{place}{how}。{seen}记录经在场人员核对无误。", chinese(day));
        let mut fields = vec![
            ("day", day.to_string()),
            ("place", format!("{name}{place}")),
            ("method", method.to_owned()),
            ("focus", point.to_owned()),
            ("body", body),
            ("inspectors", ground.people.0[author].id.to_string()),
            ("inspectors", ground.people.0[second].id.to_string()),
        ];
        fields.extend(asked(method));
        fields.extend(answered);
        tale.deed(day, author, On::Case("records"), fields);
        // while the team is on site, the last records still wait for those who were there
        let (no, of) = place_of;
        for (who, behind) in [(author, 1), (second, 2)] {
            if self.stage > Stage::InProgress || no + behind < of {
                tale.deed(day, who, On::Record(no, "confirm"), vec![("version", "1".to_owned())]);
            }
        }
    }
}

/// The item of the prison's checklist that a record is about, with its answer; the other lists are answered by nobody yet.
fn answered(item: &str, answer: &str) -> Fields {
    if item.starts_with("JY-") {
        vec![("item", item.to_owned()), ("answer", answer.to_owned()), ("then", "kept".to_owned())]
    } else {
        Vec::new()
    }
}

/// What a method asks for besides; whoever was spoken to bears a name that is none.
fn asked(method: &str) -> Fields {
    let fields: &[(&'static str, &str)] = match method {
        "cctv_review" => &[
            ("detail_camera-cctv_review", "监舍走廊、劳动现场"),
            ("detail_span-cctv_review", "七时至九时"),
            ("detail_hours-cctv_review", "2"),
        ],
        "call_visit_audio_review" => &[
            ("detail_line-call_visit_audio_review", "亲情电话一号线"),
            ("detail_span-call_visit_audio_review", "近三个月"),
            ("detail_calls-call_visit_audio_review", "12"),
        ],
        "contraband_check" => &[("detail_searched-contraband_check", "监舍、储物间各三间")],
        "inmate_interview" => &[
            ("detail_circle-inmate_interview", "released"),
            ("detail_recorded-inmate_interview", "audio"),
            ("who_name", "覃化名"),
            ("who_number", "示例-0017"),
        ],
        "former_inmate_interview" => &[("detail_circle-former_inmate_interview", "released"), ("who_name", "覃化名")],
        "officer_interview" => &[("detail_circle-officer_interview", "ward_police")],
        "briefing_or_meeting" => &[
            ("detail_occasion-briefing_or_meeting", "facility_meeting"),
            ("detail_attended-briefing_or_meeting", "分管领导、各科室负责人、检察组"),
        ],
        "questionnaire" => &[
            ("detail_form-questionnaire", "生活卫生满意度"),
            ("detail_handed_out-questionnaire", "60"),
            ("detail_returned-questionnaire", "58"),
            ("detail_valid-questionnaire", "57"),
        ],
        "complaint_intake" => {
            &[("detail_channel-complaint_intake", "mailbox"), ("detail_letters-complaint_intake", "3")]
        }
        "video_inspection" => {
            &[("detail_camera-video_inspection", "监区值班室"), ("detail_takers-video_inspection", "检察技术人员")]
        }
        "data_comparison" => &[("detail_source-data_comparison", "执法办案平台导出数据")],
        "expert_opinion" => &[("detail_expert-expert_opinion", "法医"), ("detail_question-expert_opinion", "外伤成因")],
        _ => &[],
    };
    fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}
