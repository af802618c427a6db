-- What the facility is to answer, without reading what it answered long ago.
create index finding_open_facility on finding (facility_id, due_order, id) include (position, due_on) where status = 'confirmed' and position <> 'closed';
create function served_awaiting() returns table (finding_id uuid, place text, due date, due_order date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query select f.id, f.position, f.due_on, coalesce(f.due_on, date '9999-12-30') from finding f
   where f.facility_id = actor_facility() and f.status = 'confirmed' and f.position <> 'closed' and awaits_answer(f.position)
     and exists (select from document_finding d join service s on s.document_id = d.document_id
                  where d.finding_id = f.id and s.facility_id = actor_facility() and s.id not in (select w.service_id from service_withdrawn w));
end $$;
comment on function served_awaiting is 'the rows of served_items() that await an answer';
revoke execute on function served_awaiting() from public;
grant execute on function served_awaiting() to xunjian_web;
