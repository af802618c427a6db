-- 委托审批: the chief gives it for days, in the own name, for an organ that the chief approves for; it is taken back, never rewritten.
create function approves_for(organ int) returns boolean language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from org o where o.id = organ and o.approver_id = actor_org()) $$;
alter table delegation add constraint delegation_days check (not isempty(during)), add constraint delegation_ended check ((ended_at is null) = (ended_by is null));
alter table delegation enable row level security;
create policy delegation_read on delegation for select to xunjian_web using (true);
create policy delegation_give on delegation for insert to xunjian_web
  with check (actor_role() = 'chief' and given_by = actor_person() and person_id <> actor_person() and approves_for(org_id));
create policy delegation_end on delegation for update to xunjian_web
  using (actor_role() = 'chief' and approves_for(org_id) and ended_at is null) with check (ended_by = actor_person());
grant insert, update (ended_at, ended_by) on delegation to xunjian_web;
create index delegation_org on delegation (org_id);
