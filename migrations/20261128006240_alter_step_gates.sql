-- What stands before the first day holds in the database too: no cross-inspection is prepared or notified without its prior
-- communication (巡回检察工作规定 33), none begins without a kick-off meeting (30). What was loaded as history has its papers elsewhere.
create function step_after_communication() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from inspection i where i.id = new.subject_id and i.kind in ('cross', 'interprovincial_cross'))
     and not contact_supports(new.subject_id) then
    raise exception 'a cross-inspection needs its prior communication' using errcode = '23514', constraint = 'step_communication';
  end if;
  return new;
end $$;
create trigger step_communication before insert on step for each row
  when (new.subject = 'inspection' and new.step in ('prepare', 'notify') and new.actor_id is not null) execute function step_after_communication();

alter table step add constraint step_kickoff
  check (subject <> 'inspection' or step <> 'start' or actor_id is null or coalesce(detail ->> 'kickoff', '') <> '');
