//! The people of the demonstration, all made up: the accounts, and the colleagues who worked the history.
use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::draw::Draw;
use crate::people::access::secret;
use crate::people::org::load::{REGION, SPP};

/// One password for every demonstration account; the sign-in page of a demonstration shows it.
pub const PASSWORD: &str = "xunjian-demo-2022";

/// Family names in the order of 百家姓. With 示例 for a given name they are visibly made up.
const FAMILY_NAMES: &str = "周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费";

/// A demonstration account: username, kind of person, rank, title, role, and the code of the unit or facility.
type Account = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const ACCOUNTS: [Account; 15] = [
    ("chief", "prosecutor", "senior_2", "分管副检察长", "chief", REGION),
    ("supervisor", "prosecutor", "senior_3", "刑事执行检察部门负责人", "department_head", REGION),
    ("assigner", "prosecutor", "senior_4", "业务管理人员", "business_admin", REGION),
    ("lead", "prosecutor", "senior_4", "主办检察官", "prosecutor", REGION),
    ("procurator", "prosecutor", "prosecutor_1", "检察官", "prosecutor", "450000-PCY-02"),
    ("procurator2", "prosecutor", "prosecutor_2", "检察官", "prosecutor", "450000-PCY-03"),
    ("dispatched", "prosecutor", "senior_4", "部门负责人", "department_head", "450000-PCY-01"),
    ("city", "prosecutor", "senior_4", "刑事执行检察部门负责人", "department_head", "450100-JCY"),
    ("city2", "prosecutor", "prosecutor_2", "检察官", "prosecutor", "450100-JCY"),
    ("resident", "prosecutor", "prosecutor_1", "派驻检察室主任", "resident", "450000-JY-01-PZS"),
    ("liaison", "liaison", "", "狱政管理科联络员", "liaison", "450000-JY-01"),
    ("liaison2", "liaison", "", "狱政管理科联络员", "liaison", "450000-JY-02"),
    ("sysadmin", "administrator", "", "系统管理员", "system_admin", REGION),
    ("secadmin", "administrator", "", "安全管理员", "security_admin", REGION),
    ("auditor", "administrator", "", "审计管理员", "auditor", REGION),
];

/// Cities and dispatched procuratorates whose own department head signs in, so that no second one stands beside.
const HEADED_BY_ACCOUNT: [&str; 2] = ["450100-JCY", "450000-PCY-01"];

/// Who is invited for what they know, and who watches; neither counts as an inspector (巡回检察工作规定 23, 25).
const EXPERTS: [&str; 6] = ["消防安全专家", "法医", "司法会计", "安全生产专家", "监所医疗专家", "心理咨询师"];
const OBSERVERS: usize = 4;

/// A person with the post held since the beginning of the history.
#[derive(Debug)]
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub kind: &'static str,
    pub rank: &'static str,
    pub title: &'static str,
    /// Role and unit code of the post; experts and observers hold none.
    pub post: Option<(&'static str, String)>,
    pub username: Option<&'static str>,
}

impl Person {
    pub fn unit(&self) -> Option<&str> {
        self.post.as_ref().map(|(_, unit)| unit.as_str())
    }

    fn holds(&self, role: &str, unit: &str) -> bool {
        self.post.as_ref().is_some_and(|(r, u)| *r == role && u == unit)
    }
}

/// Everyone, in a fixed order.
pub struct People(pub Vec<Person>);

impl People {
    /// `units` are the codes of the city procuratorates and dispatched procuratorates.
    pub fn made_up(draw: &mut Draw, since: DateTime<Utc>, units: &[String]) -> Self {
        let mut people = Self(Vec::new());
        for (username, kind, rank, title, role, unit) in ACCOUNTS {
            people.add(draw, since, (kind, rank, title), Some((role, unit)), Some(username));
        }
        let mut colleague = |what, role, unit: &str| people.add(draw, since, what, Some((role, unit)), None);
        colleague(("prosecutor", "grand_2", "副检察长"), "chief", SPP);
        colleague(("prosecutor", "senior_2", "副检察长"), "chief", REGION);
        colleague(("prosecutor", "senior_4", "刑事执行检察部门副职"), "department_head", REGION);
        staff(&mut colleague, REGION, 14, 3);
        for unit in units {
            let (prosecutors, assistants) = if unit.contains("-PCY-") { (4, 1) } else { (5, 2) };
            if !HEADED_BY_ACCOUNT.contains(&unit.as_str()) {
                colleague(("prosecutor", "senior_4", "刑事执行检察部门负责人"), "department_head", unit);
            }
            if unit.ends_with("-JCY") {
                colleague(("prosecutor", "senior_3", "分管副检察长"), "chief", unit);
            }
            staff(&mut colleague, unit, prosecutors, assistants);
        }
        for title in EXPERTS {
            people.add(draw, since, ("expert", "", title), None, None);
        }
        for _ in 0..OBSERVERS {
            people.add(draw, since, ("observer", "", "人民监督员"), None, None);
        }
        people
    }

