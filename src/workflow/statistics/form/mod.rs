//! 筛选条件的表单: what can be chosen, what is chosen, and the chips that take each choice back.
pub mod store;

use crate::{
    foundation::{db::Tx, error::Result, text::Lang, word::Word},
    people::{access::Actor, facility::FacilityKind},
    workflow::{
        finding::{Depth, Position, Severity, Status},
        inspection::{Kind, State},
        statistics::{
            filter::{Filters, Inspected, NAMES, On, Overdue, Owner, Stand, label},
            store::read::Reader,
        },
    },
};

/// A domain of the taxonomy, with its field.
#[derive(Debug, Clone)]
pub struct Domain {
    pub facility_kind: FacilityKind,
    pub field: String,
    pub field_zh: String,
    pub field_en: String,
    pub domain: String,
    pub domain_zh: String,
    pub domain_en: String,
}

/// A procuratorate at or below the reader's own.
#[derive(Debug, Clone)]
pub struct OrganRow {
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
}

/// How a filter is entered.
#[derive(Debug)]
pub enum Entry {
    Day,
    Words,
    Pick(Vec<(String, String)>),
}

#[derive(Debug)]
pub struct Input {
    pub name: &'static str,
    pub label_key: String,
    pub value: String,
    pub entry: Entry,
}

/// A filter that is applied: label, value, and the address without it.
pub type Chip = (String, String, String);

/// The form above a list.
#[derive(Debug)]
pub struct Form {
    pub action: &'static str,
    pub inputs: Vec<Input>,
    pub seldom: Vec<Input>,
    /// What a link has set and the form does not offer.
    pub kept: Vec<(&'static str, String)>,
    pub chips: Vec<Chip>,
}

/// Which filters a page shows at once, and which on demand.
#[derive(Debug, Clone, Copy)]
pub struct Offer {
    pub action: &'static str,
    pub on: On,
    pub often: &'static [&'static str],
    pub seldom: &'static [&'static str],
}

impl Form {
    /// The form of a page, with whatever can be chosen by this reader.
    pub async fn load(
        tx: &mut Tx,
        reader: &Reader,
        actor: &Actor,
        l: Lang,
        filters: &Filters,
        offer: Offer,
    ) -> Result<Self> {
        let domains = match reader.named(tx, "domains", &()).await? {
            Ok(known) => known,
            Err(slot) => slot.keep(store::domains(tx).await?),
        };
        let organs = match reader.named(tx, "organs", &actor.unit_id()).await? {
            Ok(known) => known,
            Err(slot) => slot.keep(store::organs(tx, actor.unit_id()).await?),
        };
        let input = |name: &&'static str| Input {
            name,
            label_key: format!("filter-{}", name.replace('_', "-")),
            value: filters.value(name),
            entry: entry(name, l, filters, offer.on, &domains, &organs),
        };
        let offered = |name: &&str| offer.often.contains(name) || offer.seldom.contains(name);
        let set = NAMES.iter().map(|name| (*name, filters.value(name)));
        Ok(Self {
            action: offer.action,
            inputs: offer.often.iter().map(input).collect(),
            seldom: offer.seldom.iter().map(input).collect(),
            kept: set.filter(|(name, value)| !offered(name) && !value.is_empty()).collect(),
            chips: chips(l, filters, offer.action),
        })
    }

    /// Whether the seldom used filters are in use.
    pub fn is_open(&self) -> bool {
        self.seldom.iter().any(|input| !input.value.is_empty())
    }
}

