-- 轮次: inspections of several facilities that are planned together. The business administrator of the organiser plans it, the
-- chief approves it; published, it opens the inspections as drafts (巡回检察工作规定 9-11, 22).
insert into legal_step (subject, from_state, to_state, step) values
  ('round', '-', 'planning', 'open'),
  ('round', 'planning', 'submitted', 'submit'),
  ('round', 'submitted', 'planning', 'return'),
  ('round', 'submitted', 'approved', 'approve'),
  ('round', 'approved', 'planning', 'return'),
  ('round', 'approved', 'published', 'publish'),
  ('round', 'published', 'done', 'finish'),
  ('round', 'planning', 'cancelled', 'cancel'),
  ('round', 'submitted', 'cancelled', 'cancel'),
  ('round', 'approved', 'cancelled', 'cancel');

create table round_step (
  round_id uuid not null,
  no int not null,
  prev_no int generated always as (nullif(no - 1, 0)) stored,
  subject text not null generated always as ('round') stored,
  step text not null,
  from_state text not null,
  to_state text not null,
  actor_id uuid not null references person,
  actor_org_id int references org,
  at timestamptz not null,
  day date not null,
  reason text not null default '',
  constraint round_step_pk primary key (round_id, no),
  constraint round_step_state unique (round_id, no, to_state),
  constraint round_step_legal foreign key (subject, from_state, to_state, step) references legal_step,
  constraint round_step_chain foreign key (round_id, prev_no, from_state) references round_step (round_id, no, to_state),
  constraint round_step_first check ((no = 1) = (from_state = '-'))
);
comment on table round_step is 'every step of a round, chained to the one before like those of a case; append-only';
comment on column round_step.round_id is 'the round';
comment on column round_step.no is 'its place in the chain';
comment on column round_step.prev_no is 'the step before; null for the first';
comment on column round_step.subject is 'whose edges of legal_step bind it';
comment on column round_step.step is 'what was done';
comment on column round_step.from_state is 'where the round stood';
comment on column round_step.to_state is 'where it stands then';
comment on column round_step.actor_id is 'who did it';
comment on column round_step.actor_org_id is 'in a post of which organ';
comment on column round_step.at is 'when';
comment on column round_step.day is 'the civil day';
comment on column round_step.reason is 'opinion or reason, as typed';
create trigger round_step_append_only before update or delete on round_step for each row execute function refuse();

create table round (
  id uuid constraint round_pk primary key,
  organiser_id int not null references org,
  prov_id int references org,
  city_id int references org,
  name text not null constraint round_name check (name <> ''),
  purpose text not null constraint round_purpose check (purpose <> ''),
  kind text not null constraint round_kind check (kind in ('routine', 'cross', 'interprovincial_cross')),
  opens_on date not null,
  closes_on date not null,
  target int constraint round_target check (target > 0),
  state text not null,
  step_no int not null,
  version int not null default 1,
  created_at timestamptz not null,
  constraint round_period check (closes_on >= opens_on),
  constraint round_state_is_its_last_step foreign key (id, step_no, state) references round_step (round_id, no, to_state) deferrable initially deferred
);
create index round_list on round (opens_on desc, id desc);
comment on table round is '轮次: inspections planned together; none of a sealed kind, so it hides nothing and shows nothing hidden';
comment on column round.id is 'key';
comment on column round.organiser_id is 'the organ that holds all its inspections';
comment on column round.prov_id is 'with city_id the organiser''s place in the tree, which row security compares';
comment on column round.city_id is 'see prov_id';
comment on column round.name is 'what it is called';
comment on column round.purpose is 'what it is for, and on what basis; the basis of its inspections';
comment on column round.kind is 'the kind of all its inspections';
comment on column round.opens_on is 'the first day of its period';
comment on column round.closes_on is 'the last';
comment on column round.target is 'how many facilities it is to reach; null where nothing is set';
comment on column round.state is 'where it stands, tied to its last step';
comment on column round.step_no is 'its last step';
comment on column round.version is 'grows with every change of what is typed, so that nobody overwrites what was not read';
comment on column round.created_at is 'when it was opened';
create trigger round_only_forward before update of step_no on round for each row when (new.step_no < old.step_no) execute function refuse_by_name();

-- the other direction: a step that no round has taken
create function round_step_moves_round() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from round r where r.id = new.round_id and r.step_no >= new.no) then
    raise exception 'a step without its round' using errcode = '23503', constraint = 'round_step_moves_round';
  end if;
  return null;
end $$;
create constraint trigger round_step_moves_round after insert on round_step deferrable initially deferred for each row execute function round_step_moves_round();

-- who submits does not approve: whatever posts one person holds
create function round_step_other_hand() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from round_step s where s.round_id = new.round_id and s.no = new.prev_no and s.step = 'submit' and s.actor_id = new.actor_id) then
    raise exception 'whoever submits a round does not approve it' using errcode = '42501', constraint = 'round_step_other_hand';
  end if;
  return new;
end $$;
create trigger round_step_other_hand before insert on round_step for each row when (new.step = 'approve') execute function round_step_other_hand();

