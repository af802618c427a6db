-- 签认: two inspectors who were there confirm a record, each by their own account; until the first does, its author may still
-- write it anew, and each earlier text is kept. Whoever will not sign says why, and that is on record too.
alter table record
  add column version int not null default 1,
  add column saved_at timestamptz,
  add column signed text not null default 'open' constraint record_signed check (signed in ('open', 'done', 'unasked'));
comment on column record.version is 'counts the texts of the record; an edit is of the version that its author saw';
comment on column record.saved_at is 'when the text was last written anew; none while it is the first';
comment on column record.signed is 'open: waits for its inspectors; done: two have confirmed it, or every inspector has answered; unasked: written before records were confirmed, or loaded as history';

-- what was written when nobody was asked stays as it is; what the teams on site have written waits for them
alter table record disable trigger record_append_only;
update record r set signed = 'unasked' from inspection i where i.id = r.inspection_id and (i.history or i.state not in ('in_progress', 'suspended'));
alter table record enable trigger record_append_only;
create index record_unsigned on record (inspection_id, id) where signed = 'open';

create table record_text (
  record_id uuid not null,
  no int not null,
  inspection_id uuid not null,
  day date not null,
  clock time,
  happened text not null,
  place text not null,
  method text not null,
  focus text not null,
  body text not null,
  details jsonb not null,
  at timestamptz not null,
  constraint record_text_pk primary key (record_id, no),
  foreign key (record_id, inspection_id) references record (id, inspection_id)
);
comment on table record_text is 'the texts of a record before the one that stands; kept by the record itself';
comment on column record_text.record_id is 'the record';
comment on column record_text.no is 'the version';
comment on column record_text.inspection_id is 'its case';
comment on column record_text.day is 'as record.day was';
comment on column record_text.clock is 'as record.clock was';
comment on column record_text.happened is 'as record.happened was';
comment on column record_text.place is 'as record.place was';
comment on column record_text.method is 'as record.method was';
comment on column record_text.focus is 'as record.focus was';
comment on column record_text.body is 'as record.body was';
comment on column record_text.details is 'as record.details was';
comment on column record_text.at is 'when that text was written';
create trigger record_text_append_only before update or delete on record_text for each row execute function refuse();

create table record_confirmation (
  record_id uuid not null,
  inspection_id uuid not null,
  person_id uuid not null references person,
  version int not null,
  at timestamptz not null,
  constraint record_confirmation_pk primary key (record_id, person_id),
  foreign key (record_id, inspection_id) references record (id, inspection_id)
);
comment on table record_confirmation is 'an inspector who was there confirms the record; rows are added, never changed';
comment on column record_confirmation.record_id is 'the record';
comment on column record_confirmation.inspection_id is 'its case';
comment on column record_confirmation.person_id is 'who confirms it, by the own account';
comment on column record_confirmation.version is 'the version that was read';
comment on column record_confirmation.at is 'when';
create trigger record_confirmation_append_only before update or delete on record_confirmation for each row execute function refuse();

create table record_refusal (
  id uuid constraint record_refusal_pk primary key,
  record_id uuid not null,
  inspection_id uuid not null,
  whom text not null constraint record_refusal_whom check (whom in ('inspector', 'interviewee', 'facility')),
  person_id uuid references person,
  reason text not null constraint record_refusal_reason check (reason <> ''),
  version int not null,
  by_id uuid not null references person,
  at timestamptz not null,
  foreign key (record_id, inspection_id) references record (id, inspection_id),
  constraint record_refusal_own check ((whom = 'inspector') = (person_id is not null) and (person_id is null or person_id = by_id))
);
create unique index record_refusal_once on record_refusal (record_id, person_id, version) where person_id is not null;
create index record_refusal_record on record_refusal (record_id);
comment on table record_refusal is 'somebody will not sign the record; rows are added, never changed';
comment on column record_refusal.id is 'key';
comment on column record_refusal.record_id is 'the record';
comment on column record_refusal.inspection_id is 'its case';
comment on column record_refusal.whom is 'inspector: one of its own, for themself; interviewee: who was spoken to; facility: its representative';
comment on column record_refusal.person_id is 'the inspector';
comment on column record_refusal.reason is 'why';
comment on column record_refusal.version is 'the version that was not signed';
comment on column record_refusal.by_id is 'who put it on record';
comment on column record_refusal.at is 'when';
create trigger record_refusal_append_only before update or delete on record_refusal for each row execute function refuse();

-- cases loaded as history are never asked, nor those that were over when their records came
create function record_begins() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.signed := case when exists (select from inspection i where i.id = new.inspection_id and not i.history and i.state in ('in_progress', 'suspended'))
                     then 'open' else 'unasked' end;
  return new;
end $$;
create trigger record_begins before insert on record for each row execute function record_begins();

-- a text is written anew from the version that stands, while nobody has confirmed it; what it replaces is kept
create function record_changes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.signed = 'unasked' or (new.id, new.inspection_id, new.no, new.author_id, new.at) is distinct from (old.id, old.inspection_id, old.no, old.author_id, old.at) then
    raise exception 'a record keeps its place and its author' using errcode = '55006', constraint = 'record_append_only';
  end if;
  if (new.day, new.clock, new.happened, new.place, new.method, new.focus, new.body, new.details, new.version, new.saved_at)
     is not distinct from (old.day, old.clock, old.happened, old.place, old.method, old.focus, old.body, old.details, old.version, old.saved_at) then
    return new;
  end if;
  if exists (select from record_confirmation c where c.record_id = old.id) then
    raise exception 'a confirmed record is not rewritten' using errcode = '55006', constraint = 'record_frozen';
  end if;
  if new.version <> old.version + 1 then
    raise exception 'a text follows the one before it' using errcode = '55006', constraint = 'record_confirmation_stale';
  end if;
  insert into record_text (record_id, no, inspection_id, day, clock, happened, place, method, focus, body, details, at)
  values (old.id, old.version, old.inspection_id, old.day, old.clock, old.happened, old.place, old.method, old.focus, old.body, old.details, coalesce(old.saved_at, old.at));
  new.signed := 'open';
  return new;
