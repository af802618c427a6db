-- 线索: what may be an offence behind what was found, in a schema of its own that nothing points at. It points outward by bare
-- ids, held by a trigger and by no foreign key: the lock of a key would leave its mark on the finding and the case.
create schema clue;
comment on schema clue is '线索专册: seen by those who are let into each clue, and by nobody else';

create table clue.legal_step (
  from_state text not null,
  to_state text not null,
  step text not null,
  constraint legal_step_pk primary key (from_state, to_state, step)
);
comment on table clue.legal_step is 'every edge that a clue may take; "-" is "not yet". workflow::clue::state says the same and a test compares them';
comment on column clue.legal_step.from_state is 'where it stands';
comment on column clue.legal_step.to_state is 'where it stands then';
comment on column clue.legal_step.step is 'what is done';
insert into clue.legal_step (from_state, to_state, step) values
  ('-', 'found', 'note'),
  ('found', 'registered', 'register'),
  ('returned', 'registered', 'register'),
  ('found', 'set_aside', 'set_aside'),
  ('registered', 'found', 'return'),
  ('registered', 'approved', 'approve'),
  ('approved', 'sent_to_province', 'send_province'),
  ('approved', 'sent_to_other', 'send_other'),
  ('sent_to_province', 'accepted', 'accept'),
  ('sent_to_other', 'accepted', 'accept'),
  ('sent_to_province', 'returned', 'refuse'),
  ('sent_to_other', 'returned', 'refuse'),
  ('accepted', 'filed', 'file'),
  ('accepted', 'result', 'conclude'),
  ('filed', 'result', 'conclude'),
  ('returned', 'result', 'conclude');

create table clue.step (
  clue_id uuid not null,
  no int not null,
  prev_no int generated always as (nullif(no - 1, 0)) stored,
  step text not null,
  from_state text not null,
  to_state text not null,
  actor_id uuid not null references public.person,
  actor_org_id int references public.org,
  at timestamptz not null,
  day date not null,
  done_on date,
  receiver text not null default '',
  number text not null default '',
  reason text not null default '',
  constraint clue_step_pk primary key (clue_id, no),
  constraint clue_step_state unique (clue_id, no, to_state),
  constraint clue_step_legal foreign key (from_state, to_state, step) references clue.legal_step (from_state, to_state, step),
  constraint clue_step_chain foreign key (clue_id, prev_no, from_state) references clue.step (clue_id, no, to_state),
  constraint clue_step_first check ((no = 1) = (from_state = '-')),
  constraint clue_step_sent check ((step in ('send_province', 'send_other')) = (receiver <> '')),
  constraint clue_step_number check (step not in ('send_province', 'send_other', 'accept') or number <> ''),
  constraint clue_step_done_on check ((step in ('send_province', 'send_other', 'accept', 'refuse', 'file', 'conclude')) = (done_on is not null)),
  constraint clue_step_reason check (step not in ('register', 'set_aside', 'return', 'refuse', 'conclude') or reason <> '')
);
comment on table clue.step is 'every step of a clue, chained to the one before like those of a case; append-only';
comment on column clue.step.clue_id is 'the clue';
comment on column clue.step.no is 'its place in the chain';
comment on column clue.step.prev_no is 'the step before; null for the first';
comment on column clue.step.step is 'what was done';
comment on column clue.step.from_state is 'where the clue stood';
comment on column clue.step.to_state is 'where it stands then';
comment on column clue.step.actor_id is 'who did it';
comment on column clue.step.actor_org_id is 'in a post of which organ';
comment on column clue.step.at is 'when it was put on record';
comment on column clue.step.day is 'the civil day of that';
comment on column clue.step.done_on is 'the day on which it was handed over, received, given back, filed or concluded';
comment on column clue.step.receiver is 'the body that it was sent to';
comment on column clue.step.number is 'number of the letter, of the receipt, of the case that was filed';
comment on column clue.step.reason is 'opinion, reason or result, as typed';
create trigger clue_step_append_only before update or delete on clue.step for each row execute function public.refuse();

