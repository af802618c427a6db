-- Law as data: periods and thresholds, and the taxonomy of findings, each with its versions.
create table parameter (
  id int primary key generated always as identity,
  key text not null,
  facility_kind text constraint parameter_facility_kind check (facility_kind in ('prison', 'detention_center', 'community_correction')),
  amount int not null constraint parameter_amount check (amount > 0),
  unit text not null constraint parameter_unit check (unit in ('day', 'working_day', 'month', 'year', 'person')),
  start_event text not null,
  class text not null constraint parameter_class check (class in ('hard', 'hard_or_exempt', 'soft', 'internal', 'info')),
  source text not null,
  valid daterange not null,
  constraint parameter_one exclude using gist (key with =, (coalesce(facility_kind, '*')) with =, valid with &&)
);
comment on table parameter is 'periods and thresholds of the rules: value, unit, start event, class, source, valid from; a change is a new row';

create table taxonomy (
  id int primary key,
  valid daterange not null,
  note text not null,
  constraint taxonomy_one exclude using gist (valid with &&)
);
comment on table taxonomy is 'versions of the taxonomy of findings';

create table category (
  id int primary key generated always as identity,
  code text not null constraint category_code unique,
  facility_kind text not null constraint category_facility_kind check (facility_kind in ('prison', 'detention_center', 'community_correction')),
  concerns text not null constraint category_concerns check (concerns in ('facility', 'resident_office'))
);
comment on table category is 'a leaf category of findings: identity only, never reused';

create table category_entry (
  taxonomy_id int not null references taxonomy,
  category_id int not null references category,
  field text not null,
  field_zh text not null,
  field_en text not null,
  domain text not null,
  domain_zh text not null,
  domain_en text not null,
  name_zh text not null,
  name_en text not null,
  severity_hint text not null constraint category_entry_severity check (severity_hint in ('minor', 'moderate', 'serious', 'critical')),
  constraint category_entry_pk primary key (taxonomy_id, category_id)
);
comment on table category_entry is 'what a category is called and where it reports, in one version of the taxonomy; field is the reporting roll-up';
