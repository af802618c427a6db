-- Clearances are looked up where the actor's own place does not let in: as a setting, hundreds of them were read anew by every
-- policy of every statement. The setting app.cleared is left for the case that is just being made, which has none yet.
drop policy inspection_clearance_reach on inspection_clearance;
create policy inspection_clearance_own on inspection_clearance for select to xunjian_web
  using (person_id = (select nullif(current_setting('app.let_in', true), '')::uuid) and during @> (select nullif(current_setting('app.day', true), '')::date));
create policy inspection_clearance_reach on inspection_clearance for insert to xunjian_web
  with check (exists (select from inspection i where i.id = inspection_clearance.inspection_id));

-- cost 1: as a sub-select the planner would rather read all cases at once than look one up
create function let_in(the_inspection uuid) returns boolean language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from inspection_clearance c where c.inspection_id = the_inspection and c.person_id = nullif(current_setting('app.let_in', true), '')::uuid
                                                      and c.during @> nullif(current_setting('app.day', true), '')::date);
end $$;
comment on function let_in is 'whether the actor has a clearance for a case today';
alter policy inspection_reach on inspection
  using ((opened and case (select nullif(current_setting('app.scope', true), '')::int)
                          when 0 then true when prov_id then true when city_id then true when unit_id then true when office_id then true else false end
          and (own_level >= (select nullif(current_setting('app.level', true), '')::int) or told))
         or id = any ((select coalesce(nullif(current_setting('app.cleared', true), ''), '{}')::uuid[])::uuid[])
         or let_in(id));
alter policy finding_reach on finding
  using ((opened and case (select nullif(current_setting('app.scope', true), '')::int)
                          when 0 then true when prov_id then true when city_id then true when unit_id then true when office_id then true else false end
          and (own_level >= (select nullif(current_setting('app.level', true), '')::int) or told))
         or inspection_id = any ((select coalesce(nullif(current_setting('app.cleared', true), ''), '{}')::uuid[])::uuid[])
         or let_in(inspection_id));

-- app.let_in says whose clearances count: nobody's outside a post of case work
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
            set_config('app.cleared', '{}', true), set_config('app.let_in', '', true), set_config('app.role', '', true), set_config('app.org', '', true);
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
          set_config('app.cleared', '{}', true),
          set_config('app.let_in', case when s.class = 'case' then s.person_id::text else '' end, true),
          set_config('app.day', d::text, true),
          set_config('app.role', s.role, true),
          set_config('app.org', coalesce(s.org_id::text, ''), true);
  return query select s.person_id, s.name, s.post_id, s.role, s.title, s.org_id, s.code, s.name_zh, s.name_en, s.level, s.approver_id, s.facility_id, s.facility_zh, s.facility_en, s.idle_minutes,
    (select coalesce(array_agg(g.org_id), '{}') from delegation g where g.person_id = s.person_id and g.during @> d and g.ended_at is null), let_in, s.must_change, coalesce(held, '[]'), s.moved;
end $$;

create or replace function happened_since(since timestamptz) returns table (thing text, event text, id uuid, inspection_id uuid, who uuid, at timestamptz)
language plpgsql stable security definer rows 100 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query select h.thing, h.event, h.id, h.inspection_id, h.who, h.at from (
  select s.subject as thing, 'step-' || s.step as event, s.subject_id as id, s.inspection_id, s.actor_id as who, s.at from step s where s.subject in ('inspection', 'finding', 'document') and s.at >= since
  union all
  select 'document', 'served-' || d.kind, d.id, d.inspection_id, s.by_id, s.at from service s join document d on d.id = s.document_id where s.at >= since
  union all
  select 'finding', 'reply-' || r.kind, r.finding_id, r.inspection_id, coalesce(r.author_id, r.registered_by), r.at from reply r where r.at >= since
  union all
  select 'finding', 'verification-' || v.outcome, v.finding_id, v.inspection_id, v.person_id, v.at from verification v where v.at >= since
  union all
  select 'finding', 'closing', c.finding_id, c.inspection_id, c.person_id, c.at from closing c where c.at >= since
  union all
  select 'finding', 'oral-made', o.finding_id, o.inspection_id, o.by_id, o.at from oral_correction o where o.at >= since
  union all
  select 'finding', 'oral-done', o.finding_id, o.inspection_id, o.by_id, o.at from oral_done o where o.at >= since
  union all
  select 'document', 'objected', s.document_id, o.inspection_id, coalesce(o.author_id, o.registered_by), o.at from objection o join service s on s.id = o.service_id where o.at >= since
  union all
  select 'document', 'objection-' || r.outcome, s.document_id, o.inspection_id, r.person_id, r.at from objection_review r join objection o on o.id = r.objection_id join service s on s.id = o.service_id where r.at >= since) h
   where exists (select from inspection i where i.id = h.inspection_id
                    and ((i.opened and (select actor_scope()) is not null)
                         or exists (select from inspection_clearance c where c.inspection_id = i.id and c.person_id = (select nullif(current_setting('app.let_in', true), '')::uuid)
                                                                     and c.during @> (select nullif(current_setting('app.day', true), '')::date))));
end $$;

-- read whole at the beginning of every request
drop index inspection_clearance_person;
create index inspection_clearance_person on inspection_clearance (person_id, inspection_id) include (during);
