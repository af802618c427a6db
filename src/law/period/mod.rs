//! 期限与标准: which value applied on which day, and the day that a period ends on.
pub mod edition;
pub mod load;

use chrono::NaiveDate;

pub use self::edition::{Edition, calendar};

use crate::{
    foundation::{
        calendar::{Calendar, Due, Roll, Unit},
        db::Tx,
        error::Result,
        word::Word,
    },
    people::facility::FacilityKind,
};

/// A period or threshold, as it applied on a day.
#[derive(Debug, Clone)]
pub struct Parameter {
    pub id: i32,
    pub key: String,
    pub facility_kind: Option<String>,
    pub amount: i32,
    pub unit: String,
    pub class: String,
    pub source: String,
}

impl Parameter {
    pub fn amount(&self) -> u32 {
        u32::try_from(self.amount).unwrap_or_default()
    }

    /// The last day of this period, the day `from` itself not counted.
    pub fn due(&self, calendar: &Calendar, from: NaiveDate) -> Option<Due> {
        Unit::parse(&self.unit).map(|unit| calendar.due(from, self.amount(), unit, Roll::Forward))
    }

    /// The first day on which something that begins on `first` has lasted this long, the first day counted in.
    pub fn least(&self, calendar: &Calendar, first: NaiveDate) -> Option<Due> {
        Unit::parse(&self.unit).map(|unit| calendar.least(first, self.amount(), unit))
    }

    /// Whether it binds a kind of facility. Community corrections apply the circuit rules by reference only (巡回检察工作规定
    /// 48): what rests on those alone is no period for them.
    pub fn binds(&self, kind: FacilityKind) -> bool {
        kind != FacilityKind::CommunityCorrection || !self.source.split('；').all(|source| source.starts_with(CIRCUIT))
    }
}

/// 巡回检察工作规定, in force since 2021-12-08.
const CIRCUIT: &str = "人民检察院巡回检察工作规定";

/// Every parameter that applied on one day. The one place that answers "which rule applied then".
#[derive(Debug, Clone)]
pub struct Rules(Vec<Parameter>);

impl Rules {
    /// Reads the rules of a day.
    pub async fn on(tx: &mut Tx, day: NaiveDate) -> Result<Self> {
        let rows = sqlx::query_as!(
            Parameter,
            "select id, key, facility_kind, amount, unit, class, source from parameter where valid @> $1::date",
            day
        )
        .fetch_all(&mut **tx)
        .await?;
        Ok(Self(rows))
    }

    /// The parameter of a key for a kind of facility, or for all kinds.
    pub fn get(&self, key: &str, kind: FacilityKind) -> Option<&Parameter> {
        let fits = |parameter: &&Parameter| {
            parameter.key == key && parameter.facility_kind.as_deref().is_none_or(|own| own == kind.code())
        };
        self.0.iter().find(fits)
    }

    /// The period of a key, where it binds a kind of facility.
    pub fn period(&self, key: &str, kind: FacilityKind) -> Option<&Parameter> {
        self.get(key, kind).filter(|parameter| parameter.binds(kind))
    }
}
