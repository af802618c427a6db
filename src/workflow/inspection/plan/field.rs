//! The fields of a plan's form: what each holds, how it is typed, what it says.
use chrono::NaiveDate;
use uuid::Uuid;

use super::{Focus, Pin, Plan, Share, Visit, rows};
use crate::{
    foundation::{
        text::Lang,
        web::{
            conflict::Entry,
            fields::{Fields, PROSE},
        },
        word::Word,
    },
    law::checklist::Checklist,
    workflow::inspection::{model::Method, store::read::Previous},
};

/// How a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    Prose,
    /// One row a line.
    Rows,
    Number,
    Date,
    /// Switched on or not.
    Switch,
    /// Several of a list.
    Checks,
}

/// Everything that a plan says, in the order of its form.
pub const FIELDS: [(&str, Written); 18] = [
    ("personnel", Written::Prose),
    ("object", Written::Prose),
    ("scope_from", Written::Date),
    ("scope_to", Written::Date),
    ("content", Written::Prose),
    ("focus", Written::Rows),
    ("recheck", Written::Checks),
    ("checklists", Written::Checks),
    ("methods", Written::Prose),
    ("ways", Written::Checks),
    ("schedule", Written::Prose),
    ("days", Written::Rows),
    ("on_site_days", Written::Number),
    ("duties", Written::Prose),
    ("division", Written::Rows),
    ("logistics", Written::Prose),
    ("discipline", Written::Prose),
    ("epidemic", Written::Switch),
];

/// What a switch that is on is posted as.
const ON: &str = "on";
/// What parts several choices in one text.
const AND: &str = "、";

/// What a plan is read and said by: the language, the findings of the facility's history that the reader may see.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    pub l: Lang,
    pub previous: &'a [Previous],
}

/// Off or on.
pub fn switch(l: Lang) -> Vec<(String, String)> {
    vec![(String::new(), l.t("plan-switched-off")), (ON.to_owned(), l.t("plan-switched-on"))]
}

/// The key of the label of a field.
pub fn label_key(name: &str) -> String {
    format!("plan-{}", name.replace('_', "-"))
}