fn entry(name: &str, l: Lang, filters: &Filters, on: On, domains: &[Domain], organs: &[OrganRow]) -> Entry {
    let of_kind = |domain: &&Domain| filters.facility_kind.is_none_or(|kind| kind == domain.facility_kind);
    let domains = domains.iter().filter(of_kind);
    match name {
        "from" | "to" => Entry::Day,
        "inspection_kind" => words::<Kind>(l),
        "facility_kind" => words::<FacilityKind>(l),
        "severity" => words::<Severity>(l),
        "depth" => words::<Depth>(l),
        "overdue" => words::<Overdue>(l),
        "owner" => words::<Owner>(l),
        "inspected" => words::<Inspected>(l),
        "status" => Entry::Pick(stands(on).map(|stand| (stand.code().to_owned(), stand.label(l))).collect()),
        "field" => choices(
            domains.map(|row| (&row.field, l.pick(&row.field_zh, &row.field_en))),
            filters.field.as_ref().map(|field| (&field.code, l.pick(&field.name_zh, &field.name_en))),
        ),
        "domain" => choices(
            domains.map(|row| (&row.domain, l.pick(&row.domain_zh, &row.domain_en))),
            filters.domain.as_ref().map(|domain| (&domain.code, l.pick(&domain.name_zh, &domain.name_en))),
        ),
        "org" => choices(
            organs.iter().map(|row| (&row.code, l.pick(&row.name_zh, &row.name_en))),
            filters.org.as_ref().map(|org| (&org.code, l.pick(&org.name_zh, &org.name_en))),
        ),
        _ => Entry::Words,
    }
}

fn words<W: Word>(l: Lang) -> Entry {
    Entry::Pick(W::ALL.iter().map(|word| (word.code().to_owned(), l.t(&word.key()))).collect())
}

/// What can be chosen, each once, and what is chosen already even if it is not among it.
fn choices<'a>(all: impl Iterator<Item = (&'a String, &'a str)>, chosen: Option<(&'a String, &'a str)>) -> Entry {
    let mut options: Vec<(String, String)> = Vec::new();
    for (code, name) in all.chain(chosen) {
        if !options.iter().any(|(known, _)| known == code) {
            options.push((code.clone(), name.to_owned()));
        }
    }
    Entry::Pick(options)
}

/// The words that `status` takes on a page.
fn stands(on: On) -> Box<dyn Iterator<Item = Stand>> {
    match on {
        On::Inspections => Box::new(State::ALL.iter().copied().map(Stand::Case)),
        // what is told to a facility is confirmed
        On::Ledger => Box::new(Position::ALL.iter().copied().map(Stand::Rectification)),
        On::Findings | On::Facilities => {
            let positions = Position::ALL.iter().copied().map(Stand::Rectification);
            Box::new(Status::ALL.iter().copied().map(Stand::Finding).chain(positions))
        }
    }
}

fn chips(l: Lang, filters: &Filters, action: &str) -> Vec<Chip> {
    let named = |zh: &str, en: &str| l.pick(zh, en).to_owned();
    let said = |name: &str| match name {
        // a view is a tab
        "view" => None,
        "owner" => filters.owner.map(|word| l.word(word)),
        "inspection_kind" => filters.inspection_kind.map(|word| l.word(word)),
        "facility_kind" => filters.facility_kind.map(|word| l.word(word)),
        "severity" => filters.severity.map(|word| l.word(word)),
        "depth" => filters.depth.map(|word| l.word(word)),
        "overdue" => filters.overdue.map(|word| l.word(word)),
        "inspected" => filters.inspected.map(|word| l.word(word)),
        "status" => filters.status.map(|stand| stand.label(l)),
        "facility" => filters.facility.as_ref().map(|choice| named(&choice.name_zh, &choice.name_en)),
        "org" => filters.org.as_ref().map(|choice| named(&choice.name_zh, &choice.name_en)),
        "field" => filters.field.as_ref().map(|choice| named(&choice.name_zh, &choice.name_en)),
        "domain" => filters.domain.as_ref().map(|choice| named(&choice.name_zh, &choice.name_en)),
        "category" => filters.category.as_ref().map(|choice| named(&choice.name_zh, &choice.name_en)),
        _ => Some(filters.value(name)).filter(|value| !value.is_empty()),
    };
    let chip =
        |name: &&'static str| said(name).map(|value| (label(l, name), value, filters.without(name).href(action)));
    NAMES.iter().filter_map(chip).collect()
}
