//! The rules: every action, every role, one answer each. What a lawyer reads; the snapshot of it is the access matrix.
use crate::{
    foundation::{id::OrgId, word::Word},
    people::access::actor::{Actor, Role},
    words,
};

words! {
    /// Everything that can be done or seen.
    pub enum Action in "action" {
        ManageOwnAccount = "manage_own_account",
        SeeDesk = "see_desk",
        SeeRounds = "see_rounds",
        OpenRound = "open_round",
        SeeRound = "see_round",
        EditRound = "edit_round",
        EditPlace = "edit_place",
        SubmitRound = "submit_round",
        ReturnRound = "return_round",
        ApproveRound = "approve_round",
        PublishRound = "publish_round",
        FinishRound = "finish_round",
        CancelRound = "cancel_round",
        SeeBoard = "see_board",
        EditBoard = "edit_board",
        SetAside = "set_aside",
        SeeCalendar = "see_calendar",
        SetBlackout = "set_blackout",
        EndBlackout = "end_blackout",
        SeeCoverage = "see_coverage",
        RateFacility = "rate_facility",
        FileProportion = "file_proportion",
        SeeInspections = "see_inspections",
        SeeInspection = "see_inspection",
        CreateInspection = "create_inspection",
        EditPlan = "edit_plan",
        AmendPlan = "amend_plan",
        DecideAmendment = "decide_amendment",
        EditTeam = "edit_team",
        SubmitPlan = "submit_plan",
        ApprovePlan = "approve_plan",
        ReturnPlan = "return_plan",
        LogContact = "log_contact",
        GatherInformation = "gather_information",
        FileAnnex = "file_annex",
        FileExemption = "file_exemption",
        PrepareInspection = "prepare_inspection",
        NotifyFacility = "notify_facility",
        StartInspection = "start_inspection",
        SuspendInspection = "suspend_inspection",
        ResumeInspection = "resume_inspection",
        FinishFieldwork = "finish_fieldwork",
        ReportInspection = "report_inspection",
        ApproveFeedback = "approve_feedback",
        DeliverFeedback = "deliver_feedback",
        FollowUp = "follow_up",
        Rectify = "rectify",
        ConcludeInspection = "conclude_inspection",
        CloseInspection = "close_inspection",
        ArchiveInspection = "archive_inspection",
        TakeVolume = "take_volume",
        CancelInspection = "cancel_inspection",
        TakeAlong = "take_along",
        UseOutbox = "use_outbox",
        OpenSealed = "open_sealed",
        RequestMaterial = "request_material",
        MoveMaterial = "move_material",
        WriteRecord = "write_record",
        SeeRecord = "see_record",
        EditRecord = "edit_record",
        ConfirmRecord = "confirm_record",
        RefuseRecord = "refuse_record",
        SeeInterviewee = "see_interviewee",
        AmendRecord = "amend_record",
        ConfirmDay = "confirm_day",
        LogFinding = "log_finding",
        SeeFindings = "see_findings",
        SeeFinding = "see_finding",
        EditFinding = "edit_finding",
        ConfirmFinding = "confirm_finding",
        MergeFinding = "merge_finding",
        DropFinding = "drop_finding",
        WithdrawFinding = "withdraw_finding",
        RetractFinding = "retract_finding",
        ReviewFindings = "review_findings",
        AskOnSite = "ask_on_site",
        AnswerOnSite = "answer_on_site",
        LogComment = "log_comment",
        DealOtherwise = "deal_otherwise",
        CorrectOrally = "correct_orally",
        SettleOral = "settle_oral",
        DraftDocument = "draft_document",
        SeeDocuments = "see_documents",
        SeeDocument = "see_document",
        EditDocument = "edit_document",
        SubmitDocument = "submit_document",
        ReturnDocument = "return_document",
        IssueDocument = "issue_document",
        ServeDocument = "serve_document",
        SeeServed = "see_served",
        Reply = "reply",
        Object = "object",
        RegisterObjection = "register_objection",
        ReviewObjection = "review_objection",
        RegisterReply = "register_reply",
        VerifyRectification = "verify_rectification",
        CloseFinding = "close_finding",
        RecheckFinding = "recheck_finding",
        HandOverFinding = "hand_over_finding",
        ReceiveFinding = "receive_finding",
        AddEvidence = "add_evidence",
        SeeEvidence = "see_evidence",
        DownloadEvidence = "download_evidence",
        VoidEvidence = "void_evidence",
        SeeAnalysis = "see_analysis",
        SeeFacilities = "see_facilities",
        SeeFacility = "see_facility",
        SeeIncidents = "see_incidents",
        SeeIncident = "see_incident",
        RegisterIncident = "register_incident",
        OrganiseSpecial = "organise_special",
        WaiveIncident = "waive_incident",
        SeeClues = "see_clues",
        SeeClue = "see_clue",
        NoteClue = "note_clue",
        EditClue = "edit_clue",
        HandleClue = "handle_clue",
        DecideClue = "decide_clue",
        NameTracker = "name_tracker",
        FollowClue = "follow_clue",
        SeeAdministration = "see_administration",
        SeeAccounts = "see_accounts",
        SeeAccount = "see_account",
        AddPerson = "add_person",
        GivePost = "give_post",
        EndPost = "end_post",
        SwitchAccount = "switch_account",
        ResetPassword = "reset_password",
        RevokeSessions = "revoke_sessions",
        UnlockAccount = "unlock_account",
        SeeTrail = "see_trail",
        SeeRights = "see_rights",
        ExportTrail = "export_trail",
        DownloadExport = "download_export",
        VerifyTrail = "verify_trail",
        ManageDelegations = "manage_delegations",
        EndDelegation = "end_delegation",
        SeeOwnPage = "see_own_page",
        SeePeople = "see_people",
        AddOutsider = "add_outsider",
        KeepRoster = "keep_roster",
        AddCareer = "add_career",
        TellAbsence = "tell_absence",
        DeclareKin = "declare_kin",
        TakePledge = "take_pledge",
        TakeDeclaration = "take_declaration",
        VoidFact = "void_fact",
        FileRecusal = "file_recusal",
        RegisterRecusal = "register_recusal",
        SeeRecusal = "see_recusal",
        DecideRecusal = "decide_recusal",
        AskReview = "ask_review",
        AnswerReview = "answer_review",
        WaiveRule = "waive_rule",
        SeePerson = "see_person",
        HandOverWork = "hand_over_work",
        ManageParameters = "manage_parameters",
        ManageCategories = "manage_categories",
        ManageChecklists = "manage_checklists",
        ManageCalendar = "manage_calendar",
        ManageFacilities = "manage_facilities",
        ChangeFacility = "change_facility",
        ManageOrganisations = "manage_organisations",
        ChangeOrganisation = "change_organisation",
    }
}

