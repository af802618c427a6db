-- What was served on a facility, read at once: item by item, row security would ask for each whether it was.
create function served_list() returns table (finding_id uuid, title text, kind text, number text, served_on date, place text, due date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare own uuid := actor_facility();
begin
  return query
    select distinct on (x.finding_id) x.finding_id, x.title, d.kind, d.number, s.served_on, f.position, f.due_on
      from service s join document d on d.id = s.document_id join document_finding x on x.document_id = d.id join finding f on f.id = x.finding_id
     where s.facility_id = own and x.facility_id = own
     order by x.finding_id, s.served_on desc, s.at desc;
end $$;
comment on function served_list() is 'what was served on the actor''s facility, each finding under the document that raised it last, and where it stands';
