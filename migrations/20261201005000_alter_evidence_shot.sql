-- What a camera wrote into a picture: when by its own clock, and where. The place is shown to nobody outside the procuratorate.
alter table evidence
  add column shot_at timestamp,
  add column latitude double precision constraint evidence_latitude check (latitude between -90 and 90),
  add column longitude double precision constraint evidence_longitude check (longitude between -180 and 180),
  add constraint evidence_place check (num_nulls(latitude, longitude) in (0, 2));
comment on column evidence.shot_at is 'when the picture was taken, by the clock of its camera, as the picture itself says; none where it does not';
comment on column evidence.latitude is 'where it was taken, as the picture itself says: degrees north, WGS 84';
comment on column evidence.longitude is 'degrees east, WGS 84';
