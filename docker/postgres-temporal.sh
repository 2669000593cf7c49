#!/bin/sh
# Run once by the Postgres image, when its data are new: Temporal makes its databases by a role of its own.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set password="$(cat /run/secrets/database_temporal)" <<'SQL'
create role temporal login createdb password :'password';
SQL
