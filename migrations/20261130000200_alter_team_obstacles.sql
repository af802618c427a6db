-- Who of a team is kept out, and by which rule: somebody who left is not somebody who is recused.
drop function team_obstacles(uuid);
create function team_obstacles(the_inspection uuid) returns table (name text, class text, rule text) language sql stable as $$
  select distinct p.name, o.class, o.rule
    from inspection i join (select distinct t.inspection_id, t.person_id from team_member t) t on t.inspection_id = i.id join person p on p.id = t.person_id
    cross join lateral roster_obstacles(t.person_id, i.facility_id, i.id, i.kind in ('cross', 'interprovincial_cross'), daterange(i.planned_from, i.planned_to, '[]')) o
   where i.id = the_inspection and not i.history and not exists (select from waiver w where w.inspection_id = i.id and w.person_id = t.person_id and w.rule = o.rule)
   order by p.name $$;
comment on function team_obstacles(uuid) is 'members of a team against whom a rule stands, by class and rule; history is as it was';
