-- 重大事件: an abnormal death or another major incident at a facility. A special inspection follows it (刑事诉讼规则 662,
-- 巡回检察工作规定 13), or the chief records why none does.
create table incident (
  id uuid constraint incident_pk primary key,
  facility_id uuid not null references facility,
  kind text not null constraint incident_kind check (kind in ('death', 'escape', 'epidemic', 'safety', 'disturbance', 'other')),
  happened_on date not null,
  reported_on date not null,
  reporter text not null constraint incident_reporter check (reporter <> ''),
  what text not null constraint incident_what check (what <> ''),
  org_id int references org,
  by_id uuid not null references person,
  at timestamptz not null,
  constraint incident_order check (happened_on <= reported_on)
);
create index incident_list on incident (reported_on desc, id desc);
create index incident_facility on incident (facility_id, reported_on desc);
comment on table incident is '重大事件: as it was registered; append-only';
comment on column incident.id is 'key';
comment on column incident.facility_id is 'where it happened: whoever may see the place may see it';
comment on column incident.kind is 'death: 非正常死亡; escape: 脱逃; epidemic: 突发公共卫生事件; safety: 安全事故; disturbance: 监管秩序事件; other';
comment on column incident.happened_on is 'the day on which it happened';
comment on column incident.reported_on is 'the day on which it was reported to the procuratorate';
comment on column incident.reporter is 'who reported it';
comment on column incident.what is 'what happened';
comment on column incident.org_id is 'the unit that registered it';
comment on column incident.by_id is 'who registered it';
comment on column incident.at is 'when it was put on record';

create table incident_inspection (
  incident_id uuid not null references incident,
  inspection_id uuid not null references inspection,
  by_id uuid not null references person,
  at timestamptz not null,
  constraint incident_inspection_pk primary key (incident_id, inspection_id)
);
create index incident_inspection_case on incident_inspection (inspection_id);
comment on table incident_inspection is 'the special inspection that follows an incident; seen by whoever sees that case, so that a sealed one is not told of';
comment on column incident_inspection.incident_id is 'the incident';
comment on column incident_inspection.inspection_id is 'the special inspection; several may follow one incident, as one does not know of a sealed other';
comment on column incident_inspection.by_id is 'who organised it';
comment on column incident_inspection.at is 'when';

create table incident_waiver (
  incident_id uuid constraint incident_waiver_pk primary key references incident,
  reason text not null constraint incident_waiver_reason check (reason <> ''),
  person_id uuid not null references person,
  day date not null,
  at timestamptz not null
);
comment on table incident_waiver is 'why no special inspection follows an incident, as the chief decided';
comment on column incident_waiver.incident_id is 'the incident, decided about once';
comment on column incident_waiver.reason is 'why not';
comment on column incident_waiver.person_id is 'the chief, or whoever stands in';
comment on column incident_waiver.day is 'the civil day of the decision';
comment on column incident_waiver.at is 'when';

-- the writer sees both, so nothing is told that was not known
create function incident_inspection_is_special() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from incident n join inspection i on i.id = new.inspection_id and i.facility_id = n.facility_id and i.kind = 'special'
                  where n.id = new.incident_id) then
    raise exception 'a special inspection of the same facility follows an incident' using errcode = '23514', constraint = 'incident_inspection_special';
  end if;
  return new;
end $$;
create trigger incident_inspection_special before insert on incident_inspection for each row execute function incident_inspection_is_special();

do $$ declare t text; begin
  foreach t in array array['incident', 'incident_inspection', 'incident_waiver'] loop
    execute format('create trigger %1$s_append_only before update or delete on %1$I for each row execute function refuse()', t);
    execute format('alter table %1$I enable row level security', t);
    execute format('create trigger figure_changes after insert or update or delete or truncate on %I for each statement execute function figure_changes(''none'')', t);
  end loop;
end $$;
create policy incident_reach on incident for all to xunjian_web
  using (exists (select from facility f where f.id = incident.facility_id
                  and case (select nullif(current_setting('app.scope', true), '')::int)
                        when 0 then true when f.prov_id then true when f.city_id then true when f.unit_id then true when f.office_id then true else false end));
create policy incident_own_name on incident as restrictive for insert to xunjian_web with check (by_id = actor_person());
create policy incident_inspection_reach on incident_inspection for all to xunjian_web
  using (case_seen(inspection_id) and exists (select from incident n where n.id = incident_inspection.incident_id));
create policy incident_inspection_own_name on incident_inspection as restrictive for insert to xunjian_web with check (by_id = actor_person());
create policy incident_waiver_reach on incident_waiver for all to xunjian_web
  using (exists (select from incident n where n.id = incident_waiver.incident_id));
create policy incident_waiver_own_name on incident_waiver as restrictive for insert to xunjian_web with check (person_id = actor_person());
grant select, insert on incident, incident_inspection, incident_waiver to xunjian_web;
