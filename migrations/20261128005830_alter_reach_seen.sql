-- Who sees a case or a finding sees what belongs to it: asked by functions that keep their plans. Written out in each policy, the
-- question was prepared anew for every table of every statement, once a page for hundreds of them; few rows ever ask it.
-- They run with the reader's own rights; cost 1, so that the planner does not rather read a table at once.
create function case_seen(the_case uuid) returns boolean language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from inspection i where i.id = the_case);
end $$;
comment on function case_seen is 'whether row security shows a case';
create function finding_seen(the_finding uuid) returns boolean language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from finding f where f.id = the_finding);
end $$;
comment on function finding_seen is 'whether row security shows a finding';
create function evidence_seen(the_evidence uuid) returns boolean language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from evidence e where e.id = the_evidence);
end $$;
comment on function evidence_seen is 'whether row security shows a file';
create function reply_seen(the_reply uuid) returns boolean language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from reply r where r.id = the_reply);
end $$;
comment on function reply_seen is 'whether row security shows a reply';
create function service_on_me(the_service uuid) returns boolean language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from service s where s.id = the_service and s.facility_id = actor_facility());
end $$;
comment on function service_on_me is 'whether a service is one on the acting liaison''s facility';

alter policy step_reach on step using (case_seen(inspection_id));
alter policy inspection_clearance_reach on inspection_clearance with check (case_seen(inspection_id));
alter policy plan_text_reach on plan_text using (case_seen(inspection_id));
alter policy team_member_reach on team_member using (case_seen(inspection_id));
alter policy substitution_reach on substitution using (case_seen(inspection_id));
alter policy record_reach on record using (case_seen(inspection_id));
alter policy record_inspector_reach on record_inspector using (case_seen(inspection_id));
alter policy record_addendum_reach on record_addendum using (case_seen(inspection_id));
alter policy document_text_reach on document_text using (case_seen(inspection_id));
alter policy finding_text_reach on finding_text using (finding_seen(finding_id));
alter policy finding_hand_reach on finding_hand using (finding_seen(finding_id));
alter policy closing_reach on closing using (finding_seen(finding_id));
alter policy recheck_reach on recheck using (finding_seen(finding_id));
alter policy hand_over_reach on hand_over using (finding_seen(finding_id));
alter policy oral_correction_reach on oral_correction using (finding_seen(finding_id));
alter policy oral_done_reach on oral_done using (finding_seen(finding_id));
alter policy evidence_void_reach on evidence_void using (evidence_seen(evidence_id));
alter policy evidence_access_leave on evidence_access with check (person_id = actor_person() and evidence_seen(evidence_id));
alter policy evidence_access_read on evidence_access using (actor_facility() is null and evidence_seen(evidence_id));

-- the facility sees what was served on it besides
alter policy document_reach on document
  using (case_seen(inspection_id) or (actor_facility() is not null and served_on_me(id)));
alter policy document_finding_reach on document_finding
  using (finding_seen(finding_id) or (facility_id = actor_facility() and served_on_me(document_id)));
alter policy service_reach on service
  using (facility_id = actor_facility() or case_seen(inspection_id));
alter policy objection_reach on objection
  using (facility_id = actor_facility() or case_seen(inspection_id));
alter policy reply_reach on reply
  using ((facility_id = actor_facility() and service_on_me(service_id)) or finding_seen(finding_id));
alter policy verification_reach on verification
  using ((facility_id = actor_facility() and reply_seen(reply_id)) or finding_seen(finding_id));
alter policy clock_reach on clock
  using (case_seen(inspection_id) or (facility_id = actor_facility() and key in ('reply_due', 'objection_in', 'objection_review', 'return_due')));
