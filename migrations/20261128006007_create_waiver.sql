-- 回避审查: what stands against somebody's going to a facility, each rule once, for the team page, the board and the database itself.
create table waiver (
  inspection_id uuid not null references inspection,
  person_id uuid not null references person,
  rule text not null constraint waiver_rule check (rule in ('own_unit', 'posted', 'served', 'tied', 'busy')),
  reason text not null constraint waiver_reason check (reason <> ''),
  by_id uuid not null references person,
  at timestamptz not null,
  constraint waiver_pk primary key (inspection_id, person_id, rule)
);
comment on table waiver is '说明理由后不适用: a rule of design let go by the approver, a warning answered by the lead; what the statute forbids is never in here; append-only';
comment on column waiver.inspection_id is 'the case';
comment on column waiver.person_id is 'who may join all the same';
comment on column waiver.rule is 'the rule that is let go; see people::roster::Bar';
comment on column waiver.reason is 'why';
comment on column waiver.by_id is 'who decided it: the approver, and about a warning the lead prosecutor';
comment on column waiver.at is 'when';
create trigger waiver_append_only before update or delete on waiver for each row execute function refuse();

create function waiver_is_the_approvers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.rule <> 'busy' and not exists (
       select from inspection i join org o on o.id = i.organiser_id
        where i.id = new.inspection_id
          and ((actor_role() = 'chief' and o.approver_id = actor_org())
               or exists (select from delegation d where d.org_id = i.organiser_id and d.person_id = actor_person() and d.during @> actor_day() and d.ended_at is null))) then
    raise exception 'only the approver lets a rule of design go' using errcode = '42501', constraint = 'waiver_by_approver';
  end if;
  if new.person_id = new.by_id and new.rule <> 'busy' then
    raise exception 'nobody lets a rule go for oneself' using errcode = '42501', constraint = 'waiver_never_own';
  end if;
  return new;
end $$;
create trigger waiver_by_approver before insert on waiver for each row when (current_user = 'xunjian_web') execute function waiver_is_the_approvers();
alter table waiver enable row level security;
create policy waiver_reach on waiver for all to xunjian_web using (case_seen(inspection_id));
create policy waiver_own_name on waiver as restrictive for insert to xunjian_web with check (by_id = actor_person());
grant select, insert on waiver to xunjian_web;

-- when somebody cannot be sent: away, or on another inspection. Which of them it is stands nowhere: a covert case is like a leave.
create function busy_days(who uuid, but uuid) returns setof daterange language sql stable security definer set search_path = public, pg_temp as $$
  select a.during from absence a where a.person_id = who and a.void_on is null
  union all
  select daterange(least(coalesce(i.started_on, i.planned_from), coalesce(i.ended_on, i.planned_to)), coalesce(i.ended_on, i.planned_to), '[]')
    from inspection i
   where i.id in (select t.inspection_id from team_member t where t.person_id = who) and i.id is distinct from but and i.state <> 'cancelled' $$;
comment on function busy_days(uuid, uuid) is 'the days on which somebody is away or on an inspection, but for one inspection';

-- how long somebody is on site in the year of a day, planned days included; of cases that the reader sees
create function roster_days(who uuid, day date) returns bigint language sql stable as $$
  select coalesce(sum(upper(y.days) - lower(y.days)), 0)::bigint
    from inspection i
    cross join lateral (select daterange(least(coalesce(i.started_on, i.planned_from), coalesce(i.ended_on, i.planned_to)), coalesce(i.ended_on, i.planned_to), '[]')
                               * daterange(make_date(extract(year from day)::int, 1, 1), make_date(extract(year from day)::int + 1, 1, 1)) as days) y
   where i.id in (select t.inspection_id from team_member t where t.person_id = who) and i.state <> 'cancelled' and not isempty(y.days) $$;
comment on function roster_days(uuid, date) is 'days of inspection in the year of a day: the load, by the reader''s own row security';

