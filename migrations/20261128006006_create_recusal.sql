-- 回避: declared by the person, applied for by the facility or a party, or proposed because a rule found it; for one inspection, or
-- for a facility before there is one. The chief of the organ decides others', the procuratorial committee the chief's; who was
-- refused may ask for one review within five days (刑事诉讼法 29, 30; 人民检察院刑事诉讼规则 24-37).
create table recusal (
  id uuid constraint recusal_pk primary key,
  person_id uuid not null references person,
  facility_id uuid not null references facility,
  inspection_id uuid,
  organ_id int not null references org,
  origin text not null constraint recusal_origin check (origin in ('declared', 'applied', 'found')),
  ground text not null constraint recusal_ground check (ground in ('party', 'interest', 'former_role', 'other_relation', 'accepted_favours')),
  applicant text not null default '',
  reason text not null constraint recusal_reason check (reason <> ''),
  asked_on date not null,
  by_id uuid references person,
  at timestamptz not null,
  constraint recusal_of_inspection foreign key (inspection_id, facility_id) references inspection (id, facility_id),
  constraint recusal_applicant check ((origin = 'applied') = (applicant <> '')),
  constraint recusal_not_ahead check (asked_on <= (at at time zone 'Asia/Shanghai')::date),
  constraint recusal_declared_by_oneself check (origin <> 'declared' or by_id is null or by_id = person_id)
);
create index recusal_person on recusal (person_id, facility_id);
create index recusal_inspection on recusal (inspection_id) where inspection_id is not null;
create index recusal_organ on recusal (organ_id);
comment on table recusal is '回避: who is to keep out of what, on which ground; append-only, decided in recusal_decision';
comment on column recusal.id is 'key';
comment on column recusal.person_id is 'who is to keep out';
comment on column recusal.facility_id is 'of which facility';
comment on column recusal.inspection_id is 'of which inspection; null where it holds for the facility, whatever the inspection';
comment on column recusal.organ_id is 'the organ whose chief decides, or whose committee does about the chief';
comment on column recusal.origin is 'declared by the person, applied for, or found by a rule';
comment on column recusal.ground is 'the ground of the statute; see people::roster::Ground';
comment on column recusal.applicant is 'who applied, where it was applied for';
comment on column recusal.reason is 'why, in writing';
comment on column recusal.asked_on is 'the day on which it was declared or received';
comment on column recusal.by_id is 'who put it on record; null where it was loaded';
comment on column recusal.at is 'when';
create trigger recusal_append_only before update or delete on recusal for each row execute function refuse();

create table recusal_decision (
  recusal_id uuid constraint recusal_decision_pk primary key references recusal,
  outcome text not null constraint recusal_decision_outcome check (outcome in ('granted', 'refused')),
  by_committee boolean not null,
  reason text not null constraint recusal_decision_reason check (reason <> ''),
  decided_on date not null,
  review_until date,
  person_id uuid not null references person,
  at timestamptz not null,
  constraint recusal_decision_not_ahead check (decided_on <= (at at time zone 'Asia/Shanghai')::date)
);
comment on table recusal_decision is '回避决定: the one decision about a recusal; append-only';
comment on column recusal_decision.recusal_id is 'the recusal';
comment on column recusal_decision.outcome is 'granted or refused';
comment on column recusal_decision.by_committee is 'decided by the procuratorial committee, as about its own chief, and registered here';
comment on column recusal_decision.reason is 'why';
comment on column recusal_decision.decided_on is 'the day of the decision';
comment on column recusal_decision.review_until is 'until when whoever applied may ask for a review of a refusal';
comment on column recusal_decision.person_id is 'who decided, or registered the decision of the committee';
comment on column recusal_decision.at is 'when';
create trigger recusal_decision_append_only before update or delete on recusal_decision for each row execute function refuse();

create table recusal_review (
  recusal_id uuid constraint recusal_review_pk primary key references recusal_decision,
  reason text not null constraint recusal_review_reason check (reason <> ''),
  asked_on date not null,
  due_on date not null,
  by_id uuid not null references person,
  at timestamptz not null,
  constraint recusal_review_not_ahead check (asked_on <= (at at time zone 'Asia/Shanghai')::date),
  constraint recusal_review_due check (due_on >= asked_on)
);
comment on table recusal_review is '申请复议: asked once by whoever applied and was refused; append-only';
comment on column recusal_review.recusal_id is 'the recusal that was refused';
comment on column recusal_review.reason is 'why';
comment on column recusal_review.asked_on is 'the day on which it was received';
comment on column recusal_review.due_on is 'until when it is to be answered';
comment on column recusal_review.by_id is 'who registered it';
comment on column recusal_review.at is 'when';
create trigger recusal_review_append_only before update or delete on recusal_review for each row execute function refuse();

create table recusal_answer (
  recusal_id uuid constraint recusal_answer_pk primary key references recusal_review,
  outcome text not null constraint recusal_answer_outcome check (outcome in ('granted', 'refused')),
  reason text not null constraint recusal_answer_reason check (reason <> ''),
  decided_on date not null,
  person_id uuid not null references person,
  at timestamptz not null,
  constraint recusal_answer_not_ahead check (decided_on <= (at at time zone 'Asia/Shanghai')::date)
);
comment on table recusal_answer is '复议决定: what came of a review; append-only';
comment on column recusal_answer.recusal_id is 'the recusal';
comment on column recusal_answer.outcome is 'granted after all, or still refused';
comment on column recusal_answer.reason is 'why';
comment on column recusal_answer.decided_on is 'the day of the answer';
comment on column recusal_answer.person_id is 'who answered, or registered the committee''s answer';
comment on column recusal_answer.at is 'when';
create trigger recusal_answer_append_only before update or delete on recusal_answer for each row execute function refuse();

