-- 期限: one register of every clock, with the reason of its day; the dates that stand elsewhere follow from it.
create table clock (
  subject_id uuid not null,
  key text not null constraint clock_key check (key in ('notice_due', 'least_end', 'least_on_site', 'report_target', 'feedback_due', 'follow_up_due',
    'archive_due', 'reply_due', 'escalate_on', 'objection_in', 'objection_review', 'return_due')),
  inspection_id uuid not null references inspection,
  facility_id uuid references facility,
  event text not null constraint clock_event check (event in ('planned_start', 'started', 'ended', 'year_closed', 'served', 'issued', 'objected', 'returned')),
  started_on date not null,
  parameter_id int references parameter,
  due_on date not null,
  other_on date,
  provisional boolean not null default false,
  why jsonb not null default '{}',
  nation_no int not null default 0,
  region_no int not null default 0,
  met_on date,
  void_on date,
  constraint clock_pk primary key (subject_id, key),
  constraint clock_ended_once check (num_nonnulls(met_on, void_on) < 2)
);
create index clock_inspection on clock (inspection_id);
create index clock_open on clock (key, due_on) where met_on is null and void_on is null;
comment on table clock is '期限: what must happen by when, and why by then; history carries none';
comment on column clock.subject_id is 'the inspection, the service, or the verification that returned an answer';
comment on column clock.key is 'which clock of its subject';
comment on column clock.inspection_id is 'its case, whose reach it has';
comment on column clock.facility_id is 'the facility that must meet it or may know it';
comment on column clock.event is 'what it runs from';
comment on column clock.started_on is 'the day of that event';
comment on column clock.parameter_id is 'the period that was counted; null where a document or a person named the day';
comment on column clock.due_on is 'the last day';
comment on column clock.other_on is 'the last day if the region''s days off were taken the other way, where it differs';
comment on column clock.provisional is '节假日安排未公布，待复核: a day of a year not yet announced had a say';
comment on column clock.why is 'the period as it was counted: rule, source, amount, unit, days that had a say';
comment on column clock.nation_no is 'version of the nation''s days that was counted by; 0 where the day was named';
comment on column clock.region_no is 'version of the region''s days that was counted by; 0 before the first';
comment on column clock.met_on is 'the day on which it was met';
comment on column clock.void_on is 'the day on which it fell away';

create table clock_change (
  subject_id uuid not null,
  key text not null,
  version_id uuid not null references calendar_version,
  from_on date not null,
  to_on date not null,
  was_provisional boolean not null,
  provisional boolean not null,
  at timestamptz not null,
  constraint clock_change_pk primary key (subject_id, key, version_id),
  constraint clock_change_clock foreign key (subject_id, key) references clock (subject_id, key)
);
comment on table clock_change is '期限变更: a clock that a new version of the calendar moved; append-only';
comment on column clock_change.subject_id is 'with key: the clock';
comment on column clock_change.key is 'with subject_id: the clock';
comment on column clock_change.version_id is 'the version that moved it';
comment on column clock_change.from_on is 'the last day before';
comment on column clock_change.to_on is 'the last day since';
comment on column clock_change.was_provisional is 'whether it waited for an announcement before';
comment on column clock_change.provisional is 'whether it waits for one still';
comment on column clock_change.at is 'when the version was published';
create trigger clock_change_append_only before update or delete on clock_change for each row execute function refuse();

-- what was counted is counted anew by a publication alone; a clock ends once
create function clock_ends_once() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or num_nonnulls(old.met_on, old.void_on) > 0 then
    raise exception 'a clock ends once' using errcode = '55006', constraint = 'clock_ended';
  end if;
  return new;
end $$;
create trigger clock_ended before update or delete on clock for each row execute function clock_ends_once();

-- the dates of case and service are the register's: whatever is written there, the clock's day stands
create function inspection_keeps_clocks() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.feedback_due := (select c.due_on from clock c where c.subject_id = new.id and c.key = 'feedback_due');
  new.follow_up_due := (select c.due_on from clock c where c.subject_id = new.id and c.key = 'follow_up_due');
  return new;
