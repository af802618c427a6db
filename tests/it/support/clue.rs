//! Clues of a mission, put down and walked on by those whose step it is.
use super::{Page, World, mission::Mission};

/// What a clue says in the tests; nothing of it stands anywhere else.
pub const SUMMARY: &str = "黄示例涉嫌收受财物后安排轻便岗位";
pub const PERSONS: &str = "黄示例，示例第一监狱三监区民警";

impl Mission {
    /// Puts a clue down that rests on the first finding, as an account.
    pub async fn notes(&self, world: &World, username: &str, offence: &str) -> Page {
        let finding = self.findings.first().and_then(|finding| finding.rsplit('/').next()).unwrap_or_default();
        let other = if offence == "other" { "受贿" } else { "" };
        let fields = [
            ("rests", finding),
            ("source", "与罪犯谈话时反映"),
            ("received_from", "韦示例"),
            ("summary", SUMMARY),
            ("persons", PERSONS),
            ("offence", offence),
            ("other_offence", other),
            ("proof", "谈话笔录一份，存组长处"),
            ("risk", "当事人仍在岗位"),
        ];
        send(world, username, &self.to("clues/new"), &self.to("clues"), &fields).await
    }
}

/// Takes a step of a clue as an account, on the answers that it usually has.
pub async fn step(world: &World, username: &str, clue: &str, step: &str) -> Page {
    let (slug, tracker) = match step {
        "register" | "set_aside" | "send_province" | "send_other" => ("handle", String::new()),
        "approve" | "return" => ("decide", world.person("dispatched").await.to_string()),
        _ => ("follow", String::new()),
    };
    let (form, to) = (format!("{clue}/{slug}?what={step}"), format!("{clue}/{slug}"));
    let today = world.today().to_string();
    let fields = [
        ("what", step),
        ("tracker", &tracker),
        ("reason", "依照规定办理"),
        ("done_on", &today),
        ("receiver", "接收机关"),
        ("number", "函〔2022〕1号"),
    ];
    send(world, username, &form, &to, &fields).await
}

/// Fills in a form as an account; whoever does not get it sends what it would say.
async fn send(world: &World, username: &str, form: &str, to: &str, fields: &[(&str, &str)]) -> Page {
    let mut browser = world.enter(username).await;
    if browser.get(form).await.status == 200 {
        browser.fill(form, to, fields).await
    } else {
        browser.post(to, fields).await
    }
}

/// Walks a clue as far as a step.
pub async fn until(world: &World, clue: &str, last: &str) {
    for (who, own) in
        [("dispatched", "register"), ("chief", "approve"), ("dispatched", "send_province"), ("dispatched", "accept")]
    {
        step(world, who, clue, own).await.is(303);
        if own == last {
            return;
        }
    }
}
