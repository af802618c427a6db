-- A plan that is in force changes by a new version that is approved again; until then the one before stays in force, and the
-- case goes on from where it stands.
create table plan_amendment (
  inspection_id uuid not null,
  no int not null,
  reason text not null constraint plan_amendment_reason check (reason <> ''),
  by_id uuid not null references person,
  at timestamptz not null,
  constraint plan_amendment_pk primary key (inspection_id, no),
  constraint plan_amendment_of_text foreign key (inspection_id, no) references plan_text (inspection_id, no)
);
comment on table plan_amendment is 'a version of the plan that was handed in after approval';
comment on column plan_amendment.inspection_id is 'the case';
comment on column plan_amendment.no is 'the version, in plan_text';
comment on column plan_amendment.reason is 'why the plan changes';
comment on column plan_amendment.by_id is 'the lead who handed it in';
comment on column plan_amendment.at is 'when';
create trigger plan_amendment_append_only before update or delete on plan_amendment for each row execute function refuse();

create table plan_decision (
  inspection_id uuid not null,
  no int not null,
  outcome text not null constraint plan_decision_outcome check (outcome in ('approved', 'returned')),
  comment text not null constraint plan_decision_comment check (comment <> ''),
  person_id uuid not null references person,
  day date not null,
  at timestamptz not null,
  constraint plan_decision_pk primary key (inspection_id, no),
  constraint plan_decision_of_amendment foreign key (inspection_id, no) references plan_amendment (inspection_id, no)
);
comment on table plan_decision is 'the one decision about an amendment';
comment on column plan_decision.inspection_id is 'the case';
comment on column plan_decision.no is 'the version that was decided about';
comment on column plan_decision.outcome is 'approved: it is in force from then on; returned: the one before stays';
comment on column plan_decision.comment is 'the opinion, for the lead to read';
comment on column plan_decision.person_id is 'who decided: never who handed it in';
comment on column plan_decision.day is 'the civil day of the decision';
comment on column plan_decision.at is 'when';
create trigger plan_decision_append_only before update or delete on plan_decision for each row execute function refuse();

create function plan_amendment_is_of_a_plan_in_force() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from inspection i where i.id = new.inspection_id and i.state in ('approved', 'prepared', 'notified', 'in_progress', 'suspended') and new.no > i.plan_no)
     or exists (select from plan_amendment a where a.inspection_id = new.inspection_id
                 and not exists (select from plan_decision d where d.inspection_id = a.inspection_id and d.no = a.no)) then
    raise exception 'a plan in force is amended by one version at a time' using errcode = '55006', constraint = 'plan_amendment_open';
  end if;
  return new;
end $$;
create trigger plan_amendment_open before insert on plan_amendment for each row execute function plan_amendment_is_of_a_plan_in_force();

create function plan_decision_is_anothers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.outcome = 'approved'
     and not exists (select from inspection i where i.id = new.inspection_id and i.state in ('approved', 'prepared', 'notified', 'in_progress', 'suspended')) then
    raise exception 'fieldwork is over: the plan that it went by stays' using errcode = '55006', constraint = 'plan_decision_late';
  end if;
  if exists (select from plan_amendment a where a.inspection_id = new.inspection_id and a.no = new.no and a.by_id = new.person_id) then
    raise exception 'whoever hands a plan in does not decide about it' using errcode = '42501', constraint = 'plan_decision_other_hand';
  end if;
  return new;
end $$;
create trigger plan_decision_other_hand before insert on plan_decision for each row execute function plan_decision_is_anothers();

-- past the draft another version is in force only by a decision
create function inspection_plan_by_decision() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from plan_decision d where d.inspection_id = new.id and d.no = new.plan_no and d.outcome = 'approved') then
    raise exception 'a version is in force by its approval' using errcode = '55006', constraint = 'inspection_plan_in_force';
  end if;
  return new;
end $$;
create trigger inspection_plan_in_force before update of plan_no on inspection for each row
  when (old.state <> 'draft' and not old.history and new.plan_no is distinct from old.plan_no) execute function inspection_plan_by_decision();

do $$ declare t text; begin
  foreach t in array array['plan_amendment', 'plan_decision'] loop
    execute format('alter table %1$I enable row level security', t);
    execute format('create policy %1$s_reach on %1$I for all to xunjian_web using (case_seen(inspection_id))', t);
    -- what waits is counted from it
    execute format('create trigger figure_changes after insert or update or delete or truncate on %I for each statement execute function figure_changes(''none'')', t);
  end loop;
end $$;
create policy plan_amendment_own_name on plan_amendment as restrictive for insert to xunjian_web with check (by_id = actor_person());
create policy plan_decision_own_name on plan_decision as restrictive for insert to xunjian_web with check (person_id = actor_person());
grant select, insert on plan_amendment, plan_decision to xunjian_web;
