-- The taxonomy changes by versions: a draft lists what differs from the version that it is built on, and is published from a day ahead.
alter table taxonomy
  add column since date,
  add column base_id int references taxonomy,
  add column published_by uuid references person,
  add column published_at timestamptz;
update taxonomy set since = lower(valid);
alter table taxonomy
  alter column since set not null,
  add constraint taxonomy_since check (isempty(valid) or lower(valid) = since),
  add constraint taxonomy_accounted check ((published_by is null) = (published_at is null) and (published_by is null or (note <> '' and base_id is not null)));
comment on column taxonomy.valid is 'the days it applies on; empty where a later version took its place before it began';
comment on column taxonomy.since is 'the first day it applies, or was to apply';
comment on column taxonomy.base_id is 'the version that it was drafted from';
comment on column taxonomy.published_by is 'who published it; none for the one shipped';
comment on column taxonomy.published_at is 'instant of publishing';

-- a version may end sooner; what it says is never changed, for findings are coded in it
create trigger taxonomy_append_only before update on taxonomy for each row
  when ((to_jsonb(new) - 'valid') is distinct from (to_jsonb(old) - 'valid') or not new.valid <@ old.valid) execute function refuse();
create trigger taxonomy_stays before delete on taxonomy for each row execute function refuse();
create trigger category_append_only before update or delete on category for each row execute function refuse();
create trigger category_entry_append_only before update or delete on category_entry for each row execute function refuse();

create table taxonomy_draft (
  id uuid primary key,
  base_id int not null references taxonomy,
  opened_by uuid not null references person,
  opened_at timestamptz not null,
  ended text constraint taxonomy_draft_ended check (ended in ('published', 'discarded')),
  ended_by uuid references person,
  ended_at timestamptz,
  taxonomy_id int references taxonomy,
  constraint taxonomy_draft_end check ((ended is null) = (ended_at is null) and (ended is null) = (ended_by is null)),
  constraint taxonomy_draft_result check ((ended is not distinct from 'published') = (taxonomy_id is not null))
);
create unique index taxonomy_draft_one on taxonomy_draft ((true)) where ended is null;
comment on table taxonomy_draft is 'a version of the taxonomy in the making; one at a time';
comment on column taxonomy_draft.id is 'id of the row';
comment on column taxonomy_draft.base_id is 'the version that it is built on';
comment on column taxonomy_draft.opened_by is 'who began it';
comment on column taxonomy_draft.opened_at is 'instant of beginning';
comment on column taxonomy_draft.ended is 'what became of it; empty while it is written';
comment on column taxonomy_draft.ended_by is 'who ended it';
comment on column taxonomy_draft.ended_at is 'instant of its end';
comment on column taxonomy_draft.taxonomy_id is 'the version that came of it';

create table taxonomy_change (
  draft_id uuid not null references taxonomy_draft,
  code text not null,
  change text not null constraint taxonomy_change_kind check (change in ('rename', 'add', 'retire')),
  domain text not null default '',
  name_zh text not null default '',
  name_en text not null default '',
  severity_hint text constraint taxonomy_change_severity check (severity_hint in ('minor', 'moderate', 'serious', 'critical')),
  successors text[] not null default '{}',
  constraint taxonomy_change_pk primary key (draft_id, code),
  constraint taxonomy_change_named check (change = 'retire' or (name_zh <> '' and name_en <> '' and severity_hint is not null)),
  constraint taxonomy_change_placed check ((change = 'add') = (domain <> '')),
  constraint taxonomy_change_succeeded check (change = 'retire' or successors = '{}')
);
comment on table taxonomy_change is 'what a draft changes, one change a category';
comment on column taxonomy_change.draft_id is 'the draft';
comment on column taxonomy_change.code is 'code of the category';
comment on column taxonomy_change.change is 'new name, new category, or no longer offered';
comment on column taxonomy_change.domain is 'the domain that a new category stands in';
comment on column taxonomy_change.name_zh is 'Chinese name from then on';
comment on column taxonomy_change.name_en is 'English name from then on';
comment on column taxonomy_change.severity_hint is 'usual severity from then on';
comment on column taxonomy_change.successors is 'codes of the categories that take the place of a retired one';

create table category_successor (
  taxonomy_id int not null references taxonomy,
  category_id int not null references category,
  successor_id int not null references category,
  constraint category_successor_pk primary key (taxonomy_id, category_id, successor_id),
  constraint category_successor_other check (successor_id <> category_id)
);
create trigger category_successor_append_only before update or delete on category_successor for each row execute function refuse();
comment on table category_successor is 'which categories took the place of one that a version retired: merged or split';
comment on column category_successor.taxonomy_id is 'the version that retired it';
comment on column category_successor.category_id is 'the retired category';
comment on column category_successor.successor_id is 'one that takes its place';

-- what is no longer being written stays as it ended
create function taxonomy_change_is_open() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from taxonomy_draft d where d.id = coalesce(new.draft_id, old.draft_id) and d.ended is null) then
    raise exception 'the draft has ended' using errcode = '55006', constraint = 'taxonomy_draft_over';
  end if;
  return coalesce(new, old);
end $$;
create trigger taxonomy_change_open before insert or update or delete on taxonomy_change for each row execute function taxonomy_change_is_open();