    fn add(
        &mut self,
        draw: &mut Draw,
        since: DateTime<Utc>,
        (kind, rank, title): (&'static str, &'static str, &'static str),
        post: Option<(&'static str, &str)>,
        username: Option<&'static str>,
    ) {
        let number = self.0.len();
        let families = FAMILY_NAMES.chars().count();
        let family = FAMILY_NAMES.chars().nth(number % families).unwrap_or('某');
        let suffix = ["", "甲", "乙", "丙", "丁"].get(number / families).unwrap_or(&"戊");
        self.0.push(Person {
            id: draw.id(since),
            name: format!("{family}示例{suffix}"),
            kind,
            rank,
            title,
            post: post.map(|(role, unit)| (role, unit.to_owned())),
            username,
        });
    }

    /// The person behind a demonstration account.
    pub fn account(&self, username: &str) -> anyhow::Result<usize> {
        self.0.iter().position(|p| p.username == Some(username)).with_context(|| format!("no account {username}"))
    }

    /// Who holds that role in that unit: the account, where there is one.
    pub fn holding(&self, role: &str, unit: &str) -> Option<usize> {
        self.0.iter().position(|p| p.holds(role, unit))
    }

    /// Writes persons, posts, accounts and the one delegation. Everyone holds the post since `since`.
    pub async fn write(
        &self,
        tx: &mut PgConnection,
        draw: &mut Draw,
        since: NaiveDate,
        now: DateTime<Utc>,
    ) -> anyhow::Result<()> {
        let ids: Vec<Uuid> = self.0.iter().map(|p| p.id).collect();
        let column = |of: fn(&Person) -> String| self.0.iter().map(of).collect::<Vec<String>>();
        sqlx::query!(
            "insert into person (id, name, kind, rank, title)
             select u.id, u.name, u.kind, u.rank, u.title
               from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) as u (id, name, kind, rank, title)",
            &ids,
            &column(|p| p.name.clone()),
            &column(|p| p.kind.to_owned()),
            &column(|p| p.rank.to_owned()),
            &column(|p| p.title.to_owned()),
        )
        .execute(&mut *tx)
        .await
        .context("writing the persons")?;

        let posted: Vec<(&Person, &'static str, &str)> =
            self.0.iter().filter_map(|p| p.post.as_ref().map(|(role, unit)| (p, *role, unit.as_str()))).collect();
        sqlx::query!(
            "insert into post (id, person_id, role, org_id, facility_id, title, during)
             select u.id, u.person_id, u.role, o.id, f.id, u.title, daterange($6::date, null)
               from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) as u (id, person_id, role, place, title)
               left join org o on o.code = u.place
               left join facility f on f.code = u.place",
            &posted.iter().map(|_| draw.id(now)).collect::<Vec<_>>(),
            &posted.iter().map(|(p, ..)| p.id).collect::<Vec<_>>(),
            &posted.iter().map(|(_, role, _)| (*role).to_owned()).collect::<Vec<_>>(),
            &posted.iter().map(|(.., place)| (*place).to_owned()).collect::<Vec<_>>(),
            &posted.iter().map(|(p, ..)| p.title.to_owned()).collect::<Vec<_>>(),
            since,
        )
        .execute(&mut *tx)
        .await
        .context("writing the posts")?;
        self.write_accounts(tx, draw, now).await
    }

    async fn write_accounts(&self, tx: &mut PgConnection, draw: &mut Draw, now: DateTime<Utc>) -> anyhow::Result<()> {
        let accounts: Vec<(Uuid, &str)> = self.0.iter().filter_map(|p| p.username.map(|name| (p.id, name))).collect();
        let mut secrets = Vec::new();
        for _ in &accounts {
            secrets.push(secret::hash(PASSWORD.to_owned()).await?);
        }
        sqlx::query!(
            "insert into account (person_id, username, secret, created_at, secret_changed_at)
             select u.person_id, u.username, u.secret, $4, $4
               from unnest($1::uuid[], $2::text[], $3::text[]) as u (person_id, username, secret)",
            &accounts.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
            &accounts.iter().map(|(_, name)| (*name).to_owned()).collect::<Vec<_>>(),
            &secrets,
            now,
        )
        .execute(&mut *tx)
        .await
        .context("writing the accounts")?;

        let nanning = "450100-JCY";
        let giver = self.holding("chief", nanning).and_then(|at| self.0.get(at));
        sqlx::query!(
            "insert into delegation (id, org_id, person_id, during, reason, given_by)
             select $1, o.id, $2, daterange($3::date, null), '检察长授权：看守所、社区矫正巡回检察的审批', $4
               from org o where o.code = $5",
            draw.id(now),
            self.0[self.account("city")?].id,
            NaiveDate::from_ymd_opt(2020, 1, 1),
            giver.map(|p| p.id),
            nanning,
        )
        .execute(&mut *tx)
        .await
        .context("writing the delegation")?;
        Ok(())
    }
}

fn staff(
    colleague: &mut impl FnMut((&'static str, &'static str, &'static str), &'static str, &str),
    unit: &str,
    prosecutors: usize,
    assistants: usize,
) {
    const RANKS: [&str; 6] =
        ["senior_4", "prosecutor_1", "prosecutor_2", "prosecutor_1", "prosecutor_3", "prosecutor_2"];
    for rank in RANKS.into_iter().cycle().take(prosecutors) {
        colleague(("prosecutor", rank, "检察官"), "prosecutor", unit);
    }
    for _ in 0..assistants {
        colleague(("assistant", "assistant", "检察官助理"), "prosecutor", unit);
    }
}
