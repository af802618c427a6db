-- What was withdrawn after an objection, as a list: few, and read once a statement. Asked for each row, a function costs more than
-- the rest of the list.
create index objection_review_withdrawn on objection_review (objection_id) where outcome = 'withdrawn';
create view service_withdrawn with (security_invoker = true) as
  select o.service_id from objection_review r join objection o on o.id = r.objection_id where r.outcome = 'withdrawn';
comment on view service_withdrawn is 'services of which nothing is left to answer: withdrawn after an objection';
comment on column service_withdrawn.service_id is 'the service';
grant select on service_withdrawn to xunjian_web;
create or replace function service_stands(the_service uuid) returns boolean language sql stable as $$
  select the_service not in (select w.service_id from service_withdrawn w) $$;

create or replace function served_items() returns table (finding_id uuid, place text, due date, awaits boolean, due_order date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query select f.id, f.position, f.due_on, awaits_answer(f.position), coalesce(f.due_on, case when f.position = 'closed' then date '9999-12-31' else date '9999-12-30' end) from finding f
   where f.facility_id = actor_facility() and f.status = 'confirmed'
     and exists (select from service s join document_finding d on d.document_id = s.document_id
                  where d.finding_id = f.id and s.facility_id = actor_facility() and s.id not in (select w.service_id from service_withdrawn w));
end $$;

-- the ledger of a region is read by the day due whoever else is let in
create index finding_open_all on finding (due_order, id) where status = 'confirmed' and position <> 'closed';
