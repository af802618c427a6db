//! Reading the form of a finding.
use crate::{
    foundation::{
        web::fields::{Fields, LINE, PROSE},
        word::Word as _,
    },
    law::category::Category,
    workflow::finding::{
        heard::Ground,
        model::{Concerns, Depth, Severity},
        store::Text,
    },
};

/// Reads a finding's text and classification; what is wrong is noted at the fields. `category` is the one chosen, if there is such a one.
pub fn read(fields: &mut Fields, category: Option<Category>) -> Option<Text> {
    let title = fields.text("title", LINE);
    let facts = fields.text("facts", PROSE);
    let legal_basis = fields.optional("legal_basis", PROSE);
    if category.is_none() {
        fields.problem("category", "problem-choose", Vec::new());
    }
    // facts and category suffice for now; how severe it is may be said until it is confirmed
    let severity = match fields.value("severity") {
        "" => None,
        _ => fields.choice::<Severity>("severity"),
    };
    let depth = fields.choice::<Depth>("depth");
    let depth_reason = fields.optional("depth_reason", PROSE);
    if depth.is_some_and(|depth| depth != Depth::General) && depth_reason.is_empty() {
        fields.problem("depth_reason", "problem-depth-reason", Vec::new());
    }
    let grounds = fields.values("grounds").into_iter().filter_map(Ground::parse).collect::<Vec<_>>();
    if depth == Some(Depth::Deep) && grounds.is_empty() {
        fields.problem("grounds", "problem-depth-ground", Vec::new());
    }
    let (category, depth) = (category?, depth?);
    let concerns = if category.concerns == "resident_office" { Concerns::ResidentOffice } else { Concerns::Facility };
    fields.is_ok().then_some(Text {
        title,
        facts,
        legal_basis,
        category_id: category.id,
        taxonomy_id: category.taxonomy_id,
        severity,
        depth,
        depth_reason,
        // what is not deep has none
        grounds: if depth == Depth::Deep { grounds } else { Vec::new() },
        concerns,
    })
}
