//! Who may do what, asked at every address: the answer is the one that the rules give.
use axum::http::Method;
use uuid::Uuid;
use xunjian::{
    foundation::word::Word as _,
    people::access::{Action, Role, Rule, policy},
    routes,
    workflow::inspection::State,
};

use crate::support::{
    Browser, World, clue,
    mission::{Mission, PRISON, id_of},
    object, prepare, round,
    upload::PDF,
};

/// The accounts of the demonstration, with the role in which each signs in.
const ACCOUNTS: [(&str, Role); 15] = [
    ("chief", Role::Chief),
    ("supervisor", Role::DepartmentHead),
    ("assigner", Role::BusinessAdmin),
    ("lead", Role::Prosecutor),
    ("procurator", Role::Prosecutor),
    ("procurator2", Role::Prosecutor),
    ("dispatched", Role::DepartmentHead),
    ("city", Role::DepartmentHead),
    ("city2", Role::Prosecutor),
    ("resident", Role::Resident),
    ("liaison", Role::Liaison),
    ("liaison2", Role::Liaison),
    ("sysadmin", Role::SystemAdmin),
    ("secadmin", Role::SecurityAdmin),
    ("auditor", Role::Auditor),
];

const EVERYBODY: [&str; ACCOUNTS.len()] = {
    let mut names = [""; ACCOUNTS.len()];
    let mut at = 0;
    while at < ACCOUNTS.len() {
        names[at] = ACCOUNTS[at].0;
        at += 1;
    }
    names
};

/// A case with all that belongs to it, and who stands where to it.
#[derive(Default)]
struct Ground {
    case: Uuid,
    /// A round of the region, and a place of it.
    round: Uuid,
    place: Uuid,
    record: Uuid,
    finding: Uuid,
    document: Uuid,
    service: Uuid,
    objection: Uuid,
    /// About somebody of the team, of the case.
    recusal: Uuid,
    evidence: Uuid,
    contact: Uuid,
    material: Uuid,
    /// Blank sheets that were printed.
    pack: Uuid,
    incident: Uuid,
    clue: Uuid,
    /// Who is let into the clue.
    cleared: &'static [&'static str],
    /// Who holds a right to the register of clues.
    register: &'static [&'static str],
    facility: Uuid,
    /// Somebody with an account, who is no administrator.
    person: Uuid,
    /// Given by the chief, and ended by walking.
    delegation: Uuid,
    export: Uuid,
    calendar: Uuid,
    /// Days on which nobody of the region travels.
    blackout: Uuid,
    /// An organ at or below that of the system administrator.
    organ: Uuid,
    /// Who sees the round.
    region: &'static [&'static str],
    /// Who sees the case, its records, findings and documents.
    reach: &'static [&'static str],
    /// Who sees the facility.
    facility_reach: &'static [&'static str],
    /// Who sees what happened at the facility: a clearance for one of its cases is none for that.
    incident_reach: &'static [&'static str],
    /// On whom it was served.
    served: &'static [&'static str],
    lead: &'static [&'static str],
    inspectors: &'static [&'static str],
    author: &'static [&'static str],
    /// Whom the record names as having been there.
    named: &'static [&'static str],
    /// Whose hand is in the finding already: by logging, by an answer.
    input: &'static [&'static str],
    approver: &'static [&'static str],
    delegate: &'static [&'static str],
    /// Who is at or above the organiser.
    above: &'static [&'static str],
}

