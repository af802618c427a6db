//! 筛选条件: one set of filters for every list and for the analysis, read from an address and written back into links.
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        error::{AppError, Result},
        text::Lang,
        web::fields::{Fields, LINE},
        word::Word,
    },
    people::facility::FacilityKind,
    words,
    workflow::{
        finding::{Depth, Position, Severity, Status},
        inspection::{Kind, State},
    },
};

/// The names that an address may use, in the order in which chips and links show them.
pub const NAMES: [&str; 18] = [
    "view",
    "owner",
    "from",
    "to",
    "year",
    "inspection_kind",
    "facility_kind",
    "facility",
    "org",
    "field",
    "domain",
    "category",
    "severity",
    "depth",
    "status",
    "overdue",
    "inspected",
    "q",
];

/// The years that a list may be asked for: those of the procuratorates' own history, as days are.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2199;

words! {
    /// Whether the earliest open due date is past.
    pub enum Overdue in "overdue" {
        Yes = "yes",
        No = "no",
    }
}

words! {
    /// The ledger's saved views: what is open, and which part of it.
    pub enum View in "view" {
        Overdue = "overdue",
        /// Due today or within three days.
        Soon = "soon",
        /// Due between Monday and Sunday of this week.
        Week = "week",
        /// Waits for the reader.
        Mine = "mine",
        ToVerify = "to_verify",
        ToClose = "to_close",
        Returned = "returned",
        Rebounded = "rebounded",
        /// No longer open.
        Closed = "closed",
    }
}

words! {
    /// Who follows a finding up.
    pub enum Owner in "owner" {
        Me = "me",
    }
}

words! {
    /// Whether a facility has an inspection that matches.
    pub enum Inspected in "inspected" {
        No = "no",
    }
}

/// What `status` speaks of: a list of cases reads the words of cases first, all else those of findings. The ledger alone has
/// views, and follow-up owners to ask for; facilities alone can be asked for because nothing happened there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    Inspections,
    Findings,
    Ledger,
    Facilities,
}

impl On {
    fn has(self, name: &str) -> bool {
        NAMES.contains(&name)
            && match name {
                "view" | "owner" => self == Self::Ledger,
                "inspected" => self == Self::Facilities,
                "year" => matches!(self, Self::Inspections | Self::Facilities),
                _ => true,
            }
    }
}

/// Where a case, a finding or its rectification stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    Case(State),
    Finding(Status),
    Rectification(Position),
}

impl Stand {
    pub const CONFIRMED: Self = Self::Finding(Status::Confirmed);
    pub const CLOSED: Self = Self::Rectification(Position::Closed);

    fn parse(code: &str, on: On) -> Option<Self> {
        let case = || State::parse(code).filter(|_| on == On::Inspections).map(Self::Case);
        case()
            .or_else(|| Status::parse(code).map(Self::Finding))
            .or_else(|| Position::parse(code).map(Self::Rectification))
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Case(state) => state.code(),
            Self::Finding(status) => status.code(),
            Self::Rectification(position) => position.code(),
        }
    }

    pub fn label(self, l: Lang) -> String {
        match self {
            Self::Case(state) => l.word(state),
            Self::Finding(status) => l.word(status),
            Self::Rectification(position) => l.word(position),
        }
    }
}

/// Something with a code and two names that a filter picks out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<K> {
    pub id: K,
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
}

/// A procuratorate as a filter: its place in the tree says which column to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Organ {
    pub id: i32,
    pub level: i16,
}

/// What a list is narrowed to. Days are those of the inspection's end, both included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    pub view: Option<View>,
    pub owner: Option<Owner>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// The calendar year in which the inspection began: the one that it counts for (巡回检察工作规定 10, 11).
    pub year: Option<i32>,
    pub inspection_kind: Option<Kind>,
    pub facility_kind: Option<FacilityKind>,
    pub facility: Option<Choice<Uuid>>,
    pub org: Option<Choice<Organ>>,
    pub field: Option<Choice<()>>,
    pub domain: Option<Choice<()>>,
    pub category: Option<Choice<i32>>,
    pub severity: Option<Severity>,
    pub depth: Option<Depth>,
    pub status: Option<Stand>,
    pub overdue: Option<Overdue>,
    pub inspected: Option<Inspected>,
    pub q: String,
}

/// The sentence about a value that a filter does not have.
pub fn unknown(l: Lang, name: &str, value: &str) -> AppError {
    AppError::Unreadable("filter-unknown-value", vec![("field", label(l, name).into()), ("value", value.into())])
}

/// What a filter is called on screen.
pub fn label(l: Lang, name: &str) -> String {
    l.t(&format!("filter-{}", name.replace('_', "-")))
}

