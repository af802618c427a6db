//! Kinds of inspections, and what each asks for.
use std::borrow::Borrow;

use chrono::NaiveDate;

use crate::{
    foundation::{
        id::{FacilityId, InspectionId, OrgId},
        text::Lang,
    },
    law::clock,
    people::{access::Standing, facility::FacilityKind},
    words,
    workflow::inspection::state::State,
};

words! {
    /// The forms of circuit inspection (巡回检察工作规定 3, 9).
    pub enum Kind in "kind" {
        /// 常规巡回检察
        Routine = "routine",
        /// 专门巡回检察
        Special = "special",
        /// 机动巡回检察
        Mobile = "mobile",
        /// 交叉巡回检察
        Cross = "cross",
        /// 跨省交叉巡回检察
        InterprovincialCross = "interprovincial_cross",
    }
}

impl Kind {
    /// Unannounced until opened, unless the plan says otherwise.
    pub const fn is_sealed_by_default(self) -> bool {
        matches!(self, Self::Special | Self::Mobile)
    }

    /// 交叉: inspected by others than the supervising procuratorate.
    pub const fn is_cross(self) -> bool {
        matches!(self, Self::Cross | Self::InterprovincialCross)
    }

    /// Whether a follow-up within three months must be held (巡回检察工作规定 40).
    pub const fn needs_follow_up(self) -> bool {
        matches!(self, Self::Routine | Self::Cross | Self::InterprovincialCross)
    }

    /// The rule of its least duration (巡回检察工作规定 10, 11, 13, 14).
    pub const fn least_days(self) -> &'static str {
        match self {
            Self::Routine => "routine_days",
            Self::Special => "special_min_days",
            Self::Mobile => "mobile_min_days",
            Self::Cross | Self::InterprovincialCross => "cross_days",
        }
    }

    /// The rule of its least days on site (巡回检察工作规定 12).
    pub const fn least_days_on_site(self) -> Option<&'static str> {
        match self {
            Self::Routine => Some("routine_onsite_days"),
            Self::Cross | Self::InterprovincialCross => Some("cross_onsite_days"),
            Self::Special | Self::Mobile => None,
        }
    }

    /// Whether an organiser of a level may hold it at a kind of facility (巡回检察工作规定 3, 9-11, 48).
    /// Levels: 0 SPP, 1 province, 2 city or dispatched, 3 county. Corrections warn only; their organiser is the city.
    pub const fn is_competent(self, level: i16, facility: FacilityKind) -> bool {
        match self {
            Self::InterprovincialCross => level == 0,
            Self::Cross => match facility {
                FacilityKind::Prison => level == 1,
                FacilityKind::DetentionCenter | FacilityKind::CommunityCorrection => level == 1 || level == 2,
            },
            Self::Routine | Self::Special | Self::Mobile => level == 1 || level == 2,
        }
    }
}

/// The case as its deeds see it: what stands in it, and where the acting person stands to it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column or one fact about a person and the case")]
pub struct Case {
    pub id: InspectionId,
    pub number: Option<String>,
    pub kind: Kind,
    pub facility: FacilityId,
    pub facility_kind: FacilityKind,
    pub facility_zh: String,
    pub facility_en: String,
    pub organiser: OrgId,
    pub organiser_code: String,
    pub organiser_zh: String,
    pub organiser_en: String,
    pub organiser_level: i16,
    pub approver: Option<OrgId>,
    pub supervisor: OrgId,
    pub supervisor_zh: String,
    pub supervisor_en: String,
    pub state: State,
    pub step_no: i32,
    pub version: i32,
    pub plan_no: i32,
    pub sealed: bool,
    pub opened_on: Option<NaiveDate>,
    pub told: bool,
    pub basis: String,
    pub planned_from: NaiveDate,
    pub planned_to: NaiveDate,
    pub started_on: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
    pub days_on_site: Option<i32>,
    pub feedback_due: Option<NaiveDate>,
    pub feedback_on: Option<NaiveDate>,
    pub follow_up_due: Option<NaiveDate>,
    pub case_no: String,
    pub history: bool,
    pub lead: bool,
    pub leader: bool,
    pub inspector: bool,
    pub above: bool,
}

impl Case {
    pub fn facility_name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }

    pub fn organiser_name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.organiser_zh, &self.organiser_en)
    }

    /// Why the case, or what was served in it, has no clocks.
    pub const fn without_clocks(&self) -> &'static str {
        clock::none_key(self.history, !matches!(self.facility_kind, FacilityKind::CommunityCorrection))
    }

    /// Whether its time may be shortened by a filing with the next higher procuratorate (巡回检察工作规定 12).
    pub const fn is_shortened_by_filing(&self) -> bool {
        self.kind.least_days_on_site().is_some()
    }

    /// Whether its first day is still ahead, so that it is prepared for.
    pub const fn is_prepared_for(&self) -> bool {
        matches!(self.state, State::Draft | State::Submitted | State::Approved | State::Prepared | State::Notified)
    }

    /// The address of the case file.
    pub fn href(&self) -> String {
        format!("/inspections/{}", self.id)
    }
}

impl From<&Case> for Standing {
    fn from(case: &Case) -> Self {
        Self {
            lead: case.lead,
            leader: case.leader,
            inspector: case.inspector,
            organiser: Some(case.organiser),
            approver: case.approver,
            above: case.above,
            ..Self::default()
        }
    }
}

words! {
    /// How something is inspected (巡回检察工作规定 31).
    pub enum Method in "method" {
        FileReview = "file_review",
        CctvReview = "cctv_review",
        CallVisitAudioReview = "call_visit_audio_review",
        SiteVisit = "site_visit",
        ContrabandCheck = "contraband_check",
        InmateInterview = "inmate_interview",
        OfficerInterview = "officer_interview",
        BriefingOrMeeting = "briefing_or_meeting",
        Questionnaire = "questionnaire",
        ComplaintIntake = "complaint_intake",
        VideoInspection = "video_inspection",
        FormerInmateInterview = "former_inmate_interview",
        DataComparison = "data_comparison",
        ExpertOpinion = "expert_opinion",
    }
}

words! {
    /// What is gathered and done before the first day: the information pack by its parts, then training (巡回检察工作规定 27, 28).
    pub enum Item in "preparation" {
        /// 被监管人员构成、重点人员
        Population = "population",
        /// 上轮反馈意见、文书及整改情况
        Previous = "previous",
        /// 派驻检察文书及采纳情况
        Office = "office",
        /// 控告举报申诉
        Complaints = "complaints",
        /// 其他执法数据
        Enforcement = "enforcement",
        /// 培训
        Training = "training",
    }
}

impl Item {
    /// The parts of the information pack.
    pub const PACK: [Self; 5] = [Self::Population, Self::Previous, Self::Office, Self::Complaints, Self::Enforcement];
}
