-- 请假与外出: days on which somebody cannot be sent anywhere.
create table absence (
  id uuid constraint absence_pk primary key,
  person_id uuid not null references person,
  during daterange not null,
  reason text not null constraint absence_reason check (reason in ('leave', 'training', 'other')),
  note text not null default '',
  by_id uuid references person,
  at timestamptz not null,
  void_on date,
  void_why text,
  void_by uuid references person,
  constraint absence_days check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  constraint absence_void check (num_nonnulls(void_on, void_why, void_by) in (0, 3) and void_why <> ''),
  constraint absence_once exclude using gist (person_id with =, during with &&) where (void_on is null)
);
comment on table absence is '不能派出的日子: leave, training, other; told by the person or registered; never two at once for one person';
comment on column absence.id is 'key';
comment on column absence.person_id is 'who';
comment on column absence.during is 'from the first day to the last';
comment on column absence.reason is 'leave, training or other; see people::roster::Away';
comment on column absence.note is 'in words';
comment on column absence.by_id is 'who told it: the person, or whoever registered it; null where it was loaded';
comment on column absence.at is 'when';
comment on column absence.void_on is 'the day on which it was withdrawn';
comment on column absence.void_why is 'why it was withdrawn';
comment on column absence.void_by is 'who withdrew it';
create trigger absence_only_voided before update or delete on absence for each row execute function only_voided();

alter table absence enable row level security;
create policy absence_read on absence for select to xunjian_web
  using (person_id = (select actor_person()) or ((select actor_role()) in ('chief', 'department_head', 'business_admin') and roster_below(person_id)));
create policy absence_add on absence for insert to xunjian_web
  with check ((person_id = actor_person() or roster_kept(person_id)) and by_id = actor_person() and void_on is null);
create policy absence_void on absence for update to xunjian_web
  using (person_id = (select actor_person()) or roster_kept(person_id)) with check (void_by = actor_person());
grant select, insert, update (void_on, void_why, void_by) on absence to xunjian_web;
