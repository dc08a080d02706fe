#!/bin/sh
# Holds the impact of the proposed rules against the approved one. Exit code 0: as approved; 1: not, with the cases; else an error.
#   impact.sh             check
#   impact.sh --approve   record what the rules do now as approved (look at the report first)
set -eu
cd "$(dirname "$0")/../.."
zs=${ZS:-build/release/zs}
mode="--expect examples/approval/approved.json"
[ "${1:-}" != --approve ] || mode="--approve examples/approval/approved.json"
# Proposed: materials found wanting are to be asked for within 3 working days instead of 5.
# shellcheck disable=SC2086
exec "$zs" replay --old rules/henan/2019 --set HN8-2/及时=3个工作日 \
  --cases examples/henan/cases.ndjson --refs 事项=examples/henan/items.ndjson --as-of 2026-06-30 --max-rejects 6 \
  --out "${OUT:-build/impact}" $mode
