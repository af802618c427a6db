-- 沟通: what was said with the authority above the facility, and with the facility, before and during an inspection. A cross-inspection
-- is neither prepared nor notified before the authority has understood and supports it (巡回检察工作规定 33).
create table contact (
  id uuid constraint contact_pk primary key,
  inspection_id uuid not null references inspection,
  day date not null,
  way text not null constraint contact_way check (way in ('meeting', 'letter', 'phone', 'video')),
  side text not null constraint contact_side check (side in ('authority', 'facility')),
  organ text not null constraint contact_organ check (organ <> ''),
  person text not null constraint contact_person check (person <> ''),
  said text not null constraint contact_said check (said <> ''),
  result text not null constraint contact_result check (result in ('supported', 'pending')),
  by_id uuid not null references person,
  at timestamptz not null,
  constraint contact_id_inspection unique (id, inspection_id)
);
create index contact_inspection on contact (inspection_id, day desc, id desc);
comment on table contact is '沟通: one talk or letter; rows are added, never changed';
comment on column contact.id is 'key';
comment on column contact.inspection_id is 'the case that it was about';
comment on column contact.day is 'the day on which it took place';
comment on column contact.way is '当面、书面、电话、视频';
comment on column contact.side is 'authority: 主管机关, whose support a cross-inspection needs; facility: the facility itself';
comment on column contact.organ is 'the organ on the other side';
comment on column contact.person is 'who spoke for it, with their post';
comment on column contact.said is 'what was said and agreed';
comment on column contact.result is 'supported: 对方理解并支持; pending: not yet';
comment on column contact.by_id is 'who put it on record';
comment on column contact.at is 'when it was put on record';
-- whether the authority stands behind an inspection: as its latest talk has it
create function contact_supports(the_inspection uuid) returns boolean language sql stable as $$
  select coalesce((select c.result = 'supported' from contact c where c.inspection_id = the_inspection and c.side = 'authority'
                    order by c.day desc, c.at desc, c.id desc limit 1), false) $$;
comment on function contact_supports(uuid) is 'whether the authority above the facility supports an inspection, by its latest talk (巡回检察工作规定 33)';
create trigger contact_append_only before update or delete on contact for each row execute function refuse();

-- what the form of preparation held until now is the first row of the log
insert into contact (id, inspection_id, day, way, side, organ, person, said, result, by_id, at)
  select gen_random_uuid(), s.inspection_id, (s.detail ->> 'communication_on')::date, 'meeting', 'authority', '上级主管机关', '见沟通纪要', s.detail ->> 'communication', 'supported', s.actor_id, s.at
    from step s
   where s.subject = 'inspection' and s.step = 'prepare' and s.actor_id is not null and s.detail ->> 'communication' <> '' and s.detail ->> 'communication_on' <> '';

create function contact_is_of_an_open_case() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from inspection i where i.id = new.inspection_id and i.state in ('closed', 'archived', 'cancelled')) then
    raise exception 'the case is over' using errcode = '55006', constraint = 'contact_open';
  end if;
  return new;
end $$;
create trigger contact_open before insert on contact for each row execute function contact_is_of_an_open_case();

alter table contact enable row level security;
create policy contact_reach on contact for all to xunjian_web using (case_seen(inspection_id));
create policy contact_own_name on contact as restrictive for insert to xunjian_web with check (by_id = actor_person());
grant select, insert on contact to xunjian_web;
