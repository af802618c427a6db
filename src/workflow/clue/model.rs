//! A clue: where it comes from, what is suspected, who follows it, and whose turn it is.
use std::borrow::Borrow;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        id::{ClueId, FindingId, InspectionId, OrgId, PersonId, RecordId},
        text::Lang,
    },
    words,
    workflow::clue::state::{State, Step},
};

words! {
    /// 涉嫌罪名: the fourteen that procuratorates may file on (司法工作人员相关职务犯罪立案侦查规定 1), and what else there is.
    pub enum Offence in "offence" {
        /// 非法拘禁
        UnlawfulDetention = "unlawful_detention",
        /// 非法搜查
        UnlawfulSearch = "unlawful_search",
        /// 刑讯逼供
        TortureForConfession = "torture_for_confession",
        /// 暴力取证
        ViolentEvidence = "violent_evidence",
        /// 虐待被监管人
        AbuseOfDetainees = "abuse_of_detainees",
        /// 滥用职权
        AbuseOfPower = "abuse_of_power",
        /// 玩忽职守
        NeglectOfDuty = "neglect_of_duty",
        /// 徇私枉法
        BendingLaw = "bending_law",
        /// 民事、行政枉法裁判
        WrongfulRuling = "wrongful_ruling",
        /// 执行判决、裁定失职
        EnforcementNeglect = "enforcement_neglect",
        /// 执行判决、裁定滥用职权
        EnforcementAbuse = "enforcement_abuse",
        /// 私放在押人员
        ReleaseInCustody = "release_in_custody",
        /// 失职致使在押人员脱逃
        EscapeByNeglect = "escape_by_neglect",
        /// 徇私舞弊减刑、假释、暂予监外执行
        Favouritism = "favouritism",
        Other = "other",
    }
}

impl Offence {
    /// The step that hands it over: the provincial procuratorate handles what procuratorates may file on, all else goes to the
    /// body that may (巡回检察工作规定 36).
    pub const fn sends(self) -> Step {
        if matches!(self, Self::Other) { Step::SendOther } else { Step::SendProvince }
    }
}

words! {
    /// What somebody saw of a clue.
    pub enum Look in "clue-look" {
        Listed = "listed",
        Opened = "opened",
        Persons = "persons",
    }
}

/// A clue as it stands.
#[derive(Debug, Clone)]
pub struct Clue {
    pub id: ClueId,
    pub inspection: InspectionId,
    /// None where the reader does not see the case any more, or it has no number yet.
    pub inspection_number: Option<String>,
    pub inspection_seen: bool,
    pub facility_zh: String,
    pub facility_en: String,
    pub organiser: OrgId,
    /// Whose chief approves for the organiser.
    pub approver: Option<OrgId>,
    pub finding: Option<FindingId>,
    pub record: Option<RecordId>,
    pub found_on: NaiveDate,
    pub author: PersonId,
    pub author_name: String,
    pub at: DateTime<Utc>,
    pub state: State,
    pub step_no: i32,
    pub text_no: i32,
    pub source: String,
    pub received_from: String,
    pub summary: String,
    pub offence: Offence,
    pub other_offence: String,
    pub proof: String,
    pub risk: String,
    /// Who follows it, once somebody is named.
    pub tracker: Option<PersonId>,
    pub tracker_name: Option<String>,
    /// Where it was sent last, under which number, on which day, and the receipt for it.
    pub receiver: Option<String>,
    pub letter: Option<String>,
    pub sent_on: Option<NaiveDate>,
    pub receipt: Option<String>,
    pub outcome: Option<String>,
}

impl Clue {
    pub fn href(&self) -> String {
        format!("/clues/{}", self.id)
    }

    pub fn facility_name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }

    /// The offence in words: what was typed where it is none of the fourteen.
    pub fn offence_word(&self, l: impl Borrow<Lang>) -> String {
        if self.offence == Offence::Other { self.other_offence.clone() } else { l.borrow().word(self.offence) }
    }
}

/// A step that was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    pub step: Step,
    pub who: String,
    pub at: DateTime<Utc>,
    pub done_on: Option<NaiveDate>,
    pub receiver: String,
    pub number: String,
    pub reason: String,
}

/// Somebody who saw a clue.
#[derive(Debug, Clone)]
pub struct Seen {
    pub what: Look,
    pub who: String,
    pub at: DateTime<Utc>,
}

/// Somebody who was named to follow a clue.
#[derive(Debug, Clone)]
pub struct Tracker {
    pub name: String,
    pub by: String,
    pub at: DateTime<Utc>,
    pub reason: String,
}

/// What a clue says, as it is written.
#[derive(Debug, Clone)]
pub struct Text {
    pub source: String,
    pub received_from: String,
    pub summary: String,
    pub offence: Offence,
    pub other_offence: String,
    pub proof: String,
    pub risk: String,
    /// 涉嫌人员, kept apart.
    pub persons: String,
}

/// What a clue rests on: a finding or a record of its case, or neither.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rests {
    pub finding: Option<Uuid>,
    pub record: Option<Uuid>,
}
