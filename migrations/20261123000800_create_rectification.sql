-- Rectification: replied, verified, closed are three facts by three persons; the position follows from them.
create table verification (
  id uuid primary key,
  finding_id uuid not null,
  inspection_id uuid not null,
  facility_id uuid not null,
  reply_id uuid not null references reply,
  cycle int not null,
  outcome text not null constraint verification_outcome check (outcome in ('returned', 'verified')),
  verdict text not null constraint verification_verdict check (verdict in ('none', 'insufficient', 'reasonable', 'done')),
  note text not null,
  due_on date,
  person_id uuid references person,
  day date not null,
  at timestamptz not null,
  constraint verification_once unique (reply_id),
  constraint verification_verdict_fits check ((outcome = 'verified') = (verdict in ('reasonable', 'done'))),
  constraint verification_due check ((outcome = 'returned') or due_on is null),
  foreign key (finding_id, inspection_id) references finding (id, inspection_id)
);
create index verification_finding on verification (finding_id, at);
comment on table verification is '核验: what a prosecutor found when comparing a reply with the demands';
create trigger verification_append_only before update or delete on verification for each row execute function refuse();

create table verification_demand (
  verification_id uuid not null references verification,
  no int not null,
  inspection_id uuid not null,
  facility_id uuid not null,
  demand text not null,
  verdict text not null constraint verification_demand_verdict check (verdict in ('met', 'unmet')),
  constraint verification_demand_pk primary key (verification_id, no)
);
comment on table verification_demand is 'one verdict per demand: 已落实 or 未落实';
create trigger verification_demand_append_only before update or delete on verification_demand for each row execute function refuse();

create table closing (
  finding_id uuid not null,
  cycle int not null,
  inspection_id uuid not null,
  person_id uuid references person,
  note text not null,
  day date not null,
  at timestamptz not null,
  constraint closing_pk primary key (finding_id, cycle),
  foreign key (finding_id, inspection_id) references finding (id, inspection_id)
);
comment on table closing is '销号: by a third person';
create trigger closing_append_only before update or delete on closing for each row execute function refuse();

create table recheck (
  id uuid primary key,
  finding_id uuid not null,
  inspection_id uuid not null,
  verdict text not null constraint recheck_verdict check (verdict in ('corrected', 'partly', 'not', 'rebounded')),
  note text not null,
  person_id uuid references person,
  day date not null,
  at timestamptz not null,
  foreign key (finding_id, inspection_id) references finding (id, inspection_id)
);
create index recheck_finding on recheck (finding_id, at);
comment on table recheck is '回头看: what the follow-up found, per finding (巡回检察工作规定 40)';
create trigger recheck_append_only before update or delete on recheck for each row execute function refuse();

-- three hands: who logged or replied, who verified and who closed are three persons
create table finding_hand (
  finding_id uuid not null references finding,
  person_id uuid not null references person,
  hand text not null constraint finding_hand_hand check (hand in ('input', 'verify', 'close')),
  constraint finding_hand_pk primary key (finding_id, person_id, hand),
  constraint finding_three_hands exclude using gist (finding_id with =, person_id with =, hand with <>)
);
comment on table finding_hand is 'whose hand is on a finding: input (author, or who answered), verify, close; one person, one hand';
create function finding_hand_note() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare p uuid; h text; f uuid;
begin
  case tg_table_name
    when 'finding' then f := new.id; p := new.author_id; h := 'input';
    when 'finding_text' then f := new.finding_id; p := new.author_id; h := 'input';
    when 'reply' then f := new.finding_id; p := coalesce(new.registered_by, new.author_id); h := 'input';
    when 'verification' then f := new.finding_id; p := new.person_id; h := 'verify';
    when 'closing' then f := new.finding_id; p := new.person_id; h := 'close';
  end case;
  if p is not null then
    insert into finding_hand values (f, p, h) on conflict on constraint finding_hand_pk do nothing;
  end if;
  return null;
end $$;
create trigger finding_hand after insert on finding for each row execute function finding_hand_note();
create trigger finding_hand after insert on finding_text for each row execute function finding_hand_note();
create trigger finding_hand after insert on reply for each row execute function finding_hand_note();
create trigger finding_hand after insert on verification for each row execute function finding_hand_note();
create trigger finding_hand after insert on closing for each row execute function finding_hand_note();

