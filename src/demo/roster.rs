//! The roster of the demonstration: what everybody is good at and the papers of those from outside; then, relative to today, who
//! is away, whose kin work where, and one recusal that waits for the chief. All of it is made up.
use anyhow::Context as _;
use chrono::{DateTime, Days, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::draw::Draw;
use super::people::{People, Person};
use crate::people::org::load::REGION;

/// What experts are asked for: title, speciality, employer, skills.
type Known = (&'static str, &'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const EXPERTS: [Known; 6] = [
    ("消防安全专家", "消防安全评价", "示例消防技术服务有限公司", &["fire_safety"]),
    ("法医", "法医临床鉴定", "示例司法鉴定中心", &["forensic"]),
    ("司法会计", "司法会计鉴定", "示例会计师事务所", &["finance", "audit"]),
    ("安全生产专家", "安全生产与消防检查", "示例安全生产协会", &["fire_safety"]),
    ("监所医疗专家", "监所医疗与传染病防控", "示例市人民医院", &["medicine", "epidemic"]),
    ("心理咨询师", "心理评估", "示例心理服务中心", &[]),
];

/// Those who joined later: name, capacity, title, speciality, employer, skills, whether the pledge is signed.
type Joined = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static [&'static str], bool);

#[rustfmt::skip]
const LATER: [Joined; 6] = [
    ("孟示例己", "expert", "法医", "法医病理鉴定", "示例医科大学", &["forensic", "medicine"], true),
    ("程示例己", "expert", "消防安全专家", "建筑消防检测", "示例消防检测中心", &["fire_safety"], true),
    ("邢示例己", "expert", "信息技术专家", "视频监控与数据比对", "示例数据技术有限公司", &["technology"], false),
    ("裴示例己", "deputy", "人大代表", "", "示例县农业技术推广站", &[], true),
    ("陆示例己", "deputy", "人大代表", "", "示例市实验学校", &[], true),
    ("荣示例己", "consultative", "政协委员", "", "示例律师事务所", &["law"], true),
];

/// What a person of the roster is good at: all know the execution of penalties, some more.
fn skills(at: usize, person: &Person) -> Vec<&'static str> {
    if let Some((.., skills)) = EXPERTS.iter().find(|(title, ..)| person.kind == "expert" && *title == person.title) {
        return skills.to_vec();
    }
    if !matches!(person.kind, "prosecutor" | "assistant") {
        return Vec::new();
    }
    let others = [(3, "law"), (5, "finance"), (7, "technology"), (8, "audit"), (9, "fire_safety"), (11, "epidemic")];
    let more = others.iter().filter(|(every, _)| at.is_multiple_of(*every)).map(|(_, skill)| *skill);
    ["penal_execution"].into_iter().chain(more).collect()
}

/// What is known of everybody since the beginning of the history.
pub async fn known(tx: &mut PgConnection, people: &People, since: NaiveDate, now: DateTime<Utc>) -> anyhow::Result<()> {
    let everybody = people.0.iter().enumerate();
    let genders: Vec<String> =
        everybody.clone().map(|(at, _)| if at * 7 % 5 < 2 { "female" } else { "male" }.to_owned()).collect();
    sqlx::query!(
        "update person p set gender = u.gender from unnest($1::uuid[], $2::text[]) as u (id, gender) where p.id = u.id",
        &people.0.iter().map(|person| person.id).collect::<Vec<_>>(),
        &genders,
    )
    .execute(&mut *tx)
    .await
    .context("writing the genders")?;
    let skilled: Vec<(Uuid, String)> = everybody
        .flat_map(|(at, person)| skills(at, person).into_iter().map(|skill| (person.id, skill.to_owned())))
        .collect();
    write_skills(tx, &skilled, now).await?;
    let mut draw = Draw::new(450_600);
    for person in people.0.iter().filter(|person| matches!(person.kind, "expert" | "observer")) {
        let found = EXPERTS.iter().find(|(title, ..)| *title == person.title);
        let (speciality, employer) =
            found.map_or(("", "示例社区居民委员会"), |(_, what, place, _)| (what, place));
        let capacity = if person.kind == "expert" { "expert" } else { "peoples_supervisor" };
        let papers = Papers { person: person.id, capacity, employer, speciality, pledged_on: Some(since) };
        papers.write(tx, &mut draw, now).await?;
    }
    Ok(())
}

async fn write_skills(tx: &mut PgConnection, skilled: &[(Uuid, String)], now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query!(
        "insert into person_skill (person_id, skill, at) select u.id, u.skill, $3 from unnest($1::uuid[], $2::text[]) as u (id, skill)",
        &skilled.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        &skilled.iter().map(|(_, skill)| skill.clone()).collect::<Vec<_>>(),
        now,
    )
    .execute(tx)
    .await
    .context("writing the skills")?;
    Ok(())
}

/// The papers of somebody from outside.
struct Papers<'a> {
    person: Uuid,
    capacity: &'a str,
    employer: &'a str,
    speciality: &'a str,
    pledged_on: Option<NaiveDate>,
}

impl Papers<'_> {
    async fn write(&self, tx: &mut PgConnection, draw: &mut Draw, now: DateTime<Utc>) -> anyhow::Result<()> {
        sqlx::query!(
            "insert into outsider (person_id, org_id, capacity, employer, speciality, at) select $1, o.id, $2, $3, $4, $5 from org o where o.code = $6",
            self.person,
            self.capacity,
            self.employer,
            self.speciality,
            now,
            REGION,
        )
        .execute(&mut *tx)
        .await
        .context("writing those from outside")?;
        let Some(given_on) = self.pledged_on else { return Ok(()) };
        sqlx::query!(
            "insert into pledge (id, person_id, given_on, at) values ($1, $2, $3, $4)",
            draw.id(now),
            self.person,
            given_on,
            now
        )
        .execute(&mut *tx)
        .await
        .context("writing the pledges")?;
        sqlx::query!(
            "insert into conflict_declaration (id, person_id, declared_on, statement, at) values ($1, $2, $3, '与本自治区被监督单位没有雇佣、服务、审计、诊疗等利益关系。', $4)",
            draw.id(now),
            self.person,
            given_on,
            now
        )
        .execute(&mut *tx)
        .await
        .context("writing the declarations")?;
        Ok(())
    }
}

