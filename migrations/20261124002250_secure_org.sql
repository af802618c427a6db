-- Procuratorates by the system administrator, facilities and their supervision by the business administrator of their region:
-- made, renamed and closed on a day, never deleted.
alter table org add column closed_on date;
comment on column org.closed_on is 'the first day on which it does not exist any more';
alter table facility add column closed_on date;
comment on column facility.closed_on is 'the first day on which it does not exist any more';

-- an organ closes when nobody and nothing depends on it
create function org_closed_empty() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from post p where p.org_id = new.id and (upper_inf(p.during) or upper(p.during) > new.closed_on))
     or exists (select from org o where o.parent_id = new.id and o.closed_on is null)
     or exists (select from facility f where (f.supervisor_id = new.id or f.office_id = new.id) and f.closed_on is null) then
    raise exception 'posts, offices or facilities still depend on it' using errcode = '55006', constraint = 'org_closed_empty';
  end if;
  return new;
end $$;
create trigger org_closed_empty before update of closed_on on org for each row when (new.closed_on is not null and old.closed_on is null) execute function org_closed_empty();

-- the place of a facility follows its supervision, and with it the place of its cases; each case keeps the supervisor of its day
create or replace function facility_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare f facility;
begin
  if upper_inf(new.during) then
    update facility set supervisor_id = new.org_id, prov_id = org_at(new.org_id, 1::smallint), city_id = org_at(new.org_id, 2::smallint),
           unit_id = org_at(new.org_id, 3::smallint), office_id = new.office_id where id = new.facility_id returning * into f;
    update inspection i set prov_id = f.prov_id, city_id = f.city_id, unit_id = f.unit_id, office_id = f.office_id
     where i.facility_id = f.id and (i.prov_id, i.city_id, i.unit_id, i.office_id) is distinct from (f.prov_id, f.city_id, f.unit_id, f.office_id);
  end if;
  return null;
end $$;

create function is_below_actor(organ int) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  with recursive up as (
    select id, parent_id from org where id = organ
    union all select o.id, o.parent_id from org o join up on o.id = up.parent_id)
  select exists (select from up where id = actor_org()) $$;

alter table org enable row level security;
create policy org_read on org for select to xunjian_web using (true);
create policy org_add on org for insert to xunjian_web with check (actor_role() = 'system_admin');
create policy org_change on org for update to xunjian_web using (actor_role() = 'system_admin');
alter table facility enable row level security;
create policy facility_read on facility for select to xunjian_web using (true);
create policy facility_add on facility for insert to xunjian_web with check (actor_role() = 'business_admin' and is_below_actor(supervisor_id));
create policy facility_change on facility for update to xunjian_web using (actor_role() = 'business_admin' and is_below_actor(supervisor_id));
alter table facility_supervision enable row level security;
create policy facility_supervision_read on facility_supervision for select to xunjian_web using (true);
create policy facility_supervision_add on facility_supervision for insert to xunjian_web with check (actor_role() = 'business_admin' and is_below_actor(org_id));
create policy facility_supervision_end on facility_supervision for update to xunjian_web using (actor_role() = 'business_admin' and is_below_actor(org_id));
grant insert, update (name_zh, name_en, closed_on, approver_id) on org to xunjian_web;
grant insert, update (name_zh, name_en, capacity, note, closed_on) on facility to xunjian_web;
grant insert, update (during) on facility_supervision to xunjian_web;
