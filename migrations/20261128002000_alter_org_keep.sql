-- 检察机关的维护: an organ is made below another, renamed with a reason and closed by the system administrator at or above it.
alter table org add column uid uuid not null default gen_random_uuid() constraint org_uid unique;
comment on column org.uid is 'the key by which addresses of the administration and the trail name it';
comment on column org.level is '0 SPP, 1 province, 2 city or dispatched by the region, 3 county or dispatched by a city, 4 resident office';

-- Levels grow on every way down, so that the tree can never become a circle.
create function org_in_tree() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare above org;
begin
  if new.kind = 'spp' then
    return new;
  end if;
  select * into above from org where id = new.parent_id for share;
  if not (case new.kind
            when 'province' then above.kind = 'spp' and new.level = 1
            when 'city' then above.kind = 'province' and new.level = 2
            when 'county' then above.kind = 'city' and new.level = 3
            when 'dispatched' then above.kind in ('province', 'city') and new.level = above.level + 1
            else above.kind not in ('spp', 'resident_office') and new.level = 4 end)
     or exists (select from org o where o.parent_id = new.id and o.level <= new.level) then
    raise exception 'no organ of this kind stands there' using errcode = '23514', constraint = 'org_in_tree';
  end if;
  if above.closed_on is not null then
    raise exception 'the organ above is closed' using errcode = '55006', constraint = 'org_below_open';
  end if;
  return new;
end $$;
create trigger org_in_tree before insert or update of parent_id, kind, level on org for each row execute function org_in_tree();

-- Whose chief approves: of a dispatched procuratorate its own or that of the organ that runs it, of a resident office whoever
-- approves for the procuratorate that it belongs to, of any other its own.
create function org_approver() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare above int := (select o.approver_id from org o where o.id = new.parent_id);
begin
  new.approver_id := coalesce(new.approver_id, case new.kind when 'dispatched' then new.parent_id when 'resident_office' then above else new.id end);
  if not (case new.kind
            when 'dispatched' then new.approver_id in (new.id, new.parent_id)
            when 'resident_office' then new.approver_id is not distinct from above
            else new.approver_id = new.id end) then
    raise exception 'another organ approves for this one' using errcode = '23514', constraint = 'org_approver';
  end if;
  return new;
end $$;
create trigger org_approver before insert or update of approver_id on org for each row execute function org_approver();
comment on column org.approver_id is 'whose chief approves for this unit: itself; for a dispatched procuratorate itself or the organ that runs it; for a resident office whoever approves for its procuratorate';

create function org_approver_below() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update org set approver_id = new.approver_id where parent_id = new.id and kind = 'resident_office' and approver_id is distinct from new.approver_id;
  return null;
end $$;
create trigger org_approver_below after update of approver_id on org for each row when (new.approver_id is distinct from old.approver_id) execute function org_approver_below();

-- A name changes by a row that says why, and by nothing else.
create table org_renaming (
  id uuid primary key,
  org_id int not null references org,
  from_zh text not null,
  from_en text not null,
  to_zh text not null constraint org_renaming_zh check (to_zh <> ''),
  to_en text not null constraint org_renaming_en check (to_en <> ''),
  reason text not null constraint org_renaming_reasoned check (reason <> ''),
  day date not null,
  by_id uuid not null references person,
  at timestamptz not null,
  constraint org_renaming_another check ((from_zh, from_en) is distinct from (to_zh, to_en))
);
create index org_renaming_org on org_renaming (org_id, at desc);
comment on table org_renaming is '更名: what an organ was called until a day, and why it changed; append-only';
comment on column org_renaming.id is 'key';
comment on column org_renaming.org_id is 'the organ';
comment on column org_renaming.from_zh is 'the Chinese name until then';
comment on column org_renaming.from_en is 'the English name until then';
comment on column org_renaming.to_zh is 'the Chinese name from then on';
comment on column org_renaming.to_en is 'the English name from then on';
comment on column org_renaming.reason is 'why';
comment on column org_renaming.day is 'the first day of the new name';
comment on column org_renaming.by_id is 'who changed it';
comment on column org_renaming.at is 'when it was written';
create trigger org_renaming_append_only before update or delete on org_renaming for each row execute function refuse();