/// What is told relative to today, of people who are in no team under way: so that nobody is in two places.
pub async fn told(tx: &mut PgConnection, people: &People, today: NaiveDate, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut draw = Draw::new(450_601);
    for (name, capacity, title, speciality, employer, skills, pledged) in LATER {
        let person = draw.id(now);
        let kind = if capacity == "expert" { "expert" } else { "observer" };
        sqlx::query!("insert into person (id, name, kind, title) values ($1, $2, $3, $4)", person, name, kind, title)
            .execute(&mut *tx)
            .await
            .context("writing those who joined later")?;
        let pledged_on = pledged.then(|| today - Days::new(40));
        Papers { person, capacity, employer, speciality, pledged_on }.write(tx, &mut draw, now).await?;
        let skilled: Vec<(Uuid, String)> = skills.iter().map(|skill| (person, (*skill).to_owned())).collect();
        write_skills(tx, &skilled, now).await?;
    }
    let free = free(tx).await?;
    let mut free = free.into_iter();
    absences(tx, &mut draw, &mut free, today, now).await?;
    careers(tx, &mut draw, &mut free, today, now).await?;
    let account = |username: &str| people.account(username).map(|at| people.0[at].id);
    // a sister in the finance office, and a father among the staff of a detention centre
    let own = account("procurator")?;
    kin(tx, &mut draw, (own, Some(own)), ("何示例庚", "sibling"), "450000-JY-05", now).await?;
    if let Some(other) = free.next() {
        kin(tx, &mut draw, (other, None), ("沈示例庚", "parent"), "450200-KS-01", now).await?;
    }
    sqlx::query!(
        "insert into recusal (id, person_id, facility_id, organ_id, origin, ground, reason, asked_on, by_id, at)
         select $1, $2, f.id, o.id, 'declared', 'interest', '本人妹妹在该监狱财务科工作，可能影响公正，申请不参加对该监狱的巡回检察。', $3, $2, $4
           from facility f, org o where f.code = '450000-JY-06' and o.code = $5",
        draw.id(now),
        account("lead")?,
        today - Days::new(1),
        now,
        REGION,
    )
    .execute(tx)
    .await
    .context("writing the recusal")?;
    Ok(())
}

