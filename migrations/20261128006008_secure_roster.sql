-- Whoever handles cases reads the roster; neither a facility nor the three administrators do.
create function reads_roster() returns boolean language sql stable as $$
  select coalesce(actor_role() in ('chief', 'department_head', 'business_admin', 'prosecutor', 'resident', 'expert'), false) $$;
comment on function reads_roster() is 'whether the actor handles cases, and so reads who can do what';
alter policy person_skill_read on person_skill using ((select reads_roster()));
alter policy outsider_read on outsider using ((select reads_roster()));
alter policy career_read on career using ((select reads_roster()));
alter policy pledge_read on pledge using ((select reads_roster()));
alter policy conflict_declaration_read on conflict_declaration using ((select reads_roster()));
