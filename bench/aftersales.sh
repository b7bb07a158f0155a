#!/usr/bin/env bash
# After-sales in numbers; the board and the dry run on a file and on PostgreSQL.
#
#     bin/bench aftersales [--json] [--walks N] [--orders N] [--kills N] [--cases N]
exec bin/with_postgres "$XIAOER_BUILD/bench_aftersales" "$@"
