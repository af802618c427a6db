-- A function in SQL that runs with its owner's rights is planned anew by every statement that calls it; one in PL/pgSQL keeps its plans.
create or replace function note_figure_change(touched uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into figure_change (places)
    select touched where not exists (select from figure_change c where c.xid = pg_current_xact_id() and (c.places is null or c.places @> touched));
end $$;
create or replace function served_on_me(the_document uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from service s where s.document_id = the_document and s.facility_id = actor_facility());
end $$;
create or replace function served_item(the_finding uuid) returns table (place text, due date, cycle int, inspection_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query select f.position, f.due_on, f.cycle, f.inspection_id from finding f
   where f.id = the_finding
     and exists (select from service s join document_finding d on d.document_id = s.document_id
                  where d.finding_id = f.id and s.facility_id = actor_facility() and s.id not in (select w.service_id from service_withdrawn w));
end $$;
create or replace function take_number(o int, s text, y int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare drawn int;
begin
  insert into number_series (org_id, series, year, last_no) values (o, s, y, 1)
    on conflict on constraint number_series_pk do update set last_no = number_series.last_no + 1 returning last_no into drawn;
  return drawn;
end $$;
