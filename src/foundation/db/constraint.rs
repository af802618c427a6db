//! What the database refuses, as a domain error: the constraint's name says which rule was met.

/// The rule behind a refused statement, and how the person who meets it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// Message key of the sentence.
    pub key: &'static str,
    pub kind: Kind,
}

/// Whether the deed is not this person's, or comes too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Denied,
    Conflict,
}

/// Constraints that a well-formed request may run into, because somebody else was faster or because the person may not.
const KNOWN: &[(&str, &str, Kind)] = &[
    ("finding_three_hands", "refused-three-hands", Kind::Denied),
    ("post_never_own", "refused-own-post", Kind::Denied),
    ("post_by_its_administrator", "refused-others-post", Kind::Denied),
    ("account_never_own", "refused-account", Kind::Denied),
    ("account_by_its_administrator", "refused-account", Kind::Denied),
    ("account_secret_of_administrator", "refused-administrators-password", Kind::Denied),
    ("substitution_held", "refused-substitution", Kind::Conflict),
    ("delegation_days", "refused-step-taken", Kind::Conflict),
    ("account_username", "refused-username", Kind::Conflict),
    ("post_three_administrators", "refused-three-administrators", Kind::Denied),
    ("step_pk", "refused-step-taken", Kind::Conflict),
    ("step_chain", "refused-step-taken", Kind::Conflict),
    ("step_legal", "refused-step-illegal", Kind::Conflict),
    ("team_member_frozen", "refused-team-frozen", Kind::Conflict),
    ("team_member_pk", "refused-team-twice", Kind::Conflict),
    ("team_member_one_leader", "refused-team-one-leader", Kind::Conflict),
    ("team_member_one_lead", "refused-team-one-lead", Kind::Conflict),
    ("document_frozen", "refused-document-frozen", Kind::Conflict),
    ("document_number", "refused-document-number", Kind::Conflict),
    ("service_once", "refused-served-already", Kind::Conflict),
    ("verification_once", "refused-verified-already", Kind::Conflict),
    ("closing_pk", "refused-closed-already", Kind::Conflict),
    ("closing_needs_verification", "refused-not-verified", Kind::Conflict),
    ("hand_over_pkey", "refused-handed-over", Kind::Conflict),
    ("hand_over_once", "refused-handed-over", Kind::Conflict),
    ("objection_once", "refused-objected-already", Kind::Conflict),
    ("objection_needs_service", "refused-no-objection", Kind::Conflict),
    ("objection_review_pk", "refused-reviewed-already", Kind::Conflict),
    ("objection_review_other_hand", "denied-own-work", Kind::Denied),
    ("oral_correction_pk", "refused-oral-made", Kind::Conflict),
    ("oral_correction_finding", "refused-oral", Kind::Conflict),
    ("oral_done_pk", "refused-oral-done", Kind::Conflict),
    ("evidence_locked", "refused-evidence-locked", Kind::Conflict),
    ("evidence_void_pk", "refused-evidence-voided", Kind::Conflict),
    ("contact_open", "refused-case-over", Kind::Conflict),
    ("preparation_open", "refused-begun", Kind::Conflict),
    ("exemption_filed_above", "refused-no-exemption", Kind::Conflict),
    ("step_communication", "refused-no-communication", Kind::Conflict),
    ("step_kickoff", "refused-no-kickoff", Kind::Conflict),
    ("plan_amendment_open", "refused-amendment-waits", Kind::Conflict),
    ("plan_amendment_pk", "refused-step-taken", Kind::Conflict),
    ("plan_decision_pk", "refused-amendment-decided", Kind::Conflict),
    ("plan_decision_other_hand", "denied-own-work", Kind::Denied),
    ("material_open", "refused-case-over", Kind::Conflict),
    ("material_move_pk", "refused-material", Kind::Conflict),
    ("material_move_order", "refused-material", Kind::Conflict),
    ("incident_waiver_pk", "refused-incident-settled", Kind::Conflict),
    ("plan_text_pk", "refused-step-taken", Kind::Conflict),
    ("finding_text_pk", "refused-step-taken", Kind::Conflict),
    ("calendar_version_no", "refused-calendar-overtaken", Kind::Conflict),
    ("calendar_published", "refused-calendar-published", Kind::Conflict),
    ("calendar_keeper", "denied-role", Kind::Denied),
    ("parameter_overtaken", "refused-parameter-overtaken", Kind::Conflict),
    ("taxonomy_overtaken", "refused-taxonomy-overtaken", Kind::Conflict),
    ("taxonomy_draft_over", "refused-no-draft", Kind::Conflict),
    ("taxonomy_draft_one", "refused-draft-open", Kind::Conflict),
    ("taxonomy_change_pk", "refused-category-changed", Kind::Conflict),
    ("taxonomy_by_business_admin", "denied-role", Kind::Denied),
    ("parameter_by_business_admin", "denied-role", Kind::Denied),
    ("facility_code", "refused-facility-code", Kind::Conflict),
    ("facility_supervision_one", "refused-supervision", Kind::Conflict),
    ("supervision_by_open_org", "refused-closed-org", Kind::Conflict),
    ("post_at_open_place", "refused-closed-place", Kind::Conflict),
    ("org_code", "refused-org-code", Kind::Conflict),
    ("org_below_open", "refused-closed-org", Kind::Conflict),
    ("org_closed_empty", "refused-org-in-use", Kind::Conflict),
    ("org_approver", "refused-org-approver", Kind::Conflict),
    ("office_stands_once", "refused-office", Kind::Conflict),
];

/// The rule of a constraint name, if it is one that a person can meet.
pub fn refused(constraint: &str) -> Option<Refused> {
    KNOWN.iter().find(|(name, ..)| *name == constraint).map(|&(_, key, kind)| Refused { key, kind })
}
