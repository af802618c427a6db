-- 查阅: which of the materials on the list a record rests on.
alter table material add constraint material_id_inspection unique (id, inspection_id);
create table record_material (
  record_id uuid not null,
  inspection_id uuid not null,
  material_id uuid not null,
  constraint record_material_pk primary key (record_id, material_id),
  foreign key (record_id, inspection_id) references record (id, inspection_id),
  constraint record_material_of_the_case foreign key (material_id, inspection_id) references material (id, inspection_id)
);
create index record_material_material on record_material (material_id);
comment on table record_material is 'the materials, lent or given back as their list says, that were read for a record';
comment on column record_material.record_id is 'the record';
comment on column record_material.inspection_id is 'the case of both';
comment on column record_material.material_id is 'the material';
create trigger record_material_append_only before update or delete on record_material for each row execute function refuse();
alter table record_material enable row level security;
create policy record_material_reach on record_material for all to xunjian_web using (case_seen(inspection_id));
grant select, insert on record_material to xunjian_web;