impl Filters {
    /// Reads whatever needs no database: days, words, text. The rest is looked up by [`super::store::read`].
    ///
    /// # Errors
    /// A filter that there is not, one given twice, a value that it does not have.
    pub fn parse(fields: &Fields, on: On, l: Lang) -> Result<Self> {
        for (name, _) in fields.pairs() {
            if !on.has(name) && name != "lang" && name != "after" {
                return Err(AppError::Unreadable("filter-unknown-name", vec![("name", name.into())]));
            }
            if fields.values(name).len() > 1 {
                return Err(AppError::Unreadable("filter-twice", vec![("name", name.into())]));
            }
        }
        let q = fields.value("q").trim().to_owned();
        if q.chars().count() > LINE {
            return Err(AppError::Unreadable("filter-too-long", vec![("longest", LINE.into())]));
        }
        Ok(Self {
            from: day(fields, "from", l)?,
            to: day(fields, "to", l)?,
            year: word(fields, "year", l, |text| text.parse().ok().filter(|year| YEARS.contains(year)))?,
            view: word(fields, "view", l, View::parse)?,
            owner: word(fields, "owner", l, Owner::parse)?,
            inspection_kind: word(fields, "inspection_kind", l, Kind::parse)?,
            facility_kind: word(fields, "facility_kind", l, FacilityKind::parse)?,
            severity: word(fields, "severity", l, Severity::parse)?,
            depth: word(fields, "depth", l, Depth::parse)?,
            status: word(fields, "status", l, |code| Stand::parse(code, on))?,
            overdue: word(fields, "overdue", l, Overdue::parse)?,
            inspected: word(fields, "inspected", l, Inspected::parse)?,
            q,
            ..Self::default()
        })
    }

    /// The same filters on findings that count: confirmed, unless the status asked for is another.
    #[must_use]
    pub fn counted(&self) -> Self {
        Self { status: self.status.or(Some(Stand::CONFIRMED)), ..self.clone() }
    }

    /// The same filters on cases: where a finding stands says nothing of its case.
    #[must_use]
    pub fn of_cases(&self) -> Self {
        Self { status: None, overdue: None, ..self.clone() }
    }

    /// What the filters say of facilities alone: which kind, where.
    #[must_use]
    pub fn of_places(&self) -> Self {
        let Self { facility_kind, facility, org, .. } = self.clone();
        Self { facility_kind, facility, org, ..Self::default() }
    }

    #[must_use]
    pub fn standing(&self, stand: Stand) -> Self {
        Self { status: Some(stand), ..self.clone() }
    }

    /// The same filters in another of the ledger's views.
    #[must_use]
    pub fn viewed(&self, view: Option<View>) -> Self {
        Self { view, ..self.clone() }
    }

    #[must_use]
    pub fn late(&self) -> Self {
        Self { overdue: Some(Overdue::Yes), ..self.clone() }
    }

    /// Whether anything is asked of findings, so that a case counts only with such a finding.
    pub fn ask_findings(&self) -> bool {
        let of_finding = matches!(self.status, Some(Stand::Finding(_) | Stand::Rectification(_)));
        of_finding
            || self.field.is_some()
            || self.domain.is_some()
            || self.category.is_some()
            || self.severity.is_some()
            || self.depth.is_some()
            || self.overdue.is_some()
    }

    /// Whether anything is asked of inspections, so that a facility counts only with such an inspection.
    pub fn ask_inspections(&self) -> bool {
        self.from.is_some()
            || self.to.is_some()
            || self.year.is_some()
            || self.inspection_kind.is_some()
            || self.ask_findings()
    }

    /// Facilities of other provinces count only where they are asked for.
    pub fn without_outside(&self) -> bool {
        (self.facility_kind.is_some() || self.org.is_some()) && self.inspection_kind != Some(Kind::InterprovincialCross)
    }

    /// The value of a filter as the address has it; empty where it is not set.
    pub fn value(&self, name: &str) -> String {
        fn code<W: Word>(word: Option<W>) -> String {
            word.map_or("", Word::code).to_owned()
        }
        fn chosen<K>(choice: Option<&Choice<K>>) -> String {
            choice.map(|choice| choice.code.clone()).unwrap_or_default()
        }
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        match name {
            "view" => code(self.view),
            "owner" => code(self.owner),
            "from" => day(self.from),
            "to" => day(self.to),
            "year" => self.year.map(|year| year.to_string()).unwrap_or_default(),
            "inspection_kind" => code(self.inspection_kind),
            "facility_kind" => code(self.facility_kind),
            "facility" => chosen(self.facility.as_ref()),
            "org" => chosen(self.org.as_ref()),
            "field" => chosen(self.field.as_ref()),
            "domain" => chosen(self.domain.as_ref()),
            "category" => chosen(self.category.as_ref()),
            "severity" => code(self.severity),
            "depth" => code(self.depth),
            "status" => self.status.map_or("", Stand::code).to_owned(),
            "overdue" => code(self.overdue),
            "inspected" => code(self.inspected),
            "q" => self.q.clone(),
            _ => String::new(),
        }
    }

    /// The address of a list narrowed to this.
    pub fn href(&self, path: &str) -> String {
        self.link(path, None)
    }