create table clue.entry (
  id uuid constraint clue_pk primary key,
  inspection_id uuid not null,
  facility_id uuid not null,
  organiser_id int not null,
  finding_id uuid,
  record_id uuid,
  found_on date not null,
  by_id uuid not null references public.person,
  at timestamptz not null,
  text_no int not null default 1,
  state text not null,
  step_no int not null,
  constraint clue_state_is_its_last_step foreign key (id, step_no, state) references clue.step (clue_id, no, to_state) deferrable initially deferred
);
create index entry_list on clue.entry (organiser_id, found_on desc, id desc);
create index entry_case on clue.entry (inspection_id);
create index entry_facility on clue.entry (facility_id, found_on);
create index entry_author on clue.entry (by_id);
create index entry_finding on clue.entry (finding_id) where finding_id is not null;
comment on table clue.entry is '线索: one of them, with where it comes from; its words stand in clue.text, the persons in clue.persons';
comment on column clue.entry.id is 'key; nothing is numbered, since a gap would tell of another';
comment on column clue.entry.inspection_id is '来源巡回检察: the inspection that it comes from';
comment on column clue.entry.facility_id is 'its facility';
comment on column clue.entry.organiser_id is 'its organiser, whose chief approves';
comment on column clue.entry.finding_id is 'the finding that it rests on, if it rests on one';
comment on column clue.entry.record_id is 'the record that it rests on, if it rests on one';
comment on column clue.entry.found_on is 'the day on which it was found or received';
comment on column clue.entry.by_id is 'the inspector who put it down';
comment on column clue.entry.at is 'when';
comment on column clue.entry.text_no is 'the version of its words that stands';
comment on column clue.entry.state is 'where it stands, tied to its last step';
comment on column clue.entry.step_no is 'its last step';
create trigger entry_only_forward before update of step_no on clue.entry for each row when (new.step_no < old.step_no) execute function public.refuse_by_name();

create table clue.text (
  clue_id uuid not null references clue.entry,
  no int not null,
  source text not null constraint clue_text_source check (source <> ''),
  received_from text not null default '',
  summary text not null constraint clue_text_summary check (summary <> ''),
  offence text not null constraint clue_text_offence check (offence in ('unlawful_detention', 'unlawful_search', 'torture_for_confession', 'violent_evidence', 'abuse_of_detainees',
    'abuse_of_power', 'neglect_of_duty', 'bending_law', 'wrongful_ruling', 'enforcement_neglect', 'enforcement_abuse', 'release_in_custody', 'escape_by_neglect', 'favouritism', 'other')),
  other_offence text not null default '',
  proof text not null default '',
  risk text not null default '',
  author_id uuid not null references public.person,
  at timestamptz not null,
  constraint clue_text_pk primary key (clue_id, no),
  constraint clue_text_other check ((offence = 'other') = (other_offence <> ''))
);
comment on table clue.text is 'the words of a clue, version by version; append-only, and none once it is registered';
comment on column clue.text.clue_id is 'the clue';
comment on column clue.text.no is 'the version';
comment on column clue.text.source is '线索来源: how it came to light';
comment on column clue.text.received_from is 'who gave it, where somebody did';
comment on column clue.text.summary is '涉嫌事实: what is suspected';
comment on column clue.text.offence is '涉嫌罪名: one of the fourteen that procuratorates may file on (司法工作人员相关职务犯罪立案侦查规定 1), or other';
comment on column clue.text.other_offence is 'what else, where it is none of the fourteen';
comment on column clue.text.proof is '初步证据: what there is so far, and where it is kept; no file lies here, whose hash would tell of it';
comment on column clue.text.risk is '风险提示';
comment on column clue.text.author_id is 'who wrote it';
comment on column clue.text.at is 'when';
create trigger clue_text_append_only before update or delete on clue.text for each row execute function public.refuse();

create table clue.persons (
  clue_id uuid not null,
  no int not null,
  body text not null,
  constraint clue_persons_pk primary key (clue_id, no),
  constraint clue_persons_of_text foreign key (clue_id, no) references clue.text (clue_id, no)
);
comment on table clue.persons is '涉嫌人员: apart from the words, so that whoever reads a clue does not read the names with it; each look at them is logged';
comment on column clue.persons.clue_id is 'the clue';
comment on column clue.persons.no is 'the version that they belong to';
comment on column clue.persons.body is 'names, posts, what is known of them';
create trigger clue_persons_append_only before update or delete on clue.persons for each row execute function public.refuse();

create table clue.tracker (
  clue_id uuid not null references clue.entry,
  no int not null,
  person_id uuid not null references public.person,
  reason text not null default '',
  by_id uuid not null references public.person,
  at timestamptz not null,
  constraint clue_tracker_pk primary key (clue_id, no)
);
create index tracker_person on clue.tracker (person_id);
comment on table clue.tracker is '跟踪督办人: whom the organiser names to follow a clue (巡回检察工作规定 39); the last one named; append-only';
comment on column clue.tracker.clue_id is 'the clue';
comment on column clue.tracker.no is 'the first, and those who took over';
comment on column clue.tracker.person_id is 'who follows it';
comment on column clue.tracker.reason is 'why another took over; empty where the approval named them';
comment on column clue.tracker.by_id is 'who named them: the approver';
comment on column clue.tracker.at is 'when';
create trigger clue_tracker_append_only before update or delete on clue.tracker for each row execute function public.refuse();