end $$;
create function service_keeps_clocks() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.reply_due := (select c.due_on from clock c where c.subject_id = new.id and c.key = 'reply_due');
  new.escalate_on := (select c.due_on from clock c where c.subject_id = new.id and c.key = 'escalate_on');
  return new;
end $$;
create function clock_is_kept() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.key in ('feedback_due', 'follow_up_due') then
    update inspection set feedback_due = feedback_due, follow_up_due = follow_up_due where id = new.subject_id;
  elsif new.key in ('reply_due', 'escalate_on') then
    update service set reply_due = reply_due, escalate_on = escalate_on where id = new.subject_id;
  end if;
  return null;
end $$;

-- clocks that ran before there was a register, with the reason that was kept
insert into clock (subject_id, key, inspection_id, event, started_on, due_on, met_on)
  select i.id, 'feedback_due', i.id, 'ended', i.ended_on, i.feedback_due, i.feedback_on from inspection i where i.feedback_due is not null and i.ended_on is not null;
insert into clock (subject_id, key, inspection_id, event, started_on, due_on)
  select i.id, 'follow_up_due', i.id, 'ended', i.ended_on, i.follow_up_due from inspection i where i.follow_up_due is not null and i.ended_on is not null;
insert into clock (subject_id, key, inspection_id, facility_id, event, started_on, parameter_id, due_on, why)
  select s.id, 'reply_due', s.inspection_id, s.facility_id, 'served', s.served_on, s.parameter_id, s.reply_due,
         coalesce(nullif(s.due_why -> 'period', 'null'), '{}') from service s where s.reply_due is not null;
insert into clock (subject_id, key, inspection_id, event, started_on, due_on)
  select s.id, 'escalate_on', s.inspection_id, 'issued', coalesce(d.issued_on, s.served_on), s.escalate_on
    from service s join document d on d.id = s.document_id where s.escalate_on is not null;

alter table service drop column due_why;
alter table service drop column parameter_id;
alter table service add constraint service_clocks check (escalate_on >= reply_due);
drop trigger service_append_only on service;
create trigger service_keeps_clocks before insert or update of reply_due, escalate_on on service for each row execute function service_keeps_clocks();
create trigger service_only_clocks before update on service for each row
  when ((to_jsonb(new) - array['reply_due', 'escalate_on']) <> (to_jsonb(old) - array['reply_due', 'escalate_on'])) execute function refuse();
create trigger service_append_only before delete on service for each row execute function refuse();
create trigger inspection_keeps_clocks before insert or update of feedback_due, follow_up_due on inspection for each row execute function inspection_keeps_clocks();
create trigger clock_is_kept after insert or update of due_on on clock for each row execute function clock_is_kept();

-- an answer is given once every finding that the document raises has its report, or stands no longer
create function clock_settle(f finding) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from clock c where c.inspection_id = f.inspection_id and c.met_on is null and c.void_on is null) then return; end if;
  update clock c set met_on = a.answered, void_on = case when a.answered is null then a.fallen end
    from (select s.id, max(r.received_on) as answered, max(t.day) as fallen
            from service s join document_finding own on own.document_id = s.document_id and own.finding_id = f.id
            join document_finding d on d.document_id = s.document_id
            join finding g on g.id = d.finding_id
            join step t on t.subject = 'finding' and t.subject_id = g.id and t.no = g.step_no
            left join lateral (select min(r.received_on) as received_on from reply r where r.finding_id = g.id and r.kind = 'report' and r.received_on >= s.served_on) r on true
           group by s.id having bool_and(g.status <> 'confirmed' or g.position = 'closed' or r.received_on is not null)) a
   where c.subject_id = a.id and c.key in ('reply_due', 'escalate_on') and c.met_on is null and c.void_on is null;
  update clock c set met_on = r.received_on
    from verification v join lateral (select min(r.received_on) as received_on from reply r where r.finding_id = v.finding_id and r.kind = 'report' and r.at > v.at) r on r.received_on is not null
   where v.finding_id = f.id and c.subject_id = v.id and c.key = 'return_due' and c.met_on is null and c.void_on is null;
