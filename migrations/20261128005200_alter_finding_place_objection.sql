-- An instrument that was withdrawn after an objection asks for nothing: what it raised is asked for by the other documents that
-- serve it, as a rule the feedback opinion, and by their days alone.
create or replace function finding_place_in_rectification(f finding, out place text, out due date) language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  unverified boolean; verdict record; served boolean; planned boolean; reply_due date;
begin
  if f.status <> 'confirmed' then return; end if;
  if exists (select from closing c where c.finding_id = f.id and c.cycle = f.cycle) then place := 'closed'; return; end if;
  select count(*) > 0, min(s.reply_due) into served, reply_due
    from service s join document_finding d on d.document_id = s.document_id
   where d.finding_id = f.id and service_stands(s.id);
  if not served then place := 'not_served'; return; end if;
  select count(*) filter (where r.kind = 'report' and v.id is null) > 0, count(*) filter (where r.kind = 'plan') > 0 into unverified, planned
    from reply r left join verification v on v.reply_id = r.id where r.finding_id = f.id and r.cycle = f.cycle;
  select v.outcome, v.due_on into verdict from verification v where v.finding_id = f.id and v.cycle = f.cycle order by v.at desc, v.id desc limit 1;
  if unverified then place := 'to_verify'; return; end if;
  if verdict.outcome = 'verified' then place := 'verified'; return; end if;
  if verdict.outcome = 'returned' then place := 'returned'; due := verdict.due_on; return; end if;
  if planned then place := 'rectifying'; due := reply_due; return; end if;
  if f.cycle > 1 then place := 'rebounded'; return; end if;
  place := 'awaiting_plan'; due := reply_due;
end $$;

create function objection_review_settles() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform finding_settle(d.finding_id) from objection o join service s on s.id = o.service_id join document_finding d on d.document_id = s.document_id
    where o.id = new.objection_id;
  return null;
end $$;
create trigger z_settle after insert on objection_review for each row when (new.outcome = 'withdrawn') execute function objection_review_settles();

-- what stands served on the acting liaison's facility
create or replace function served_item(the_finding uuid) returns table (place text, due date, cycle int, inspection_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select f.position, f.due_on, f.cycle, f.inspection_id from finding f
   where f.id = the_finding and exists (select from service s join document_finding d on d.document_id = s.document_id where d.finding_id = f.id and s.facility_id = actor_facility() and service_stands(s.id)) $$;

-- whether the facility is to answer; workflow::finding::Position says the same and a test compares them
create function awaits_answer(place text) returns boolean language sql immutable parallel safe as $$
  select place in ('awaiting_plan', 'rectifying', 'returned', 'rebounded') $$;

-- the same of all of them, for lists that are read page by page: where each stands and by when, without showing the finding
drop function served_list();
create function served_items() returns table (finding_id uuid, place text, due date, awaits boolean, due_order date) language sql stable security definer set search_path = public, pg_temp as $$
  select f.id, f.position, f.due_on, awaits_answer(f.position), coalesce(f.due_on, case when f.position = 'closed' then date '9999-12-31' else date '9999-12-30' end) from finding f
   where f.facility_id = actor_facility() and f.status = 'confirmed'
     and exists (select from service s join document_finding d on d.document_id = s.document_id where d.finding_id = f.id and s.facility_id = actor_facility() and service_stands(s.id)) $$;
comment on function served_items() is 'where every item that stands served on the acting liaison''s facility stands, and by when it is to be answered; in its order what has no day comes last, and what is closed after it';
