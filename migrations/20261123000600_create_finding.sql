-- Findings: a header with caches, append-only texts.
create table finding (
  id uuid primary key,
  inspection_id uuid not null references inspection,
  record_id uuid,
  facility_id uuid not null,
  no int not null,
  prov_id int,
  city_id int,
  unit_id int,
  office_id int,
  own_level smallint not null,
  opened boolean not null,
  told boolean not null default false,
  facility_kind text not null,
  inspection_kind text not null,
  concerns text not null constraint finding_concerns check (concerns in ('facility', 'resident_office')),
  found_on date not null,
  ended_on date,
  title text not null,
  category_id int not null references category,
  taxonomy_id int not null references taxonomy,
  severity text not null constraint finding_severity check (severity in ('minor', 'moderate', 'serious', 'critical')),
  depth text not null constraint finding_depth check (depth in ('general', 'major', 'deep')),
  depth_reason text not null default '',
  follow_up_owner_id uuid references person,
  author_id uuid references person,
  status text not null constraint finding_status check (status in ('recorded', 'confirmed', 'merged', 'dropped', 'withdrawn')),
  merged_into uuid,
  step_no int not null,
  subject text not null generated always as ('finding') stored,
  text_no int not null default 1,
  position text constraint finding_position check (position in ('not_served', 'awaiting_plan', 'rectifying', 'to_verify', 'returned', 'verified', 'closed', 'rebounded')),
  due_on date,
  cycle int not null default 1,
  constraint finding_no unique (inspection_id, no),
  constraint finding_id_inspection unique (id, inspection_id),
  foreign key (record_id, inspection_id) references record (id, inspection_id),
  foreign key (inspection_id, facility_id) references inspection (id, facility_id),
  foreign key (taxonomy_id, category_id) references category_entry,
  constraint finding_status_is_its_last_step foreign key (subject, id, step_no, status) references step (subject, subject_id, no, to_state) deferrable initially deferred,
  constraint finding_merged check ((status = 'merged') = (merged_into is not null)),
  constraint finding_merged_same_case foreign key (merged_into, inspection_id) references finding (id, inspection_id) deferrable initially deferred,
  constraint finding_merged_elsewhere check (merged_into <> id),
  constraint finding_depth_reasoned check (depth = 'general' or depth_reason <> ''),
  constraint finding_owned check (status <> 'confirmed' or follow_up_owner_id is not null)
);
create index finding_prov on finding (prov_id, found_on desc, id desc);
create index finding_city on finding (city_id, found_on desc, id desc);
create index finding_unit on finding (unit_id, found_on desc, id desc);
create index finding_office on finding (office_id, found_on desc, id desc);
create index finding_facility on finding (facility_id, found_on desc, id desc);
create index finding_inspection on finding (inspection_id, no);
create index finding_all on finding (found_on desc, id desc);
create index finding_open on finding (prov_id, due_on, id) where status = 'confirmed' and position <> 'closed';
create index finding_counted on finding (prov_id, ended_on) include (inspection_id, category_id, facility_id, facility_kind, inspection_kind, severity, depth, city_id, unit_id, office_id, own_level, opened, told) where status = 'confirmed';
comment on table finding is '问题: one fact pattern at one facility; 个 counts the confirmed, 类 their distinct leaf categories';
comment on column finding.concerns is 'the facility, or the resident office whose own work is inspected too (巡回检察工作规定 15-17)';
comment on column finding.told is 'set at feedback or service: from then on units below the organiser read it';
comment on column finding.ended_on is 'copied from the inspection: the day that from/to filter by';
comment on column finding.position is 'where rectification stands, derived from facts by finding_place_in_rectification() alone; null unless confirmed';
comment on column finding.due_on is 'earliest open due date, kept with position; overdue = not closed and this day is past';
comment on column finding.cycle is 'one more with every rebound';
comment on column finding.follow_up_owner_id is 'the named person who urges correction (巡回检察工作规定 36)';

create trigger finding_only_forward before update of step_no on finding for each row when (new.step_no < old.step_no) execute function refuse_by_name();
-- what was decided about is not rewritten
create trigger finding_frozen before update of title, category_id, taxonomy_id, severity, depth, depth_reason, concerns, text_no on finding for each row
  when (old.status <> 'recorded' and (new.title, new.category_id, new.taxonomy_id, new.severity, new.depth, new.depth_reason, new.concerns, new.text_no)
        is distinct from (old.title, old.category_id, old.taxonomy_id, old.severity, old.depth, old.depth_reason, old.concerns, old.text_no)) execute function refuse_by_name();

create table finding_text (
  finding_id uuid not null,
  no int not null,
  base_no int not null,
  inspection_id uuid not null,
  title text not null,
  facts text not null,
  legal_basis text not null,
  author_id uuid references person,
  at timestamptz not null,
  constraint finding_text_pk primary key (finding_id, no),
  constraint finding_text_base check (base_no = no - 1),
  foreign key (finding_id, inspection_id) references finding (id, inspection_id)
);
comment on table finding_text is 'every version of a finding''s facts and legal basis; append-only, finding.text_no is the head';
create trigger finding_text_append_only before update or delete on finding_text for each row execute function refuse();

-- place, dates and opening follow the case
create function finding_follows_case() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update finding set prov_id = new.prov_id, city_id = new.city_id, unit_id = new.unit_id, office_id = new.office_id, opened = new.opened, ended_on = new.ended_on
   where inspection_id = new.id;
  return null;
end $$;
create trigger finding_follows_case after update of prov_id, city_id, unit_id, office_id, opened_on, ended_on on inspection
  for each row when (old is distinct from new) execute function finding_follows_case();
