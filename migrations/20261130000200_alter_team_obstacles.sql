-- The rules on who may go where, asked for a whole team at once: each stands once, in people_obstacles(); one person is a team of one.
-- Of a team is said by which rule somebody is kept out: whoever left is not recused.
create function people_obstacles(people uuid[], the_facility uuid, the_inspection uuid, crosses boolean, days daterange)
returns table (person_id uuid, rule text, class text, place_zh text, place_en text, detail text, from_on date, last_on date)
language plpgsql stable security definer rows 2 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with f as (select * from facility where id = the_facility),
       y as (select (select p.amount from parameter p where p.key = 'posted_years' and p.valid @> lower(days) limit 1) as years),
       held as (select po.person_id, po.org_id, po.facility_id, po.title, po.during from post po where po.person_id = any (people)
                union all select c.person_id, c.org_id, c.facility_id, c.title, c.during from career c where c.person_id = any (people) and c.void_on is null)
  select r.person_id, 'recused', 'H', f.name_zh, f.name_en, r.ground, coalesce(a.decided_on, d.decided_on), null::date
    from f join recusal r on r.facility_id = f.id join recusal_decision d on d.recusal_id = r.id left join recusal_answer a on a.recusal_id = r.id
   where r.person_id = any (people) and (r.inspection_id is null or r.inspection_id = the_inspection) and recusal_stands(r.id)
  union all
  select k.person_id, 'kin', 'H', f.name_zh, f.name_en, case when kin_seen(k.person_id) then k.relation || '.' || k.tie || '.' || k.name else '' end,
         case when kin_seen(k.person_id) then lower(k.during) end, case when kin_seen(k.person_id) then upper(k.during) - 1 end
    from f join kin_tie k on k.facility_id = f.id where k.person_id = any (people) and k.void_on is null and k.during && days
  union all
  select p.id, 'pledge', 'H', coalesce(x.employer, ''), coalesce(x.employer, ''), coalesce(x.speciality, ''), null, null
    from person p left join outsider x on x.person_id = p.id
   where p.id = any (people) and p.kind in ('expert', 'observer') and not exists (select from pledge g where g.person_id = p.id and g.void_on is null)
  union all
  select p.id, 'gone', 'H', '', '', p.title, null, (select max(upper(po.during) - 1) from post po where po.person_id = p.id and po.class = 'case')
    from person p where p.id = any (people) and p.kind not in ('expert', 'observer')
     and not exists (select from post po where po.person_id = p.id and po.class = 'case' and po.during && days)
  union all
  select h.person_id, 'own_unit', 'D', o.name_zh, o.name_en, h.title, lower(h.during), upper(h.during) - 1
    from f join held h on h.org_id in (f.supervisor_id, f.office_id) join org o on o.id = h.org_id where crosses and h.during && days
  union all
  select h.person_id, 'posted', 'D', o.name_zh, o.name_en, h.title, lower(h.during), upper(h.during) - 1
    from f cross join y join held h on h.org_id in (f.supervisor_id, f.office_id) join org o on o.id = h.org_id
   where crosses and not h.during && days and upper(h.during) <= lower(days) and upper(h.during) > (lower(days) - make_interval(years => y.years))::date
  union all
  select h.person_id, 'served', 'D', f.name_zh, f.name_en, h.title, lower(h.during), upper(h.during) - 1
    from f join held h on h.facility_id = f.id where crosses
  union all
  select c.person_id, 'tied', 'D', f.name_zh, f.name_en, c.statement, c.declared_on, null
    from f join conflict_declaration c on c.facility_id = f.id where c.person_id = any (people) and c.void_on is null
  union all
  select u.id, 'busy', 'S', '', '', '', lower(b.busy), upper(b.busy) - 1
    from unnest(people) u (id) cross join lateral busy_days(u.id, the_inspection) as b (busy) where b.busy && days;
end $$;
comment on function people_obstacles(uuid[], uuid, uuid, boolean, daterange) is 'the one place of every rule on who may go where: person, rule, class, evidence';

create or replace function roster_obstacles(who uuid, the_facility uuid, the_inspection uuid, crosses boolean, days daterange)
returns table (rule text, class text, place_zh text, place_en text, detail text, from_on date, last_on date) language plpgsql stable security definer rows 2 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query select o.rule, o.class, o.place_zh, o.place_en, o.detail, o.from_on, o.last_on
    from people_obstacles(array[who], the_facility, the_inspection, crosses, days) o;
end $$;
comment on function roster_obstacles(uuid, uuid, uuid, boolean, daterange) is 'people_obstacles() of one person';

-- planned once in a session, not by every call
create or replace function busy_days(who uuid, but uuid) returns setof daterange language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
    select a.during from absence a where a.person_id = who and a.void_on is null
    union all
    select daterange(least(coalesce(i.started_on, i.planned_from), coalesce(i.ended_on, i.planned_to)), coalesce(i.ended_on, i.planned_to), '[]')
      from inspection i
     where i.id in (select t.inspection_id from team_member t where t.person_id = who) and i.id is distinct from but and i.state <> 'cancelled';
end $$;

drop function team_obstacles(uuid);
create function team_obstacles(the_inspection uuid) returns table (name text, class text, rule text) language sql stable as $$
  select distinct p.name, o.class, o.rule
    from inspection i
    cross join lateral people_obstacles((select array_agg(distinct t.person_id) from team_member t where t.inspection_id = i.id), i.facility_id, i.id,
                                        i.kind in ('cross', 'interprovincial_cross'), daterange(i.planned_from, i.planned_to, '[]')) o
    join person p on p.id = o.person_id
   where i.id = the_inspection and not i.history and not exists (select from waiver w where w.inspection_id = i.id and w.person_id = o.person_id and w.rule = o.rule)
   order by p.name $$;
comment on function team_obstacles(uuid) is 'members of a team against whom a rule stands, by class and rule; history is as it was';
revoke execute on function people_obstacles(uuid[], uuid, uuid, boolean, daterange) from public;
grant execute on function people_obstacles(uuid[], uuid, uuid, boolean, daterange) to xunjian_web;
