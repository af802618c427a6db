-- What an outsider signs: the pledge of confidentiality, without which nobody joins a team (巡回检察工作规定 45), and the
-- declaration of what ties them to a facility.
create table pledge (
  id uuid constraint pledge_pk primary key,
  person_id uuid not null references outsider,
  given_on date not null,
  by_id uuid references person,
  at timestamptz not null,
  void_on date,
  void_why text,
  void_by uuid references person,
  constraint pledge_not_ahead check (given_on <= (at at time zone 'Asia/Shanghai')::date),
  constraint pledge_void check (num_nonnulls(void_on, void_why, void_by) in (0, 3) and void_why <> '')
);
create unique index pledge_one on pledge (person_id) where void_on is null;
comment on table pledge is '保密承诺: a fact with its day; void only with a reason';
comment on column pledge.id is 'key';
comment on column pledge.person_id is 'who signed';
comment on column pledge.given_on is 'the day on which it was signed';
comment on column pledge.by_id is 'who put it on record; null where it was loaded';
comment on column pledge.at is 'when';
comment on column pledge.void_on is 'the day on which it became void';
comment on column pledge.void_why is 'why it is void';
comment on column pledge.void_by is 'who made it void';
create trigger pledge_only_voided before update or delete on pledge for each row execute function only_voided();

create table conflict_declaration (
  id uuid constraint conflict_declaration_pk primary key,
  person_id uuid not null references outsider,
  declared_on date not null,
  facility_id uuid references facility,
  statement text not null constraint conflict_declaration_statement check (statement <> ''),
  by_id uuid references person,
  at timestamptz not null,
  void_on date,
  void_why text,
  void_by uuid references person,
  constraint conflict_declaration_not_ahead check (declared_on <= (at at time zone 'Asia/Shanghai')::date),
  constraint conflict_declaration_void check (num_nonnulls(void_on, void_why, void_by) in (0, 3) and void_why <> '')
);
create index conflict_declaration_person on conflict_declaration (person_id);
comment on table conflict_declaration is '利益冲突声明: what an outsider says ties them to a facility, or that nothing does';
comment on column conflict_declaration.id is 'key';
comment on column conflict_declaration.person_id is 'who declares';
comment on column conflict_declaration.declared_on is 'the day of the declaration';
comment on column conflict_declaration.facility_id is 'the facility that they are tied to; null where they declare no tie';
comment on column conflict_declaration.statement is 'in their words';
comment on column conflict_declaration.by_id is 'who put it on record; null where it was loaded';
comment on column conflict_declaration.at is 'when';
comment on column conflict_declaration.void_on is 'the day on which it became void';
comment on column conflict_declaration.void_why is 'why it is void';
comment on column conflict_declaration.void_by is 'who made it void';
create trigger conflict_declaration_only_voided before update or delete on conflict_declaration for each row execute function only_voided();

do $$ declare t text; begin
  foreach t in array array['pledge', 'conflict_declaration'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %1$s_read on %1$I for select to xunjian_web using ((select actor_facility()) is null)', t);
    execute format('create policy %1$s_add on %1$I for insert to xunjian_web with check (roster_kept(person_id) and by_id = actor_person() and void_on is null)', t);
    execute format('create policy %1$s_void on %1$I for update to xunjian_web using (roster_kept(person_id)) with check (void_by = actor_person())', t);
    execute format('grant select, insert, update (void_on, void_why, void_by) on %I to xunjian_web', t);
  end loop;
end $$;
