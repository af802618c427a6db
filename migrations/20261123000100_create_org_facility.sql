-- Who supervises what: procuratorates, facilities, and supervision over time.
create extension if not exists btree_gist;

create table org (
  id int primary key generated always as identity,
  code text not null constraint org_code unique,
  kind text not null constraint org_kind check (kind in ('spp', 'province', 'city', 'county', 'dispatched', 'resident_office')),
  level smallint not null constraint org_level check (level between 0 and 4),
  parent_id int references org,
  approver_id int references org,
  division text,
  name_zh text not null,
  name_en text not null,
  constraint org_root check ((parent_id is null) = (kind = 'spp'))
);
create index org_parent on org (parent_id);
comment on table org is '检察机关: the Supreme People''s Procuratorate, procuratorates, dispatched procuratorates and resident offices, as one tree';
comment on column org.level is '0 SPP, 1 province, 2 city or dispatched, 3 county, 4 resident office';
comment on column org.approver_id is 'whose chief approves for this unit: itself, or for dispatched procuratorates the region that runs them directly';

create table facility (
  id uuid primary key,
  code text not null constraint facility_code unique,
  kind text not null constraint facility_kind check (kind in ('prison', 'detention_center', 'community_correction')),
  name_zh text not null,
  name_en text not null,
  division text not null,
  capacity int constraint facility_capacity check (capacity > 0),
  note text not null default '',
  outside boolean not null default false,
  supervisor_id int not null references org,
  prov_id int references org,
  city_id int references org,
  unit_id int references org,
  office_id int references org,
  constraint facility_id_kind unique (id, kind)
);
create index facility_prov on facility (prov_id, kind, code);
create index facility_city on facility (city_id, kind, code);
create index facility_unit on facility (unit_id);
create index facility_office on facility (office_id);
comment on table facility is '被监督单位: prisons, detention centres, community-corrections agencies';
comment on column facility.outside is 'of another province, known only through an inter-provincial inspection: counts nowhere';
comment on column facility.supervisor_id is 'present supervising procuratorate; with prov_id, city_id, unit_id and office_id the present PLACE, kept by the trigger on facility_supervision alone';

create table facility_supervision (
  facility_id uuid not null references facility deferrable initially deferred,
  org_id int not null references org,
  office_id int references org,
  during daterange not null,
  constraint facility_supervision_pk primary key (facility_id, during),
  constraint facility_supervision_one exclude using gist (facility_id with =, during with &&)
);
comment on table facility_supervision is 'who supervises a facility, over time; never two at once';

-- the ancestor of an org at a given level, itself included
create function org_at(start int, wanted smallint) returns int language sql stable as $$
  with recursive up as (
    select id, parent_id, level from org where id = start
    union all select o.id, o.parent_id, o.level from org o join up on o.id = up.parent_id)
  select id from up where level = wanted limit 1 $$;

create function facility_place() returns trigger language plpgsql as $$
begin
  if upper_inf(new.during) then
    update facility set supervisor_id = new.org_id, prov_id = org_at(new.org_id, 1::smallint), city_id = org_at(new.org_id, 2::smallint),
           unit_id = org_at(new.org_id, 3::smallint), office_id = new.office_id where id = new.facility_id;
  end if;
  return null;
end $$;
create trigger facility_supervision_place after insert or update on facility_supervision for each row execute function facility_place();