end $$;
create or replace function finding_settle(fid uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare f finding; p record;
begin
  select * into f from finding where id = fid for no key update;
  select * into p from finding_place_in_rectification(f);
  update finding set position = p.place, due_on = p.due where id = fid and (position, due_on) is distinct from (p.place, p.due);
  perform clock_settle(f);
end $$;
create function service_due_settles() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform finding_settle(d.finding_id) from document_finding d where d.document_id = new.document_id;
  return null;
end $$;
create trigger z_settle_clock after update of reply_due on service for each row when (new.reply_due is distinct from old.reply_due) execute function service_due_settles();

alter table clock enable row level security;
create policy clock_reach on clock for all to xunjian_web
  using (exists (select from inspection i where i.id = clock.inspection_id)
         or (facility_id = (select actor_facility()) and key in ('reply_due', 'objection_in', 'objection_review', 'return_due')));
alter table clock_change enable row level security;
create policy clock_change_reach on clock_change for select to xunjian_web
  using (exists (select from clock c where c.subject_id = clock_change.subject_id and c.key = clock_change.key));
grant select, insert on clock to xunjian_web;
grant update (met_on, void_on) on clock to xunjian_web;
grant select on clock_change to xunjian_web;
revoke update (feedback_due, follow_up_due) on inspection from xunjian_web;
revoke execute on function clock_settle(finding) from public;

-- every clock that runs, whatever the reach of who keeps the calendar: what it computes with, and nothing to recognise a case by
create function clocks_running() returns table (subject_id uuid, key text, started_on date, due_on date, other_on date, provisional boolean, why jsonb,
    parameter_id int, parameter_key text, facility_kind text, amount int, unit text, class text, source text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not actor_keeps_calendar() then
    raise exception 'who keeps the calendar recomputes' using errcode = '42501', constraint = 'calendar_keeper';
  end if;
  return query select c.subject_id, c.key, c.started_on, c.due_on, c.other_on, c.provisional, c.why, p.id, p.key, p.facility_kind, p.amount, p.unit, p.class, p.source
    from clock c join parameter p on p.id = c.parameter_id where c.met_on is null and c.void_on is null order by c.subject_id, c.key;
end $$;

-- puts a version in force and moves the clocks that it moves, in one transaction, each with its change and its trail entry
create function calendar_publish(version uuid, instant timestamptz, actor_org int, session bytea, nation int, region int,
    subjects uuid[], keys text[], days date[], others date[], waits boolean[], reasons jsonb[], entries uuid[])
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare m record;
begin
  if not actor_keeps_calendar() then
    raise exception 'who keeps the calendar recomputes' using errcode = '42501', constraint = 'calendar_keeper';
  end if;
  update calendar_version v set no = v.base_no + 1, published_by = actor_person(), published_at = instant where v.id = version;
  for m in
    select u.entry, u.key, u.subject, u.day, u.waits, c.due_on, c.provisional, c.inspection_id
      from unnest(subjects, keys, days, waits, entries) as u (subject, key, day, waits, entry)
      join clock c on c.subject_id = u.subject and c.key = u.key
     where (c.due_on, c.provisional) is distinct from (u.day, u.waits)
  loop
    insert into clock_change values (m.subject, m.key, version, m.due_on, m.day, m.provisional, m.waits, instant);
    perform trail_write(m.entry, instant, actor_person(), actor_org, session, 'clock_moved', 'clock', m.subject, m.inspection_id,
      jsonb_build_object('key', m.key, 'from', m.due_on, 'to', m.day, 'version', version));
  end loop;
  update clock c set due_on = u.day, other_on = u.other, provisional = u.waits, why = u.reason
    from unnest(subjects, keys, days, others, waits, reasons) as u (subject, key, day, other, waits, reason)
   where c.subject_id = u.subject and c.key = u.key and c.met_on is null and c.void_on is null;
  update clock c set nation_no = nation, region_no = region where c.parameter_id is not null and c.met_on is null and c.void_on is null;
end $$;
