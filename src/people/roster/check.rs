//! 回避审查: what stands against somebody's going to a facility on some days, each with its rule, its class and its evidence.
use std::borrow::Borrow;

use chrono::NaiveDate;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{FacilityId, InspectionId, PersonId},
        text::Lang,
        word::Word as _,
    },
    people::roster::{
        model::{Bar, Class, Relation, Tie},
        recusal::Ground,
        store,
    },
};

/// Where somebody is to go.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    Inspection(InspectionId),
    /// Before there is an inspection; whether it will be a cross-inspection.
    Facility {
        facility: FacilityId,
        crosses: bool,
    },
}

/// Why somebody is not to go there.
#[derive(Debug, Clone)]
pub struct Obstacle {
    pub bar: Bar,
    pub class: Class,
    place_zh: String,
    place_en: String,
    detail: String,
    pub from: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
}

impl Obstacle {
    pub(super) fn new(
        (bar, class): (Bar, Class),
        (place_zh, place_en, detail): (String, String, String),
        (from, last): (Option<NaiveDate>, Option<NaiveDate>),
    ) -> Self {
        Self { bar, class, place_zh, place_en, detail, from, last }
    }

    pub const fn source(&self) -> &'static str {
        self.bar.source()
    }

    /// The evidence: the post, the kin tie, the decision, the days. Kin are named to those alone who may see them; what keeps
    /// somebody busy is named to nobody.
    pub fn evidence(&self, l: Lang) -> String {
        let place = l.pick(&self.place_zh, &self.place_en).to_owned();
        let detail = match self.bar {
            Bar::Recused => Ground::parse(&self.detail).map_or_else(String::new, |ground| l.word(ground)),
            Bar::Kin => self.kin(l),
            Bar::Pledge | Bar::Gone | Bar::OwnUnit | Bar::Posted | Bar::Served | Bar::Tied | Bar::Busy => {
                self.detail.clone()
            }
        };
        let days = match (self.from, self.last) {
            (Some(from), Some(last)) => l.with("bar-days", &[("from", from.into()), ("last", last.into())]),
            (Some(from), None) => l.with("bar-since", &[("from", from.into())]),
            (None, Some(last)) => l.with("bar-until", &[("last", last.into())]),
            (None, None) => String::new(),
        };
        let parts: Vec<String> = [place, detail, days].into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }

    fn kin(&self, l: Lang) -> String {
        let mut parts = self.detail.splitn(3, '.');
        let relation = parts.next().and_then(Relation::parse);
        let tie = parts.next().and_then(Tie::parse);
        match (relation, tie, parts.next()) {
            (Some(relation), Some(tie), Some(name)) => format!("{} {name} · {}", l.word(relation), l.word(tie)),
            _ => l.t("bar-kin-unnamed"),
        }
    }

    /// Rule and evidence in one sentence.
    pub fn sentence(&self, l: impl Borrow<Lang>) -> String {
        let l = *l.borrow();
        format!("{}{}{}", l.word(self.bar), l.t("part-colon"), self.evidence(l))
    }
}

/// Everything that stands against somebody's going there from one day to another, what is strictest first; what was let go with
/// a reason for this inspection is not among it. The approver lets D rules go, the lead answers S rules, nobody the rest.
///
/// # Errors
/// The database; no inspection or facility within reach.
pub async fn check(
    tx: &mut Tx,
    target: Target,
    (from, to): (NaiveDate, NaiveDate),
    person: PersonId,
) -> Result<Vec<Obstacle>> {
    match target {
        Target::Inspection(inspection) => store::obstacles(tx, inspection, (from, to), person).await,
        Target::Facility { facility, crosses } => {
            store::obstacles_at(tx, (facility, crosses), (from, to), person).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kin(detail: &str) -> Obstacle {
        let place = ("示例第一监狱".to_owned(), "Example Prison No. 1".to_owned(), detail.to_owned());
        Obstacle::new((Bar::Kin, Class::Hard), place, (NaiveDate::from_ymd_opt(2020, 1, 1), None))
    }

    #[test]
    fn kin_are_named_to_those_alone_who_see_them() {
        let named = kin("sibling.works.周示例.甲").sentence(Lang::Zh);
        assert!(named.contains("周示例.甲") && named.contains("示例第一监狱"), "{named}");
        let told = kin("").sentence(Lang::Zh);
        assert!(!told.contains("sibling") && told.contains(&Lang::Zh.t("bar-kin-unnamed")), "{told}");
    }
}
