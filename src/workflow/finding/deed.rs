//! The deeds on a finding, and what they are done to.
use crate::{
    deeds,
    foundation::{
        db::Tx,
        error::Result,
        id::{OrgId, PersonId},
        seal::Seal,
        text::Lang,
        web::fields::Fields,
    },
    people::access::{Action, Actor, Deed, Standing, Subject},
    workflow::{
        evidence::{Bearer, Bears, Of},
        finding::{model::Finding, store},
        inspection::{self, Case},
        record::{self, RecordFile},
    },
};

/// A finding with its case, and whose hands are on it.
#[derive(Debug, Clone)]
pub struct FindingFile {
    pub finding: Finding,
    pub case: Case,
    pub actor: PersonId,
    pub hands: Vec<(PersonId, String)>,
    /// The unit that it was handed over to and that has not given its receipt yet.
    pub receiver: Option<OrgId>,
}

impl FindingFile {
    fn has_hand(&self, hand: &str) -> bool {
        self.hands.iter().any(|(person, own)| *person == self.actor && own == hand)
    }
}

impl Subject for FindingFile {
    async fn load(tx: &mut Tx, actor: &Actor, id: uuid::Uuid, lock: bool) -> Result<Option<Self>> {
        // the case first: whoever changes a finding holds its case, so that counts and steps agree
        let Some(inspection) = store::inspection_of(tx, id).await? else { return Ok(None) };
        let Some(case) = inspection::store::case(tx, actor, inspection.0, lock).await? else { return Ok(None) };
        let Some(finding) = store::finding(tx, id).await? else { return Ok(None) };
        let hands = store::hands(tx, id).await?;
        let receiver = store::receiver(tx, id).await?;
        Ok(Some(Self { finding, case, actor: actor.person, hands, receiver }))
    }

    fn standing(&self) -> Standing {
        Standing {
            author: self.finding.author == Some(self.actor),
            input: self.has_hand("input"),
            hand: self.has_hand("input") || self.has_hand("verify"),
            receiver: self.receiver,
            ..Standing::from(&self.case)
        }
    }
}

deeds! {
    LogFinding(RecordFile),
    SeeFinding(FindingFile),
    EditFinding(FindingFile),
    ConfirmFinding(FindingFile),
    MergeFinding(FindingFile),
    DropFinding(FindingFile),
    WithdrawFinding(FindingFile),
    RetractFinding(FindingFile),
    DealOtherwise(FindingFile),
}

/// Adding files to a finding.
#[derive(Debug)]
pub struct AddToFinding;

impl Deed for AddToFinding {
    const ACTION: Action = Action::AddEvidence;
    type Subject = FindingFile;
}

impl Bears for FindingFile {
    fn bearer(&self, _: Lang) -> Bearer {
        let href = self.finding.href();
        Bearer {
            of: Of::Finding(self.finding.id),
            case: self.case.clone(),
            title: self.finding.title.clone(),
            action: format!("{href}/evidence"),
            href,
        }
    }

    async fn unsaid(&self, tx: &mut Tx, seal: &Seal, fields: &mut Fields, names: &[String]) -> Result<()> {
        match self.finding.record_id {
            Some(id) => match record::store::record(tx, id).await? {
                Some(record) => record::interview::unsaid(tx, seal, &record, fields, names).await,
                None => Ok(()),
            },
            None => Ok(()),
        }
    }
}
