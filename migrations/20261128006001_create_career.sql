-- 任职经历: posts held before the system knew them, or outside it, as recusal looks at them.
create table career (
  id uuid constraint career_pk primary key,
  person_id uuid not null references person,
  org_id int references org,
  facility_id uuid references facility,
  title text not null default '',
  during daterange not null,
  by_id uuid references person,
  at timestamptz not null,
  void_on date,
  void_why text,
  void_by uuid references person,
  constraint career_place check (num_nonnulls(org_id, facility_id) = 1),
  constraint career_days check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  constraint career_void check (num_nonnulls(void_on, void_why, void_by) in (0, 3) and void_why <> '')
);
create index career_person on career (person_id);
comment on table career is '任职经历: what a person was elsewhere and before; posts of the system stand in post';
comment on column career.id is 'key';
comment on column career.person_id is 'who';
comment on column career.org_id is 'the procuratorate or resident office';
comment on column career.facility_id is 'or the facility, as a former officer of it';
comment on column career.title is 'as what';
comment on column career.during is 'from the first day to the last';
comment on column career.by_id is 'who put it in; null where it was loaded';
comment on column career.at is 'when';
comment on column career.void_on is 'the day on which it was made void';
comment on column career.void_why is 'why it is void';
comment on column career.void_by is 'who made it void';
create trigger career_only_voided before update or delete on career for each row execute function only_voided();

alter table career enable row level security;
create policy career_read on career for select to xunjian_web using ((select actor_facility()) is null);
create policy career_add on career for insert to xunjian_web with check (roster_kept(person_id) and by_id = actor_person() and void_on is null);
create policy career_void on career for update to xunjian_web using (roster_kept(person_id)) with check (void_by = actor_person());
grant select, insert, update (void_on, void_why, void_by) on career to xunjian_web;
