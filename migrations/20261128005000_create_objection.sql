-- 异议: the facility objects in writing to an instrument that was served on it, and the procuratorate that issued it looks at
-- it again within seven days: it stands, or it is withdrawn (刑事诉讼规则 554).
create table objection (
  id uuid constraint objection_pk primary key,
  service_id uuid not null,
  inspection_id uuid not null,
  facility_id uuid not null references facility,
  reason text not null constraint objection_reason check (reason <> ''),
  their_no text not null default '',
  received_on date not null,
  author_id uuid references person,
  registered_by uuid references person,
  at timestamptz not null,
  constraint objection_id_inspection unique (id, inspection_id),
  constraint objection_once unique (service_id),
  constraint objection_hand check (num_nonnulls(author_id, registered_by) = 1),
  constraint objection_of_service foreign key (service_id, inspection_id) references service (id, inspection_id)
);
create index objection_inspection on objection (inspection_id);
create index objection_facility on objection (facility_id, received_on desc);
comment on table objection is '异议: one for each service; contested is a flag beside where rectification stands, never a position of its own';
comment on column objection.id is 'key';
comment on column objection.service_id is 'the service of the instrument that is objected to';
comment on column objection.inspection_id is 'its case, whose reach it has';
comment on column objection.facility_id is 'the facility that objects';
comment on column objection.reason is 'why, in the words of the facility';
comment on column objection.their_no is 'the number under which the facility wrote it';
comment on column objection.received_on is 'the day on which it was received in writing: the seven days run from it';
comment on column objection.author_id is 'the liaison who raised it; null where it came on paper';
comment on column objection.registered_by is 'who of the team registered it from paper, and so does not decide about it';
comment on column objection.at is 'when it was put on record';
create trigger objection_append_only before update or delete on objection for each row execute function refuse();

create function objection_is_to_a_service() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from service s join document d on d.id = s.document_id join inspection i on i.id = s.inspection_id
                  where s.id = new.service_id and s.facility_id = new.facility_id and s.served_on <= new.received_on
                    and d.kind in ('correction_notice', 'recommendation') and i.state not in ('closed', 'archived', 'cancelled')) then
    raise exception 'an objection is to an instrument that was served, while its case is open' using errcode = '23514', constraint = 'objection_needs_service';
  end if;
  return new;
end $$;
create trigger objection_needs_service before insert on objection for each row execute function objection_is_to_a_service();

create table objection_review (
  objection_id uuid constraint objection_review_pk primary key,
  inspection_id uuid not null,
  outcome text not null constraint objection_review_outcome check (outcome in ('upheld', 'withdrawn')),
  reason text not null constraint objection_review_reason check (reason <> ''),
  person_id uuid not null references person,
  day date not null,
  at timestamptz not null,
  constraint objection_review_objection foreign key (objection_id, inspection_id) references objection (id, inspection_id)
);
comment on table objection_review is '复查异议: the one decision about an objection; an instrument withdrawn by it asks for nothing any more';
comment on column objection_review.objection_id is 'the objection, decided once';
comment on column objection_review.inspection_id is 'its case';
comment on column objection_review.outcome is '维持 (upheld: the instrument stands) or 撤销 (withdrawn)';
comment on column objection_review.reason is 'why, for the facility to read';
comment on column objection_review.person_id is 'who decided: never whoever registered it';
comment on column objection_review.day is 'the civil day of the decision';
comment on column objection_review.at is 'when';
create trigger objection_review_append_only before update or delete on objection_review for each row execute function refuse();

create function objection_review_is_anothers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from objection o where o.id = new.objection_id and new.person_id in (o.author_id, o.registered_by)) then
    raise exception 'whoever put an objection on record does not decide about it' using errcode = '42501', constraint = 'objection_review_other_hand';
  end if;
  return new;
end $$;
create trigger objection_review_other_hand before insert on objection_review for each row execute function objection_review_is_anothers();

alter table objection enable row level security;
create policy objection_reach on objection for all to xunjian_web
  using (facility_id = (select actor_facility()) or exists (select from inspection i where i.id = objection.inspection_id));
create policy objection_own_name on objection as restrictive for insert to xunjian_web with check (coalesce(registered_by, author_id) = actor_person());
alter table objection_review enable row level security;
create policy objection_review_reach on objection_review for all to xunjian_web
  using (exists (select from objection o where o.id = objection_review.objection_id));
create policy objection_review_own_name on objection_review as restrictive for insert to xunjian_web
  with check (person_id = actor_person() and actor_facility() is null);
grant select, insert on objection, objection_review to xunjian_web;

-- whether a service still asks for something: the one place that says what a withdrawal means
create function service_stands(the_service uuid) returns boolean language sql stable as $$
  select not exists (select from objection o join objection_review r on r.objection_id = o.id where o.service_id = the_service and r.outcome = 'withdrawn') $$;
comment on function service_stands(uuid) is 'whether what was served still stands: it was not withdrawn after an objection';

-- whether the acting liaison may object to a document now; how its case stands is not the facility's to read
create function takes_objection(the_document uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from service s join document d on d.id = s.document_id join inspection i on i.id = s.inspection_id
                  where d.id = the_document and s.facility_id = actor_facility() and d.kind in ('correction_notice', 'recommendation')
                    and i.state not in ('closed', 'archived', 'cancelled') and not exists (select from objection o where o.service_id = s.id)) $$;
comment on function takes_objection(uuid) is 'whether the acting liaison''s facility may object to a document now';

create trigger figure_changes after insert or update or delete or truncate on objection for each statement execute function figure_changes('none');
create trigger figure_changes after insert or update or delete or truncate on objection_review for each statement execute function figure_changes('none');
-- what waits compares with the register of clocks
create trigger figure_changes after insert or update or delete or truncate on clock for each statement execute function figure_changes('none');
