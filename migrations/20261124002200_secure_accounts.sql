-- Accounts, posts and sessions by page: each written by the administrator whose task it is (三员分立), by nobody for oneself.
alter table account add column must_change boolean not null default false, add column status_at timestamptz;
comment on column account.must_change is 'the password was set by somebody else: until the owner has changed it, the account leads to /account alone';
comment on column account.status_at is 'when it was last disabled or enabled';
alter table post add column given_by uuid references person, add column given_at timestamptz, add column ended_by uuid references person, add column ended_at timestamptz;
comment on column post.given_by is 'the administrator who gave it; null where the operator did';
comment on column post.given_at is 'when it was given';
comment on column post.ended_by is 'the administrator who ended it; null where nobody did or the operator';
comment on column post.ended_at is 'when it was ended, on whatever day it runs out';
alter table session add column source text not null default '';
comment on column session.source is 'the address that it was signed in from';
alter table delegation add column given_at timestamptz, add column ended_at timestamptz, add column ended_by uuid references person;
comment on column delegation.given_at is 'when it was given';
comment on column delegation.ended_at is 'when it was taken back before its last day';
comment on column delegation.ended_by is 'who took it back';

create function actor_role() returns text language sql stable parallel safe as $$ select nullif(current_setting('app.role', true), '') $$;
create function actor_org() returns int language sql stable parallel safe as $$ select nullif(current_setting('app.org', true), '')::int $$;

-- besides what it did: the role and the organ of the actor, and whether the password has to be changed first
drop function enter(bytea, timestamptz);
create function enter(token bytea, instant timestamptz)
returns table (person_id uuid, name text, post_id uuid, role text, post_title text, org_id int, org_code text, org_zh text, org_en text, level smallint, approver_id int,
               facility_id uuid, facility_zh text, facility_en text, idle_minutes int, delegated int[], cleared uuid[], must_change boolean)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  s record; d date := (instant at time zone 'Asia/Shanghai')::date; let_in uuid[];
begin
  select se.token_sha256, se.seen_at, se.person_id, p.name, po.id as post_id, po.role, po.title, po.class, po.org_id, o.code, o.name_zh, o.name_en, o.level, o.approver_id,
         po.facility_id, f.name_zh as facility_zh, f.name_en as facility_en, (extract(epoch from se.idle) / 60)::int as idle_minutes, a.must_change
    into s
    from session se join account a on a.person_id = se.person_id and not a.disabled join person p on p.id = se.person_id
    join post po on po.id = se.post_id and po.person_id = se.person_id and po.during @> d
    left join org o on o.id = po.org_id left join facility f on f.id = po.facility_id
   where se.token_sha256 = token and se.revoked_at is null and se.ends_at > instant and se.seen_at + se.idle > instant;
  if s.person_id is null then
    perform set_config('app.person', '', true), set_config('app.scope', '', true), set_config('app.level', '', true), set_config('app.facility', '', true),
            set_config('app.cleared', '{}', true), set_config('app.role', '', true), set_config('app.org', '', true);
    return;
  end if;
  if s.seen_at < instant - interval '1 minute' then
    update session set seen_at = instant where token_sha256 in (select token_sha256 from session where token_sha256 = token for update skip locked);
  end if;
  select coalesce(array_agg(c.inspection_id), '{}') into let_in from inspection_clearance c where s.class = 'case' and c.person_id = s.person_id and c.during @> d;
  perform set_config('app.person', s.person_id::text, true),
          set_config('app.scope', case when s.class = 'case' then (case when s.level = 0 then 0 else s.org_id end)::text else '' end, true),
          set_config('app.level', case when s.class = 'case' then s.level::text else '' end, true),
          set_config('app.facility', coalesce(s.facility_id::text, ''), true),
          set_config('app.cleared', let_in::text, true),
          set_config('app.role', s.role, true),
          set_config('app.org', coalesce(s.org_id::text, ''), true);
  return query select s.person_id, s.name, s.post_id, s.role, s.title, s.org_id, s.code, s.name_zh, s.name_en, s.level, s.approver_id, s.facility_id, s.facility_zh, s.facility_en, s.idle_minutes,
    (select coalesce(array_agg(g.org_id), '{}') from delegation g where g.person_id = s.person_id and g.during @> d and g.ended_at is null), let_in, s.must_change;
end $$;

