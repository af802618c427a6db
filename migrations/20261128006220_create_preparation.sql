-- 事前准备: the information pack by its parts, and training or its waiver (巡回检察工作规定 27, 28); the public-health annex where the plan switches it on.
create table preparation (
  id uuid constraint preparation_pk primary key,
  inspection_id uuid not null references inspection,
  item text not null constraint preparation_item check (item in ('population', 'previous', 'office', 'complaints', 'enforcement', 'training')),
  outcome text not null constraint preparation_outcome check (outcome in ('received', 'unavailable', 'held', 'waived')),
  day date not null,
  note text not null constraint preparation_note check (note <> ''),
  by_id uuid not null references person,
  at timestamptz not null,
  constraint preparation_fits check ((item = 'training') = (outcome in ('held', 'waived')))
);
create index preparation_inspection on preparation (inspection_id, item, at desc, id desc);
comment on table preparation is 'what was gathered, held or done without before the first day; of each item the last row counts, the others stay';
comment on column preparation.id is 'key';
comment on column preparation.inspection_id is 'the case';
comment on column preparation.item is 'population: 人员构成和重点人员; previous: 上轮反馈、文书和整改; office: 派驻检察文书及采纳; complaints: 控告举报申诉; enforcement: 其他执法数据; training: 培训';
comment on column preparation.outcome is 'received or unavailable; of training held or waived';
comment on column preparation.day is 'the day on which it was received, asked for in vain, held or waived';
comment on column preparation.note is 'what it is, or why not';
comment on column preparation.by_id is 'who put it on record';
comment on column preparation.at is 'when it was put on record';

create table epidemic_annex (
  id uuid constraint epidemic_annex_pk primary key,
  inspection_id uuid not null references inspection,
  organ text not null constraint epidemic_annex_organ check (organ <> ''),
  filing_no text not null constraint epidemic_annex_filing_no check (filing_no <> ''),
  filed_on date not null,
  isolated_from date,
  isolation_days int not null default 0 constraint epidemic_annex_isolation_days check (isolation_days between 0 and 90),
  note text not null default '',
  by_id uuid not null references person,
  at timestamptz not null,
  constraint epidemic_annex_isolation check ((isolation_days = 0) = (isolated_from is null))
);
create index epidemic_annex_inspection on epidemic_annex (inspection_id, at desc, id desc);
comment on table epidemic_annex is '公共卫生防控方案: approved by and filed with the authority for epidemic control; the last row counts';
comment on column epidemic_annex.id is 'key';
comment on column epidemic_annex.inspection_id is 'the case';
comment on column epidemic_annex.organ is 'the authority that approved it';
comment on column epidemic_annex.filing_no is '备案文号';
comment on column epidemic_annex.filed_on is 'the day of the filing';
comment on column epidemic_annex.isolated_from is 'the first day of closed isolation, where there is any';
comment on column epidemic_annex.isolation_days is 'days of closed isolation, after which the team may go in';
comment on column epidemic_annex.note is 'arrangements besides';
comment on column epidemic_annex.by_id is 'who put it on record';
comment on column epidemic_annex.at is 'when it was put on record';

create function preparation_is_before_the_first_day() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from inspection i where i.id = new.inspection_id and i.state in ('draft', 'submitted', 'approved', 'prepared', 'notified')) then
    raise exception 'the first day has come' using errcode = '55006', constraint = 'preparation_open';
  end if;
  return new;
end $$;

do $$ declare t text; begin
  foreach t in array array['preparation', 'epidemic_annex'] loop
    execute format('create trigger %1$s_append_only before update or delete on %1$I for each row execute function refuse()', t);
    execute format('create trigger preparation_open before insert on %I for each row execute function preparation_is_before_the_first_day()', t);
    execute format('alter table %1$I enable row level security', t);
    execute format('create policy %1$s_reach on %1$I for all to xunjian_web using (case_seen(inspection_id))', t);
    execute format('create policy %1$s_own_name on %1$I as restrictive for insert to xunjian_web with check (by_id = actor_person())', t);
  end loop;
end $$;
grant select, insert on preparation, epidemic_annex to xunjian_web;
