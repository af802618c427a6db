-- 更换办案人员: after approval the team changes only by a substitution with its reason, which is kept (巡回检察工作规定 26).
create table substitution (
  id uuid primary key,
  inspection_id uuid not null references inspection,
  place text not null constraint substitution_place check (place in ('team_leader', 'lead_prosecutor', 'deputy_leader', 'member', 'recorder', 'expert', 'observer')),
  from_id uuid not null references person,
  to_id uuid not null references person,
  reason text not null constraint substitution_reasoned check (reason <> ''),
  by_id uuid not null references person,
  day date not null,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  constraint substitution_another check (from_id <> to_id)
);
create index substitution_inspection on substitution (inspection_id, at);
create index substitution_from on substitution (from_id, at desc);
comment on table substitution is '更换: who took whose place in the team of an inspection, when and why; append-only';
comment on column substitution.id is 'key';
comment on column substitution.inspection_id is 'the case';
comment on column substitution.place is 'the place in the team';
comment on column substitution.from_id is 'who held it';
comment on column substitution.to_id is 'who holds it from then on';
comment on column substitution.reason is 'why';
comment on column substitution.by_id is 'who decided it';
comment on column substitution.day is 'the day';
comment on column substitution.at is 'when it was written';
comment on column substitution.xid is 'the transaction, in which alone the frozen team gives way';
create trigger substitution_append_only before update or delete on substitution for each row execute function refuse();

-- the team gives way to a substitution of the same transaction, exactly as far as that says
create or replace function team_is_frozen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare m team_member := case when tg_op = 'DELETE' then old else new end;
begin
  if exists (select from inspection i where i.id = m.inspection_id and i.state <> 'draft' and not i.history)
     and (tg_op = 'UPDATE' or not exists (select from substitution s where s.inspection_id = m.inspection_id and s.place = m.place and s.xid = pg_current_xact_id()
                                             and m.person_id = case when tg_op = 'DELETE' then s.from_id else s.to_id end)) then
    raise exception 'the team is frozen' using errcode = '55006', constraint = 'team_member_frozen';
  end if;
  return coalesce(new, old);
end $$;

-- one goes, the other comes: place, unit, duty and clearance follow
create function substitution_takes_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare gone team_member;
begin
  delete from team_member t where t.inspection_id = new.inspection_id and t.person_id = new.from_id and t.place = new.place returning * into gone;
  if gone.person_id is null then
    raise exception 'nobody of this name holds this place' using errcode = '55006', constraint = 'substitution_held';
  end if;
  insert into team_member (inspection_id, person_id, place, unit_id, duty)
    values (new.inspection_id, new.to_id, new.place,
            (select po.org_id from post po where po.person_id = new.to_id and po.org_id is not null and po.during @> new.day order by lower(po.during) limit 1), gone.duty);
  insert into inspection_clearance (inspection_id, person_id, why, during) values (new.inspection_id, new.to_id, 'team', daterange(new.day, null))
    on conflict on constraint inspection_clearance_pk do update set during = daterange(lower(inspection_clearance.during), null);
  if not exists (select from team_member t where t.inspection_id = new.inspection_id and t.person_id = new.from_id) then
    update inspection_clearance c set during = daterange(least(lower(c.during), new.day), new.day)
     where c.inspection_id = new.inspection_id and c.person_id = new.from_id and c.why in ('team', 'creator');
  end if;
  return null;
end $$;
create trigger substitution_takes_place after insert on substitution for each row execute function substitution_takes_place();

alter table substitution enable row level security;
create policy substitution_reach on substitution for all to xunjian_web using (exists (select from inspection i where i.id = substitution.inspection_id));
create policy substitution_own_name on substitution as restrictive for insert to xunjian_web
  with check (by_id = actor_person() and actor_role() in ('chief', 'department_head', 'business_admin'));
grant select, insert on substitution to xunjian_web;

-- whether somebody who leaves still has work under way: a number for whoever sees no case; sealed ones are in none
create function open_work_of(who uuid) returns bigint language sql stable security definer set search_path = public, pg_temp as $$
  select (select count(distinct t.inspection_id) from team_member t join inspection i on i.id = t.inspection_id
           where t.person_id = who and i.opened and i.state not in ('closed', 'archived', 'cancelled'))
       + (select count(*) from finding f where f.follow_up_owner_id = who and f.opened and f.status = 'confirmed' and f.position <> 'closed') $$;
create index finding_follow_up_owner on finding (follow_up_owner_id) where status = 'confirmed' and position <> 'closed';
