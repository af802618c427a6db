-- A facility's liaison reads who is posted to the own facility, and nothing of anybody else's post.
create policy post_of_facility on post as restrictive for select to xunjian_web
  using ((select actor_facility()) is null or facility_id = (select actor_facility()) or person_id = (select actor_person()));
