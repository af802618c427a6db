-- 检察清单: what a record says about an item of a checklist. The latest answer of a case counts.
create table record_answer (
  record_id uuid not null,
  inspection_id uuid not null,
  list text not null,
  edition text not null,
  item text not null,
  answer text constraint record_answer_answer check (answer in ('yes', 'no', 'na')),
  note text not null default '',
  by_id uuid not null references person,
  at timestamptz not null,
  constraint record_answer_pk primary key (record_id, item),
  foreign key (record_id, inspection_id) references record (id, inspection_id)
);
create index record_answer_latest on record_answer (inspection_id, item, at desc);
comment on table record_answer is 'an item of a checklist that a record is about, with its answer; rows are added, never changed, the latest of an item counts';
comment on column record_answer.record_id is 'the record';
comment on column record_answer.inspection_id is 'its case';
comment on column record_answer.list is 'the checklist';
comment on column record_answer.edition is 'the edition of the checklist by which it was answered, as the plan pins it';
comment on column record_answer.item is 'the code of the item';
comment on column record_answer.answer is 'yes: as it should be; no: a possible finding; na: does not apply; none where it was looked at and is not answered yet';
comment on column record_answer.note is 'what is said about the answer';
comment on column record_answer.by_id is 'who answered';
comment on column record_answer.at is 'when it was put on record';
create trigger record_answer_append_only before update or delete on record_answer for each row execute function refuse();
alter table record_answer enable row level security;
create policy record_answer_reach on record_answer for all to xunjian_web using (case_seen(inspection_id));
create policy record_answer_own_name on record_answer as restrictive for insert to xunjian_web with check (by_id = actor_person());
grant select, insert on record_answer to xunjian_web;
