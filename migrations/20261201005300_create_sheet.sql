-- 补录用纸: sheets that were printed before the way to the server was lost, each known by a key that says nothing else. What was written
-- on one is entered later, once; one that is not entered is accounted for.
create table sheet_pack (
  id uuid constraint sheet_pack_pk primary key,
  inspection_id uuid not null references inspection,
  by_id uuid not null references person,
  at timestamptz not null,
  constraint sheet_pack_case unique (id, inspection_id)
);
create index sheet_pack_of on sheet_pack (inspection_id, at desc);
comment on table sheet_pack is 'sheets that were printed at once for a case; rows are added, never changed';
comment on column sheet_pack.id is 'key';
comment on column sheet_pack.inspection_id is 'the case';
comment on column sheet_pack.by_id is 'who printed them, and answers for them';
comment on column sheet_pack.at is 'when';

create table sheet (
  key text constraint sheet_pk primary key constraint sheet_key check (key ~ '^[0-9A-HJKMNP-TV-Z]{9}$'),
  pack_id uuid not null,
  inspection_id uuid not null,
  no int not null constraint sheet_no_counts check (no > 0),
  kind text not null constraint sheet_kind check (kind in ('record', 'interview')),
  constraint sheet_no unique (pack_id, no),
  constraint sheet_case unique (key, inspection_id),
  foreign key (pack_id, inspection_id) references sheet_pack (id, inspection_id)
);
create index sheet_of on sheet (inspection_id);
comment on table sheet is 'a blank sheet; rows are added, never changed';
comment on column sheet.key is 'eight random signs and one that checks them; all that the sheet and its code bear';
comment on column sheet.pack_id is 'with which others it was printed';
comment on column sheet.inspection_id is 'the case';
comment on column sheet.no is 'its page in the pack';
comment on column sheet.kind is 'record: for what was seen; interview: for a talk';

create table sheet_entry (
  key text constraint sheet_entry_pk primary key,
  inspection_id uuid not null,
  record_id uuid not null constraint sheet_entry_record unique,
  written_on date not null,
  written_at time,
  no_scan text not null default '',
  by_id uuid not null references person,
  at timestamptz not null,
  foreign key (key, inspection_id) references sheet (key, inspection_id),
  foreign key (record_id, inspection_id) references record (id, inspection_id)
);
comment on table sheet_entry is 'what was written on a sheet is on record; rows are added, never changed';
comment on column sheet_entry.key is 'the sheet, once';
comment on column sheet_entry.inspection_id is 'its case';
comment on column sheet_entry.record_id is 'the record into which it was entered';
comment on column sheet_entry.written_on is 'the day on which it was written on paper';
comment on column sheet_entry.written_at is 'the time of that day, where it is known';
comment on column sheet_entry.no_scan is 'why no picture of the sheet comes with it; empty where one does';
comment on column sheet_entry.by_id is 'who entered it';
comment on column sheet_entry.at is 'when';

create table sheet_gone (
  key text constraint sheet_gone_pk primary key,
  inspection_id uuid not null,
  why text not null constraint sheet_gone_why check (why in ('blank', 'spoiled', 'lost')),
  reason text not null constraint sheet_gone_reason check (reason <> ''),
  by_id uuid not null references person,
  at timestamptz not null,
  foreign key (key, inspection_id) references sheet (key, inspection_id)
);
comment on table sheet_gone is 'a sheet that is not entered, accounted for; rows are added, never changed';
comment on column sheet_gone.key is 'the sheet';
comment on column sheet_gone.inspection_id is 'its case';
comment on column sheet_gone.why is 'blank: nothing was written; spoiled: written anew on another; lost';
comment on column sheet_gone.reason is 'what happened, in words';
comment on column sheet_gone.by_id is 'who says so';
comment on column sheet_gone.at is 'when';

-- a sheet has one fate: it is entered, or accounted for
create function sheet_has_one_fate() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from sheet s where s.key = new.key for update;
  if tg_table_name = 'sheet_entry' and exists (select from sheet_gone g where g.key = new.key) then
    raise exception 'the sheet was accounted for' using errcode = '55006', constraint = 'sheet_accounted_for';
  end if;
  if tg_table_name = 'sheet_gone' and exists (select from sheet_entry e where e.key = new.key) then
    raise exception 'the sheet was entered' using errcode = '55006', constraint = 'sheet_entry_pk';
  end if;
  return new;
end $$;
create trigger sheet_has_one_fate before insert on sheet_entry for each row execute function sheet_has_one_fate();
create trigger sheet_has_one_fate before insert on sheet_gone for each row execute function sheet_has_one_fate();

do $$ declare t text; begin
  foreach t in array array['sheet_pack', 'sheet', 'sheet_entry', 'sheet_gone'] loop
    execute format('create trigger %1$s_append_only before update or delete on %1$I for each row execute function refuse()', t);
    execute format('alter table %1$I enable row level security', t);
    execute format('create policy %1$s_reach on %1$I for all to xunjian_web using (inspection_id = (select seen_case()) or case_seen(inspection_id))', t);
    execute format('grant select, insert on %1$I to xunjian_web', t);
  end loop;
  foreach t in array array['sheet_pack', 'sheet_entry', 'sheet_gone'] loop
    execute format('create policy %1$s_own_name on %1$I as restrictive for insert to xunjian_web with check (by_id = actor_person())', t);
  end loop;
end $$;
