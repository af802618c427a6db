-- The year is that of the day asked about: in the query of 20261128006007 the name meant the inspection's own day, so that all years counted.
create or replace function roster_days(who uuid, day date) returns bigint language sql stable as $$
  select coalesce(sum(upper(y.days) - lower(y.days)), 0)::bigint
    from inspection i
    cross join lateral (select daterange(least(coalesce(i.started_on, i.planned_from), coalesce(i.ended_on, i.planned_to)), coalesce(i.ended_on, i.planned_to), '[]')
                               * daterange(make_date(extract(year from $2)::int, 1, 1), make_date(extract(year from $2)::int + 1, 1, 1)) as days) y
   where i.id in (select t.inspection_id from team_member t where t.person_id = who) and i.state <> 'cancelled' and not isempty(y.days) $$;