words! {
    /// On what condition a role may do an action to a subject within its reach.
    pub enum Rule in "rule" {
        Never = "never",
        /// Whatever is within reach.
        Reach = "reach",
        /// The inspection's lead prosecutor.
        Lead = "lead",
        /// The lead prosecutor or the team leader, and not the author.
        LeadNotAuthor = "lead_not_author",
        /// Any inspector of the team.
        Inspector = "inspector",
        /// An inspector of the team whose hand is not in it yet, neither as author nor by an answer.
        InspectorNotInput = "inspector_not_input",
        /// Whoever wrote it.
        Author = "author",
        /// The author, or the lead prosecutor.
        AuthorOrLead = "author_or_lead",
        /// An inspector of the team whom it names as having been there.
        Named = "named",
        /// The same, or whoever leads the team.
        NamedOrLead = "named_or_lead",
        /// Somebody of the organiser itself.
        Organiser = "organiser",
        /// Chief of the organiser, or of the organ that runs it directly.
        Approver = "approver",
        /// The same, unless it was put on record by this very person.
        ApproverNotAuthor = "approver_not_author",
        /// By a recorded delegation of the organiser's chief.
        Delegate = "delegate",
        /// A third person: no hand in it yet, whose unit is at or above the organiser.
        ThirdPerson = "third_person",
        /// Somebody of the unit that it was handed over to.
        Receiver = "receiver",
        /// The liaison of the facility on which it was served.
        Served = "served",
        /// Whoever it is, but oneself.
        Another = "another",
        /// Oneself alone.
        Oneself = "oneself",
        /// What the procuratorial committee of the organ decided, about another.
        Committee = "committee",
        /// Whoever is named to follow it.
        Tracker = "tracker",
    }
}