/// Everything chosen of a list, from boxes or from one text that was merged.
fn chosen(fields: &Fields, name: &str) -> Vec<String> {
    let parts = fields.values(name).into_iter().flat_map(|value| value.split(['、', ',', '\n']));
    parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// The rows of a field; a line with fewer than `least` columns is none.
fn rows_of(fields: &mut Fields, name: &str, least: usize, most: usize) -> Vec<(usize, Vec<String>)> {
    let text = fields.optional(name, PROSE);
    let mut read = rows::read(&text);
    for (line, columns) in &mut read {
        let whole =
            columns.len() <= most && columns.iter().take(least).filter(|column| !column.is_empty()).count() == least;
        if !whole {
            fields.problem(name, "problem-row", vec![("line", (*line).into())]);
        }
        columns.resize(most, String::new());
    }
    read
}

/// The days within which a schedule lies, the names on the team, the editions that checklists are pinned in.
#[derive(Debug)]
pub struct Bounds {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub names: Vec<String>,
    pub editions: Vec<Pin>,
}

impl Plan {
    /// Reads a plan from its form; what is wrong is noted at the fields. Findings outside what the reader may see are none.
    pub fn read(fields: &mut Fields, grounds: Grounds<'_>, bounds: &Bounds) -> Self {
        let mut part = |name| fields.optional(name, PROSE);
        let plan = Self {
            personnel: part("personnel"),
            object: part("object"),
            content: part("content"),
            methods: part("methods"),
            schedule: part("schedule"),
            duties: part("duties"),
            logistics: part("logistics"),
            discipline: part("discipline"),
            ..Self::default()
        };
        let (scope_from, scope_to) = (fields.optional_date("scope_from"), fields.optional_date("scope_to"));
        if let (Some(from), Some(to)) = (scope_from, scope_to)
            && to < from
        {
            fields.problem("scope_to", "problem-order", vec![("earliest", from.into())]);
        }
        let typed = !fields.value("on_site_days").trim().is_empty();
        let on_site_days = typed.then(|| fields.number("on_site_days", 1, 366)).flatten();
        let days = (bounds.to - bounds.from).num_days() + 1;
        if on_site_days.is_some_and(|n| i64::from(n) > days) {
            fields.problem("on_site_days", "problem-days-on-site", vec![("days", days.into())]);
        }
        let known = |id: &Uuid| grounds.previous.iter().any(|finding| finding.id == *id);
        let recheck = chosen(fields, "recheck").iter().filter_map(|id| id.parse().ok()).filter(known).collect();
        Self {
            scope_from,
            scope_to,
            focus: focus(fields),
            recheck,
            checklists: checklists(fields, bounds),
            ways: ways(fields),
            days: schedule(fields, bounds),
            division: division(fields, bounds),
            on_site_days,
            epidemic: fields.ticked("epidemic"),
            ..plan
        }
    }

    /// What a field holds, as it is typed or chosen.
    pub fn field(&self, name: &str) -> String {
        match name {
            "scope_from" => day(self.scope_from),
            "scope_to" => day(self.scope_to),
            "focus" => rows::write(self.focus.iter().cloned().map(|Focus { what, why, who }| [what, why, who])),
            "recheck" => self.recheck.iter().map(Uuid::to_string).collect::<Vec<_>>().join(AND),
            "checklists" => self.checklists.iter().map(|pin| pin.code.clone()).collect::<Vec<_>>().join(AND),
            "ways" => self.ways.join(AND),
            "days" => {
                let row = |Visit { day, place, what, who }: Visit| [day.to_string(), place, what, who];
                rows::write(self.days.iter().cloned().map(row))
            }
            "division" => rows::write(self.division.iter().cloned().map(|Share { who, duty }| [who, duty])),
            "on_site_days" => self.on_site_days.map_or_else(String::new, |n| n.to_string()),
            "epidemic" if self.epidemic => ON.to_owned(),
            text => self.part(text).to_owned(),
        }
    }

    /// What it says, in words; of findings those that the reader may see.
    pub fn said(&self, name: &str, grounds: Grounds<'_>) -> String {
        let l = grounds.l;
        match name {
            "recheck" => {
                let of = |id: &Uuid| grounds.previous.iter().find(|finding| finding.id == *id).map(|one| one.label(l));
                self.recheck.iter().filter_map(of).collect::<Vec<_>>().join("\n")
            }
            "checklists" => {
                let word = |pin: &Pin| {
                    let list = Checklist::parse(&pin.code).map_or_else(|| pin.code.clone(), |list| l.word(list));
                    l.with("checklist-pinned", &[("list", list.into()), ("edition", pin.edition.as_str().into())])
                };
                self.checklists.iter().map(word).collect::<Vec<_>>().join("\n")
            }
            "ways" => {
                let words = self.ways.iter().filter_map(|code| Method::parse(code)).map(|way| l.word(way));
                words.collect::<Vec<_>>().join(&l.t("part-comma"))
            }
            "epidemic" if self.epidemic => l.t("plan-switched-on"),
            field => self.field(field),
        }
    }

    /// How a field is entered where two versions are merged.
    pub fn entry(name: &str, l: Lang) -> Entry {
        match FIELDS.iter().find(|(known, _)| *known == name) {
            Some((_, Written::Prose | Written::Rows)) => Entry::Prose,
            Some((_, Written::Switch)) => Entry::Choice(switch(l)),
            Some((_, Written::Number | Written::Date | Written::Checks)) | None => Entry::Line,
        }
    }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

fn focus(fields: &mut Fields) -> Vec<Focus> {
    let mut focus: Vec<Focus> = Vec::new();
    for (_, row) in rows_of(fields, "focus", 1, 3) {
        let [what, why, who] = <[String; 3]>::try_from(row).unwrap_or_default();
        if !focus.iter().any(|known| known.what == what) {
            focus.push(Focus { what, why, who });
        }
    }
    focus
}

fn checklists(fields: &mut Fields, bounds: &Bounds) -> Vec<Pin> {
    let codes = chosen(fields, "checklists");
    let find = |code: &String| bounds.editions.iter().find(|pin| pin.code == *code).cloned();
    let pins: Vec<Pin> = codes.iter().filter_map(find).collect();
    if pins.len() < codes.len() {
        fields.problem("checklists", "problem-choose", Vec::new());
    }
    pins
}

fn ways(fields: &mut Fields) -> Vec<String> {
    let codes = chosen(fields, "ways");
    if codes.iter().any(|code| Method::parse(code).is_none()) {
        fields.problem("ways", "problem-choose", Vec::new());
    }
    codes
}

fn schedule(fields: &mut Fields, bounds: &Bounds) -> Vec<Visit> {
    let mut days = Vec::new();
    for (line, row) in rows_of(fields, "days", 3, 4) {
        let [day, place, what, who] = <[String; 4]>::try_from(row).unwrap_or_default();
        match day.parse::<NaiveDate>() {
            Ok(day) if (bounds.from..=bounds.to).contains(&day) => days.push(Visit { day, place, what, who }),
            Ok(_) | Err(_) => {
                let args = vec![("line", line.into()), ("from", bounds.from.into()), ("to", bounds.to.into())];
                fields.problem("days", "problem-row-day", args);
            }
        }
    }
    days.sort_by_key(|visit| visit.day);
    days
}

fn division(fields: &mut Fields, bounds: &Bounds) -> Vec<Share> {
    let mut division = Vec::new();
    for (line, row) in rows_of(fields, "division", 2, 2) {
        let [who, duty] = <[String; 2]>::try_from(row).unwrap_or_default();
        if !bounds.names.contains(&who) {
            fields.problem("division", "problem-row-name", vec![("line", line.into()), ("who", who.as_str().into())]);
        }
        division.push(Share { who, duty });
    }
    division
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds() -> Bounds {
        let day = |text: &str| text.parse().unwrap_or_default();
        Bounds {
            from: day("2022-09-05"),
            to: day("2022-10-08"),
            names: vec!["周示例".to_owned()],
            editions: vec![Pin { code: "prison".to_owned(), edition: "2026-11".to_owned() }],
        }
    }

    #[test]
    fn what_a_plan_holds_is_what_its_form_reads() {
        let mut fields = Fields::start([
            ("focus", "会见管理｜上轮反弹｜周示例\n禁闭审批".to_owned()),
            ("days", "2022-09-06｜一监区｜会见室｜周示例\n2022-09-05｜会议室｜动员部署会".to_owned()),
            ("division", "周示例｜文书审查".to_owned()),
            ("ways", "site_visit".to_owned()),
            ("checklists", "prison".to_owned()),
            ("scope_from", "2021-01-01".to_owned()),
            ("on_site_days", "20".to_owned()),
        ]);
        let grounds = Grounds { l: Lang::Zh, previous: &[] };
        let plan = Plan::read(&mut fields, grounds, &bounds());
        assert!(fields.is_ok(), "{:?}", fields.problems());
        let again = FIELDS.iter().fold(Fields::default(), |all, (name, _)| all.with(name, plan.field(name)));
        let mut again = again;
        assert_eq!(Plan::read(&mut again, grounds, &bounds()), plan);
        assert_eq!(plan.days[0].what, "动员部署会");
    }

    #[test]
    fn a_row_that_does_not_fit_names_its_line() {
        let cases = [
            ("days", "2022-09-04｜一监区｜会见室", "problem-row-day"),
            ("days", "一监区", "problem-row"),
            ("division", "吴示例｜文书审查", "problem-row-name"),
            ("ways", "divination", "problem-choose"),
        ];
        for (name, text, key) in cases {
            let mut fields = Fields::start([(name, text.to_owned())]);
            let _ = Plan::read(&mut fields, Grounds { l: Lang::Zh, previous: &[] }, &bounds());
            assert!(fields.problems().iter().any(|problem| problem.key == key), "{name} {text}");
        }
    }
}
