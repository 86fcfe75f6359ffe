-- Once, as the database's administrator:  psql -v password="'…'" -f deploy/postgresql.sql
-- A database of its own: the store's migrations want it to themselves.
create role holdline login password :password;
create database holdline owner holdline encoding 'UTF8' template template0;