/// Why a role that may do an action in general may not do it to this subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    Role,
    NotLead,
    OwnWork,
    NotInspector,
    NotAuthor,
    NotNamed,
    NotOrganiser,
    NotApprover,
    NotThirdPerson,
    NotReceiver,
    Oneself,
    NotOneself,
    NotCommittee,
    NotTracker,
}

impl Denial {
    /// Message key of the sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Role => "denied-role",
            Self::NotLead => "denied-not-lead",
            Self::OwnWork => "denied-own-work",
            Self::NotInspector => "denied-not-inspector",
            Self::NotAuthor => "denied-not-author",
            Self::NotNamed => "denied-not-named",
            Self::NotOrganiser => "denied-not-organiser",
            Self::NotApprover => "denied-not-approver",
            Self::NotThirdPerson => "denied-not-third-person",
            Self::NotReceiver => "denied-not-receiver",
            Self::Oneself => "denied-oneself",
            Self::NotOneself => "denied-not-oneself",
            Self::NotCommittee => "denied-not-committee",
            Self::NotTracker => "denied-not-tracker",
        }
    }

    /// Message key of the sentence beside what is another's turn; none where the role has no part in it.
    pub const fn turn_key(self) -> Option<&'static str> {
        Some(match self {
            Self::Role | Self::Oneself | Self::NotOneself | Self::NotCommittee | Self::NotTracker => return None,
            Self::NotLead => "turn-lead",
            Self::OwnWork => "turn-other",
            Self::NotInspector | Self::NotNamed => "turn-inspector",
            Self::NotOrganiser => "turn-organiser",
            Self::NotApprover => "turn-approver",
            Self::NotThirdPerson => "turn-third-person",
            Self::NotReceiver => "turn-receiver",
            Self::NotAuthor => "turn-author",
        })
    }
}

/// Where the actor stands to a subject.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent fact about a person and a record")]
pub struct Standing {
    pub lead: bool,
    pub leader: bool,
    pub inspector: bool,
    pub author: bool,
    /// A record names the actor as having been there.
    pub named: bool,
    /// Logged it, or answered or registered an answer.
    pub input: bool,
    /// A hand other than the closing one: input or verify.
    pub hand: bool,
    pub organiser: Option<OrgId>,
    /// Whose chief approves for the organiser.
    pub approver: Option<OrgId>,
    /// The unit that a finding was handed over to.
    pub receiver: Option<OrgId>,
    /// The actor's unit is the organiser or above it.
    pub above: bool,
    /// It is the actor.
    pub oneself: bool,
    /// The procuratorial committee decides about it.
    pub committee: bool,
    /// Named to follow it.
    pub tracker: bool,
}

