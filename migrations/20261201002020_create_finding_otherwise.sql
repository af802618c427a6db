-- 另行处理: a finding that is dealt with by other means than its rectification. Why is not told here, whatever it is: a word for
-- some causes would tell of those that have none.
create table finding_otherwise (
  finding_id uuid constraint finding_otherwise_pk primary key,
  inspection_id uuid not null,
  day date not null,
  by_id uuid not null references person,
  at timestamptz not null,
  constraint finding_otherwise_of_finding foreign key (finding_id, inspection_id) references finding (id, inspection_id)
);
create index finding_otherwise_inspection on finding_otherwise (inspection_id);
comment on table finding_otherwise is '另行处理: said of a finding, for whatever cause, by its lead prosecutor; it moves and counts nothing; append-only';
comment on column finding_otherwise.finding_id is 'the finding';
comment on column finding_otherwise.inspection_id is 'its case';
comment on column finding_otherwise.day is 'the civil day on which it was said';
comment on column finding_otherwise.by_id is 'who said it';
comment on column finding_otherwise.at is 'when';
create trigger finding_otherwise_append_only before update or delete on finding_otherwise for each row execute function refuse();
alter table finding_otherwise enable row level security;
create policy finding_otherwise_reach on finding_otherwise for all to xunjian_web using (finding_seen(finding_id));
create policy finding_otherwise_own_name on finding_otherwise as restrictive for insert to xunjian_web with check (by_id = actor_person());
create trigger figure_changes after insert or update or delete or truncate on finding_otherwise for each statement execute function figure_changes('none');
grant select, insert on finding_otherwise to xunjian_web;
