-- Row security: the last net. xunjian_web owns nothing; enter() says who acts, once per transaction.

-- a setting as a number or an array; absent or empty means nobody
create function actor_scope() returns int language sql stable parallel safe as $$ select nullif(current_setting('app.scope', true), '')::int $$;
create function actor_level() returns int language sql stable parallel safe as $$ select nullif(current_setting('app.level', true), '')::int $$;
create function actor_facility() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.facility', true), '')::uuid $$;
create function actor_person() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.person', true), '')::uuid $$;

create function enter(token bytea, instant timestamptz)
returns table (person_id uuid, name text, post_id uuid, role text, post_title text, org_id int, org_code text, org_zh text, org_en text, level smallint, approver_id int,
               facility_id uuid, facility_zh text, facility_en text, idle_minutes int, delegated int[], cleared uuid[])
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  s record; d date := (instant at time zone 'Asia/Shanghai')::date; let_in uuid[];
begin
  select se.token_sha256, se.seen_at, se.person_id, p.name, po.id as post_id, po.role, po.title, po.class, po.org_id, o.code, o.name_zh, o.name_en, o.level, o.approver_id,
         po.facility_id, f.name_zh as facility_zh, f.name_en as facility_en, (extract(epoch from se.idle) / 60)::int as idle_minutes
    into s
    from session se join account a on a.person_id = se.person_id and not a.disabled join person p on p.id = se.person_id
    join post po on po.id = se.post_id and po.person_id = se.person_id and po.during @> d
    left join org o on o.id = po.org_id left join facility f on f.id = po.facility_id
   where se.token_sha256 = token and se.revoked_at is null and se.ends_at > instant and se.seen_at + se.idle > instant;
  if s.person_id is null then
    perform set_config('app.person', '', true), set_config('app.scope', '', true), set_config('app.level', '', true), set_config('app.facility', '', true), set_config('app.cleared', '{}', true);
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
          set_config('app.cleared', let_in::text, true);
  return query select s.person_id, s.name, s.post_id, s.role, s.title, s.org_id, s.code, s.name_zh, s.name_en, s.level, s.approver_id, s.facility_id, s.facility_zh, s.facility_en, s.idle_minutes,
    (select coalesce(array_agg(g.org_id), '{}') from delegation g where g.person_id = s.person_id and g.during @> d), let_in;
end $$;

-- the settings stand in sub-selects, which are read once a statement and not once a row
alter table inspection enable row level security;
create policy inspection_reach on inspection for all to xunjian_web
  using ((opened and (select nullif(current_setting('app.scope', true), '')::int) in (0, prov_id, city_id, unit_id, office_id) and (own_level >= (select nullif(current_setting('app.level', true), '')::int) or told))
         or id = any ((select coalesce(nullif(current_setting('app.cleared', true), ''), '{}')::uuid[])::uuid[]));
alter table finding enable row level security;
create policy finding_reach on finding for all to xunjian_web
  using ((opened and (select nullif(current_setting('app.scope', true), '')::int) in (0, prov_id, city_id, unit_id, office_id) and (own_level >= (select nullif(current_setting('app.level', true), '')::int) or told))
         or inspection_id = any ((select coalesce(nullif(current_setting('app.cleared', true), ''), '{}')::uuid[])::uuid[]));

do $$ declare t text; begin
  foreach t in array array['plan_text', 'team_member', 'record', 'record_inspector', 'step', 'inspection_clearance'] loop
    execute format('alter table %1$I enable row level security', t);
    execute format('create policy %1$s_reach on %1$I for all to xunjian_web using (exists (select from inspection i where i.id = %1$I.inspection_id))', t);
  end loop;
  foreach t in array array['finding_text', 'closing', 'recheck', 'finding_hand'] loop
    execute format('alter table %1$I enable row level security', t);
    execute format('create policy %1$s_reach on %1$I for all to xunjian_web using (exists (select from finding f where f.id = %1$I.finding_id))', t);
  end loop;
end $$;

-- the liaison never touches finding, step or inspection: only what was served on the own facility, as frozen text
create function served_on_me(the_document uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from service s where s.document_id = the_document and s.facility_id = actor_facility()) $$;
alter table document enable row level security;
create policy document_reach on document for all to xunjian_web
  using (exists (select from inspection i where i.id = document.inspection_id) or (actor_facility() is not null and served_on_me(id)));
alter table document_finding enable row level security;
create policy document_finding_reach on document_finding for all to xunjian_web
  using (exists (select from finding f where f.id = document_finding.finding_id) or (facility_id = actor_facility() and served_on_me(document_id)));
