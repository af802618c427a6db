-- 缩短时间备案: the time of a routine or cross-inspection may be shortened, filed with the next higher procuratorate (巡回检察工作规定 12).
create table exemption (
  id uuid constraint exemption_pk primary key,
  inspection_id uuid not null references inspection,
  days int constraint exemption_days check (days > 0),
  days_on_site int constraint exemption_days_on_site check (days_on_site > 0),
  filed_with int not null references org,
  filing_no text not null constraint exemption_filing_no check (filing_no <> ''),
  filed_on date not null,
  reason text not null constraint exemption_reason check (reason <> ''),
  by_id uuid not null references person,
  at timestamptz not null,
  constraint exemption_of_something check (num_nonnulls(days, days_on_site) > 0),
  constraint exemption_order check (days_on_site <= days)
);
create index exemption_inspection on exemption (inspection_id, at);
comment on table exemption is '缩短时间备案: how far the time was shortened; asked before the plan is submitted and again when fieldwork ends';
comment on column exemption.id is 'key';
comment on column exemption.inspection_id is 'the case';
comment on column exemption.days is 'days in all that suffice, where they were shortened';
comment on column exemption.days_on_site is 'days on site that suffice, where they were shortened';
comment on column exemption.filed_with is 'the next higher procuratorate';
comment on column exemption.filing_no is '备案文号';
comment on column exemption.filed_on is 'the day of the filing';
comment on column exemption.reason is 'few in custody, or another special situation';
comment on column exemption.by_id is 'who put it on record';
comment on column exemption.at is 'when it was put on record';
create trigger exemption_append_only before update or delete on exemption for each row execute function refuse();

create function exemption_is_filed_above() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from inspection i join org o on o.id = i.organiser_id where i.id = new.inspection_id and coalesce(o.parent_id, o.id) = new.filed_with
                  and i.kind in ('routine', 'cross', 'interprovincial_cross') and (i.state in ('draft', 'submitted', 'approved', 'prepared', 'notified', 'in_progress', 'suspended'))) then
    raise exception 'a routine or cross-inspection is shortened before its fieldwork ends, filed with the next higher procuratorate' using errcode = '23514', constraint = 'exemption_filed_above';
  end if;
  return new;
end $$;
create trigger exemption_filed_above before insert on exemption for each row execute function exemption_is_filed_above();

alter table exemption enable row level security;
create policy exemption_reach on exemption for all to xunjian_web using (case_seen(inspection_id));
create policy exemption_own_name on exemption as restrictive for insert to xunjian_web with check (by_id = actor_person());
grant select, insert on exemption to xunjian_web;
