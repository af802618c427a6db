-- Steps: the legal edges, and a chain that binds a subject's own state column to its last step.
create table legal_step (
  subject text not null,
  from_state text not null,
  to_state text not null,
  step text not null,
  constraint legal_step_pk primary key (subject, from_state, to_state, step)
);
comment on table legal_step is 'every edge that a subject may take; "-" is "not yet". workflow::*::state says the same and a test compares them';

create table step (
  subject text not null constraint step_subject check (subject in ('inspection', 'finding', 'document')),
  subject_id uuid not null,
  no int not null,
  prev_no int generated always as (nullif(no - 1, 0)) stored,
  step text not null,
  from_state text not null,
  to_state text not null,
  inspection_id uuid not null,
  actor_id uuid references person,
  actor_org_id int references org,
  system_cause text,
  at timestamptz not null,
  day date not null,
  reason text not null default '',
  detail jsonb not null default '{}',
  constraint step_pk primary key (subject, subject_id, no),
  constraint step_state unique (subject, subject_id, no, to_state),
  constraint step_legal foreign key (subject, from_state, to_state, step) references legal_step,
  constraint step_chain foreign key (subject, subject_id, prev_no, from_state) references step (subject, subject_id, no, to_state),
  constraint step_first check ((no = 1) = (from_state = '-')),
  constraint step_actor check (num_nonnulls(actor_id, system_cause) = 1)
);
create index step_inspection on step (inspection_id, at);
comment on table step is 'every step taken, chained to the one before; append-only';
comment on column step.detail is 'the artefacts that the step asks for: minutes, notice, report, as typed in the step''s form';
comment on column step.system_cause is 'why the system took the step: loaded as history, or the consequence of another step';

create function refuse() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '55006', constraint = tg_table_name || '_append_only';
end $$;
create trigger step_append_only before update or delete on step for each row execute function refuse();

-- the foreign key of a subject says state -> last step; this says last step -> state
create function step_moves_subject() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare n int;
begin
  execute format('select step_no from %I where id = $1', new.subject) into n using new.subject_id;
  if n is null or n < new.no then
    raise exception 'a step without its subject' using errcode = '23503', constraint = 'step_moves_subject';
  end if;
  return null;
end $$;
create constraint trigger step_moves_subject after insert on step deferrable initially deferred for each row execute function step_moves_subject();

-- refuses by the rule that the trigger is named after
create function refuse_by_name() returns trigger language plpgsql as $$
begin
  raise exception '% refused by %', tg_table_name, tg_name using errcode = '55006', constraint = tg_name;
end $$;

insert into legal_step (subject, from_state, to_state, step) values
  ('inspection', '-', 'draft', 'create'),
  ('inspection', 'draft', 'submitted', 'submit'),
  ('inspection', 'submitted', 'approved', 'approve'),
  ('inspection', 'submitted', 'draft', 'return'),
  ('inspection', 'approved', 'prepared', 'prepare'),
  ('inspection', 'prepared', 'notified', 'notify'),
  ('inspection', 'notified', 'in_progress', 'start'),
  ('inspection', 'in_progress', 'suspended', 'suspend'),
  ('inspection', 'suspended', 'in_progress', 'resume'),
  ('inspection', 'in_progress', 'fieldwork_done', 'finish'),
  ('inspection', 'fieldwork_done', 'reported', 'report'),
  ('inspection', 'reported', 'feedback_approved', 'approve_feedback'),
  ('inspection', 'feedback_approved', 'feedback_delivered', 'deliver_feedback'),
  ('inspection', 'feedback_delivered', 'rectifying', 'rectify'),
  ('inspection', 'feedback_delivered', 'closable', 'conclude'),
  ('inspection', 'rectifying', 'follow_up', 'follow_up'),
  ('inspection', 'rectifying', 'closable', 'conclude'),
  ('inspection', 'follow_up', 'rectifying', 'rectify'),
  ('inspection', 'follow_up', 'closable', 'conclude'),
  ('inspection', 'closable', 'closed', 'close'),
  ('inspection', 'closed', 'archived', 'archive'),
  ('inspection', 'draft', 'cancelled', 'cancel'),
  ('inspection', 'submitted', 'cancelled', 'cancel'),
  ('inspection', 'approved', 'cancelled', 'cancel'),
  ('inspection', 'prepared', 'cancelled', 'cancel'),
  ('inspection', 'notified', 'cancelled', 'cancel'),
  ('finding', '-', 'recorded', 'log'),
  ('finding', 'recorded', 'confirmed', 'confirm'),
  ('finding', 'recorded', 'merged', 'merge'),
  ('finding', 'recorded', 'dropped', 'drop'),
  ('finding', 'confirmed', 'withdrawn', 'withdraw'),
  ('document', '-', 'draft', 'draft'),
  ('document', 'draft', 'submitted', 'submit'),
  ('document', 'submitted', 'draft', 'return'),
  ('document', 'submitted', 'issued', 'issue');