alter table service enable row level security;
create policy service_reach on service for all to xunjian_web
  using (facility_id = actor_facility() or exists (select from inspection i where i.id = service.inspection_id));
alter table reply enable row level security;
create policy reply_reach on reply for all to xunjian_web
  using ((facility_id = actor_facility() and exists (select from service s where s.id = reply.service_id and s.facility_id = actor_facility()))
         or exists (select from finding f where f.id = reply.finding_id));
alter table verification enable row level security;
create policy verification_reach on verification for all to xunjian_web
  using ((facility_id = actor_facility() and exists (select from reply r where r.id = verification.reply_id)) or exists (select from finding f where f.id = verification.finding_id));
alter table verification_demand enable row level security;
create policy verification_demand_reach on verification_demand for all to xunjian_web
  using (exists (select from verification v where v.id = verification_demand.verification_id));

-- whoever writes writes in the own name, besides within reach; a step may be the system's
do $$ declare own record; begin
  for own in select * from (values ('step', 'coalesce(actor_id, actor_person())'), ('plan_text', 'author_id'), ('record', 'author_id'), ('finding', 'author_id'), ('finding_text', 'author_id'),
      ('service', 'by_id'), ('reply', 'coalesce(registered_by, author_id)'), ('verification', 'person_id'), ('closing', 'person_id'), ('recheck', 'person_id')) as own (relation, name) loop
    execute format('create policy %1$s_own_name on %1$I as restrictive for insert to xunjian_web with check (%2$s = actor_person())', own.relation, own.name);
  end loop;
end $$;

-- where an item served on my facility stands, without showing the finding
create function served_item(the_finding uuid) returns table (place text, due date, cycle int, inspection_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select f.position, f.due_on, f.cycle, f.inspection_id from finding f
   where f.id = the_finding and exists (select from service s join document_finding d on d.document_id = s.document_id where d.finding_id = f.id and s.facility_id = actor_facility()) $$;

-- a number is drawn under one row lock, inside the writing transaction
create function take_number(o int, s text, y int) returns int language sql security definer set search_path = public, pg_temp as $$
  insert into number_series (org_id, series, year, last_no) values (o, s, y, 1)
    on conflict on constraint number_series_pk do update set last_no = number_series.last_no + 1 returning last_no $$;

-- the owner's correction from psql, `update finding set status = 'withdrawn' where id = …`: it leaves its step like any other,
-- so that the chain stays whole and the case file tells. The web role writes its own steps and never comes here.
create function finding_corrected_by_owner() returns trigger language plpgsql as $$
declare
  taken text := (select l.step from legal_step l where l.subject = 'finding' and l.from_state = old.status and l.to_state = new.status);
  -- no application is here to give the time
  instant timestamptz := clock_timestamp();
begin
  insert into step (subject, subject_id, no, step, from_state, to_state, inspection_id, system_cause, at, day)
    values ('finding', old.id, old.step_no + 1, coalesce(taken, 'correct'), old.status, new.status, old.inspection_id, 'corrected in the database by ' || current_user,
            instant, (instant at time zone 'Asia/Shanghai')::date);
  new.step_no := old.step_no + 1;
  return new;
end $$;
create trigger finding_corrected before update of status on finding for each row
  when (new.status <> old.status and new.step_no = old.step_no and current_user <> 'xunjian_web') execute function finding_corrected_by_owner();

grant usage on schema public to xunjian_web;
grant select on org, facility, facility_supervision, person, post, delegation, parameter, taxonomy, category, category_entry, legal_step, installation to xunjian_web;
grant select, insert on step, inspection, inspection_clearance, plan_text, record, record_inspector, finding, finding_text, document, document_finding, service, reply, verification, verification_demand, closing, recheck to xunjian_web;
grant select on finding_hand to xunjian_web;
grant insert, delete, select on team_member to xunjian_web;
grant update (number, told, opened_on, day, planned_from, planned_to, started_on, ended_on, days_on_site, feedback_due, feedback_on, follow_up_due, case_no, state, step_no, version, plan_no, basis) on inspection to xunjian_web;
grant update (title, category_id, taxonomy_id, severity, depth, depth_reason, concerns, follow_up_owner_id, status, merged_into, step_no, text_no, told) on finding to xunjian_web;
grant update (title, body, text_no, number, issued_on, state, step_no) on document to xunjian_web;
grant delete on document_finding to xunjian_web;
grant select, insert, update on idempotency to xunjian_web;
revoke execute on function trail_seal(int), trail_verify(), finding_settle(uuid), finding_place_in_rectification(finding) from public;
alter table idempotency enable row level security;
create policy idempotency_own on idempotency for all to xunjian_web using (person_id = actor_person()) with check (person_id = actor_person());