impl Ground {
    /// The subject of an address, and who sees it; none where the address has no subject.
    fn subject(&self, path: &str) -> Option<(Uuid, &'static [&'static str])> {
        let id = path.contains("{id}");
        let (first, second) = path.trim_start_matches('/').split_once('/').unwrap_or_default();
        Some(match (first, id) {
            ("clues", true) => (self.clue, self.cleared),
            // to whoever holds no right to it there is no register
            (_, false) if path == "/clues" => (Uuid::nil(), self.register),
            (_, false) => return None,
            ("rounds", _) if second.starts_with("places") => (self.place, self.region),
            ("calendar", _) => (self.blackout, &CASE_WORK),
            ("rounds", _) => (self.round, self.region),
            ("inspections", _) => (self.case, self.reach),
            ("records", _) => (self.record, self.reach),
            ("findings", _) => (self.finding, self.reach),
            ("documents", _) => (self.document, self.reach),
            ("services", _) => (self.service, self.reach),
            ("objections", _) => (self.objection, self.reach),
            ("recusals", _) => (self.recusal, self.reach),
            ("evidence" | "files", _) => (self.evidence, self.reach),
            ("contacts", _) => (self.contact, self.reach),
            ("materials", _) => (self.material, self.reach),
            ("packs", _) => (self.pack, self.reach),
            ("incidents", _) => (self.incident, self.incident_reach),
            ("facilities", _) => (self.facility, self.facility_reach),
            ("admin", _) if second.starts_with("people") => (self.person, &["sysadmin", "secadmin"]),
            ("people", _) => (self.person, &["chief", "supervisor", "assigner", "lead", "city", "city2"]),
            ("admin", _) if second.starts_with("delegations") => {
                (self.delegation, &["chief", "supervisor", "assigner", "lead", "sysadmin", "secadmin", "auditor"])
            }
            ("admin", _) if second.starts_with("calendar") => (self.calendar, &EVERYBODY),
            ("admin", _) if second.starts_with("organisations") => (self.organ, &["sysadmin"]),
            ("admin", _) if second.starts_with("facilities") => (self.facility, self.facility_reach),
            ("audit", _) => (self.export, &["auditor"]),
            ("liaison", _) if second.starts_with("documents") => (self.document, self.served),
            // pieces of files, each person's own
            ("uploads", _) => (self.case, &EVERYBODY),
            ("liaison", _) => (self.finding, self.served),
            _ => panic!("{path} has a subject that no case here has"),
        })
    }

    /// Whether a rule holds for somebody who may do the deed in general.
    fn holds(&self, rule: Rule, who: &str, path: &str) -> bool {
        match rule {
            // a round of the region is decided by the region's own chief, whatever case stands beside it
            Rule::Approver if path.starts_with("/rounds") => who == "chief",
            // nothing here was handed over, and the recusal is about no chief
            Rule::Never | Rule::Receiver | Rule::Committee => false,
            Rule::Organiser => self.region.contains(&who),
            Rule::Oneself => who == SOMEBODY,
            // no administrator walks upon oneself
            Rule::Reach | Rule::Served | Rule::Another => true,
            // whoever leads was named to follow the clue
            Rule::Lead | Rule::Tracker => self.lead.contains(&who),
            Rule::LeadNotAuthor => self.lead.contains(&who) && !self.author.contains(&who),
            Rule::Inspector => self.inspectors.contains(&who),
            Rule::InspectorNotInput => self.inspectors.contains(&who) && !self.input.contains(&who),
            Rule::Author => self.author.contains(&who),
            Rule::Named => self.named.contains(&who),
            Rule::NamedOrLead => self.named.contains(&who) || self.lead.contains(&who),
            Rule::AuthorOrLead => self.author.contains(&who) || self.lead.contains(&who),
            // no approver put an objection on record here
            Rule::Approver | Rule::ApproverNotAuthor => self.approver.contains(&who),
            Rule::Delegate => self.delegate.contains(&who),
            Rule::ThirdPerson => self.above.contains(&who) && !self.input.contains(&who),
        }
    }
}

/// Whose page is walked upon.
const SOMEBODY: &str = "city2";

/// A recusal of an expert in a case, which waits for the chief who approves it.
async fn recused(world: &World, case: Uuid) -> Uuid {
    world
        .one(
            "insert into recusal (id, person_id, facility_id, inspection_id, organ_id, origin, ground, reason, asked_on, at)
             select gen_random_uuid(), a.person_id, i.facility_id, i.id, o.id, 'found', 'interest', '有利害关系', '2022-07-24', '2022-07-24T09:00:00Z'
               from inspection i join org g on g.id = i.organiser_id join org o on o.id = g.approver_id,
                    (select p.id as person_id from person p where p.kind = 'expert' order by p.id limit 1) a where i.id = $1 returning id",
            case,
        )
        .await
}

/// A delegation that the chief of the region gave.
async fn delegated(world: &World) -> Uuid {
    let person = world.person("supervisor").await.to_string();
    let fields = [
        ("org", "450000-JCY"),
        ("person", &person),
        ("from", "2022-09-01"),
        ("to", "2022-09-30"),
        ("reason", "外出学习"),
    ];
    world.enter("chief").await.fill("/admin/delegations", "/admin/delegations", &fields).await.is(303);
    world.one("select id from delegation where reason = $1", "外出学习").await
}

/// Something that happened at a facility.
async fn happened(world: &World, code: &str) -> Uuid {
    world
        .one(
            "insert into incident (id, facility_id, kind, happened_on, reported_on, reporter, what, by_id, at)
             select gen_random_uuid(), f.id, 'escape', '2022-07-23', '2022-07-24', '值班室', '一人脱逃', a.person_id, '2022-07-24Z'
               from facility f, account a where f.code = $1 and a.username = 'lead' returning id",
            code,
        )
        .await
}

