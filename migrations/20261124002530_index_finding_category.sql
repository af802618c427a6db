-- The page of a finding counts the same category at every facility.
create index finding_alike on finding (category_id)
  include (facility_id, position, inspection_id, prov_id, city_id, unit_id, office_id, own_level, opened, told)
  where status = 'confirmed';
