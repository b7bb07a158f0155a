#!/usr/bin/env bash
# Beside a throw-away PostgreSQL, for the hours that two server processes play.
exec bin/with_postgres "$XIAOER_BUILD/bench_reception" "$@"
