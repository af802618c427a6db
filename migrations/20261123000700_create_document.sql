-- Instruments: the feedback opinion and the corrective documents, their service, the replies.
create table document (
  id uuid primary key,
  inspection_id uuid not null references inspection,
  kind text not null constraint document_kind check (kind in ('feedback_opinion', 'oral_correction', 'correction_notice', 'recommendation')),
  issuer_id int not null references org,
  author_id uuid references person,
  title text not null,
  body text not null,
  text_no int not null default 1,
  number text not null default '',
  issued_on date,
  state text not null,
  step_no int not null,
  subject text not null generated always as ('document') stored,
  created_at timestamptz not null,
  constraint document_id_inspection unique (id, inspection_id),
  constraint document_state_is_its_last_step foreign key (subject, id, step_no, state) references step (subject, subject_id, no, to_state) deferrable initially deferred,
  constraint document_issued check ((state = 'issued') = (issued_on is not null))
);
create unique index document_number on document (issuer_id, number) where number <> '';
create index document_inspection on document (inspection_id, created_at);
comment on table document is '文书: what leaves the procuratorate in its name';

create function document_is_frozen() returns trigger language plpgsql as $$
begin
  if old.state = 'issued' and (to_jsonb(new) - array['step_no', 'subject']) <> (to_jsonb(old) - array['step_no', 'subject']) then
    raise exception 'an issued document is frozen' using errcode = '55006', constraint = 'document_frozen';
  end if;
  return new;
end $$;
create trigger document_only_forward before update of step_no on document for each row when (new.step_no < old.step_no) execute function refuse_by_name();
create trigger document_frozen before update on document for each row execute function document_is_frozen();

create table document_finding (
  document_id uuid not null,
  finding_id uuid not null,
  inspection_id uuid not null,
  facility_id uuid not null,
  no int not null,
  title text not null,
  facts text not null,
  legal_basis text not null,
  demand text not null,
  constraint document_finding_pk primary key (document_id, finding_id),
  foreign key (document_id, inspection_id) references document (id, inspection_id),
  foreign key (finding_id, inspection_id) references finding (id, inspection_id)
);
create index document_finding_finding on document_finding (finding_id);
comment on table document_finding is 'the findings that a document raises, in the words in which they are served';
comment on column document_finding.demand is '整改要求: what the recipient is to do';

create function document_finding_is_frozen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from document d where d.id = coalesce(new.document_id, old.document_id) and d.state = 'issued') then
    raise exception 'an issued document is frozen' using errcode = '55006', constraint = 'document_frozen';
  end if;
  return coalesce(new, old);
end $$;
create trigger document_finding_frozen before insert or update or delete on document_finding for each row execute function document_finding_is_frozen();

create table service (
  id uuid primary key,
  document_id uuid not null,
  inspection_id uuid not null,
  facility_id uuid references facility,
  org_id int references org,
  served_on date not null,
  manner text not null constraint service_manner check (manner in ('hand', 'read_out', 'post', 'electronic')),
  receiver text not null,
  reply_due date,
  escalate_on date,
  parameter_id int references parameter,
  due_why jsonb not null default '{}',
  by_id uuid references person,
  at timestamptz not null,
  constraint service_recipient check (num_nonnulls(facility_id, org_id) = 1),
  constraint service_once unique nulls not distinct (document_id, facility_id, org_id),
  foreign key (document_id, inspection_id) references document (id, inspection_id)
);
create index service_facility on service (facility_id, served_on desc, id desc);
comment on table service is '送达: per recipient, each with its own clock';
comment on column service.reply_due is 'runs from service, per recipient; null for history';
comment on column service.escalate_on is 'runs from issue (巡回检察工作规定 37), never before reply_due';
create trigger service_append_only before update or delete on service for each row execute function refuse();

create table reply (
  id uuid primary key,
  finding_id uuid not null,
  inspection_id uuid not null,
  facility_id uuid not null references facility,
  service_id uuid not null references service,
  cycle int not null,
  kind text not null constraint reply_kind check (kind in ('plan', 'report')),
  body text not null,
  their_no text not null default '',
  received_on date not null,
  author_id uuid references person,
  registered_by uuid references person,
  at timestamptz not null,
  foreign key (finding_id, inspection_id) references finding (id, inspection_id)
);
create index reply_finding on reply (finding_id, at);
create index reply_facility on reply (facility_id, at desc);
comment on table reply is '整改方案 (plan) and 整改报告 (report) for one finding, by the facility''s liaison or registered from paper';
create trigger reply_append_only before update or delete on reply for each row execute function refuse();