    /// The address of the page that begins after a row.
    pub fn next(&self, path: &str, after: &impl ToString) -> String {
        self.link(path, Some(("after", after.to_string())))
    }

    fn link(&self, path: &str, more: Option<(&'static str, String)>) -> String {
        let set = NAMES.iter().map(|name| (*name, self.value(name)));
        let pairs: Vec<_> = set.chain(more).filter(|(_, value)| !value.is_empty()).collect();
        match serde_html_form::to_string(pairs) {
            Ok(query) if !query.is_empty() => format!("{path}?{query}"),
            Ok(_) | Err(_) => path.to_owned(),
        }
    }

    /// Without one of the filters.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        let mut rest = self.clone();
        match name {
            "view" => rest.view = None,
            "owner" => rest.owner = None,
            "from" => rest.from = None,
            "to" => rest.to = None,
            "year" => rest.year = None,
            "inspection_kind" => rest.inspection_kind = None,
            "facility_kind" => rest.facility_kind = None,
            "facility" => rest.facility = None,
            "org" => rest.org = None,
            "field" => rest.field = None,
            "domain" => rest.domain = None,
            "category" => rest.category = None,
            "severity" => rest.severity = None,
            "depth" => rest.depth = None,
            "status" => rest.status = None,
            "overdue" => rest.overdue = None,
            "inspected" => rest.inspected = None,
            "q" => rest.q.clear(),
            _ => {}
        }
        rest
    }
}

fn word<W>(fields: &Fields, name: &str, l: Lang, parse: impl Fn(&str) -> Option<W>) -> Result<Option<W>> {
    match fields.value(name) {
        "" => Ok(None),
        code => parse(code).map(Some).ok_or_else(|| unknown(l, name, code)),
    }
}

/// A day of the calendar.
///
/// # Errors
/// What is typed is none.
pub fn day(fields: &Fields, name: &str, l: Lang) -> Result<Option<NaiveDate>> {
    let typed = fields.value(name);
    let mut alone = Fields::start([(name, typed.to_owned())]);
    match alone.optional_date(name) {
        None if !alone.is_ok() => Err(AppError::Unreadable(
            "filter-not-a-day",
            vec![("field", label(l, name).into()), ("value", typed.into())],
        )),
        day => Ok(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(query: &str) -> Result<Filters> {
        Filters::parse(&Fields::parse(query.as_bytes())?, On::Findings, Lang::Zh)
    }

    fn refusal(query: &str) -> &'static str {
        match parse(query) {
            Err(AppError::Unreadable(key, _)) => key,
            _ => "",
        }
    }

    #[test]
    fn an_address_survives_being_read() {
        let query = "from=2019-01-01&to=2022-05-31&inspection_kind=cross&facility_kind=prison&status=to_verify&overdue=yes&q=%E7%A6%81+%25";
        assert_eq!(parse(query).map(|filters| filters.href("/findings")).ok(), Some(format!("/findings?{query}")));
    }

    #[test]
    fn an_empty_value_is_absent() {
        assert_eq!(parse("from=&severity=&q=+&lang=en").ok(), Some(Filters::default()));
    }

    #[test]
    fn nothing_unknown_is_ignored() {
        assert_eq!(refusal("severity=grave"), "filter-unknown-value");
        assert_eq!(refusal("status=draft"), "filter-unknown-value");
        assert_eq!(refusal("facility_kind=Prison"), "filter-unknown-value");
        assert_eq!(refusal("colour=red"), "filter-unknown-name");
        assert_eq!(refusal("year=2022"), "filter-unknown-name");
        assert_eq!(refusal("depth=deep&depth=major"), "filter-twice");
        assert_eq!(refusal("from=2022-02-30"), "filter-not-a-day");
        assert_eq!(refusal("to=1066-10-14"), "filter-not-a-day");
        assert_eq!(refusal(&format!("q={}", "x".repeat(201))), "filter-too-long");
    }

    #[test]
    fn a_list_of_cases_reads_the_words_of_cases_first() {
        assert_eq!(Stand::parse("closed", On::Inspections), Some(Stand::Case(State::Closed)));
        assert_eq!(Stand::parse("closed", On::Findings), Some(Stand::CLOSED));
        assert_eq!(Stand::parse("to_verify", On::Inspections), Some(Stand::Rectification(Position::ToVerify)));
        assert_eq!(Stand::parse("draft", On::Findings), None);
    }

    #[test]
    fn each_filter_can_be_taken_back() {
        let filters = parse("from=2019-01-01&severity=serious&q=x").unwrap_or_default();
        let bare = NAMES.iter().fold(filters, |filters, name| filters.without(name));
        assert_eq!(bare, Filters::default());
    }

    #[test]
    fn findings_count_when_confirmed_unless_another_status_is_asked_for() {
        let counted = |query| parse(query).map(|filters| filters.counted().value("status")).unwrap_or_default();
        assert_eq!(counted(""), "confirmed");
        assert_eq!(counted("status=recorded"), "recorded");
    }
}