create table round_place (
  id uuid constraint round_place_pk primary key,
  round_id uuid not null references round,
  facility_id uuid not null references facility,
  first_day date not null,
  last_day date not null,
  seats int not null constraint round_place_seats check (seats between 1 and 60),
  skills text[] not null default '{}',
  experts int not null default 0 constraint round_place_experts check (experts between 0 and 20),
  women int not null default 0 constraint round_place_women check (women between 0 and 20),
  lead_id uuid references person,
  note text not null default '',
  inspection_id uuid constraint round_place_inspection unique,
  version int not null default 1,
  constraint round_place_once unique (round_id, facility_id),
  constraint round_place_lead_and_experts check (experts < seats),
  constraint round_place_days check (last_day >= first_day),
  constraint round_place_skills check (skills <@ array['finance', 'fire_safety', 'epidemic', 'forensic', 'technology', 'law', 'penal_execution', 'medicine', 'audit']),
  constraint round_place_its_inspection foreign key (inspection_id, facility_id) references inspection (id, facility_id)
);
create index round_place_facility on round_place (facility_id, first_day desc);
comment on table round_place is 'a facility of a round: when, with how many people, who must be able to do what';
comment on column round_place.id is 'key';
comment on column round_place.round_id is 'the round';
comment on column round_place.facility_id is 'the facility';
comment on column round_place.first_day is 'the planned first day';
comment on column round_place.last_day is 'the planned last day';
comment on column round_place.seats is 'how many people are wanted in its team';
comment on column round_place.skills is 'what somebody in the team must be able to do';
comment on column round_place.experts is 'how many of the seats are for experts from outside';
comment on column round_place.women is 'how many women are wanted among the inspectors';
comment on column round_place.lead_id is 'who is to be lead prosecutor, where that is settled before the teams are';
comment on column round_place.note is 'what whoever plans should know of it';
comment on column round_place.inspection_id is 'the inspection that the published round opened';
comment on column round_place.version is 'grows with every change';

-- a place belongs to the plan: it changes while that is being made, and takes its inspection when it is published
create function round_place_is_planned() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p round_place := case when tg_op = 'DELETE' then old else new end;
  planned round;
  opening boolean := false;
begin
  select r.* into planned from round r where r.id = p.round_id;
  if tg_op = 'UPDATE' then
    opening := planned.state = 'approved' and old.inspection_id is null
               and (new.facility_id, new.round_id, new.first_day, new.last_day, new.seats, new.skills, new.experts, new.women) = (old.facility_id, old.round_id, old.first_day, old.last_day, old.seats, old.skills, old.experts, old.women);
    if new.inspection_id is distinct from old.inspection_id
       and not exists (select from inspection i where i.id = new.inspection_id and i.kind = planned.kind and i.organiser_id = planned.organiser_id and not i.sealed) then
      raise exception 'an inspection of another kind' using errcode = '23514', constraint = 'round_place_its_kind';
    end if;
  end if;
  if planned.state <> 'planning' and not opening then
    raise exception 'the round is not being planned any more' using errcode = '55006', constraint = 'round_place_frozen';
  end if;
  return p;
end $$;
create trigger round_place_frozen before insert or update or delete on round_place for each row execute function round_place_is_planned();

-- reach: the reader's unit is the organiser or above it
alter table round enable row level security;
create policy round_reach on round for all to xunjian_web
  using (case (select nullif(current_setting('app.scope', true), '')::int) when 0 then true when prov_id then true when city_id then true else false end);
alter table round_step enable row level security;
create policy round_step_reach on round_step for all to xunjian_web using (exists (select from round r where r.id = round_step.round_id));
create policy round_step_own_name on round_step as restrictive for insert to xunjian_web with check (actor_id = actor_person());
alter table round_place enable row level security;
create policy round_place_reach on round_place for all to xunjian_web using (exists (select from round r where r.id = round_place.round_id));
grant select, insert on round, round_step to xunjian_web;
grant select, insert, delete on round_place to xunjian_web;
grant update (name, purpose, opens_on, closes_on, target, state, step_no, version) on round to xunjian_web;
grant update (first_day, last_day, seats, skills, experts, women, lead_id, note, inspection_id, version) on round_place to xunjian_web;

create trigger figure_changes after insert or update or delete or truncate on round for each statement execute function figure_changes('none');
create trigger figure_changes after insert or update or delete or truncate on round_place for each statement execute function figure_changes('none');

-- what waits of rounds: for the approver to decide, for whoever plans to publish
create function round_waiting(unit int, decides boolean, plans boolean, delegated int[]) returns table (task text, state text, id uuid, inspection_id uuid, due_on date) language sql stable as $$
  select 'round', r.state, r.id, null::uuid, r.opens_on from round r join org o on o.id = r.organiser_id
   where r.state = 'submitted' and ((decides and o.approver_id = unit) or r.organiser_id = any (delegated))
  union all
  -- approved, it is published; returned, it is planned anew
  select 'round', r.state, r.id, null::uuid, r.opens_on from round r
   where plans and r.organiser_id = unit
     and (r.state = 'approved' or r.state = 'planning' and exists (select from round_step s where s.round_id = r.id and s.no = r.step_no and s.step = 'return')) $$;
comment on function round_waiting(int, boolean, boolean, int[]) is 'the rounds that wait for the actor''s decision, publication or correction, in the columns of waiting()';