create function org_renaming_takes_effect() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare o org;
begin
  select * into o from org where id = new.org_id for no key update;
  new.from_zh := o.name_zh;
  new.from_en := o.name_en;
  update org set name_zh = new.to_zh, name_en = new.to_en where id = new.org_id;
  return new;
end $$;
create trigger org_renaming_takes_effect before insert on org_renaming for each row execute function org_renaming_takes_effect();

-- A resident office takes its place at a facility of its procuratorate that has none; the days before stay as they were.
create function office_stands_at(office int, place uuid, day date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare s facility_supervision;
begin
  if actor_role() is distinct from 'system_admin' or not is_below_actor(office) then
    raise exception 'the system administrator places offices' using errcode = '42501', constraint = 'office_by_system_admin';
  end if;
  select * into s from facility_supervision f where f.facility_id = place and upper_inf(f.during) for update;
  if s.office_id is not null
     or not exists (select from org o join facility f on f.id = place where o.id = office and o.kind = 'resident_office' and o.parent_id = s.org_id and f.closed_on is null) then
    raise exception 'this facility has an office, or another supervisor' using errcode = '55006', constraint = 'office_stands_once';
  end if;
  if lower(s.during) < day then
    update facility_supervision f set during = daterange(lower(f.during), day) where f.facility_id = place and f.during = s.during;
    insert into facility_supervision (facility_id, org_id, office_id, during) values (place, s.org_id, office, daterange(day, null));
  else
    update facility_supervision f set office_id = office where f.facility_id = place and f.during = s.during;
  end if;
end $$;

-- Nothing begins at a place that is closed, or lasts beyond its end: no post, no supervision.
create function post_at_open_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare closing date;
begin
  if new.org_id is not null then
    select o.closed_on into closing from org o where o.id = new.org_id for share;
  else
    select f.closed_on into closing from facility f where f.id = new.facility_id for share;
  end if;
  if closing is not null and (upper_inf(new.during) or upper(new.during) > closing) then
    raise exception 'the place of this post is closed' using errcode = '55006', constraint = 'post_at_open_place';
  end if;
  return new;
end $$;
create trigger post_at_open_place before insert on post for each row execute function post_at_open_place();
create trigger post_at_open_place_longer before update of during on post for each row when (not new.during <@ old.during) execute function post_at_open_place();

create function supervision_by_open_org() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from org o where o.id in (new.org_id, new.office_id) for share;
  if exists (select from org o where o.id in (new.org_id, new.office_id) and (upper_inf(new.during) or upper(new.during) > o.closed_on) and o.closed_on is not null) then
    raise exception 'a closed organ supervises nothing' using errcode = '55006', constraint = 'supervision_by_open_org';
  end if;
  return new;
end $$;
create trigger supervision_by_open_org before insert or update of org_id, office_id on facility_supervision for each row execute function supervision_by_open_org();

alter table org_renaming enable row level security;
create policy org_renaming_read on org_renaming for select to xunjian_web using (true);
create policy org_renaming_add on org_renaming for insert to xunjian_web
  with check (by_id = actor_person() and actor_role() = 'system_admin' and is_below_actor(org_id));
grant select, insert on org_renaming to xunjian_web;

drop policy org_add on org;
drop policy org_change on org;
create policy org_add on org for insert to xunjian_web
  with check (actor_role() = 'system_admin' and kind in ('dispatched', 'resident_office') and is_below_actor(parent_id));
create policy org_change on org for update to xunjian_web using (actor_role() = 'system_admin' and is_below_actor(id));
revoke update (name_zh, name_en) on org from xunjian_web;
