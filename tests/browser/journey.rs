//! A mobile inspection, clicked through from draft to archive by the five who have a part in it.
use crate::{
    screen::{Screen, WIDTHS},
    support::{
        World,
        mission::{Mission, PRISON, id_of},
        prepare::ITEMS,
    },
};

struct Walk<'a> {
    world: &'a World,
    screen: Screen,
    who: String,
}

impl Walk<'_> {
    async fn become_(&mut self, username: &str) {
        if self.who != username {
            self.screen.enter(username).await;
            username.clone_into(&mut self.who);
        }
    }

    /// Follows the link to a form from the page that offers it, fills the form in, and sends it.
    async fn does(&mut self, username: &str, page: &str, form: &str, fields: &[(&str, &str)]) {
        self.sends(username, page, form, form, fields).await;
    }

    /// The same where the form is sent to another address than its own.
    async fn sends(&mut self, username: &str, page: &str, form: &str, action: &str, fields: &[(&str, &str)]) {
        self.become_(username).await;
        self.screen.open(page).await;
        self.screen.press(&format!("main a[href=\"{form}\"]")).await;
        for (name, value) in fields {
            self.screen.write(action, name, value).await;
        }
        // what goes by the outbox stays on the page when the next is to follow
        let send = if self.screen.attributes(&format!("form[action=\"{action}\"]"), "data-outbox").await.is_empty() {
            "button.primary"
        } else {
            ".form-foot button:not([name])"
        };
        self.screen.press(&format!("form[action=\"{action}\"] {send}")).await;
        let refused = self.screen.attributes(".error-summary, .notice[role=alert]", "class").await;
        assert!(refused.is_empty(), "{username} at {form}: {:.600}", self.screen.text().await);
        assert_eq!(self.screen.heard(), Vec::<String>::new(), "{username} at {form}");
    }

    /// A step of the case with its usual answers.
    async fn step(&mut self, username: &str, case: &str, step: &str) {
        let answers = Mission::answers(self.world, step);
        self.does(username, case, &format!("{case}/{step}"), &answers.pairs()).await;
    }
}