-- The system administrator makes accounts and posts of case work and of liaisons; the security administrator gives the three
-- administrators' posts. Nobody gives a right to oneself, and nobody in another's name.
create function post_by_its_administrator() returns trigger language plpgsql as $$
begin
  if new.person_id = actor_person() then
    raise exception 'nobody gives or takes the own post' using errcode = '42501', constraint = 'post_never_own';
  end if;
  if actor_role() is distinct from (case when new.role in ('system_admin', 'security_admin', 'auditor') then 'security_admin' else 'system_admin' end) then
    raise exception 'this post is another administrator''s to give' using errcode = '42501', constraint = 'post_by_its_administrator';
  end if;
  if (tg_op = 'INSERT' and new.given_by is distinct from actor_person())
     or (tg_op = 'UPDATE' and (new.ended_by is distinct from actor_person() or lower(new.during) is distinct from lower(old.during))) then
    raise exception 'a post is given and ended in the own name' using errcode = '42501', constraint = 'post_by_its_administrator';
  end if;
  return new;
end $$;
create trigger post_by_its_administrator before insert or update on post for each row when (current_user = 'xunjian_web') execute function post_by_its_administrator();

-- A password that one administrator knows must not open another's post: the three administrators' passwords are set when the
-- security administrator gives the post, and after that by the owner of the account, or by the operator at the machine.
create function account_by_its_administrator() returns trigger language plpgsql as $$
declare
  d date := ((case when tg_op = 'INSERT' then new.created_at when new.secret <> old.secret then new.secret_changed_at else new.status_at end) at time zone 'Asia/Shanghai')::date;
  administers boolean := exists (select from post p where p.person_id = new.person_id and p.role in ('system_admin', 'security_admin', 'auditor') and (upper_inf(p.during) or upper(p.during) > d));
begin
  if new.person_id = actor_person() then
    raise exception 'nobody administers the own account' using errcode = '42501', constraint = 'account_never_own';
  end if;
  if tg_op = 'INSERT' then
    if actor_role() is distinct from 'system_admin' or administers or not new.must_change then
      raise exception 'the system administrator makes accounts' using errcode = '42501', constraint = 'account_by_its_administrator';
    end if;
    return new;
  end if;
  if new.secret <> old.secret and not (new.must_change and (
      (actor_role() = 'system_admin' and not administers)
      or (actor_role() = 'security_admin' and exists (select from post p where p.person_id = new.person_id and p.given_by = actor_person() and p.given_at = new.secret_changed_at)))) then
    raise exception 'no administrator sets another''s password' using errcode = '42501', constraint = 'account_secret_of_administrator';
  end if;
  if new.disabled <> old.disabled and not (actor_role() = 'security_admin' or (actor_role() = 'system_admin' and not administers)) then
    raise exception 'the security administrator disables administrators' using errcode = '42501', constraint = 'account_by_its_administrator';
  end if;
  if not new.must_change and old.must_change then
    raise exception 'only its owner takes an account over' using errcode = '42501', constraint = 'account_by_its_administrator';
  end if;
  return new;
end $$;
create trigger account_by_its_administrator before insert or update on account for each row when (current_user = 'xunjian_web') execute function account_by_its_administrator();

alter table person enable row level security;
create policy person_read on person for select to xunjian_web using (true);
create policy person_add on person for insert to xunjian_web with check (actor_role() = 'system_admin');
create policy person_change on person for update to xunjian_web using (actor_role() = 'system_admin' and id <> actor_person());
alter table post enable row level security;
create policy post_read on post for select to xunjian_web using (true);
create policy post_add on post for insert to xunjian_web with check (actor_role() in ('system_admin', 'security_admin'));
create policy post_end on post for update to xunjian_web using (actor_role() in ('system_admin', 'security_admin'));
alter table account enable row level security;
create policy account_of_administrators on account for all to xunjian_web using (actor_role() in ('system_admin', 'security_admin'));
alter table session enable row level security;
create policy session_of_administrators on session for all to xunjian_web using (actor_role() in ('system_admin', 'security_admin'));
alter table sign_in_guard enable row level security;
create policy sign_in_guard_of_administrators on sign_in_guard for all to xunjian_web using (kind = 'name' and actor_role() in ('system_admin', 'security_admin'));

grant insert on person, post to xunjian_web;
grant update (name, gender, kind, rank, title) on person to xunjian_web;
grant update (during, ended_by, ended_at) on post to xunjian_web;
-- the secret itself is never read
grant select (person_id, username, disabled, created_at, secret_changed_at, must_change, status_at) on account to xunjian_web;
grant insert on account to xunjian_web;
grant update (secret, secret_changed_at, must_change, disabled, status_at) on account to xunjian_web;
grant select (token_sha256, person_id, post_id, created_at, seen_at, ends_at, idle, revoked_at, agent, source), update (revoked_at) on session to xunjian_web;
grant select, delete on sign_in_guard to xunjian_web;

create index person_name on person (name, id);
