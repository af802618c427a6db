-- Who is let into a clue: whoever put it down, the lead prosecutor and the leader of its team, the one named to follow it, and
-- the chief who approves for its organiser, or whom that chief delegated. A reach over the region lets nobody in.

-- runs with its owner's rights, since some of them see no case any more; asked for one row, by keys
create function clue.cleared(the_clue uuid, the_case uuid, the_organiser int, the_author uuid) returns boolean
language plpgsql stable security definer set search_path = clue, public, pg_temp as $$
begin
  -- in a post of case work, whatever other posts the person holds
  if actor_scope() is null or coalesce(actor_role(), '') <> all (array['chief', 'department_head', 'prosecutor']) then
    return false;
  end if;
  return the_author = actor_person()
      or exists (select from public.team_member t where t.inspection_id = the_case and t.person_id = actor_person() and t.place in ('team_leader', 'lead_prosecutor'))
      or actor_person() = (select t.person_id from clue.tracker t where t.clue_id = the_clue order by t.no desc limit 1)
      or clue.decides(the_organiser);
end $$;
comment on function clue.cleared is 'whether the acting person is let into a clue';

create function clue.decides(the_organiser int) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (actor_role() = 'chief' and exists (select from org o where o.id = the_organiser and o.approver_id = actor_org()))
      or (actor_role() in ('department_head', 'prosecutor')
          and exists (select from delegation g where g.org_id = the_organiser and g.person_id = actor_person() and g.during @> actor_day() and g.ended_at is null));
end $$;
comment on function clue.decides is 'whether the acting person approves for an organiser, by office or by delegation';

-- whether there is anything in the register for the acting person, and how much of it is that person's turn: what the menu asks
-- on every page, so it is read by keys and not through the policies
create function clue.register(out holds boolean, out waits bigint) language plpgsql stable security definer set search_path = clue, public, pg_temp as $$
declare me uuid := actor_person(); led uuid[];
begin
  holds := false;
  waits := 0;
  if actor_scope() is null or coalesce(actor_role(), '') <> all (array['chief', 'department_head', 'prosecutor']) then
    return;
  end if;
  select coalesce(array_agg(t.inspection_id), '{}') into led
    from team_member t join inspection i on i.id = t.inspection_id and i.state <> 'cancelled' and not i.history
   where t.person_id = me and t.place in ('team_leader', 'lead_prosecutor');
  holds := cardinality(led) > 0
        or (actor_role() = 'chief' and exists (select from org o where o.approver_id = actor_org()))
        or (actor_role() <> 'chief' and exists (select from delegation g where g.person_id = me and g.during @> actor_day() and g.ended_at is null))
        or exists (select from clue.entry e where e.by_id = me)
        or exists (select from clue.tracker t where t.person_id = me
                      and not exists (select from clue.tracker l where l.clue_id = t.clue_id and l.no > t.no));
  if holds then
    select count(*) into waits from clue.entry e
     where (e.state in ('found', 'approved', 'returned')
            and exists (select from team_member t where t.inspection_id = e.inspection_id and t.person_id = me and t.place = 'lead_prosecutor'))
        or (e.state = 'registered' and clue.decides(e.organiser_id)
            and not exists (select from clue.text t where t.clue_id = e.id and t.author_id = me)
            and not exists (select from clue.step s where s.clue_id = e.id and s.step in ('note', 'register') and s.actor_id = me));
  end if;
end $$;
comment on function clue.register is 'whether the acting person holds a right to the register of clues, and how many of them wait for this person';
create index entry_open on clue.entry (state) where state in ('found', 'registered', 'approved', 'returned');

grant usage on schema clue to xunjian_web;
alter table clue.entry enable row level security;
create policy entry_cleared on clue.entry for all to xunjian_web using (clue.cleared(id, inspection_id, organiser_id, by_id));
create policy entry_own_name on clue.entry as restrictive for insert to xunjian_web with check (by_id = public.actor_person() and public.case_seen(inspection_id));

do $$ declare own record; begin
  for own in select * from (values ('step', 'actor_id'), ('text', 'author_id'), ('persons', null), ('tracker', 'by_id'), ('look', 'person_id')) as own (relation, name) loop
    execute format('alter table clue.%I enable row level security', own.relation);
    execute format('create policy %1$s_cleared on clue.%1$I for all to xunjian_web using (exists (select from clue.entry e where e.id = %1$I.clue_id))', own.relation);
    if own.name is not null then
      execute format('create policy %1$s_own_name on clue.%1$I as restrictive for insert to xunjian_web with check (%2$I = public.actor_person())', own.relation, own.name);
    end if;
  end loop;
end $$;
grant select on clue.legal_step to xunjian_web;
grant select, insert on clue.entry, clue.step, clue.text, clue.persons, clue.tracker, clue.look to xunjian_web;
grant update (state, step_no, text_no) on clue.entry to xunjian_web;
