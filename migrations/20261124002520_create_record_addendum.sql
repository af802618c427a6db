-- 补充说明: a record is never rewritten; what was wrong or left out stands beside it, with the reason.
create table record_addendum (
  record_id uuid not null,
  no int not null,
  inspection_id uuid not null,
  reason text not null constraint record_addendum_reason check (reason <> ''),
  body text not null constraint record_addendum_body check (body <> ''),
  author_id uuid not null references person,
  at timestamptz not null,
  constraint record_addendum_pk primary key (record_id, no),
  foreign key (record_id, inspection_id) references record (id, inspection_id)
);
comment on table record_addendum is '补充说明: corrections of a record, in their order; append-only like the record itself';
comment on column record_addendum.record_id is 'the record that is corrected or completed';
comment on column record_addendum.no is 'counts the addenda of one record';
comment on column record_addendum.inspection_id is 'the case of the record';
comment on column record_addendum.reason is 'why the record needed it';
comment on column record_addendum.body is 'what is correct, or was left out';
comment on column record_addendum.author_id is 'who wrote it: an inspector of the team';
comment on column record_addendum.at is 'when it was written';
create trigger record_addendum_append_only before update or delete on record_addendum for each row execute function refuse();

alter table record_addendum enable row level security;
create policy record_addendum_reach on record_addendum for all to xunjian_web using (exists (select from inspection i where i.id = record_addendum.inspection_id));
create policy record_addendum_own_name on record_addendum as restrictive for insert to xunjian_web with check (author_id = actor_person());
grant select, insert on record_addendum to xunjian_web;
