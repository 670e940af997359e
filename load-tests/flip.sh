#!/usr/bin/env bash
# How long a flip takes to the door: starts the demo city, lets people change colour at a steady rate, and reads the
# gateway's own histogram of commit-to-door. Prints the share of changes within each bound and the bound that 99 of 100
# are within; exit 1 where that is over 20 ms. Loopback only; stops what it started.
#
#   load-tests/flip.sh [changes a second] [seconds]          (after mvn package -DskipTests; on an idle machine)
set -euo pipefail
cd "$(dirname "$0")/.."
changes=${1:-50} seconds=${2:-30} most=0.02 management=19465 dist=${DIST:-target/scangate}
[ -x "$dist/bin/scangate" ] || { echo "flip.sh: run 'mvn package -DskipTests' first" >&2; exit 2; }
work=$(mktemp -d) gateway=
stop() {
  [ -z "$gateway" ] || kill "$gateway" 2>/dev/null || true
  wait
  rm -rf "$work"
}
trap stop EXIT

cat >"$work/settings.yaml" <<SETTINGS
data: $work/data
gateway: {port: 18082}
management: {port: $management}
demo: {changes-per-second: $changes}
SETTINGS
SCANGATE_JAVA_OPTS="${JVM:-}" "$dist/bin/scangate" serve --config "$work/settings.yaml" >"$work/out" 2>"$work/log" &
gateway=$!
for _ in $(seq 600); do
  curl -sf "http://127.0.0.1:$management/health/fresh" >/dev/null 2>&1 && break
  sleep 0.1
done
curl -sf "http://127.0.0.1:$management/health/fresh" >/dev/null || { echo "flip.sh: it did not come up" >&2; tail "$work/log" >&2; exit 1; }

buckets() { # bound, changes within it, cumulated
  curl -sf "http://127.0.0.1:$management/metrics" |
    sed -n 's/^scangate_feed_commit_to_door_seconds_bucket{le="\([^"]*\)"} */\1 /p'
}
sleep 5 # while the JVM warms up
buckets >"$work/before"
sleep "$seconds"
buckets >"$work/after"
paste -d' ' "$work/before" "$work/after" | awk -v most="$most" -v seconds="$seconds" '
  { bound[NR] = $1; within[NR] = $4 - $2 }
  END {
    all = within[NR]
    if (all == 0) { print "nobody changed colour"; exit 1 }
    for (i = 1; i <= NR; i++) {
      if (within[i] > within[i - 1]) printf "%8s s %7d %8.3f %%\n", bound[i], within[i], within[i] * 100 / all
      if (!p99 && within[i] >= all * 0.99) p99 = bound[i]
    }
    printf "%d changes in %d s: 99 of 100 at the door within %s s (objective %s s)\n", all, seconds, p99, most
    exit p99 == "+Inf" || p99 + 0 > most
  }'