-- H: the statute; D: our own rule, which the approver may let go with a reason; S: a warning, which takes a reason.
-- `crosses`: the inspection is a cross-inspection, to which alone the rules of the own unit apply. Kin are named to those alone who may see them.
create function roster_obstacles(who uuid, the_facility uuid, the_inspection uuid, crosses boolean, days daterange)
returns table (rule text, class text, place_zh text, place_en text, detail text, from_on date, last_on date) language plpgsql stable security definer rows 2 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with f as (select * from facility where id = the_facility),
       y as (select (select p.amount from parameter p where p.key = 'posted_years' and p.valid @> lower(days) limit 1) as years),
       held as (select po.org_id, po.facility_id, po.title, po.during from post po where po.person_id = who
                union all select c.org_id, c.facility_id, c.title, c.during from career c where c.person_id = who and c.void_on is null)
  select 'recused', 'H', f.name_zh, f.name_en, r.ground, coalesce(a.decided_on, d.decided_on), null::date
    from f join recusal r on r.facility_id = f.id join recusal_decision d on d.recusal_id = r.id left join recusal_answer a on a.recusal_id = r.id
   where r.person_id = who and (r.inspection_id is null or r.inspection_id = the_inspection) and recusal_stands(r.id)
  union all
  select 'kin', 'H', f.name_zh, f.name_en, case when kin_seen(who) then k.relation || '.' || k.tie || '.' || k.name else '' end,
         case when kin_seen(who) then lower(k.during) end, case when kin_seen(who) then upper(k.during) - 1 end
    from f join kin_tie k on k.facility_id = f.id where k.person_id = who and k.void_on is null and k.during && days
  union all
  select 'pledge', 'H', coalesce(x.employer, ''), coalesce(x.employer, ''), coalesce(x.speciality, ''), null, null
    from person p left join outsider x on x.person_id = p.id
   where p.id = who and p.kind in ('expert', 'observer') and not exists (select from pledge g where g.person_id = who and g.void_on is null)
  union all
  select 'gone', 'H', '', '', p.title, null, (select max(upper(po.during) - 1) from post po where po.person_id = who and po.class = 'case')
    from person p where p.id = who and p.kind not in ('expert', 'observer')
     and not exists (select from post po where po.person_id = who and po.class = 'case' and po.during && days)
  union all
  select 'own_unit', 'D', o.name_zh, o.name_en, h.title, lower(h.during), upper(h.during) - 1
    from f join held h on h.org_id in (f.supervisor_id, f.office_id) join org o on o.id = h.org_id where crosses and h.during && days
  union all
  select 'posted', 'D', o.name_zh, o.name_en, h.title, lower(h.during), upper(h.during) - 1
    from f cross join y join held h on h.org_id in (f.supervisor_id, f.office_id) join org o on o.id = h.org_id
   where crosses and not h.during && days and upper(h.during) <= lower(days) and upper(h.during) > (lower(days) - make_interval(years => y.years))::date
  union all
  select 'served', 'D', f.name_zh, f.name_en, h.title, lower(h.during), upper(h.during) - 1
    from f join held h on h.facility_id = f.id where crosses
  union all
  select 'tied', 'D', f.name_zh, f.name_en, c.statement, c.declared_on, null
    from f join conflict_declaration c on c.facility_id = f.id where c.person_id = who and c.void_on is null
  union all
  select 'busy', 'S', '', '', '', lower(b.busy), upper(b.busy) - 1
    from busy_days(who, the_inspection) as b (busy) where b.busy && days;
end $$;
comment on function roster_obstacles(uuid, uuid, uuid, boolean, daterange) is 'the one place of every rule on who may go where: rule, class, evidence';

-- who of a team is kept out, by class; what was let go is not among it
create function team_obstacles(the_inspection uuid) returns table (name text, class text) language sql stable as $$
  select distinct p.name, o.class
    from inspection i join (select distinct t.inspection_id, t.person_id from team_member t) t on t.inspection_id = i.id join person p on p.id = t.person_id
    cross join lateral roster_obstacles(t.person_id, i.facility_id, i.id, i.kind in ('cross', 'interprovincial_cross'), daterange(i.planned_from, i.planned_to, '[]')) o
   where i.id = the_inspection and not i.history and not exists (select from waiver w where w.inspection_id = i.id and w.person_id = t.person_id and w.rule = o.rule)
   order by p.name $$;
comment on function team_obstacles(uuid) is 'members of a team against whom a rule stands, by the class of the rule; history is as it was';

-- what the statute forbids is refused whoever asks and however; history is as it was
create function team_member_is_eligible() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare i inspection; k text; bar text;
begin
  select * into i from inspection where id = new.inspection_id;
  if i.history then return new; end if;
  select kind into k from person where id = new.person_id;
  if (k = 'expert' and new.place <> 'expert') or (k = 'observer' and new.place <> 'observer') then
    raise exception 'experts and observers are no inspectors' using errcode = '23514', constraint = 'team_member_outsider';
  end if;
  select o.rule into bar from roster_obstacles(new.person_id, i.facility_id, i.id, i.kind in ('cross', 'interprovincial_cross'), daterange(i.planned_from, i.planned_to, '[]')) o
   where o.class = 'H' order by o.rule limit 1;
  if bar is not null then
    raise exception 'kept out by %', bar using errcode = '23514', constraint = 'team_member_' || bar;
  end if;
  return new;
end $$;
create trigger team_member_roster before insert on team_member for each row execute function team_member_is_eligible();
