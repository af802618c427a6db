-- 工作日志: what each inspector recorded on a day, confirmed by whoever leads the team.
create table day_confirmation (
  inspection_id uuid not null references inspection,
  person_id uuid not null references person,
  day date not null,
  records int not null constraint day_confirmation_records check (records > 0),
  note text not null default '',
  by_id uuid not null references person,
  at timestamptz not null,
  constraint day_confirmation_pk primary key (inspection_id, day, person_id, records),
  constraint day_confirmation_another check (person_id <> by_id)
);
comment on table day_confirmation is 'the day of an inspector, confirmed with as many records as it had then; when records are added it is confirmed again';
comment on column day_confirmation.inspection_id is 'the case';
comment on column day_confirmation.person_id is 'whose day it is';
comment on column day_confirmation.day is 'the day';
comment on column day_confirmation.records is 'how many records of that day name the person';
comment on column day_confirmation.note is '组长意见';
comment on column day_confirmation.by_id is 'the leader or the lead prosecutor, never oneself';
comment on column day_confirmation.at is 'when';
create trigger day_confirmation_append_only before update or delete on day_confirmation for each row execute function refuse();
alter table day_confirmation enable row level security;
create policy day_confirmation_reach on day_confirmation for all to xunjian_web using (case_seen(inspection_id));
create policy day_confirmation_own_name on day_confirmation as restrictive for insert to xunjian_web with check (by_id = actor_person());
grant select, insert on day_confirmation to xunjian_web;
create index record_inspector_person on record_inspector (person_id, inspection_id);
