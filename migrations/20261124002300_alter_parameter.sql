-- Parameters change by new versions only, each from a day ahead: no day on which something was computed gets another value.
alter table parameter
  add column since date,
  add column reason text not null default '',
  add column set_by uuid references person,
  add column set_at timestamptz;
update parameter set since = lower(valid);
alter table parameter
  alter column since set not null,
  add constraint parameter_since check (isempty(valid) or lower(valid) = since),
  add constraint parameter_accounted check ((set_by is null) = (set_at is null) and (set_by is null or reason <> ''));
comment on column parameter.since is 'the first day it applies, or was to apply';
comment on column parameter.valid is 'the days it applies on; empty where a later version took its place before it began';
comment on column parameter.reason is 'why this version was set; empty for those shipped';
comment on column parameter.set_by is 'who set it; none for those shipped';
comment on column parameter.set_at is 'instant of writing';

-- a version may end sooner; nothing else of it changes, and it is never taken away
create trigger parameter_append_only before update on parameter for each row
  when ((to_jsonb(new) - 'valid') is distinct from (to_jsonb(old) - 'valid') or not new.valid <@ old.valid) execute function refuse();
create trigger parameter_stays before delete on parameter for each row execute function refuse();

-- who looks after the rules: the business administrator, in office on the day
create function is_business_admin(on_day date) returns boolean language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from post p where p.person_id = actor_person() and p.role = 'business_admin' and p.during @> on_day) $$;

-- a new version takes its place in one statement: the present one ends, one that has not begun falls away
create function parameter_set(of_key text, of_kind text, seen int, new_amount int, new_unit text, new_source text, why text, from_day date, instant timestamptz)
returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  today date := (instant at time zone 'Asia/Shanghai')::date;
  latest parameter;
  set_id int;
begin
  if not is_business_admin(today) then
    raise exception 'parameters are set by the business administrator' using errcode = '42501', constraint = 'parameter_by_business_admin';
  end if;
  if from_day is null or from_day <= today then
    raise exception 'a version begins after today' using errcode = '23514', constraint = 'parameter_ahead';
  end if;
  select * into latest from parameter p where p.key = of_key and p.facility_kind is not distinct from of_kind and upper_inf(p.valid) and not isempty(p.valid) for update;
  if latest.id is null or latest.id <> seen then
    raise exception 'another version was set meanwhile' using errcode = '55006', constraint = 'parameter_overtaken';
  end if;
  update parameter p set valid = 'empty' where p.key = of_key and p.facility_kind is not distinct from of_kind and lower(p.valid) >= from_day;
  update parameter p set valid = daterange(lower(p.valid), from_day) where p.key = of_key and p.facility_kind is not distinct from of_kind and p.valid @> from_day;
  insert into parameter (key, facility_kind, amount, unit, start_event, class, source, valid, since, reason, set_by, set_at)
    values (of_key, of_kind, new_amount, new_unit, latest.start_event, latest.class, new_source, daterange(from_day, null), from_day, why, actor_person(), instant)
    returning id into set_id;
  return set_id;
end $$;
revoke execute on function is_business_admin(date), parameter_set(text, text, int, int, text, text, text, date, timestamptz) from public;
grant execute on function parameter_set(text, text, int, int, text, text, text, date, timestamptz) to xunjian_web;
