-- A page of one case reads dozens of rows that belong to it, and each row asks whether the case is seen. What was seen a moment ago
-- by the same actor is seen: the answer is kept for the transaction, only the yes, and with the actor it holds for.
create or replace function case_seen(the_case uuid) returns boolean language plpgsql stable parallel restricted cost 1 as $$
declare
  known text := the_case::text || coalesce(current_setting('app.person', true) || '/' || current_setting('app.scope', true) || '/' || current_setting('app.level', true), '');
begin
  if current_setting('app.seen_case', true) = known then return true; end if;
  if exists (select from inspection i where i.id = the_case) then
    known := set_config('app.seen_case', known, true);
    return true;
  end if;
  return false;
end $$;
comment on function case_seen is 'whether row security shows a case; a yes is remembered until the transaction ends';
create or replace function finding_seen(the_finding uuid) returns boolean language plpgsql stable parallel restricted cost 1 as $$
declare
  known text := the_finding::text || coalesce(current_setting('app.person', true) || '/' || current_setting('app.scope', true) || '/' || current_setting('app.level', true), '');
begin
  if current_setting('app.seen_finding', true) = known then return true; end if;
  if exists (select from finding f where f.id = the_finding) then
    known := set_config('app.seen_finding', known, true);
    return true;
  end if;
  return false;
end $$;
comment on function finding_seen is 'whether row security shows a finding; a yes is remembered until the transaction ends';

-- a liaison sees no case: what was served is asked first, and alone
alter policy document_reach on document
  using (case when actor_facility() is null then case_seen(inspection_id) else served_on_me(id) end);
alter policy document_finding_reach on document_finding
  using (case when actor_facility() is null then finding_seen(finding_id) else facility_id = actor_facility() and served_on_me(document_id) end);
alter policy service_reach on service
  using (case when actor_facility() is null then case_seen(inspection_id) else facility_id = actor_facility() end);
alter policy objection_reach on objection
  using (case when actor_facility() is null then case_seen(inspection_id) else facility_id = actor_facility() end);
alter policy reply_reach on reply
  using (case when actor_facility() is null then finding_seen(finding_id) else facility_id = actor_facility() and service_on_me(service_id) end);
alter policy verification_reach on verification
  using (case when actor_facility() is null then finding_seen(finding_id) else facility_id = actor_facility() and reply_seen(reply_id) end);
alter policy clock_reach on clock
  using (case when actor_facility() is null then case_seen(inspection_id)
              else facility_id = actor_facility() and key in ('reply_due', 'objection_in', 'objection_review', 'return_due') end);
