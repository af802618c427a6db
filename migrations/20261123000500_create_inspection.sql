-- The case file: inspection, plan, team, clearances, records.
create table number_series (
  org_id int not null references org,
  series text not null,
  year int not null,
  last_no int not null default 0,
  constraint number_series_pk primary key (org_id, series, year)
);
comment on table number_series is 'the last number drawn, per organ, series and calendar year';

create table inspection (
  id uuid primary key,
  number text constraint inspection_number unique,
  kind text not null constraint inspection_kind check (kind in ('routine', 'special', 'mobile', 'cross', 'interprovincial_cross')),
  facility_id uuid not null,
  facility_kind text not null,
  organiser_id int not null references org,
  supervisor_id int not null references org,
  prov_id int references org,
  city_id int references org,
  unit_id int references org,
  office_id int references org,
  own_level smallint not null,
  told boolean not null default false,
  sealed boolean not null,
  opened_on date,
  opened boolean not null generated always as (opened_on is not null) stored,
  basis text not null,
  day date not null,
  planned_from date not null,
  planned_to date not null,
  started_on date,
  ended_on date,
  days_on_site int constraint inspection_days_on_site check (days_on_site >= 0),
  feedback_due date,
  feedback_on date,
  follow_up_due date,
  case_no text not null default '',
  history boolean not null default false,
  outside boolean not null default false,
  state text not null,
  step_no int not null,
  subject text not null generated always as ('inspection') stored,
  version int not null default 1,
  plan_no int not null default 0,
  created_at timestamptz not null,
  foreign key (facility_id, facility_kind) references facility (id, kind),
  constraint inspection_state_is_its_last_step foreign key (subject, id, step_no, state) references step (subject, subject_id, no, to_state) deferrable initially deferred,
  constraint inspection_opened check (sealed or opened_on is not null),
  constraint inspection_planned check (planned_to >= planned_from),
  constraint inspection_ended check (ended_on is null or (started_on is not null and ended_on >= started_on)),
  constraint inspection_id_facility unique (id, facility_id)
);
create index inspection_prov on inspection (prov_id, day desc, id desc);
create index inspection_city on inspection (city_id, day desc, id desc);
create index inspection_unit on inspection (unit_id, day desc, id desc);
create index inspection_office on inspection (office_id, day desc, id desc);
create index inspection_facility on inspection (facility_id, day desc, id desc);
create index inspection_all on inspection (day desc, id desc);
comment on table inspection is '巡回检察: one mission of a team to one facility, handled as a case';
comment on column inspection.prov_id is 'with city_id, unit_id, office_id the PLACE: the present supervisor''s chain, which row security compares';
comment on column inspection.own_level is 'the organiser''s level; the organiser is always at or above the place';
comment on column inspection.told is 'units below the organiser read the case only from feedback on';
comment on column inspection.sealed is 'unannounced: until opened_on a clearance is the only way in';
comment on column inspection.day is 'the day that lists order by: first the planned, then the actual first day';
comment on column inspection.ended_on is '巡回检察结束: a civil date typed when fieldwork ends; both clocks start there';
comment on column inspection.history is 'loaded as history: carries no computed clocks';

-- an earlier step is a row as well: the state must not go back to it
create trigger inspection_only_forward before update of step_no on inspection for each row when (new.step_no < old.step_no) execute function refuse_by_name();
-- number, opening and end of fieldwork are set once
create trigger inspection_set_once before update of number, opened_on, ended_on on inspection for each row
  when (new.number is distinct from old.number and old.number is not null or new.opened_on is distinct from old.opened_on and old.opened_on is not null
        or new.ended_on is distinct from old.ended_on and old.ended_on is not null) execute function refuse_by_name();

create table inspection_clearance (
  inspection_id uuid not null references inspection deferrable initially deferred,
  person_id uuid not null references person,
  why text not null constraint inspection_clearance_why check (why in ('creator', 'team', 'approver')),
  during daterange not null,
  constraint inspection_clearance_pk primary key (inspection_id, person_id, why)
);
create index inspection_clearance_person on inspection_clearance (person_id, inspection_id);
comment on table inspection_clearance is 'persons let in whatever their unit: team and approvers';

create table plan_text (
  inspection_id uuid not null references inspection,
  no int not null,
  base_no int not null,
  body jsonb not null,
  author_id uuid references person,
  at timestamptz not null,
  constraint plan_text_pk primary key (inspection_id, no),
  constraint plan_text_base check (base_no = no - 1)
);
comment on table plan_text is '巡回检察工作方案: every version of its parts (巡回检察工作规定 26); append-only, inspection.plan_no is the head';
create trigger plan_text_append_only before update or delete on plan_text for each row execute function refuse();

create table team_member (
  inspection_id uuid not null references inspection,
  person_id uuid not null references person,
  place text not null constraint team_member_place check (place in ('team_leader', 'lead_prosecutor', 'deputy_leader', 'member', 'recorder', 'expert', 'observer')),
  unit_id int references org,
  duty text not null default '',
  constraint team_member_pk primary key (inspection_id, person_id, place)
);
create unique index team_member_one_leader on team_member (inspection_id) where place = 'team_leader';
create unique index team_member_one_lead on team_member (inspection_id) where place = 'lead_prosecutor';
create index team_member_person on team_member (person_id);
comment on table team_member is '巡回检察组: who, in which place; experts and observers never count as inspectors';

create function team_is_frozen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from inspection i where i.id = coalesce(new.inspection_id, old.inspection_id) and i.state <> 'draft' and not i.history) then
    raise exception 'the team is frozen' using errcode = '55006', constraint = 'team_member_frozen';
  end if;
  return coalesce(new, old);
end $$;
create trigger team_member_frozen before insert or update or delete on team_member for each row execute function team_is_frozen();

create table record (
  id uuid primary key,
  inspection_id uuid not null references inspection,
  no int not null,
  day date not null,
  place text not null,
  method text not null constraint record_method check (method in ('file_review', 'cctv_review', 'call_visit_audio_review', 'site_visit', 'contraband_check',
    'inmate_interview', 'officer_interview', 'briefing_or_meeting', 'questionnaire', 'complaint_intake', 'video_inspection', 'former_inmate_interview', 'data_comparison', 'expert_opinion')),
  body text not null,
  author_id uuid references person,
  at timestamptz not null,
  constraint record_no unique (inspection_id, no),
  constraint record_id_inspection unique (id, inspection_id)
);
create index record_list on record (inspection_id, day desc, id desc);
comment on table record is '检察记录: what was done and seen (巡回检察工作规定 32); append-only';
create trigger record_append_only before update or delete on record for each row execute function refuse();

create table record_inspector (
  record_id uuid not null,
  inspection_id uuid not null,
  person_id uuid not null references person,
  constraint record_inspector_pk primary key (record_id, person_id),
  foreign key (record_id, inspection_id) references record (id, inspection_id)
);
comment on table record_inspector is 'who was there: at least two inspectors of the team (巡回检察工作规定 20)';
create trigger record_inspector_append_only before update or delete on record_inspector for each row execute function refuse();

create function record_two_inspectors() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select count(distinct r.person_id) from record_inspector r join team_member t on t.inspection_id = r.inspection_id and t.person_id = r.person_id
      and t.place not in ('expert', 'observer') where r.record_id = new.id) < 2 then
    raise exception 'a record needs two inspectors of the team' using errcode = '23514', constraint = 'record_two_inspectors';
  end if;
  return null;
end $$;
create constraint trigger record_two_inspectors after insert on record deferrable initially deferred for each row execute function record_two_inspectors();
