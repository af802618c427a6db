-- What the lists and their figures count stands in the index whole, with the columns that row security compares, so that no row is fetched to be counted.

-- overdue and closed are counted beside 个 and 类: the index must know where rectification stands
drop index finding_counted;
create index finding_counted on finding (prov_id, ended_on)
  include (inspection_id, category_id, taxonomy_id, facility_id, facility_kind, inspection_kind, severity, depth, status, position, due_on, city_id, unit_id, office_id, own_level, opened, told)
  where status = 'confirmed';

-- the list of facilities counts what was found at each of its rows
create index finding_at_facility on finding (facility_id)
  include (inspection_id, category_id, position, prov_id, city_id, unit_id, office_id, own_level, opened, told)
  where status = 'confirmed';
