-- 日结: an inspector hands in a day with what is still open in it, and another inspector of the team confirms it.
create table day_hand_in (
  inspection_id uuid not null references inspection,
  person_id uuid not null references person,
  day date not null,
  records int not null constraint day_hand_in_records check (records >= 0),
  open int not null constraint day_hand_in_open check (open >= 0),
  note text not null default '',
  at timestamptz not null,
  constraint day_hand_in_pk primary key (inspection_id, day, person_id, records),
  constraint day_hand_in_says_why check ((open = 0 and records > 0) or note <> '')
);
comment on table day_hand_in is 'a day of an inspector, handed in with as many records as it had then; when records are added it is handed in again';
comment on column day_hand_in.inspection_id is 'the case';
comment on column day_hand_in.person_id is 'whose day it is, who hands it in';
comment on column day_hand_in.day is 'the day';
comment on column day_hand_in.records is 'how many records of that day name the person';
comment on column day_hand_in.open is 'how many points were open then: records not confirmed, findings that lack something, answers without a finding, sheets of paper, days without a record';
comment on column day_hand_in.note is 'why something is open, or why nothing was recorded';
comment on column day_hand_in.at is 'when';

create table day_peer (
  inspection_id uuid not null,
  person_id uuid not null,
  day date not null,
  records int not null,
  by_id uuid not null references person,
  at timestamptz not null,
  constraint day_peer_pk primary key (inspection_id, day, person_id, records),
  constraint day_peer_another check (person_id <> by_id),
  foreign key (inspection_id, day, person_id, records) references day_hand_in
);
comment on table day_peer is 'another inspector of the team confirms a day that was handed in; rows are added, never changed';
comment on column day_peer.inspection_id is 'the case';
comment on column day_peer.person_id is 'whose day it is';
comment on column day_peer.day is 'the day';
comment on column day_peer.records is 'as it was handed in';
comment on column day_peer.by_id is 'who confirms it, never oneself';
comment on column day_peer.at is 'when';

create function day_by_an_inspector() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare who uuid := coalesce(to_jsonb(new) ->> 'by_id', to_jsonb(new) ->> 'person_id')::uuid;
begin
  if not exists (select from team_member t where t.inspection_id = new.inspection_id and t.person_id = who and t.place not in ('expert', 'observer')) then
    raise exception 'only an inspector of the team' using errcode = '42501', constraint = 'day_by_an_inspector';
  end if;
  return new;
end $$;
create trigger day_by_an_inspector before insert on day_hand_in for each row execute function day_by_an_inspector();
create trigger day_by_an_inspector before insert on day_peer for each row execute function day_by_an_inspector();

do $$ declare t text; begin
  foreach t in array array['day_hand_in', 'day_peer'] loop
    execute format('create trigger %1$s_append_only before update or delete on %1$I for each row execute function refuse()', t);
    execute format('alter table %1$I enable row level security', t);
    execute format('create policy %1$s_reach on %1$I for all to xunjian_web using (inspection_id = (select seen_case()) or case_seen(inspection_id))', t);
    execute format('grant select, insert on %1$I to xunjian_web', t);
  end loop;
end $$;
create policy day_hand_in_own_name on day_hand_in as restrictive for insert to xunjian_web with check (person_id = actor_person());
create policy day_peer_own_name on day_peer as restrictive for insert to xunjian_web with check (by_id = actor_person());

-- whoever has confirmed a record has answered: a refusal after that would be two answers of one person
create function record_refusal_unconfirmed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.person_id is not null and exists (select from record_confirmation c where c.record_id = new.record_id and c.person_id = new.person_id) then
    raise exception 'who has confirmed a record does not refuse it' using errcode = '55006', constraint = 'record_refusal_once';
  end if;
  return new;
end $$;
create trigger record_refusal_unconfirmed before insert on record_refusal for each row execute function record_refusal_unconfirmed();