end $$;
drop trigger record_append_only on record;
create trigger record_append_only before delete on record for each row execute function refuse();
create trigger record_changes before update on record for each row execute function record_changes();

create function record_inspector_stays() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare the_record uuid := case when tg_op = 'DELETE' then old.record_id else new.record_id end;
begin
  if tg_op = 'UPDATE' or exists (select from record_confirmation c where c.record_id = the_record)
     or (tg_op = 'DELETE' and exists (select from record r where r.id = the_record and r.signed = 'unasked')) then
    raise exception 'who was there is append-only once somebody has confirmed it' using errcode = '55006', constraint = 'record_inspector_append_only';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
drop trigger record_inspector_append_only on record_inspector;
create trigger record_inspector_stays before insert or update or delete on record_inspector for each row execute function record_inspector_stays();

create function record_still_two_inspectors() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select count(distinct r.person_id) from record_inspector r join team_member t on t.inspection_id = r.inspection_id and t.person_id = r.person_id
      and t.place not in ('expert', 'observer') where r.record_id = old.record_id) < 2 then
    raise exception 'a record needs two inspectors of the team' using errcode = '23514', constraint = 'record_two_inspectors';
  end if;
  return null;
end $$;
create constraint trigger record_still_two_inspectors after delete on record_inspector deferrable initially deferred for each row execute function record_still_two_inspectors();

-- whoever writes a record anew may say anew who was there; the web role itself removes nobody
create function record_inspectors_are(the_record uuid, people uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from record r where r.id = the_record and r.author_id = actor_person()) then
    raise exception 'only its author' using errcode = '42501', constraint = 'record_by_its_author';
  end if;
  delete from record_inspector i where i.record_id = the_record and i.person_id <> all (people);
  insert into record_inspector (record_id, inspection_id, person_id)
  select r.id, r.inspection_id, p from record r, unnest(people) p
   where r.id = the_record and not exists (select from record_inspector i where i.record_id = the_record and i.person_id = p);
end $$;
comment on function record_inspectors_are is 'who was there, as the author of a record that nobody has confirmed says it';
revoke execute on function record_inspectors_are(uuid, uuid[]) from public;
grant execute on function record_inspectors_are(uuid, uuid[]) to xunjian_web;

-- only who was there, only what stands
create function record_answer_by_named() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare r record; who uuid := coalesce(to_jsonb(new) ->> 'by_id', to_jsonb(new) ->> 'person_id')::uuid;
begin
  select x.version, x.signed, x.inspection_id into r from record x where x.id = new.record_id for update;
  if r.signed = 'unasked' or r.inspection_id is distinct from new.inspection_id then
    raise exception 'nobody is asked to confirm it' using errcode = '55006', constraint = 'record_frozen';
  end if;
  if not exists (select from record_inspector i where i.record_id = new.record_id and i.person_id = who) then
    raise exception 'only who was there' using errcode = '42501', constraint = 'record_confirmation_named';
  end if;
  if new.version <> r.version then
    raise exception 'another text stands' using errcode = '55006', constraint = 'record_confirmation_stale';
  end if;
  return new;
end $$;
create trigger record_confirmation_named before insert on record_confirmation for each row execute function record_answer_by_named();
create trigger record_refusal_named before insert on record_refusal for each row execute function record_answer_by_named();

-- two have confirmed, or every inspector has answered: the second name that is missing is one that was refused
create function record_is_signed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update record r set signed = 'done'
   where r.id = new.record_id and r.signed = 'open'
     and ((select count(*) from record_confirmation c where c.record_id = r.id) >= 2
          or not exists (select from record_inspector i where i.record_id = r.id
                            and not exists (select from record_confirmation c where c.record_id = r.id and c.person_id = i.person_id)
                            and not exists (select from record_refusal f where f.record_id = r.id and f.person_id = i.person_id and f.version = r.version)));
  return null;
end $$;
create trigger record_is_signed after insert on record_confirmation for each row execute function record_is_signed();
create trigger record_is_signed after insert on record_refusal for each row execute function record_is_signed();

do $$ declare t text; begin
  foreach t in array array['record_text', 'record_confirmation', 'record_refusal'] loop
    execute format('alter table %1$I enable row level security', t);
    execute format('create policy %1$s_reach on %1$I for all to xunjian_web using (case_seen(inspection_id))', t);
  end loop;
end $$;
create policy record_confirmation_own_name on record_confirmation as restrictive for insert to xunjian_web with check (person_id = actor_person());
create policy record_refusal_own_name on record_refusal as restrictive for insert to xunjian_web with check (by_id = actor_person());
create policy record_by_its_author on record as restrictive for update to xunjian_web using (author_id = actor_person());
grant select on record_text to xunjian_web;
grant select, insert on record_confirmation, record_refusal to xunjian_web;
grant update (day, clock, happened, place, method, focus, body, details, version, saved_at) on record to xunjian_web;