#[expect(clippy::too_many_lines, reason = "one walk, step by step")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mobile_inspection_is_clicked_through_from_draft_to_archive() {
    let world = World::open().await;
    let screen = Screen::before(&world).await;
    screen.look(WIDTHS[0]).await;
    let mut walk = Walk { world: &world, screen, who: String::new() };
    let person = async |username: &str| world.person(username).await.to_string();
    let prison: uuid::Uuid = world.one("select id from facility where code = $1", PRISON).await;

    // 事前有方案
    let opening = [
        ("kind", "mobile"),
        ("facility", &prison.to_string()),
        ("planned_from", "2022-09-01"),
        ("planned_to", "2022-09-09"),
        ("basis", "日常监督发现线索"),
    ];
    walk.sends("dispatched", "/inspections", "/inspections/new", "/inspections", &opening).await;
    let case = walk.screen.address().await;
    let parts = ["personnel", "object", "content", "methods", "schedule", "duties", "logistics", "discipline"]
        .map(|part| (part, "内容"));
    walk.screen.open(&format!("{case}/plan")).await;
    walk.sends("dispatched", &format!("{case}/plan"), &format!("{case}/plan/edit"), &format!("{case}/plan"), &parts)
        .await;
    let team = format!("{case}/team");
    for (username, place) in [("dispatched", "team_leader"), ("procurator", "member"), ("procurator2", "member")] {
        walk.does("dispatched", &case, &team, &[("person", &person(username).await), ("place", place)]).await;
    }
    walk.step("dispatched", &case, "submit").await;
    walk.step("chief", &case, "approve").await;
    for (item, outcome) in ITEMS {
        let (page, action) = (format!("{case}/gathered/new?item={item}"), format!("{case}/gathered"));
        let answers = [("outcome", outcome), ("note", "已核对")];
        walk.sends("dispatched", &format!("{case}/preparation"), &page, &action, &answers).await;
    }
    walk.step("dispatched", &case, "prepare").await;
    walk.step("dispatched", &case, "notify").await;

    // 事中有记录
    walk.step("dispatched", &case, "start").await;
    let (one, other) = (person("procurator").await, person("procurator2").await);
    let record = [
        ("method", "site_visit"),
        ("place", "一监区"),
        ("body", "查看监舍"),
        ("inspectors", one.as_str()),
        ("inspectors", other.as_str()),
    ];
    walk.sends("procurator", &case, &format!("{case}/records/new"), &format!("{case}/records"), &record).await;
    // the next record's form stands open
    let record: uuid::Uuid = world.one("select id from record where inspection_id = $1", id_of(&case)).await;
    let record = format!("/records/{record}");
    for username in ["procurator", "procurator2"] {
        walk.become_(username).await;
        walk.screen.open(&record).await;
        walk.screen.press(&format!("form[action=\"{record}/confirm\"] button")).await;
    }
    let log = [
        ("title", "谈话记录缺失"),
        ("category", "FC-JY-0201"),
        ("facts", "缺三份"),
        ("legal_basis", "监狱法"),
        ("severity", "serious"),
        ("depth", "general"),
    ];
    walk.sends("procurator", &record, &format!("{record}/findings/new"), &format!("{record}/findings"), &log).await;
    let finding: uuid::Uuid = world.one("select id from finding where inspection_id = $1", id_of(&case)).await;
    let finding = format!("/findings/{finding}");
    walk.does("dispatched", &finding, &format!("{finding}/confirm"), &[("owner", &other)]).await;
    walk.step("dispatched", &case, "finish").await;

    // 事后有报告
    walk.step("dispatched", &case, "report").await;
    walk.step("chief", &case, "approve-feedback").await;
    let answers = Mission::answers(&world, "deliver-feedback");
    let mut delivered = answers.pairs();
    // nothing was found about the resident office
    delivered.retain(|(name, _)| *name != "office_receiver");
    walk.does("dispatched", &case, &format!("{case}/deliver-feedback"), &delivered).await;

    // 纠正违法通知书
    let drafting = format!("{case}/documents/new");
    let demand = format!("demand-{}", id_of(&finding));
    let raised = id_of(&finding).to_string();
    walk.sends(
        "dispatched",
        &case,
        &drafting,
        &format!("{case}/documents"),
        &[("findings", &raised), (&demand, "补齐谈话记录")],
    )
    .await;
    let notice = walk.screen.address().await;
    walk.does("dispatched", &notice, &format!("{notice}/submit"), &[]).await;
    walk.does("chief", &notice, &format!("{notice}/issue"), &[]).await;
    walk.does("dispatched", &notice, &format!("{notice}/serve"), &[("manner", "hand"), ("receiver", "张示例")]).await;

    // 整改: answered, verified, closed by three persons
    let item = format!("/liaison/items/{raised}");
    walk.sends("liaison", "/liaison", &item, &format!("{item}/replies"), &[("kind", "report"), ("body", "已补齐")])
        .await;
    walk.become_("procurator2").await;
    walk.screen.open(&format!("{finding}/verify")).await;
    let mut demands = walk.screen.attributes("input[name^=demand-]", "name").await;
    demands.dedup();
    let mut verdict: Vec<(&str, &str)> = demands.iter().map(|name| (name.as_str(), "met")).collect();
    verdict.extend([("verdict", "done"), ("note", "核对台账原件")]);
    let verify = format!("{finding}/verify");
    for (name, value) in &verdict {
        walk.screen.write(&verify, name, value).await;
    }
    walk.screen.press(&format!("form[action=\"{verify}\"] button.primary")).await;
    assert_eq!(walk.screen.heard(), Vec::<String>::new());
    walk.does("supervisor", &finding, &format!("{finding}/close"), &[("note", "同意销号")]).await;
    walk.step("dispatched", &case, "conclude").await;
    walk.step("chief", &case, "close").await;
    walk.step("dispatched", &case, "archive").await;
    assert_eq!(walk.screen.attributes(".page-head [data-status]", "data-status").await, ["archived"]);
    walk.screen.close().await;
}
