-- 亲属关系申报: relatives who work or are held where a person might inspect. Seen by the person, by the business administrator and
-- by those who approve, and by nobody else: all others learn only that there is a reason (刑事诉讼法 29).
create table kin_tie (
  id uuid constraint kin_tie_pk primary key,
  person_id uuid not null references person,
  name text not null constraint kin_tie_name check (name <> ''),
  relation text not null constraint kin_tie_relation check (relation in ('spouse', 'parent', 'child', 'sibling', 'in_law', 'collateral', 'other')),
  org_id int references org,
  facility_id uuid references facility,
  tie text not null constraint kin_tie_tie check (tie in ('works', 'held')),
  during daterange not null,
  note text not null default '',
  by_id uuid references person,
  at timestamptz not null,
  void_on date,
  void_why text,
  void_by uuid references person,
  constraint kin_tie_place check (num_nonnulls(org_id, facility_id) = 1),
  constraint kin_tie_held check (tie = 'works' or facility_id is not null),
  constraint kin_tie_days check (not isempty(during) and not lower_inf(during)),
  constraint kin_tie_void check (num_nonnulls(void_on, void_why, void_by) in (0, 3) and void_why <> '')
);
create index kin_tie_person on kin_tie (person_id);
create index kin_tie_facility on kin_tie (facility_id) where void_on is null;
comment on table kin_tie is '亲属关系: declared by the person or registered by the business administrator';
comment on column kin_tie.id is 'key';
comment on column kin_tie.person_id is 'whose relative';
comment on column kin_tie.name is 'the relative''s name';
comment on column kin_tie.relation is 'how they are related; see people::roster::Relation';
comment on column kin_tie.org_id is 'the procuratorate where the relative works';
comment on column kin_tie.facility_id is 'or the facility, where the relative works or is held';
comment on column kin_tie.tie is 'works or held';
comment on column kin_tie.during is 'since when, and until when where it is over';
comment on column kin_tie.note is 'in words';
comment on column kin_tie.by_id is 'who told it: the person, else it is registered; null where it was loaded';
comment on column kin_tie.at is 'when';
comment on column kin_tie.void_on is 'the day on which it was made void';
comment on column kin_tie.void_why is 'why it is void';
comment on column kin_tie.void_by is 'who made it void';
create trigger kin_tie_only_voided before update or delete on kin_tie for each row execute function only_voided();

create function kin_is_another() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from person p where p.id = new.person_id and p.name = new.name) then
    raise exception 'nobody is kin to oneself' using errcode = '23514', constraint = 'kin_tie_another';
  end if;
  return new;
end $$;
create trigger kin_tie_another before insert on kin_tie for each row execute function kin_is_another();

create function kin_seen(who uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select who = actor_person()
      or (actor_role() in ('chief', 'business_admin') and roster_below(who))
      or exists (select from delegation d where d.person_id = actor_person() and d.during @> actor_day() and d.ended_at is null
                    and exists (select from post po where po.person_id = who and po.org_id in (select org_below(d.org_id)))) $$;
comment on function kin_seen(uuid) is 'whether the actor sees a person''s kin: the person, the business administrator, those who approve';

alter table kin_tie enable row level security;
create policy kin_tie_read on kin_tie for select to xunjian_web using (kin_seen(person_id));
create policy kin_tie_add on kin_tie for insert to xunjian_web
  with check ((person_id = actor_person() or roster_kept(person_id)) and by_id = actor_person() and void_on is null);
create policy kin_tie_void on kin_tie for update to xunjian_web
  using (person_id = (select actor_person()) or roster_kept(person_id)) with check (void_by = actor_person());
grant select, insert, update (void_on, void_why, void_by) on kin_tie to xunjian_web;
