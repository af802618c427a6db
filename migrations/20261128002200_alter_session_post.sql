-- A person of several posts chooses the one that a session acts in; when it ends, the session goes on in another, or not at all.
alter table post add constraint post_of_person unique (id, person_id);
alter table session add constraint session_own_post foreign key (post_id, person_id) references post (id, person_id);
comment on column session.post_id is 'the post that it acts in, one of the person''s own; changes when its owner chooses another or when it ends';
create index session_latest on session (person_id, created_at desc);

-- besides what it did: all posts held that day where there are several, and whether the session has just come to this one because its own had ended
drop function enter(bytea, timestamptz);
create function enter(token bytea, instant timestamptz)
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
            set_config('app.cleared', '{}', true), set_config('app.role', '', true), set_config('app.org', '', true);
    return;
  end if;
  if s.moved then
    update session set post_id = s.post_id, seen_at = instant where token_sha256 = token;
  elsif s.seen_at < instant - interval '1 minute' then
    update session set seen_at = instant where token_sha256 in (select token_sha256 from session where token_sha256 = token for update skip locked);
  end if;
  select coalesce(array_agg(c.inspection_id), '{}') into let_in from inspection_clearance c where s.class = 'case' and c.person_id = s.person_id and c.during @> d;
  if (select count(*) from post po where po.person_id = s.person_id and po.during @> d) > 1 then
    select jsonb_agg(jsonb_build_object('id', po.id, 'role', po.role, 'title', po.title, 'zh', coalesce(o.name_zh, f.name_zh), 'en', coalesce(o.name_en, f.name_en)) order by lower(po.during), po.id)
      into held from post po left join org o on o.id = po.org_id left join facility f on f.id = po.facility_id
     where po.person_id = s.person_id and po.during @> d;
  end if;
  perform set_config('app.person', s.person_id::text, true),
          set_config('app.scope', case when s.class = 'case' then (case when s.level = 0 then 0 else s.org_id end)::text else '' end, true),
          set_config('app.level', case when s.class = 'case' then s.level::text else '' end, true),
          set_config('app.facility', coalesce(s.facility_id::text, ''), true),
          set_config('app.cleared', let_in::text, true),
          set_config('app.role', s.role, true),
          set_config('app.org', coalesce(s.org_id::text, ''), true);
  return query select s.person_id, s.name, s.post_id, s.role, s.title, s.org_id, s.code, s.name_zh, s.name_en, s.level, s.approver_id, s.facility_id, s.facility_zh, s.facility_en, s.idle_minutes,
    (select coalesce(array_agg(g.org_id), '{}') from delegation g where g.person_id = s.person_id and g.during @> d and g.ended_at is null), let_in, s.must_change, coalesce(held, '[]'), s.moved;
end $$;

create function act_in(token bytea, wanted uuid, day date) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update session se set post_id = wanted
   where se.token_sha256 = token and se.person_id = actor_person() and se.revoked_at is null
     and exists (select from post po where po.id = wanted and po.person_id = se.person_id and po.during @> day);
  return found;
end $$;
