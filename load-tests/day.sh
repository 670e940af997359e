#!/usr/bin/env bash
# A day of a city: people registered in bulk, then tests and the facts around them through the intake's HTTP, decided and
# committed, beside plain inserts into the same PostgreSQL; then half that rate, with scans that wait for the facts.
#
#   load-tests/day.sh [people] [tests] [seed]     1000000 500000 7 where nothing is given (after mvn package -DskipTests)
#
# One process with the roles of engine and gateway, its embedded Redis and PostgreSQL, and the generator share the machine.
# Objectives: 3,000 facts a second decided and committed; 99 of 100 reports at the door within 1 s at half the measured
# rate; memory that does not grow. Exit 1 where one is missed. Loopback only, 15 minutes at most; stops what it started.
# KEEP=FILE keeps what the city logged.
set -euo pipefail
cd "$(dirname "$0")/.."
people=${1:-1000000} tests=${2:-500000} seed=${3:-7} most=900
port=18090 intake=18092 management=19474
dist=${DIST:-target/scangate} classes=${TESTS:-target/test-classes} heap=${HEAP:--Xms1g -Xmx1g}
[ -x "$dist/bin/scangate" ] || { echo "day.sh: run 'mvn package -DskipTests' first" >&2; exit 2; }

work=$(mktemp -d) city=
stop() {
  [ -z "$city" ] || kill "$city" 2>/dev/null || true
  wait
  [ -n "${KEEP:-}" ] && cp "$work/log" "$KEEP" 2>/dev/null; rm -rf "$work"
}
trap stop EXIT

# Everybody who sends in the day. What makes colours more severe has room for all of it.
{
  echo "sources:"
  for source in laboratory-{2..5} hospital contact-tracing isolation-point telecom-screening registration; do
    echo "  $source: {kind: ${source%-[0-9]}, authority: Authority of $source, divisions: ['4403'], severe: {most: 1000000, per: PT24H}}"
  done
} >"$work/sources.yaml"
cat >"$work/settings.yaml" <<SETTINGS
data: $work/data
gateway: {port: $port, event-loops: 1}
management: {port: $management}
engine: {port: $intake, sources: $work/sources.yaml}
demo: {changes-per-second: 0}
SETTINGS
SCANGATE_JAVA_OPTS="$heap ${JVM:-}" "$dist/bin/scangate" serve --config "$work/settings.yaml" >"$work/out" 2>"$work/log" &
city=$!
for _ in $(seq 1200); do
  [ -f "$work/data/demo.json" ] && curl -sf "http://127.0.0.1:$management/health/fresh" >/dev/null 2>&1 && break
  kill -0 "$city" 2>/dev/null || break
  sleep 0.1
done
curl -sf "http://127.0.0.1:$management/health/fresh" >/dev/null || { echo "day.sh: the city did not come up" >&2; tail "$work/log" >&2; exit 1; }

# The launcher found Java and became it; the generator takes its flags, all before -Dscangate.home, but not the heap.
mapfile -d '' -t command <"/proc/$city/cmdline"
java=()
for word in "${command[@]}"; do
  [[ $word == -Dscangate.home=* ]] && break
  java+=("$word")
done
timeout "$most" "${java[@]}" -Xms512m -Xmx2g -cp "$classes:$dist/lib/*" io.scangate.load.CityDay \
  "$city" "$work/data" "$people" "$tests" "$seed" || { status=$?; tail -5 "$work/log" >&2; exit $status; }