impl Rule {
    /// Whether the rule holds.
    ///
    /// # Errors
    /// The condition that does not hold.
    pub fn permits(self, actor: &Actor, standing: &Standing) -> Result<(), Denial> {
        let holds = |holds: bool, denial| if holds { Ok(()) } else { Err(denial) };
        match self {
            Self::Never => Err(Denial::Role),
            Self::Reach | Self::Served => Ok(()),
            Self::Lead => holds(standing.lead, Denial::NotLead),
            Self::LeadNotAuthor => {
                holds(standing.lead || standing.leader, Denial::NotLead)?;
                holds(!standing.author, Denial::OwnWork)
            }
            Self::Inspector => holds(standing.inspector, Denial::NotInspector),
            Self::InspectorNotInput => {
                holds(standing.inspector, Denial::NotInspector)?;
                holds(!standing.input, Denial::OwnWork)
            }
            Self::Author => holds(standing.author, Denial::NotAuthor),
            Self::Named => holds(standing.named, Denial::NotNamed),
            Self::NamedOrLead => holds(standing.named || standing.lead || standing.leader, Denial::NotNamed),
            Self::AuthorOrLead => holds(standing.author || standing.lead, Denial::NotLead),
            Self::Organiser => {
                holds(standing.organiser.is_some() && standing.organiser == actor.unit_id(), Denial::NotOrganiser)
            }
            Self::Approver => {
                holds(standing.approver.is_some() && standing.approver == actor.unit_id(), Denial::NotApprover)
            }
            Self::ApproverNotAuthor => {
                Self::Approver.permits(actor, standing)?;
                holds(!standing.author, Denial::OwnWork)
            }
            Self::Delegate => {
                let organ = standing.organiser;
                holds(organ.is_some_and(|organ| actor.delegated.contains(&organ)), Denial::NotApprover)?;
                holds(!standing.lead && !standing.author, Denial::OwnWork)
            }
            Self::Receiver => {
                holds(standing.receiver.is_some() && standing.receiver == actor.unit_id(), Denial::NotReceiver)
            }
            Self::Another => holds(!standing.oneself, Denial::Oneself),
            Self::Oneself => holds(standing.oneself, Denial::NotOneself),
            Self::Tracker => holds(standing.tracker, Denial::NotTracker),
            Self::Committee => {
                holds(standing.committee, Denial::NotCommittee)?;
                Self::ApproverNotAuthor.permits(actor, standing)
            }
            Self::ThirdPerson => {
                holds(standing.above, Denial::NotThirdPerson)?;
                holds(!standing.hand, Denial::OwnWork)
            }
        }
    }
}

/// One answer per role; a role without an answer does not compile.
struct Row {
    chief: Rule,
    head: Rule,
    admin: Rule,
    prosecutor: Rule,
    resident: Rule,
    expert: Rule,
    liaison: Rule,
    system: Rule,
    security: Rule,
    auditor: Rule,
}

/// What a role may do. The last three are the administrators of 三员分立, who see no case content: the system administrator
/// keeps accounts and organisations, the security administrator gives the administrators' posts and watches, the auditor reads.
pub fn rule(role: Role, action: Action) -> Rule {
    let row = row(action);
    match role {
        Role::Chief => row.chief,
        Role::DepartmentHead => row.head,
        Role::BusinessAdmin => row.admin,
        Role::Prosecutor => row.prosecutor,
        Role::Resident => row.resident,
        Role::Expert => row.expert,
        Role::Liaison => row.liaison,
        Role::SystemAdmin => row.system,
        Role::SecurityAdmin => row.security,
        Role::Auditor => row.auditor,
    }
}

