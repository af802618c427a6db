-- The rows of one case that a page counts are thousands: they are compared with the case that was seen in this transaction, once read,
-- and only rows of another case ask for themselves.
create function seen_case() returns uuid language plpgsql stable parallel restricted as $$
declare
  known text := current_setting('app.seen_case', true);
  who text := coalesce(current_setting('app.person', true) || '/' || current_setting('app.scope', true) || '/' || current_setting('app.level', true), '');
begin
  return case when substr(known, 37) = who and who <> '' then left(known, 36)::uuid end;
end $$;
comment on function seen_case is 'the case that row security last showed to the acting person in this transaction; none where it has shown none';

do $$ declare t text; begin
  foreach t in array array['record', 'record_inspector', 'record_confirmation', 'record_refusal', 'record_text', 'record_addendum', 'record_answer', 'record_material'] loop
    execute format('alter policy %1$s_reach on %1$I using (inspection_id = (select seen_case()) or case_seen(inspection_id))', t);
  end loop;
end $$;
