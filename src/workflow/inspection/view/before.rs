//! 事前, as pages show it: what was arranged with whom, and the gates with their rules and proofs.
use chrono::NaiveDate;
use serde_json::Value;

use crate::{
    foundation::{text::Lang, word::Word},
    workflow::inspection::{
        gate::Condition,
        model::Case,
        stages::standing,
        state::Step,
        store::{Taken, read::ContactLine},
    },
};

/// 沟通协调: what was arranged with whom.
pub struct Contact {
    pub title: String,
    pub with: String,
    pub day: NaiveDate,
    pub text: String,
    /// Whether the other side supports it; said of talks alone.
    pub result: Option<String>,
}

/// The talks on record and what the steps say of arrangements with the facility, the latest first.
pub fn contacts(case: &Case, talks: &[ContactLine], steps: &[Taken], l: Lang) -> Vec<Contact> {
    let told =
        |taken: &Taken, name: &str| taken.detail.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let asked: [(Step, &str, &str, &str); 3] = [
        (Step::DeliverFeedback, "receiver", "feedback_on", "minutes"),
        (Step::Start, "", "started_on", "kickoff"),
        (Step::Notify, "notice_contact", "served_on", "notice_content"),
    ];
    let of_step = |taken: &Taken| {
        let (step, with, day, text) = asked.iter().find(|(step, ..)| step.code() == taken.step)?;
        let text = told(taken, text);
        (!text.is_empty()).then(|| Contact {
            title: l.t(&format!("contact-{}", step.code().replace('_', "-"))),
            with: told(taken, with),
            day: told(taken, day).parse().unwrap_or(taken.day),
            text,
            result: None,
        })
    };
    let of_talk = |talk: &ContactLine| Contact {
        title: l.t(if case.started_on.is_some_and(|first| talk.day >= first) {
            "contact-during"
        } else {
            "contact-before"
        }),
        with: format!("{} {}", talk.organ, talk.person),
        day: talk.day,
        text: talk.said.clone(),
        result: Some(talk.result.clone()),
    };
    let mut contacts: Vec<Contact> = talks.iter().map(of_talk).chain(steps.iter().filter_map(of_step)).collect();
    contacts.sort_by_key(|contact| std::cmp::Reverse(contact.day));
    contacts
}

/// A gate before the first day, as its page shows it.
pub struct Standing {
    pub state: &'static str,
    pub text: String,
    /// The rule and its article.
    pub source: String,
    /// Its day, how much is there, or what is missing.
    pub proof: String,
    /// Where it is mended, or where its evidence stands.
    pub href: Option<String>,
}

/// How long an inspection has to last and lasts by its plan.
pub struct Time {
    pub least: Option<i64>,
    pub planned: i64,
    pub least_on_site: Option<i32>,
    pub planned_on_site: Option<i32>,
    pub epidemic: bool,
}

/// Conditions and steps in their order, until the first day.
pub fn gates(case: &Case, conditions: &[Condition], steps: &[Taken], l: Lang) -> Vec<Standing> {
    let next = case.state.onward(case.kind.needs_follow_up());
    let of = |condition: &Condition| Standing {
        state: standing(condition, next),
        text: l.t(condition.key),
        source: condition.source.clone(),
        proof: match (&condition.refusal, condition.done_on, condition.part) {
            (Some(refusal), ..) => refusal.sentence(l),
            (None, Some(day), Some((n, all))) => {
                format!("{} · {}", l.with("gate-part", &[("n", n.into()), ("all", all.into())]), l.day(day))
            }
            (None, Some(day), None) => l.day(day),
            (None, None, Some((n, all))) => l.with("gate-part", &[("n", n.into()), ("all", all.into())]),
            (None, None, None) => String::new(),
        },
        href: match &condition.refusal {
            Some(refusal) => refusal.fix.clone(),
            None => Some(condition.href.clone()),
        },
    };
    let step = |step: Step, source: &str| {
        let day = steps.iter().find(|taken| taken.step == step.code()).map(|taken| taken.day);
        Standing {
            state: if day.is_some() { "done" } else { "open" },
            text: l.t(&format!("gate-{}", step.code().replace('_', "-"))),
            source: source.to_owned(),
            proof: day.map_or_else(|| l.t("gate-awaits"), |day| l.day(day)),
            href: day.map(|_| format!("{}#history", case.href())),
        }
    };
    let until = |wanted: Step| conditions.iter().filter(move |condition| condition.step == wanted).map(of);
    let mut gates: Vec<Standing> = until(Step::Submit).collect();
    gates.push(step(Step::Approve, "人民检察院组织法 第二十九条"));
    gates.extend(until(Step::Prepare));
    gates.push(step(Step::Notify, "人民检察院巡回检察工作规定 第二十九条"));
    gates.push(step(Step::Start, "人民检察院巡回检察工作规定 第三十条"));
    gates
}