/// A clue that was approved, and is followed by its lead.
async fn tracked(world: &World, mission: &Mission) -> Uuid {
    let clue = mission.notes(world, "procurator", "abuse_of_power").await.leads();
    clue::until(world, &clue, "approve").await;
    id_of(&clue)
}

/// An export of the trail.
async fn exported(world: &World) -> Uuid {
    world.enter("auditor").await.fill("/audit", "/audit/exports", &[]).await.is(303);
    world.one("select id from trail_export where entries > $1 limit 1", 0).await
}

/// Walks every address as every account and compares the answers with the rules.
async fn walk(world: &World, ground: &Ground, only: impl Fn(&str) -> bool) {
    let mut complaints = Vec::new();
    for (username, role) in ACCOUNTS {
        let token = world.session(username).await;
        for route in routes::table() {
            let Some(action) = route.action.filter(|_| only(route.path)) else { continue };
            let subject = ground.subject(route.path);
            let path = route.path.replace("{id}", &subject.map_or_else(Uuid::nil, |(id, _)| id).to_string());
            let mut browser = Browser::with_session(world, &token);
            let answer = match route.method {
                Method::GET => browser.get(&path).await,
                _ => browser.post(&path, &[]).await,
            };
            // nobody was spoken to in the record that is walked upon: whoever may know hears that there is nothing to know
            let answer_is_nothing = path.ends_with("/interviewee");
            let rule = policy::rule(role, action);
            let expected = match subject {
                Some((_, reach)) if !reach.contains(&username) => Expected::Hidden,
                Some(_) if ground.holds(rule, username, route.path) => Expected::Allowed,
                None if rule != Rule::Never => Expected::Allowed,
                Some(_) | None => Expected::Denied,
            };
            let status = answer.status.as_u16();
            // what is asked for by a query or a field, and was not named, is not there; who may not ask hears that first
            let unnamed = ["/admin/parameters", "/admin/calendar", "/admin/categories", "/admin/checklists"];
            let unnamed = unnamed.iter().any(|begin| path.starts_with(begin)) || path.contains("/assignments/");
            let answered = expected.fits(status)
                || (expected == Expected::Allowed && (unnamed || answer_is_nothing) && status == 404);
            if !answered {
                complaints.push(format!(
                    "{username}: {} {path} ({action}, {rule}) answers {status}, not {expected:?}",
                    route.method
                ));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[derive(Debug, PartialEq, Eq)]
enum Expected {
    Hidden,
    Denied,
    Allowed,
}

impl Expected {
    fn fits(&self, status: u16) -> bool {
        match self {
            Self::Hidden => status == 404,
            Self::Denied => status == 403,
            Self::Allowed => [200, 204, 303, 409, 422].contains(&status),
        }
    }
}

/// Who works on cases, whatever the unit.
const CASE_WORK: [&str; 10] =
    ["chief", "supervisor", "assigner", "lead", "procurator", "procurator2", "dispatched", "city", "city2", "resident"];

/// Days without travel, as the business administrator of the region sets them.
async fn blacked_out(world: &World) -> Uuid {
    let fields = [("first_day", "2022-10-16"), ("last_day", "2022-10-22"), ("reason", "重要会议")];
    world.enter("assigner").await.post("/calendar/blackouts", &fields).await.is(303);
    world.one("select id from blackout where reason = $1", "重要会议").await
}

const REGION: [&str; 4] = ["chief", "supervisor", "assigner", "lead"];

#[tokio::test]
async fn the_rules_hold_at_every_address_of_ones_own_case() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let notice = mission.serves(&world, &[&mission.findings[0]]).await;
    object::object(&world, "liaison", &notice, "事实有出入").await.is(303);
    let (form, action) = (format!("{}/evidence/new", mission.findings[0]), format!("{}/evidence", mission.findings[0]));
    world.enter("procurator").await.fill_with_files(&form, &action, &[], &[("一.pdf", PDF)]).await.is(303);
    let round = id_of(&round::opened(&world, &[PRISON]).await);
    prepare::talk(&world, "dispatched", &mission.case, "supported").await.is(303);
    let list = mission.to("materials");
    world.enter("dispatched").await.fill(&list, &list, &[("name", "台账"), ("medium", "paper")]).await.is(303);
    let ground = Ground {
        contact: world.one("select id from contact where inspection_id = $1", mission.id()).await,
        material: world.one("select id from material where inspection_id = $1", mission.id()).await,
        pack: world
            .one(
                "with k as (insert into sheet_pack (id, inspection_id, by_id, at)
                            select gen_random_uuid(), $1, a.person_id, '2022-07-24Z' from account a where a.username = 'procurator' returning id, inspection_id)
                 insert into sheet (key, pack_id, inspection_id, no, kind) select '012345678', k.id, k.inspection_id, 1, 'record' from k returning pack_id",
                mission.id(),
            )
            .await,
        incident: happened(&world, PRISON).await,
        incident_reach: &["chief", "supervisor", "assigner", "lead", "dispatched", "resident"],
        clue: tracked(&world, &mission).await,
        cleared: &["chief", "dispatched", "procurator"],
        register: &["chief", "dispatched", "procurator", "city"],
        case: mission.id(),
        round,
        blackout: blacked_out(&world).await,
        place: world.one("select id from round_place where round_id = $1", round).await,
        region: &REGION,
        record: id_of(&mission.record),
        finding: id_of(&mission.findings[0]),
        document: id_of(&notice),
        service: world.one("select id from service where document_id = $1", id_of(&notice)).await,
        objection: id_of(&object::objection(&world, &notice).await),
        recusal: recused(&world, mission.id()).await,
        evidence: world.one("select id from evidence where name = $1", "一.pdf").await,
        facility: world.one("select id from facility where code = $1", PRISON).await,
        person: world.person(SOMEBODY).await,
        delegation: delegated(&world).await,
        export: exported(&world).await,
        organ: world.one("select uid from org where code = $1", "450000-PCY-01").await,
        calendar: world.one("select id from calendar_version where layer = $1", "nation").await,
        reach: &["chief", "supervisor", "assigner", "lead", "dispatched", "procurator", "procurator2", "resident"],
        facility_reach: &[
            "chief",
            "supervisor",
            "assigner",
            "lead",
            "dispatched",
            "procurator",
            "procurator2",
            "resident",
        ],
        served: &["liaison"],
        lead: &["dispatched"],
        inspectors: &["dispatched", "procurator", "procurator2"],
        author: &["procurator"],
        named: &["dispatched", "procurator"],
        input: &["procurator"],
        approver: &["chief"],
        delegate: &[],
        above: &["chief", "supervisor", "assigner", "lead", "dispatched"],
    };
    walk(&world, &ground, |_| true).await;
}

#[tokio::test]
async fn the_rules_hold_at_every_address_of_another_units_case() {
    let world = World::open().await;
    let case: Uuid = world
        .one("select i.id from inspection i join org o on o.id = i.organiser_id where o.code = $1 and i.facility_kind = 'detention_center' and i.kind = 'routine' order by i.day limit 1", "450100-JCY")
        .await;
    let round = id_of(&round::opened(&world, &[PRISON]).await);
    // history is closed: nothing of it is objected to any more
    world.run("alter table objection disable trigger objection_needs_service").await;
    world.run("alter table contact disable trigger contact_open").await;
    world.run("alter table material disable trigger material_open").await;
    let place: String = world
        .one("select f.code from inspection i join facility f on f.id = i.facility_id where i.id = $1", case)
        .await;
    let ground = Ground {
        contact: world
            .one(
                "insert into contact (id, inspection_id, day, way, side, organ, person, said, result, by_id, at)
                 select gen_random_uuid(), $1, '2022-07-24', 'phone', 'authority', '公安局', '黄示例', '商定', 'supported', a.person_id, '2022-07-24Z' from account a where a.username = 'city2' returning id",
                case,
            )
            .await,
        material: world
            .one(
                "insert into material (id, inspection_id, no, name, medium, by_id, at)
                 select gen_random_uuid(), $1, 1, '台账', 'paper', a.person_id, '2022-07-24Z' from account a where a.username = 'city2' returning id",
                case,
            )
            .await,
        pack: world
            .one(
                "with k as (insert into sheet_pack (id, inspection_id, by_id, at)
                            select gen_random_uuid(), $1, a.person_id, '2022-07-24Z' from account a where a.username = 'city2' returning id, inspection_id)
                 insert into sheet (key, pack_id, inspection_id, no, kind) select '012345678', k.id, k.inspection_id, 1, 'record' from k returning pack_id",
                case,
            )
            .await,
        // no clue comes from what is history
        clue: Uuid::now_v7(),
        cleared: &[],
        incident: happened(&world, &place).await,
        incident_reach: &["chief", "supervisor", "assigner", "lead", "city", "city2"],
        case,
        round,
        blackout: blacked_out(&world).await,
        place: world.one("select id from round_place where round_id = $1", round).await,
        region: &REGION,
        record: world.one("select id from record where inspection_id = $1 order by no limit 1", case).await,
        finding: world.one("select id from finding where inspection_id = $1 order by no limit 1", case).await,
        document: world.one("select id from document where inspection_id = $1 limit 1", case).await,
        service: world.one("select id from service where inspection_id = $1 limit 1", case).await,
        objection: world
            .one(
                "insert into objection (id, service_id, inspection_id, facility_id, reason, received_on, registered_by, at)
                 select gen_random_uuid(), s.id, s.inspection_id, s.facility_id, '事实有出入', s.served_on, s.by_id, s.at from service s
                  where s.inspection_id = $1 and s.facility_id is not null limit 1 returning id",
                case,
            )
            .await,
        recusal: recused(&world, case).await,
        evidence: world
            .one(
                "insert into evidence (id, inspection_id, finding_id, name, kind, size, sha256, at)
                 select gen_random_uuid(), inspection_id, id, 'a.pdf', 'pdf', 1, sha256('a'), '2022-07-24Z' from finding
                  where inspection_id = $1 order by no limit 1 returning id",
                case,
            )
            .await,
        facility: world.one("select facility_id from inspection where id = $1", case).await,
        person: world.person(SOMEBODY).await,
        delegation: delegated(&world).await,
        export: exported(&world).await,
        organ: world.one("select uid from org where code = $1", "450000-PCY-01").await,
        calendar: world.one("select id from calendar_version where layer = $1", "nation").await,
        reach: &["chief", "supervisor", "assigner", "lead", "city", "city2"],
        facility_reach: &["chief", "supervisor", "assigner", "lead", "city", "city2"],
        delegate: &["city"],
        above: &["chief", "supervisor", "assigner", "lead", "city", "city2"],
        ..Ground::default()
    };
    walk(&world, &ground, |path| path.contains("{id}")).await;
}

/// Not even the supervisor of all the region: only who made it, and who is to approve it.
#[tokio::test]
async fn nobody_outside_knows_of_a_sealed_case() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Submitted).await;
    let ground = Ground {
        case: mission.id(),
        reach: &["dispatched", "chief"],
        lead: &["dispatched"],
        inspectors: &["dispatched", "procurator", "procurator2"],
        approver: &["chief"],
        above: &["dispatched", "chief"],
        ..Ground::default()
    };
    walk(&world, &ground, |path| path.starts_with("/inspections/{id}")).await;
    let listed = format!("/inspections/{}", mission.id());
    for username in REGION.into_iter().filter(|username| *username != "chief").chain(["procurator", "resident", "city"])
    {
        let mut browser = world.enter(username).await;
        for page in ["/", "/inspections", "/analysis", "/facilities"] {
            let page = browser.open(page).await;
            assert!(!page.source.contains(&listed), "{username} meets the case on {}", page.address);
        }
    }
}

