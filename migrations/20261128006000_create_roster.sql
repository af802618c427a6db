-- 人员名册: who keeps it, and what a person is good at. Gender and rank are the business administrator's to keep, the rest of a
-- person is not.
create function actor_day() returns date language sql stable parallel safe as $$ select nullif(current_setting('app.day', true), '')::date $$;
comment on function actor_day() is 'the civil day of the request; null outside one';

create table person_skill (
  person_id uuid not null references person,
  skill text not null constraint person_skill_known check (skill in ('finance', 'fire_safety', 'epidemic', 'forensic', 'technology', 'law', 'penal_execution', 'medicine', 'audit')),
  by_id uuid references person,
  at timestamptz not null,
  constraint person_skill_pk primary key (person_id, skill)
);
create index person_skill_skill on person_skill (skill, person_id);
comment on table person_skill is '专长: what a person is good at, as the roster says it today; the trail keeps what it said before';
comment on column person_skill.person_id is 'who';
comment on column person_skill.skill is 'the code, see people::roster::Skill';
comment on column person_skill.by_id is 'who put it in; null where it was loaded';
comment on column person_skill.at is 'when';

-- experts and observers belong to no procuratorate: one of them keeps their papers
create table outsider (
  person_id uuid constraint outsider_pk primary key references person,
  org_id int not null references org,
  capacity text not null constraint outsider_capacity check (capacity in ('expert', 'peoples_supervisor', 'deputy', 'consultative')),
  employer text not null constraint outsider_employer check (employer <> ''),
  speciality text not null default '',
  by_id uuid references person,
  at timestamptz not null
);
create index outsider_org on outsider (org_id);
comment on table outsider is '外聘人员: experts, and the people''s supervisors and deputies who watch; they never count as inspectors (巡回检察工作规定 23-25)';
comment on column outsider.person_id is 'who';
comment on column outsider.org_id is 'the procuratorate that keeps their papers';
comment on column outsider.capacity is 'expert; 人民监督员, 人大代表, 政协委员 as observers';
comment on column outsider.employer is 'where they work';
comment on column outsider.speciality is 'what they are asked for, in words';
comment on column outsider.by_id is 'who put them on the roster; null where they were loaded';
comment on column outsider.at is 'when';

create function outsider_is_one() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from person p where p.id = new.person_id and p.kind = case when new.capacity = 'expert' then 'expert' else 'observer' end) then
    raise exception 'an expert or an observer' using errcode = '23514', constraint = 'outsider_kind';
  end if;
  return new;
end $$;
create trigger outsider_kind before insert or update on outsider for each row execute function outsider_is_one();

-- somebody of the actor's part of the tree: ever held a post there, or is an outsider whose papers are kept there
create function roster_below(who uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select actor_org() is not null and (
    exists (select from post po where po.person_id = who and po.class = 'case' and po.org_id in (select org_below(actor_org())))
    or exists (select from outsider x where x.person_id = who and x.org_id in (select org_below(actor_org())))
    or exists (select from person p where p.id = who and p.kind in ('expert', 'observer') and not exists (select from outsider x where x.person_id = who))) $$;
comment on function roster_below(uuid) is 'whether a person belongs to the actor''s unit or one below it, now or once; outsiders whose papers nobody keeps yet are everybody''s';
create function roster_kept(who uuid) returns boolean language sql stable as $$
  select actor_role() = 'business_admin' and who <> actor_person() and roster_below(who) $$;
comment on function roster_kept(uuid) is 'whether the actor keeps this person''s part of the roster: the business administrator, of others than oneself';

create function person_kept() returns trigger language plpgsql as $$
begin
  if actor_role() = 'business_admin' and (new.kind is distinct from old.kind or new.id is distinct from old.id
      or (old.kind not in ('expert', 'observer') and (new.name, new.title) is distinct from (old.name, old.title))) then
    raise exception 'gender and rank are the roster''s, the rest is not' using errcode = '42501', constraint = 'person_kept';
  end if;
  return new;
end $$;
create trigger person_kept before update on person for each row when (current_user = 'xunjian_web') execute function person_kept();
create policy person_of_roster on person for update to xunjian_web using (roster_kept(id));
create policy person_outside on person for insert to xunjian_web with check (actor_role() = 'business_admin' and kind in ('expert', 'observer'));

-- facts are never rewritten: what was wrong is made void once, with a reason
create function only_voided() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.void_on is null and new.void_on is not null
     and to_jsonb(new) - '{void_on,void_why,void_by}'::text[] = to_jsonb(old) - '{void_on,void_why,void_by}'::text[] then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = '55006', constraint = tg_table_name || '_append_only';
end $$;

alter table person_skill enable row level security;
create policy person_skill_read on person_skill for select to xunjian_web using ((select actor_facility()) is null);
create policy person_skill_add on person_skill for insert to xunjian_web with check (roster_kept(person_id) and by_id = actor_person());
create policy person_skill_remove on person_skill for delete to xunjian_web using (roster_kept(person_id));
alter table outsider enable row level security;
create policy outsider_read on outsider for select to xunjian_web using ((select actor_facility()) is null);
create policy outsider_add on outsider for insert to xunjian_web with check (actor_role() = 'business_admin' and org_id in (select org_below(actor_org())) and by_id = actor_person());
create policy outsider_change on outsider for update to xunjian_web using (roster_kept(person_id)) with check (org_id in (select org_below(actor_org())));
grant select, insert, delete on person_skill to xunjian_web;
grant select, insert on outsider to xunjian_web;
grant update (employer, speciality) on outsider to xunjian_web;