-- whoever wrote what was merged has a hand in what it joined
create function finding_hand_joins() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into finding_hand select new.merged_into, h.person_id, h.hand from finding_hand h where h.finding_id = new.id and h.hand = 'input'
    on conflict on constraint finding_hand_pk do nothing;
  return null;
end $$;
create trigger finding_hand_joins after update of merged_into on finding for each row when (new.merged_into is not null) execute function finding_hand_joins();

-- a closing needs a verified reply of the same cycle
create function closing_is_of_the_verified() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from finding f where f.id = new.finding_id and f.position = 'verified' and f.cycle = new.cycle) then
    raise exception 'only a verified finding is closed' using errcode = '23514', constraint = 'closing_needs_verification';
  end if;
  return new;
end $$;
create trigger closing_needs_verification before insert on closing for each row execute function closing_is_of_the_verified();

create function reply_is_to_a_service() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from service s join document_finding d on d.document_id = s.document_id
                 where s.id = new.service_id and d.finding_id = new.finding_id and (s.facility_id = new.facility_id or s.org_id is not null)) then
    raise exception 'a reply answers a service of this finding' using errcode = '23514', constraint = 'reply_needs_service';
  end if;
  return new;
end $$;
create trigger reply_needs_service before insert on reply for each row execute function reply_is_to_a_service();

-- the one function that says where rectification stands
create function finding_place_in_rectification(f finding, out place text, out due date) language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  unverified boolean; verdict record; served boolean; planned boolean; reply_due date;
begin
  if f.status <> 'confirmed' then return; end if;
  if exists (select from closing c where c.finding_id = f.id and c.cycle = f.cycle) then place := 'closed'; return; end if;
  select count(*) > 0, min(s.reply_due) into served, reply_due
    from service s join document_finding d on d.document_id = s.document_id where d.finding_id = f.id;
  if not served then place := 'not_served'; return; end if;
  select count(*) filter (where r.kind = 'report' and v.id is null) > 0, count(*) filter (where r.kind = 'plan') > 0 into unverified, planned
    from reply r left join verification v on v.reply_id = r.id where r.finding_id = f.id and r.cycle = f.cycle;
  select v.outcome, v.due_on into verdict from verification v where v.finding_id = f.id and v.cycle = f.cycle order by v.at desc, v.id desc limit 1;
  if unverified then place := 'to_verify'; return; end if;
  if verdict.outcome = 'verified' then place := 'verified'; return; end if;
  if verdict.outcome = 'returned' then place := 'returned'; due := verdict.due_on; return; end if;
  if planned then place := 'rectifying'; due := reply_due; return; end if;
  if f.cycle > 1 then place := 'rebounded'; return; end if;
  place := 'awaiting_plan'; due := reply_due;
end $$;

create function finding_settle(fid uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare f finding; p record;
begin
  select * into f from finding where id = fid for no key update;
  select * into p from finding_place_in_rectification(f);
  update finding set position = p.place, due_on = p.due where id = fid and (position, due_on) is distinct from (p.place, p.due);
end $$;

create function finding_settle_after() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  case tg_table_name
    when 'finding' then perform finding_settle(new.id);
    when 'service' then
      update finding f set told = true from document_finding d where d.document_id = new.document_id and d.finding_id = f.id and not f.told;
      perform finding_settle(d.finding_id) from document_finding d where d.document_id = new.document_id;
    when 'recheck' then
      if new.verdict = 'rebounded' then update finding set cycle = cycle + 1 where id = new.finding_id; end if;
      perform finding_settle(new.finding_id);
    else perform finding_settle(new.finding_id);
  end case;
  return null;
end $$;
create trigger z_settle after insert on finding for each row execute function finding_settle_after();
create trigger z_settle_status after update of status on finding for each row execute function finding_settle_after();
create trigger z_settle after insert on service for each row execute function finding_settle_after();
create trigger z_settle after insert on reply for each row execute function finding_settle_after();
create trigger z_settle after insert on verification for each row execute function finding_settle_after();
create trigger z_settle after insert on closing for each row execute function finding_settle_after();
create trigger z_settle after insert on recheck for each row execute function finding_settle_after();
