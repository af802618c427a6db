-- 外聘人员的账户: an outsider may sign in, to the cases that one is let into and to nothing else, and that ends by itself with the
-- last day of each. The business administrator gives the account with the person; the system administrator keeps it afterwards.
alter table post drop constraint post_three_administrators, drop constraint post_role;
alter table post drop column class;
alter table post add column class text not null generated always as (case role when 'system_admin' then 'system' when 'security_admin' then 'security' when 'auditor' then 'audit'
  when 'liaison' then 'liaison' when 'expert' then 'outside' else 'case' end) stored;
comment on column post.class is 'what kind of power comes from it: case work, of an outsider, of a liaison, and the three administrators';
alter table post add constraint post_role check (role in
    ('chief', 'department_head', 'business_admin', 'prosecutor', 'resident', 'expert', 'liaison', 'system_admin', 'security_admin', 'auditor')),
  add constraint post_three_administrators exclude using gist (person_id with =, class with <>, during with &&);
comment on constraint post_three_administrators on post is '三员分立: system, security and audit administration and case work never meet in one person; nor does an outsider''s post with any other';

create function post_of_outsider() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (new.role = 'expert') <> exists (select from person p where p.id = new.person_id and p.kind in ('expert', 'observer')) then
    raise exception 'outsiders hold the outsiders'' post and no other' using errcode = '42501', constraint = 'post_of_outsider';
  end if;
  return new;
end $$;
create trigger post_of_outsider before insert on post for each row execute function post_of_outsider();

create or replace function post_by_its_administrator() returns trigger language plpgsql as $$
begin
  if new.person_id = actor_person() then
    raise exception 'nobody gives or takes the own post' using errcode = '42501', constraint = 'post_never_own';
  end if;
  if actor_role() is distinct from (case when new.role in ('system_admin', 'security_admin', 'auditor') then 'security_admin'
                                         when new.role = 'expert' and tg_op = 'INSERT' then 'business_admin' else 'system_admin' end) then
    raise exception 'this post is another administrator''s to give' using errcode = '42501', constraint = 'post_by_its_administrator';
  end if;
  if (tg_op = 'INSERT' and new.given_by is distinct from actor_person())
     or (tg_op = 'UPDATE' and (new.ended_by is distinct from actor_person() or lower(new.during) is distinct from lower(old.during))) then
    raise exception 'a post is given and ended in the own name' using errcode = '42501', constraint = 'post_by_its_administrator';
  end if;
  return new;
end $$;
create policy post_of_outsiders on post for insert to xunjian_web with check (actor_role() = 'business_admin' and role = 'expert');

create or replace function account_by_its_administrator() returns trigger language plpgsql as $$
declare
  d date := ((case when tg_op = 'INSERT' then new.created_at when new.secret <> old.secret then new.secret_changed_at else new.status_at end) at time zone 'Asia/Shanghai')::date;
  administers boolean := exists (select from post p where p.person_id = new.person_id and p.role in ('system_admin', 'security_admin', 'auditor') and (upper_inf(p.during) or upper(p.during) > d));
begin
  if new.person_id = actor_person() then
    raise exception 'nobody administers the own account' using errcode = '42501', constraint = 'account_never_own';
  end if;
  if tg_op = 'INSERT' then
    if not new.must_change or administers
       or not (actor_role() = 'system_admin' or (actor_role() = 'business_admin' and exists (select from person p where p.id = new.person_id and p.kind in ('expert', 'observer')))) then
      raise exception 'the system administrator makes accounts, and the business administrator those of outsiders' using errcode = '42501', constraint = 'account_by_its_administrator';
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
create policy account_of_outsiders on account for insert to xunjian_web
  with check (actor_role() = 'business_admin' and exists (select from person p where p.id = account.person_id and p.kind in ('expert', 'observer')));
-- a name that is taken is told, whoever took it
create function username_taken(wanted text) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from account a where a.username = wanted) $$;
comment on function username_taken(text) is 'whether a user name is taken, for whoever sees no accounts';

-- as before, and: an outsider is let in where cleared
create or replace function enter(token bytea, instant timestamptz)
returns table (person_id uuid, name text, post_id uuid, role text, post_title text, org_id int, org_code text, org_zh text, org_en text, level smallint, approver_id int,
               facility_id uuid, facility_zh text, facility_en text, idle_minutes int, delegated int[], cleared uuid[], must_change boolean, posts jsonb, moved boolean)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  s record; d date := (instant at time zone 'Asia/Shanghai')::date; let_in uuid[]; held jsonb;