/// Whoever was never there gets the answer that a made-up id gets: the same page.
#[tokio::test]
async fn what_is_out_of_reach_looks_like_what_does_not_exist() {
    let world = World::open().await;
    let mission = Mission::opened(&world).await;
    let mut city = world.enter("city").await;
    let (hidden, absent) = (city.get(&mission.case).await, city.get(&format!("/inspections/{}", Uuid::now_v7())).await);
    assert_eq!((hidden.status, hidden.text()), (absent.status, absent.text()));
    city.get("/inspections/1").await.is(404);
    city.get("/inspections/%F0%9F%94%91").await.is(404);
}

#[tokio::test]
async fn nobody_is_let_in_without_signing_in() {
    let world = World::open().await;
    let case: Uuid = world.one("select id from inspection where kind = $1 limit 1", "cross").await;
    for route in routes::table().into_iter().filter(|route| route.action.is_some()) {
        let path = route.path.replace("{id}", &case.to_string());
        let mut nobody = Browser::of(&world);
        if route.method == Method::GET {
            assert!(nobody.get(&path).await.leads().starts_with("/login?next="), "{path}");
        } else {
            nobody.post(&path, &[]).await.is(401);
        }
    }
}

/// Every action has an address, or it is no right of anybody. The desk shares its own with those who have none.
#[test]
fn every_action_can_be_taken_somewhere() {
    for action in Action::ALL.iter().filter(|action| **action != Action::SeeDesk) {
        let known = routes::table().iter().any(|route| route.action == Some(*action));
        assert!(known, "{} has no address", action.code());
    }
}
