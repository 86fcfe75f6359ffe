-- Once the app has been opened once (that makes the tables):
--     psql -d holdline -f deploy/postgresql-seal.sql
-- The log of access belongs to the administrator from now on; the app may add to it and read it,
-- and can neither change nor remove what stands there.
alter table audit_event owner to current_user;
revoke all on audit_event from holdline;
grant select, insert on audit_event to holdline;
