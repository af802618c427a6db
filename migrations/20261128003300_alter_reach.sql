-- The same reach, its setting read once: `in` a list of columns writes the sub-select out for each of them, and every statement
-- that reads a case through its policies prepares all of them anew.
alter policy inspection_reach on inspection
  using ((opened and case (select nullif(current_setting('app.scope', true), '')::int)
                          when 0 then true when prov_id then true when city_id then true when unit_id then true when office_id then true else false end
          and (own_level >= (select nullif(current_setting('app.level', true), '')::int) or told))
         or id = any ((select coalesce(nullif(current_setting('app.cleared', true), ''), '{}')::uuid[])::uuid[]));
alter policy finding_reach on finding
  using ((opened and case (select nullif(current_setting('app.scope', true), '')::int)
                          when 0 then true when prov_id then true when city_id then true when unit_id then true when office_id then true else false end
          and (own_level >= (select nullif(current_setting('app.level', true), '')::int) or told))
         or inspection_id = any ((select coalesce(nullif(current_setting('app.cleared', true), ''), '{}')::uuid[])::uuid[]));
