-- 工作日历: the days off and make-up workdays of each layer, in versions that are never changed once published.
create table calendar_version (
  id uuid primary key,
  layer text not null constraint calendar_version_layer check (layer in ('nation', 'region')),
  base_no int not null,
  no int,
  rolls boolean not null,
  source text not null,
  reason text not null,
  drafted_by uuid references person,
  drafted_at timestamptz not null,
  published_by uuid references person,
  published_at timestamptz,
  constraint calendar_version_no unique (layer, no),
  constraint calendar_version_base check (no = base_no + 1),
  constraint calendar_version_published check ((no is null) = (published_at is null)),
  constraint calendar_version_nation check (layer = 'region' or rolls)
);
comment on table calendar_version is '节假日历的版本: a draft until it has a number; the last number of each layer is in force';
comment on column calendar_version.id is 'drawn when drafted';
comment on column calendar_version.layer is 'the nation, or the region, whose word wins where both speak';
comment on column calendar_version.base_no is 'the version that it was drafted from; 0 before the first';
comment on column calendar_version.no is 'null while a draft';
comment on column calendar_version.rolls is 'whether its days off postpone the end of a statutory period (刑事诉讼法 105); the nation''s always do';
comment on column calendar_version.source is 'the notice that announced the days';
comment on column calendar_version.reason is 'why this version was made';
comment on column calendar_version.drafted_by is 'null where it was shipped';
comment on column calendar_version.drafted_at is 'when it was drafted';
comment on column calendar_version.published_by is 'null where it was shipped';
comment on column calendar_version.published_at is 'since when it is in force';

create table calendar_day (
  version_id uuid not null references calendar_version,
  date date not null,
  kind text not null constraint calendar_day_kind check (kind in ('off', 'work')),
  name text not null,
  constraint calendar_day_pk primary key (version_id, date)
);
comment on table calendar_day is 'a day that differs from its weekday';
comment on column calendar_day.version_id is 'the version';
comment on column calendar_day.date is 'the day';
comment on column calendar_day.kind is '放假 off, 调休上班 work';
comment on column calendar_day.name is 'the holiday by which it is off or worked';
create trigger calendar_day_append_only before update or delete on calendar_day for each row execute function refuse();

-- a published version is closed: neither it nor its days change
create function calendar_is_published() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from calendar_version v where v.id = new.version_id and v.no is not null) then
    raise exception 'a published calendar is closed' using errcode = '55006', constraint = 'calendar_published';
  end if;
  return new;
end $$;
create trigger calendar_day_of_draft before insert on calendar_day for each row execute function calendar_is_published();
create function calendar_only_publishes() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.no is not null
     or (to_jsonb(new) - array['no', 'published_by', 'published_at']) <> (to_jsonb(old) - array['no', 'published_by', 'published_at']) then
    raise exception 'a published calendar is closed' using errcode = '55006', constraint = 'calendar_published';
  end if;
  return new;
end $$;
create trigger calendar_version_published before update or delete on calendar_version for each row execute function calendar_only_publishes();

create function actor_keeps_calendar() returns boolean language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from post p where p.person_id = actor_person() and p.role = 'business_admin') $$;

alter table calendar_version enable row level security;
create policy calendar_version_read on calendar_version for select to xunjian_web using (true);
create policy calendar_version_draft on calendar_version for insert to xunjian_web
  with check (no is null and drafted_by = actor_person() and (select actor_keeps_calendar()));
alter table calendar_day enable row level security;
create policy calendar_day_read on calendar_day for select to xunjian_web using (true);
create policy calendar_day_draft on calendar_day for insert to xunjian_web with check ((select actor_keeps_calendar()));
grant select, insert on calendar_version, calendar_day to xunjian_web;
