//! What follows feedback: an instrument, its service, answers, verification, closing; each by the person whose part it is.
use super::{
    Page, World,
    mission::{Mission, decide, id_of},
};

impl Mission {
    /// A notice of correction about findings, drafted by the lead prosecutor.
    pub async fn drafts(&self, world: &World, findings: &[&str]) -> Page {
        self.drafts_as(world, "correction_notice", findings).await
    }

    async fn drafts_as(&self, world: &World, kind: &str, findings: &[&str]) -> Page {
        let ids: Vec<String> = findings.iter().map(|finding| id_of(finding).to_string()).collect();
        let demands: Vec<String> = ids.iter().map(|id| format!("demand-{id}")).collect();
        let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("findings", id.as_str())).collect();
        fields.extend(demands.iter().map(|name| (name.as_str(), "补齐谈话记录，建立定期核对制度")));
        let page = self.to(&format!("documents/new?kind={kind}"));
        world.enter("dispatched").await.fill(&page, &self.to("documents"), &fields).await
    }

    /// A recommendation about a finding, submitted and issued.
    pub async fn recommends(&self, world: &World, finding: &str) -> String {
        let recommendation = self.drafts_as(world, "recommendation", &[finding]).await.leads();
        Self::signs(world, recommendation).await
    }

    /// The same, submitted and issued.
    pub async fn issues(&self, world: &World, findings: &[&str]) -> String {
        let notice = self.drafts(world, findings).await.leads();
        Self::signs(world, notice).await
    }

    async fn signs(world: &World, notice: String) -> String {
        decide(world, "dispatched", &notice, "submit", &[]).await.is(303);
        decide(world, "chief", &notice, "issue", &[]).await.is(303);
        notice
    }

    /// The same, handed over on the day.
    pub async fn serves(&self, world: &World, findings: &[&str]) -> String {
        let notice = self.issues(world, findings).await;
        serve(world, &notice, &world.today().to_string()).await.is(303);
        notice
    }

    /// A finding answered, verified and closed. The resident office answers on paper for what concerns it.
    pub async fn settles(&self, world: &World, finding: &str) {
        if self.findings.last().is_some_and(|of_office| of_office == finding) {
            register(world, "procurator", finding).await.is(303);
        } else {
            answer(world, "liaison", finding, "report").await.is(303);
        }
        verify(world, "procurator2", finding, "met", "done").await.is(303);
        close(world, "supervisor", finding).await.is(303);
    }
}

/// Records that a document was served on a day.
pub async fn serve(world: &World, document: &str, on: &str) -> Page {
    let fields = [("served_on", on), ("manner", "hand"), ("receiver", "张示例")];
    decide(world, "dispatched", document, "serve", &fields).await
}

/// A liaison's plan or report.
pub async fn answer(world: &World, username: &str, finding: &str, kind: &str) -> Page {
    let item = format!("/liaison/items/{}", id_of(finding));
    let fields = [("kind", kind), ("body", "已补齐谈话记录")];
    world.enter(username).await.fill(&item, &format!("{item}/replies"), &fields).await
}

/// Registers a report that came on paper.
pub async fn register(world: &World, username: &str, finding: &str) -> Page {
    let (page, action) = (format!("{finding}/replies/new"), format!("{finding}/replies"));
    let fields = [("kind", "report"), ("body", "已补足派驻时间"), ("their_no", "派驻检〔2022〕3号")];
    world.enter(username).await.fill(&page, &action, &fields).await
}

/// Compares an answer with the demands, all judged alike.
pub async fn verify(world: &World, username: &str, finding: &str, met: &str, verdict: &str) -> Page {
    let to = format!("{finding}/verify");
    let mut browser = world.enter(username).await;
    let page = browser.open(&to).await;
    let mut demands = page.attributes("input[name^=demand-]", "name");
    demands.dedup();
    let mut fields = vec![("verdict", verdict), ("note", "核对台账原件")];
    fields.extend(demands.iter().map(|name| (name.as_str(), met)));
    let due = (world.today() + chrono::Days::new(10)).to_string();
    if met == "unmet" {
        fields.push(("due_on", &due));
    }
    browser.post_over(&to, page.form(&to), &fields).await
}

pub async fn close(world: &World, username: &str, finding: &str) -> Page {
    decide(world, username, finding, "close", &[("note", "整改到位，同意销号")]).await
}
