-- 年度计划与覆盖: what the organ filed as its proportion of detention centres to be crossed (巡回检察工作规定 11), and what a person says
-- of a facility's risk in the place of what is computed.
create table cross_filing (
  id uuid constraint cross_filing_pk primary key,
  org_id int not null references org,
  year int not null constraint cross_filing_year check (year between 2018 and 2199),
  percent int not null constraint cross_filing_percent check (percent between 1 and 100),
  filed_with text not null constraint cross_filing_with check (filed_with <> ''),
  number text not null constraint cross_filing_number check (number <> ''),
  filed_on date not null,
  by_id uuid not null references person,
  at timestamptz not null
);
create index cross_filing_org on cross_filing (org_id, year, at desc);
comment on table cross_filing is 'the filed proportion of detention centres to be cross-inspected in a year; the last filing counts; append-only';
comment on column cross_filing.id is 'key';
comment on column cross_filing.org_id is 'the organ that filed';
comment on column cross_filing.year is 'the calendar year';
comment on column cross_filing.percent is 'the proportion, in hundredths';
comment on column cross_filing.filed_with is 'the procuratorate with which it was filed';
comment on column cross_filing.number is 'the number of the filing';
comment on column cross_filing.filed_on is 'the day of the filing';
comment on column cross_filing.by_id is 'who put it on record';
comment on column cross_filing.at is 'when';
create trigger cross_filing_append_only before update or delete on cross_filing for each row execute function refuse();
alter table cross_filing enable row level security;
create policy cross_filing_reach on cross_filing for all to xunjian_web
  using (actor_scope() is not null) with check (by_id = actor_person() and org_id = actor_org() and actor_role() = 'business_admin');
grant select, insert on cross_filing to xunjian_web;

create table facility_risk (
  id uuid constraint facility_risk_pk primary key,
  facility_id uuid not null references facility,
  score int constraint facility_risk_score check (score between 0 and 999),
  reason text not null constraint facility_risk_reason check (reason <> ''),
  by_id uuid not null references person,
  at timestamptz not null
);
create index facility_risk_facility on facility_risk (facility_id, at desc, id desc);
comment on table facility_risk is 'what a person says of a facility''s risk; the last word counts; append-only';
comment on column facility_risk.id is 'key';
comment on column facility_risk.facility_id is 'the facility';
comment on column facility_risk.score is 'the score that counts; null gives way to the computed one again';
comment on column facility_risk.reason is 'why';
comment on column facility_risk.by_id is 'who said so';
comment on column facility_risk.at is 'when';
create trigger facility_risk_append_only before update or delete on facility_risk for each row execute function refuse();
alter table facility_risk enable row level security;
create policy facility_risk_reach on facility_risk for all to xunjian_web
  using (exists (select from facility f where f.id = facility_risk.facility_id
                    and case (select nullif(current_setting('app.scope', true), '')::int)
                        when 0 then true when f.prov_id then true when f.city_id then true when f.unit_id then true when f.office_id then true else false end));
create policy facility_risk_own_name on facility_risk as restrictive for insert to xunjian_web with check (by_id = actor_person());
grant select, insert on facility_risk to xunjian_web;
