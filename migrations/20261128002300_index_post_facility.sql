-- the contacts of one facility, for its file
create index post_facility on post (facility_id) where facility_id is not null;