begin
  select se.token_sha256, se.seen_at, se.person_id, p.name, po.id as post_id, po.role, po.title, po.class, po.org_id, o.code, o.name_zh, o.name_en, o.level, o.approver_id,
         po.facility_id, f.name_zh as facility_zh, f.name_en as facility_en, (extract(epoch from se.idle) / 60)::int as idle_minutes, a.must_change, po.id <> se.post_id as moved
    into s
    from session se join account a on a.person_id = se.person_id and not a.disabled join person p on p.id = se.person_id
    cross join lateral (select po.* from post po where po.person_id = se.person_id and po.during @> d order by po.id <> se.post_id, lower(po.during), po.id limit 1) po
    left join org o on o.id = po.org_id left join facility f on f.id = po.facility_id
   where se.token_sha256 = token and se.revoked_at is null and se.ends_at > instant and se.seen_at + se.idle > instant;
  if s.person_id is null then
    perform set_config('app.person', '', true), set_config('app.scope', '', true), set_config('app.level', '', true), set_config('app.facility', '', true),
            set_config('app.cleared', '{}', true), set_config('app.let_in', '', true), set_config('app.day', '', true), set_config('app.role', '', true), set_config('app.org', '', true);
    return;
  end if;
  if s.moved then
    update session set post_id = s.post_id, seen_at = instant where token_sha256 = token;
  elsif s.seen_at < instant - interval '1 minute' then
    update session set seen_at = instant where token_sha256 in (select token_sha256 from session where token_sha256 = token for update skip locked);
  end if;
  select coalesce(array_agg(c.inspection_id), '{}') into let_in from inspection_clearance c where s.class in ('case', 'outside') and c.person_id = s.person_id and c.during @> d;
  if (select count(*) from post po where po.person_id = s.person_id and po.during @> d) > 1 then
    select jsonb_agg(jsonb_build_object('id', po.id, 'role', po.role, 'title', po.title, 'zh', coalesce(o.name_zh, f.name_zh), 'en', coalesce(o.name_en, f.name_en)) order by lower(po.during), po.id)
      into held from post po left join org o on o.id = po.org_id left join facility f on f.id = po.facility_id
     where po.person_id = s.person_id and po.during @> d;
  end if;
  perform set_config('app.person', s.person_id::text, true),
          set_config('app.scope', case when s.class = 'case' then (case when s.level = 0 then 0 else s.org_id end)::text else '' end, true),
          set_config('app.level', case when s.class = 'case' then s.level::text else '' end, true),
          set_config('app.facility', coalesce(s.facility_id::text, ''), true),
          set_config('app.cleared', '{}', true),
          set_config('app.let_in', case when s.class in ('case', 'outside') then s.person_id::text else '' end, true),
          set_config('app.day', d::text, true),
          set_config('app.role', s.role, true),
          set_config('app.org', coalesce(s.org_id::text, ''), true);
  return query select s.person_id, s.name, s.post_id, s.role, s.title, s.org_id, s.code, s.name_zh, s.name_en, s.level, s.approver_id, s.facility_id, s.facility_zh, s.facility_en, s.idle_minutes,
    (select coalesce(array_agg(g.org_id), '{}') from delegation g where g.person_id = s.person_id and g.during @> d and g.ended_at is null), let_in, s.must_change, coalesce(held, '[]'), s.moved;
end $$;

-- an outsider's access ends with the last day of the inspection: the planned one, then the one on which fieldwork ended
create function clearance_of_outsider() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare last date;
begin
  if exists (select from person p where p.id = new.person_id and p.kind in ('expert', 'observer')) then
    select coalesce(i.ended_on, i.planned_to) into last from inspection i where i.id = new.inspection_id;
    new.during := new.during * daterange(null, last, '[]');
  end if;
  return new;
end $$;
create trigger inspection_clearance_of_outsider before insert or update on inspection_clearance for each row execute function clearance_of_outsider();

create function clearance_follows_end() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- of those who are still on the team; the trigger above cuts it at the last day
  update inspection_clearance c set during = daterange(coalesce(lower(c.during), new.day), null)
    from person p where p.id = c.person_id and p.kind in ('expert', 'observer') and c.inspection_id = new.id
     and exists (select from team_member t where t.inspection_id = new.id and t.person_id = c.person_id);
  return null;
end $$;
create trigger inspection_clearance_follows_end after update of planned_to, ended_on on inspection for each row execute function clearance_follows_end();
