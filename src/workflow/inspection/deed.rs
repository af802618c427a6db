//! The deeds of the case file, and the step that each takes.
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{db::Tx, error::Result},
    people::access::{Actor, Deed, Standing, Subject},
    workflow::inspection::{model::Case, state::Step, store},
};

impl Subject for Case {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        store::case(tx, actor, id, lock).await
    }

    fn standing(&self) -> Standing {
        Standing::from(self)
    }
}

deeds! {
    SeeInspection(Case),
    CreateInspection(()),
    EditPlan(Case),
    AmendPlan(Case),
    DecideAmendment(Case),
    EditTeam(Case),
    WaiveRule(Case),
    RegisterRecusal(Case),
    SubmitPlan(Case),
    ApprovePlan(Case),
    ReturnPlan(Case),
    PrepareInspection(Case),
    NotifyFacility(Case),
    StartInspection(Case),
    SuspendInspection(Case),
    ResumeInspection(Case),
    FinishFieldwork(Case),
    ReportInspection(Case),
    ApproveFeedback(Case),
    DeliverFeedback(Case),
    FollowUp(Case),
    Rectify(Case),
    ConcludeInspection(Case),
    CloseInspection(Case),
    ArchiveInspection(Case),
    CancelInspection(Case),
}

/// A deed that takes one step of the case.
pub trait StepDeed: Deed<Subject = Case> {
    const STEP: Step;
}

macro_rules! steps {
    ($($deed:ident = $step:ident),+ $(,)?) => {$(
        impl StepDeed for $deed {
            const STEP: Step = Step::$step;
        }
    )+

        /// Every step that a person takes: its action and the last part of its address.
        pub const BY_PERSONS: &[(Step, crate::people::access::Action)] = &[$((Step::$step, <$deed as Deed>::ACTION)),+];
    };
}

steps! {
    SubmitPlan = Submit,
    ApprovePlan = Approve,
    ReturnPlan = Return,
    PrepareInspection = Prepare,
    NotifyFacility = Notify,
    StartInspection = Start,
    SuspendInspection = Suspend,
    ResumeInspection = Resume,
    FinishFieldwork = Finish,
    ReportInspection = Report,
    ApproveFeedback = ApproveFeedback,
    DeliverFeedback = DeliverFeedback,
    FollowUp = FollowUp,
    Rectify = Rectify,
    ConcludeInspection = Conclude,
    CloseInspection = Close,
    ArchiveInspection = Archive,
    CancelInspection = Cancel,
}

/// The last part of a step's address.
pub fn slug(step: Step) -> String {
    use crate::foundation::word::Word;
    step.code().replace('_', "-")
}