create table clue.look (
  id uuid constraint clue_look_pk primary key,
  clue_id uuid not null references clue.entry,
  what text not null constraint clue_look_what check (what in ('listed', 'opened', 'persons')),
  person_id uuid not null references public.person,
  at timestamptz not null
);
create index look_clue on clue.look (clue_id, at desc, id desc);
comment on table clue.look is '查阅登记: everybody who saw a clue, each time; append-only';
comment on column clue.look.id is 'key';
comment on column clue.look.clue_id is 'the clue';
comment on column clue.look.what is 'listed: as a row of the register; opened: its page; persons: who is concerned';
comment on column clue.look.person_id is 'who looked';
comment on column clue.look.at is 'when';
create trigger clue_look_append_only before update or delete on clue.look for each row execute function public.refuse();

-- what a clue comes from is of its case, and was there when it was put down
create function clue.entry_is_of_its_case() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from inspection i where i.id = new.inspection_id and i.facility_id = new.facility_id and i.organiser_id = new.organiser_id
                   and not i.history and i.state not in ('closed', 'archived', 'cancelled'))
     or (new.finding_id is not null and not exists (select from finding f where f.id = new.finding_id and f.inspection_id = new.inspection_id))
     or (new.record_id is not null and not exists (select from record r where r.id = new.record_id and r.inspection_id = new.inspection_id)) then
    raise exception 'a clue comes from an inspection that is not over, and from what was recorded there' using errcode = '23514', constraint = 'clue_of_its_case';
  end if;
  return new;
end $$;
create trigger clue_of_its_case before insert on clue.entry for each row execute function clue.entry_is_of_its_case();

-- the foreign key of a clue says state -> last step; this says last step -> state
create function clue.step_moves_clue() returns trigger language plpgsql security definer set search_path = clue, public, pg_temp as $$
begin
  if not exists (select from clue.entry e where e.id = new.clue_id and e.step_no >= new.no) then
    raise exception 'a step without its clue' using errcode = '23503', constraint = 'clue_step_moves_clue';
  end if;
  return null;
end $$;
create constraint trigger clue_step_moves_clue after insert on clue.step deferrable initially deferred for each row execute function clue.step_moves_clue();

-- whoever wrote or registered it does not approve it, whatever posts one person holds; a tracker is named with the approval; what
-- the procuratorate may file on goes to the province, all else to the body that may (巡回检察工作规定 36, 39)
create function clue.step_is_lawful() returns trigger language plpgsql security definer set search_path = clue, public, pg_temp as $$
begin
  if new.step = 'approve' and (exists (select from clue.text t where t.clue_id = new.clue_id and t.author_id = new.actor_id)
                            or exists (select from clue.step s where s.clue_id = new.clue_id and s.step in ('note', 'register') and s.actor_id = new.actor_id)) then
    raise exception 'whoever put down or registered a clue does not approve it' using errcode = '42501', constraint = 'clue_step_other_hand';
  end if;
  if new.step = 'approve' and not exists (select from clue.tracker t where t.clue_id = new.clue_id) then
    raise exception 'somebody is named to follow it' using errcode = '23514', constraint = 'clue_step_tracked';
  end if;
  if new.step in ('send_province', 'send_other')
     and (new.step = 'send_province') <> (select t.offence <> 'other' from clue.text t join clue.entry e on e.id = t.clue_id and e.text_no = t.no where t.clue_id = new.clue_id) then
    raise exception 'the offence decides where it goes' using errcode = '23514', constraint = 'clue_step_jurisdiction';
  end if;
  return new;
end $$;
create trigger clue_step_lawful before insert on clue.step for each row execute function clue.step_is_lawful();

create function clue.text_is_open() returns trigger language plpgsql security definer set search_path = clue, public, pg_temp as $$
begin
  if exists (select from clue.entry e where e.id = new.clue_id and e.state not in ('found', 'returned')) then
    raise exception 'what is registered is not rewritten' using errcode = '55006', constraint = 'clue_text_frozen';
  end if;
  return new;
end $$;
create trigger clue_text_frozen before insert on clue.text for each row execute function clue.text_is_open();