-- a draft becomes the version from its day on: the present one ends, one that has not begun falls away
create function taxonomy_publish(of_draft uuid, from_day date, why text, instant timestamptz)
returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  today date := (instant at time zone 'Asia/Shanghai')::date;
  draft taxonomy_draft;
  latest taxonomy;
  new_id int;
begin
  if not is_business_admin(today) then
    raise exception 'the taxonomy is published by the business administrator' using errcode = '42501', constraint = 'taxonomy_by_business_admin';
  end if;
  if from_day is null or from_day <= today then
    raise exception 'a version begins after today' using errcode = '23514', constraint = 'taxonomy_ahead';
  end if;
  select * into draft from taxonomy_draft d where d.id = of_draft for update;
  if draft.id is null or draft.ended is not null or not exists (select from taxonomy_change c where c.draft_id = draft.id) then
    raise exception 'no draft to publish' using errcode = '55006', constraint = 'taxonomy_draft_over';
  end if;
  select * into latest from taxonomy t where upper_inf(t.valid) and not isempty(t.valid) for update;
  if latest.id <> draft.base_id then
    raise exception 'another version was published meanwhile' using errcode = '55006', constraint = 'taxonomy_overtaken';
  end if;
  select max(t.id) + 1 into new_id from taxonomy t;
  update taxonomy t set valid = 'empty' where lower(t.valid) >= from_day;
  update taxonomy t set valid = daterange(lower(t.valid), from_day) where t.valid @> from_day;
  insert into taxonomy (id, valid, note, since, base_id, published_by, published_at)
    values (new_id, daterange(from_day, null), why, from_day, draft.base_id, actor_person(), instant);
  -- a new category is its neighbours' kind; it concerns the resident office only where the whole domain does
  insert into category (code, facility_kind, concerns)
    select a.code, min(c.facility_kind), case when bool_and(c.concerns = 'resident_office') then 'resident_office' else 'facility' end
      from taxonomy_change a join category_entry e on e.taxonomy_id = draft.base_id and e.domain = a.domain join category c on c.id = e.category_id
     where a.draft_id = draft.id and a.change = 'add' group by a.code;
  insert into category_entry (taxonomy_id, category_id, field, field_zh, field_en, domain, domain_zh, domain_en, name_zh, name_en, severity_hint)
    select new_id, e.category_id, e.field, e.field_zh, e.field_en, e.domain, e.domain_zh, e.domain_en,
           coalesce(r.name_zh, e.name_zh), coalesce(r.name_en, e.name_en), coalesce(r.severity_hint, e.severity_hint)
      from category_entry e join category c on c.id = e.category_id
      left join taxonomy_change r on r.draft_id = draft.id and r.code = c.code and r.change = 'rename'
     where e.taxonomy_id = draft.base_id
       and not exists (select from taxonomy_change x where x.draft_id = draft.id and x.code = c.code and x.change = 'retire');
  insert into category_entry (taxonomy_id, category_id, field, field_zh, field_en, domain, domain_zh, domain_en, name_zh, name_en, severity_hint)
    select new_id, c.id, n.field, n.field_zh, n.field_en, n.domain, n.domain_zh, n.domain_en, a.name_zh, a.name_en, a.severity_hint
      from taxonomy_change a join category c on c.code = a.code
      join lateral (select * from category_entry e where e.taxonomy_id = draft.base_id and e.domain = a.domain order by e.category_id limit 1) n on true
     where a.draft_id = draft.id and a.change = 'add';
  insert into category_successor (taxonomy_id, category_id, successor_id)
    select new_id, c.id, s.id from taxonomy_change r join category c on c.code = r.code cross join unnest(r.successors) as u (code)
      join category s on s.code = u.code join category_entry e on e.taxonomy_id = new_id and e.category_id = s.id
     where r.draft_id = draft.id and r.change = 'retire';
  update taxonomy_draft set ended = 'published', ended_by = actor_person(), ended_at = instant, taxonomy_id = new_id where id = draft.id;
  return new_id;
end $$;

-- what is drafted changes nothing; who looks after the rules drafts
create function looks_after_rules() returns boolean language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from post p where p.person_id = actor_person() and p.role = 'business_admin') $$;
alter table taxonomy_draft enable row level security;
create policy taxonomy_draft_reach on taxonomy_draft for all to xunjian_web using ((select looks_after_rules()));
create policy taxonomy_draft_own_name on taxonomy_draft as restrictive for insert to xunjian_web with check (opened_by = actor_person() and ended is null);
create policy taxonomy_draft_discarded on taxonomy_draft as restrictive for update to xunjian_web
  using (ended is null) with check (ended = 'discarded' and ended_by = actor_person());
alter table taxonomy_change enable row level security;
create policy taxonomy_change_reach on taxonomy_change for all to xunjian_web using ((select looks_after_rules()));
grant select, insert on taxonomy_draft to xunjian_web;
grant update (ended, ended_by, ended_at) on taxonomy_draft to xunjian_web;
grant select, insert, delete on taxonomy_change to xunjian_web;
grant select on category_successor to xunjian_web;
revoke execute on function taxonomy_publish(uuid, date, text, timestamptz), looks_after_rules() from public;
grant execute on function taxonomy_publish(uuid, date, text, timestamptz), looks_after_rules() to xunjian_web;
