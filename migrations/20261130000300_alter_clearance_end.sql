-- Whoever is taken off a team is let in no longer; whoever is let in again is so from then on.
create function team_member_left() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from team_member t where t.inspection_id = old.inspection_id and t.person_id = old.person_id) then
    update inspection_clearance c set during = daterange(lower(c.during), greatest(lower(c.during), coalesce(actor_day(), lower(c.during))))
     where c.inspection_id = old.inspection_id and c.person_id = old.person_id and c.why = 'team' and upper_inf(c.during);
  end if;
  return null;
end $$;
create trigger team_member_left after delete on team_member for each row execute function team_member_left();

create function inspection_clearance_again() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update inspection_clearance c set during = new.during
   where c.inspection_id = new.inspection_id and c.person_id = new.person_id and c.why = new.why and not upper_inf(c.during);
  return new;
end $$;
create trigger inspection_clearance_again before insert on inspection_clearance for each row execute function inspection_clearance_again();