/// Inspectors of dispatched and city procuratorates who are in no team under way, in a fixed order.
async fn free(tx: &mut PgConnection) -> anyhow::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select p.id from person p join post po on po.person_id = p.id and po.role = 'prosecutor' join org o on o.id = po.org_id and o.kind in ('city', 'dispatched')
          where p.kind = 'prosecutor' and not exists (select from account a where a.person_id = p.id)
            and not exists (select from team_member t join inspection i on i.id = t.inspection_id where t.person_id = p.id and not i.history)
          order by o.code desc, p.id"
    )
    .fetch_all(tx)
    .await
    .context("reading who is free")
}

/// Days before and after today, why, in words.
#[rustfmt::skip]
const ABSENCES: [(i64, i64, &str, &str); 6] = [
    (-3, 6, "leave", "年休假"),
    (-1, 1, "other", "参加检察听证"),
    (5, 16, "training", "国家检察官学院培训班"),
    (12, 40, "leave", "产假"),
    (20, 24, "training", "刑事执行检察业务培训"),
    (33, 36, "other", "抽调参加专案"),
];

async fn absences(
    tx: &mut PgConnection,
    draw: &mut Draw,
    free: &mut impl Iterator<Item = Uuid>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    for ((from, last, reason, note), person) in ABSENCES.into_iter().zip(free) {
        let day = |n: i64| today + chrono::TimeDelta::days(n);
        sqlx::query!(
            "insert into absence (id, person_id, during, reason, note, at) values ($1, $2, daterange($3::date, $4::date, '[]'), $5, $6, $7)",
            draw.id(now),
            person,
            day(from),
            day(last),
            reason,
            note,
            now
        )
        .execute(&mut *tx)
        .await
        .context("writing the absences")?;
    }
    Ok(())
}

/// Who formerly served at a facility, and who was posted to another procuratorate until not long ago.
async fn careers(
    tx: &mut PgConnection,
    draw: &mut Draw,
    free: &mut impl Iterator<Item = Uuid>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let (long, lately) = (today - Days::new(4_000), today - Days::new(500));
    let before = [("450000-JY-07", "分监区长", long), ("450000-PCY-02", "检察官", lately)];
    for ((place, title, last), person) in before.into_iter().zip(free) {
        sqlx::query!(
            "insert into career (id, person_id, org_id, facility_id, title, during, at)
             select $1, $2, (select o.id from org o where o.code = $3), (select f.id from facility f where f.code = $3), $4, daterange($5::date, $6::date, '[]'), $7",
            draw.id(now),
            person,
            place,
            title,
            last - Days::new(1_800),
            last,
            now
        )
        .execute(&mut *tx)
        .await
        .context("writing former posts")?;
    }
    Ok(())
}

async fn kin(
    tx: &mut PgConnection,
    draw: &mut Draw,
    (person, by): (Uuid, Option<Uuid>),
    (name, relation): (&str, &str),
    facility: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    sqlx::query!(
        "insert into kin_tie (id, person_id, name, relation, facility_id, tie, during, by_id, at)
         select $1, $2, $3, $4, f.id, 'works', daterange('2018-03-01', null), $5, $6 from facility f where f.code = $7",
        draw.id(now),
        person,
        name,
        relation,
        by,
        now,
        facility
    )
    .execute(tx)
    .await
    .context("writing kin")?;
    Ok(())
}
