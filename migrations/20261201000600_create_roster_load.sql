-- How much people have on their hands, for a page of them at once: person by person, the question was planned and begun anew.
create function roster_load(people uuid[], day date) returns table (person_id uuid, days bigint, cases bigint)
language plpgsql stable rows 50 as $$
#variable_conflict use_column
declare
  year daterange := daterange(make_date(extract(year from day)::int, 1, 1), make_date(extract(year from day)::int + 1, 1, 1));
begin
  return query
    with seats as materialized (select distinct t.person_id, t.inspection_id from team_member t where t.person_id = any (people)),
    load as (
      select s.person_id, i.state,
             daterange(least(coalesce(i.started_on, i.planned_from), coalesce(i.ended_on, i.planned_to)), coalesce(i.ended_on, i.planned_to), '[]') * year as spent
        from seats s join inspection i on i.id = s.inspection_id where i.state <> 'cancelled')
    select q.id, coalesce(sum(upper(l.spent) - lower(l.spent)) filter (where not isempty(l.spent)), 0)::bigint,
           count(*) filter (where l.state not in ('closed', 'archived'))
      from unnest(people) q (id) left join load l on l.person_id = q.id group by q.id;
end $$;
comment on function roster_load is 'days of inspection of each person in the year of a day, planned ones included, and cases that are not closed; of cases that the reader sees';
drop function roster_days(uuid, date);
revoke execute on function roster_load(uuid[], date) from public;
grant execute on function roster_load(uuid[], date) to xunjian_web;