-- whether the committee decides: about whoever is a chief of the organ on that day
create function recusal_by_committee(the_recusal uuid, day date) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from recusal r join post po on po.person_id = r.person_id and po.org_id = r.organ_id and po.role = 'chief' and po.during @> day where r.id = the_recusal) $$;
comment on function recusal_by_committee(uuid, date) is 'whether a recusal is the procuratorial committee''s to decide';

create function recusal_decided() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from recusal r where r.id = new.recusal_id and r.person_id = new.person_id) then
    raise exception 'nobody decides about the own recusal' using errcode = '42501', constraint = 'recusal_decision_other_hand';
  end if;
  if exists (select from recusal r where r.id = new.recusal_id and r.asked_on > new.decided_on) then
    raise exception 'decided before it was asked' using errcode = '23514', constraint = 'recusal_decision_order';
  end if;
  if tg_table_name = 'recusal_decision' and new.by_committee <> recusal_by_committee(new.recusal_id, new.decided_on) then
    raise exception 'the committee decides about the chief, the chief about all others' using errcode = '42501', constraint = 'recusal_decision_body';
  end if;
  return new;
end $$;
create trigger recusal_decision_other_hand before insert on recusal_decision for each row execute function recusal_decided();
create trigger recusal_answer_other_hand before insert on recusal_answer for each row execute function recusal_decided();

create function recusal_reviewed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from recusal_decision d join recusal r on r.id = d.recusal_id
                  where d.recusal_id = new.recusal_id and r.origin = 'applied' and d.outcome = 'refused' and new.asked_on between d.decided_on and d.review_until) then
    raise exception 'a review is asked once, by whoever applied and was refused, in time' using errcode = '23514', constraint = 'recusal_review_in_time';
  end if;
  return new;
end $$;
create trigger recusal_review_in_time before insert on recusal_review for each row execute function recusal_reviewed();

-- the one place that says whether a recusal keeps somebody out
create function recusal_stands(the_recusal uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select a.outcome from recusal_answer a where a.recusal_id = the_recusal),
                  (select d.outcome from recusal_decision d where d.recusal_id = the_recusal), '') = 'granted' $$;
comment on function recusal_stands(uuid) is 'whether a recusal is granted, by the decision or after a review';

alter table recusal enable row level security;
create policy recusal_read on recusal for select to xunjian_web
  using (person_id = (select actor_person()) or by_id = (select actor_person())
         or case when inspection_id is null then (select actor_role()) in ('chief', 'business_admin') and (organ_id = (select actor_org()) or roster_below(person_id))
                 else case_seen(inspection_id) end);
create policy recusal_add on recusal for insert to xunjian_web
  with check (by_id = actor_person() and actor_facility() is null and (inspection_id is null or case_seen(inspection_id)));
do $$ declare t text; begin
  foreach t in array array['recusal_decision', 'recusal_review', 'recusal_answer'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %1$s_read on %1$I for select to xunjian_web using (exists (select from recusal r where r.id = %1$I.recusal_id))', t);
    execute format('grant select, insert on %I to xunjian_web', t);
  end loop;
  foreach t in array array['recusal_decision', 'recusal_answer'] loop
    execute format('create policy %1$s_add on %1$I for insert to xunjian_web with check (person_id = actor_person() and exists (select from recusal r where r.id = %1$I.recusal_id and r.organ_id = actor_org())
                      and (actor_role() = ''chief'' or (actor_role() = ''business_admin'' and recusal_by_committee(recusal_id, decided_on))))', t);
  end loop;
end $$;
create policy recusal_review_add on recusal_review for insert to xunjian_web
  with check (by_id = actor_person() and exists (select from recusal r where r.id = recusal_review.recusal_id));
grant select, insert on recusal to xunjian_web;

-- what waits for whoever decides: the chief, and about the chief another chief or the business administrator for the committee
create function recusal_waiting(me uuid, unit int, decides boolean, registers boolean, today date) returns table (task text, state text, id uuid, inspection_id uuid, due_on date) language sql stable as $$
  select 'recuse', '', r.id, r.inspection_id, v.due_on
    from recusal r left join recusal_review v on v.recusal_id = r.id
   where r.organ_id = unit and r.person_id <> me
     and (decides or (registers and recusal_by_committee(r.id, today)))
     and (not exists (select from recusal_decision d where d.recusal_id = r.id)
          or v.recusal_id is not null and not exists (select from recusal_answer a where a.recusal_id = r.id)) $$;
comment on function recusal_waiting(uuid, int, boolean, boolean, date) is 'the recusals and reviews that wait for the actor''s decision, in the columns of waiting()';
do $$ declare t text; begin
  foreach t in array array['recusal', 'recusal_decision', 'recusal_review', 'recusal_answer'] loop
    execute format('create trigger figure_changes after insert or update or delete or truncate on %I for each statement execute function figure_changes(''none'')', t);
  end loop;
end $$;