#[expect(clippy::too_many_lines, reason = "one answer an action; a reader wants them all in one place")]
fn row(action: Action) -> Row {
    use Rule::{
        Another, Approver, ApproverNotAuthor, Author, AuthorOrLead, Committee, Delegate, Inspector, InspectorNotInput,
        Lead, LeadNotAuthor, Named, NamedOrLead, Never, Oneself, Organiser, Reach, Receiver, Served, ThirdPerson,
        Tracker,
    };
    let all = |rule| Row {
        chief: rule,
        head: rule,
        admin: rule,
        prosecutor: rule,
        resident: rule,
        expert: rule,
        liaison: rule,
        system: rule,
        security: rule,
        auditor: rule,
    };
    // those who handle cases; the others not at all
    let handlers = |chief, head, prosecutor| Row { chief, head, prosecutor, ..all(Never) };
    let readers = Row { expert: Never, liaison: Never, system: Never, security: Never, auditor: Never, ..all(Reach) };
    // those from outside besides, in the cases that they are let into
    let cleared = Row { expert: Reach, ..readers };
    // those who keep the roster, of others; and everybody of oneself
    let keeper = Row { admin: Another, ..all(Never) };
    let oneself = Row {
        chief: Oneself,
        head: Oneself,
        admin: Reach,
        prosecutor: Oneself,
        resident: Oneself,
        expert: Oneself,
        ..all(Never)
    };
    // 系统管理员, 安全管理员
    let administrators = |system, security| Row { system, security, ..all(Never) };
    match action {
        Action::ManageOwnAccount => all(Reach),
        Action::SeeDesk
        | Action::SeeRounds
        | Action::SeeRound
        | Action::SeeCoverage
        | Action::SeeCalendar
        | Action::SeeInspections
        | Action::SeeFindings
        | Action::SeeDocuments
        | Action::SeeAnalysis
        | Action::SeeFacilities
        | Action::SeeFacility
        | Action::SeeIncidents
        | Action::SeeIncident => readers,
        Action::SeeInspection
        | Action::SeeRecord
        | Action::SeeFinding
        | Action::SeeDocument
        | Action::SeeOwnPage
        | Action::SeeRecusal => cleared,
        // the business administrator plans rounds and decides about no case; the chief decides about the round
        Action::EditRound
        | Action::EditPlace
        | Action::EditBoard
        | Action::EndBlackout
        | Action::SubmitRound
        | Action::PublishRound
        | Action::FinishRound
        | Action::CancelRound => Row { admin: Organiser, ..all(Never) },
        // what the board says of people is for whoever places them and whoever decides
        Action::SeeBoard => Row { chief: Reach, head: Delegate, admin: Reach, prosecutor: Delegate, ..all(Never) },
        Action::RegisterIncident => Row { resident: Reach, ..handlers(Reach, Reach, Reach) },
        Action::CreateInspection | Action::OrganiseSpecial => handlers(Never, Reach, Reach),
        Action::EditPlan
        | Action::AmendPlan
        | Action::EditTeam
        | Action::SubmitPlan
        | Action::FileAnnex
        | Action::FileExemption
        | Action::PrepareInspection
        | Action::NotifyFacility
        | Action::StartInspection
        | Action::FinishFieldwork
        | Action::ReportInspection
        | Action::DeliverFeedback
        | Action::FollowUp
        | Action::Rectify
        | Action::ConcludeInspection
        | Action::ArchiveInspection
        | Action::DropFinding
        | Action::MergeFinding
        | Action::DealOtherwise
        | Action::AskOnSite
        | Action::HandleClue
        | Action::HandOverFinding
        | Action::DraftDocument
        | Action::EditDocument
        | Action::SubmitDocument
        | Action::ServeDocument => handlers(Lead, Lead, Lead),
        Action::ApprovePlan
        | Action::WaiveIncident
        | Action::DecideAmendment
        | Action::ReturnPlan
        | Action::SuspendInspection
        | Action::ResumeInspection
        | Action::ApproveFeedback
        | Action::CloseInspection
        | Action::CancelInspection
        | Action::WithdrawFinding
        | Action::NameTracker
        | Action::ReturnDocument
        | Action::IssueDocument
        | Action::WaiveRule
        | Action::SetAside
        | Action::ApproveRound
        | Action::ReturnRound => handlers(Approver, Delegate, Delegate),
        // whoever files a case, and whoever closed it
        Action::TakeVolume => handlers(Approver, Lead, Lead),
        // whoever is let into a clue, and nobody by office or region
        Action::UseOutbox | Action::SeeClues | Action::SeeClue => handlers(Reach, Reach, Reach),
        Action::FollowClue => handlers(Tracker, Tracker, Tracker),
        Action::ReviewObjection | Action::DecideClue => handlers(ApproverNotAuthor, Delegate, Delegate),
        Action::LogContact
        | Action::GatherInformation
        | Action::RequestMaterial
        | Action::MoveMaterial
        | Action::WriteRecord
        | Action::AmendRecord
        | Action::LogFinding
        | Action::NoteClue
        | Action::ReviewFindings
        | Action::AnswerOnSite
        | Action::LogComment
        | Action::CorrectOrally
        | Action::SettleOral
        | Action::RegisterReply
        | Action::RegisterObjection
        | Action::RecheckFinding
        | Action::AddEvidence
        | Action::TakeAlong
        | Action::RegisterRecusal => handlers(Inspector, Inspector, Inspector),
        Action::RetractFinding | Action::EditRecord => handlers(Author, Author, Author),
        Action::ConfirmRecord | Action::RefuseRecord => handlers(Named, Named, Named),
        Action::SeeInterviewee => handlers(NamedOrLead, NamedOrLead, NamedOrLead),
        Action::EditFinding | Action::EditClue => handlers(AuthorOrLead, AuthorOrLead, AuthorOrLead),
        Action::SeeEvidence | Action::DownloadEvidence => Row { liaison: Served, ..cleared },
        Action::VoidEvidence => Row { liaison: AuthorOrLead, ..handlers(AuthorOrLead, AuthorOrLead, AuthorOrLead) },
        Action::ConfirmFinding | Action::ConfirmDay | Action::OpenSealed => {
            handlers(LeadNotAuthor, LeadNotAuthor, LeadNotAuthor)
        }
        Action::VerifyRectification => handlers(InspectorNotInput, InspectorNotInput, InspectorNotInput),
        Action::CloseFinding => handlers(Never, ThirdPerson, Never),
        Action::ReceiveFinding => Row { resident: Receiver, ..handlers(Never, Receiver, Receiver) },
        Action::ManageParameters
        | Action::ManageCategories
        | Action::ManageChecklists
        | Action::ManageCalendar
        | Action::ManageFacilities
        | Action::ChangeFacility
        | Action::AddOutsider
        | Action::OpenRound
        | Action::FileProportion
        | Action::SetBlackout => Row { admin: Reach, ..all(Never) },
        Action::SeeServed | Action::Reply | Action::Object => Row { liaison: Served, ..all(Never) },
        Action::SeeAdministration => Row { chief: Reach, admin: Reach, ..administrators(Reach, Reach) },
        Action::SeeAccounts | Action::SeeAccount => administrators(Reach, Reach),
        Action::SeeTrail | Action::ExportTrail | Action::DownloadExport | Action::VerifyTrail => {
            Row { auditor: Reach, ..all(Never) }
        }
        Action::SeeRights => Row { auditor: Reach, ..administrators(Never, Reach) },
        Action::ManageDelegations | Action::EndDelegation => Row { chief: Reach, ..all(Never) },
        // those who lead people or place them; how near a facility's turn is, is theirs to say as well
        Action::SeePeople | Action::HandOverWork | Action::RateFacility => {
            Row { chief: Reach, head: Reach, admin: Reach, ..all(Never) }
        }
        Action::SeePerson | Action::FileRecusal => Row { chief: Reach, head: Reach, admin: Reach, ..oneself },
        Action::KeepRoster | Action::AddCareer | Action::TakePledge | Action::TakeDeclaration => keeper,
        Action::TellAbsence | Action::DeclareKin | Action::VoidFact => oneself,
        // the chief decides others'; what the committee decided about a chief, another chief or the administrator registers
        Action::DecideRecusal | Action::AnswerReview => {
            Row { chief: ApproverNotAuthor, admin: Committee, ..all(Never) }
        }
        Action::AskReview => Row { chief: Another, head: Another, admin: Another, prosecutor: Another, ..all(Never) },
        Action::AddPerson | Action::ManageOrganisations | Action::ChangeOrganisation => administrators(Reach, Never),
        Action::ResetPassword => administrators(Another, Never),
        Action::GivePost | Action::EndPost | Action::SwitchAccount | Action::RevokeSessions | Action::UnlockAccount => {
            administrators(Another, Another)
        }
    }
}

/// The whole matrix as text: one line an action, one column a role.
pub fn matrix() -> String {
    let heads = Role::ALL.iter().map(|role| role.code());
    let line = |first: &str, cells: Vec<&str>| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:<20}")).collect();
        format!("{first:<22}{}", cells.join(" ")).trim_end().to_owned()
    };
    let mut lines = vec![line("action", heads.collect())];
    for action in Action::ALL {
        lines.push(line(action.code(), Role::ALL.iter().map(|role| rule(*role, *action).code()).collect()));
    }
    lines.join("\n")
}
