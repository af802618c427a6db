//! A mobile inspection of 示例第一监狱 by the first dispatched procuratorate, walked as far as a test needs it, each step by
//! the person whose step it is.
use chrono::Days;
use xunjian::{foundation::word::Word as _, workflow::inspection::State};

use super::{Browser, Page, World};

/// The prison that the first dispatched procuratorate supervises.
pub const PRISON: &str = "450000-JY-01";

pub struct Mission {
    /// Address of the case file.
    pub case: String,
    pub record: String,
    /// Addresses of the findings: a serious one, a minor one, then one about the resident office's own work.
    pub findings: Vec<String>,
}

/// A step on the way: the state that it leads to, whose step it is, its address, its answers. `TODAY` and `LATER` stand
/// for the day of the walk and the week after.
type Way = (State, &'static str, &'static str, &'static [(&'static str, &'static str)]);

const TODAY: &str = "TODAY";
const LATER: &str = "LATER";

const WAY: &[Way] = &[
    (State::Submitted, "dispatched", "submit", &[]),
    (State::Approved, "chief", "approve", &[("opinion", "同意")]),
    (State::Prepared, "dispatched", "prepare", &[]),
    (
        State::Notified,
        "dispatched",
        "notify",
        &[
            ("served_on", TODAY),
            ("notice_time", "当日起"),
            ("notice_people", "检察组三人"),
            ("notice_content", "监管安全"),
            ("notice_contact", "周示例"),
            ("same_day_reason", "机动巡回检察，不预先通知"),
        ],
    ),
    (State::InProgress, "dispatched", "start", &[("started_on", TODAY), ("kickoff", "已召开")]),
    (
        State::FieldworkDone,
        "dispatched",
        "finish",
        &[("ended_on", TODAY), ("days_on_site", "1"), ("duration_reason", "情况已经查清")],
    ),
    (
        State::Reported,
        "dispatched",
        "report",
        &[
            ("report_basics", "基本情况"),
            ("report_problems", "发现的问题"),
            ("report_handling", "处理意见"),
            ("report_next", "下步工作"),
            ("report_office", "派驻检察室履职情况"),
            ("feedback_text", "反馈意见"),
        ],
    ),
    (State::FeedbackApproved, "chief", "approve-feedback", &[("hearing", "同意反馈")]),
    (
        State::Rectifying,
        "dispatched",
        "deliver-feedback",
        &[
            ("feedback_on", TODAY),
            ("minutes", "反馈会纪要"),
            ("receiver", "张示例"),
            ("office_receiver", "李示例"),
            ("reply_due", LATER),
        ],
    ),
    (State::Closable, "dispatched", "conclude", &[("conclusion", "问题均已整改")]),
    (State::Closed, "chief", "close", &[("opinion", "同意结案")]),
    (State::Archived, "dispatched", "archive", &[("case_no", "桂检一分执检巡〔2022〕1号"), ("volume", "一卷")]),
];

impl Mission {
    /// Opens the case, as its lead prosecutor.
    pub async fn opened(world: &World) -> Self {
        let mut lead = world.enter("dispatched").await;
        let prison: uuid::Uuid = world.one("select id from facility where code = $1", PRISON).await;
        let (from, to) = (world.today().to_string(), (world.today() + Days::new(7)).to_string());
        let fields = [
            ("kind", "mobile"),
            ("facility", &prison.to_string()),
            ("basis", "日常监督发现线索"),
            ("planned_from", &from),
            ("planned_to", &to),
        ];
        let case = lead.fill("/inspections/new", "/inspections", &fields).await.leads();
        Self { case, record: String::new(), findings: Vec::new() }
    }

    /// A draft with its plan and its team: the lead prosecutor leads, two colleagues from other procuratorates join.
    pub async fn drafted(world: &World) -> Self {
        let mission = Self::opened(world).await;
        mission.plan(world).await;
        mission.joins(world, "dispatched", "team_leader").await.is(303);
        mission.joins(world, "procurator", "member").await.is(303);
        mission.joins(world, "procurator2", "member").await.is(303);
        mission
    }

    /// Walks until the case stands in a state. On site, one record is written and three findings are logged and confirmed.
    pub async fn until(world: &World, state: State) -> Self {
        let mut mission = Self::drafted(world).await;
        for (to, who, step, _) in WAY {
            if mission.state(world).await == state {
                return mission;
            }
            if *to == State::Submitted {
                super::prepare::gather(world, "dispatched", &mission.case).await;
            }
            if *to == State::FieldworkDone {
                mission.works(world).await;
            }
            if *to == State::Closable {
                mission.serves(world, &[&mission.findings[0]]).await;
                for finding in &mission.findings {
                    mission.settles(world, finding).await;
                }
            }
            mission.step(world, who, step).await.is(303);
        }
        assert_eq!(mission.state(world).await, state, "the way does not lead there");
        mission
    }

    /// On site, with a record and three findings that are confirmed.
    pub async fn on_site(world: &World) -> Self {
        let mut mission = Self::until(world, State::InProgress).await;
        mission.works(world).await;
        mission
    }

    pub async fn plan(&self, world: &World) {
        let parts = ["personnel", "object", "content", "methods", "schedule", "duties", "logistics", "discipline"];
        let mut fields: Vec<_> = parts.into_iter().map(|part| (part, "内容")).collect();
        fields.push(("checklists", "prison"));
        let (edit, save) = (self.to("plan/edit"), self.to("plan"));
        world.enter("dispatched").await.fill(&edit, &save, &fields).await.is(303);
    }

    /// Somebody joins the team.
    pub async fn joins(&self, world: &World, username: &str, place: &str) -> Page {
        let person = world.person(username).await.to_string();
        let team = self.to("team");
        // taken where somebody is on another inspection at the same time
        let fields = [("person", person.as_str()), ("place", place), ("reason", "两项任务错开进行")];
        world.enter("dispatched").await.fill(&team, &team, &fields).await
    }

    /// One of the steps on the way, taken by an account on the answers that it usually has.
    pub async fn step(&self, world: &World, username: &str, step: &str) -> Page {
        let to = self.to(step);
        world.enter(username).await.fill(&to, &to, &Self::answers(world, step).pairs()).await
    }

    /// The answers that a step usually has.
    pub fn answers(world: &World, step: &str) -> Answers {
        let (today, later) = (world.today().to_string(), (world.today() + Days::new(7)).to_string());
        let written = WAY.iter().find(|(_, _, own, _)| *own == step).map_or(&[][..], |(.., answers)| answers);
        let value = |value: &str| match value {
            TODAY => today.clone(),
            LATER => later.clone(),
            text => text.to_owned(),
        };
        Answers(written.iter().map(|(name, text)| (*name, value(text))).collect())
    }

    async fn works(&mut self, world: &World) {
        self.record = self.writes(world, "procurator", &["dispatched", "procurator"]).await.leads();
        for username in ["dispatched", "procurator"] {
            signs(world, username, &self.record).await.is(303);
        }
        for (severity, category) in [("serious", "FC-JY-0201"), ("minor", "FC-JY-0202"), ("minor", "FC-JY-0801")] {
            let finding = self.logs(world, "procurator", severity, category).await.leads();
            self.findings.push(finding);
        }
        for finding in &self.findings {
            confirm(world, "dispatched", finding).await.is(303);
        }
    }

    /// Writes a record of today as an account, with those who were there.
    pub async fn writes(&self, world: &World, author: &str, present: &[&str]) -> Page {
        let mut browser = world.enter(author).await;
        let form = browser.open(&self.to("records/new")).await.form(&self.to("records"));
        let key = form.iter().find(|(name, _)| name == "_key").map(|(_, key)| key.clone()).unwrap_or_default();
        let (today, mut people) = (world.today().to_string(), Vec::new());
        for username in present {
            people.push(world.person(username).await.to_string());
        }
        let mut fields = vec![
            ("_key", key.as_str()),
            ("day", &today),
            ("method", "site_visit"),
            ("place", "一监区"),
            ("body", "查看监舍、会见室"),
        ];
        fields.extend(people.iter().map(|person| ("inspectors", person.as_str())));
        browser.post(&self.to("records"), &fields).await
    }

    /// Logs a finding from the record as an account.
    pub async fn logs(&self, world: &World, author: &str, severity: &str, category: &str) -> Page {
        let (page, action) = (format!("{}/findings/new", self.record), format!("{}/findings", self.record));
        let fields = [
            ("title", "谈话记录缺失"),
            ("category", category),
            ("facts", "2022年第二季度缺谈话记录三份"),
            ("legal_basis", "《中华人民共和国监狱法》"),
            ("severity", severity),
            ("depth", "general"),
        ];
        world.enter(author).await.fill(&page, &action, &fields).await
    }

    /// An address below the case file's.
    pub fn to(&self, below: &str) -> String {
        format!("{}/{below}", self.case)
    }

    pub fn id(&self) -> uuid::Uuid {
        id_of(&self.case)
    }

    pub async fn state(&self, world: &World) -> State {
        let state: String = world.one("select state from inspection where id = $1", self.id()).await;
        State::parse(&state).expect("a state")
    }
}

/// Answers to a step's questions.
pub struct Answers(Vec<(&'static str, String)>);

impl Answers {
    /// With another answer in the place of the usual one.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.0.retain(|(other, _)| *other != name);
        self.0.push((name, value.to_owned()));
        self
    }

    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }
}

/// The id at the end of an address.
pub fn id_of(address: &str) -> uuid::Uuid {
    address.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an address with an id")
}

/// Confirms a record as an account.
pub async fn signs(world: &World, username: &str, record: &str) -> Page {
    world.enter(username).await.fill(record, &format!("{record}/confirm"), &[]).await
}

/// Confirms a finding as an account; `procurator2` is to urge its correction.
pub async fn confirm(world: &World, username: &str, finding: &str) -> Page {
    let owner = world.person("procurator2").await.to_string();
    decide(world, username, finding, "confirm", &[("owner", &owner)]).await
}

/// Sends the form at `<finding>/<deed>` as an account.
pub async fn decide(world: &World, username: &str, finding: &str, deed: &str, fields: &[(&str, &str)]) -> Page {
    let to = format!("{finding}/{deed}");
    let mut browser: Browser = world.enter(username).await;
    browser.fill(&to, &to, fields).await
}
