#!/usr/bin/env bash
# What a scan over HTTP costs: POST /v1/scans with dynamic codes, near-cache hits, metrics and scan log on, against a
# bare Vert.x handler that answers a constant of the same size. One event loop each, servers on core 0, the generator on
# core 1, interleaved rounds, medians and their ratio. Loopback only; stops what it started.
#
#   load-tests/door.sh [rounds] [seconds a round]        (after mvn package -DskipTests)
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-7} seconds=${2:-5} connections=64 port=18080 bare_port=18081
work=$(mktemp -d) pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; wait; rm -rf "$work"' EXIT

command -v wrk >/dev/null || { apt-get update -qq && apt-get install -y -qq wrk; } >/dev/null
[ -x target/scangate/bin/scangate ] || { echo "door.sh: run 'mvn package -DskipTests' first" >&2; exit 2; }
tests="target/test-classes:target/scangate/lib/*"

wait_for() { # seconds, what, command ...
  local limit=$1 what=$2; shift 2
  for _ in $(seq $((limit * 10))); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done
  echo "door.sh: $what did not come up" >&2; exit 1
}

cat >"$work/settings.yaml" <<SETTINGS
data: $work/data
gateway: {port: $port, event-loops: 1}
management: {port: 19464}
SETTINGS
SCANGATE_JAVA_OPTS="-Xms2g -Xmx2g -Xmn1g" taskset -c 0 target/scangate/bin/scangate serve --config "$work/settings.yaml" \
  >"$work/gateway.out" 2>"$work/gateway.log" &
pids+=($!)
wait_for 60 "the gateway" curl -sf http://127.0.0.1:19464/health/fresh
java=$(readlink -f "/proc/${pids[0]}/exe") # the launcher found it and became it
size=$("$java" -cp "$tests" io.scangate.Corpus "$work/data" 1 "$work/one" "$work/keys" &&
  curl -s http://127.0.0.1:$port/v1/scans -H "Authorization: Bearer $(head -1 "$work/keys")" -H 'Content-Type: text/plain' \
    --data-binary "@$work/one" | wc -c)
taskset -c 0 "$java" --enable-native-access=ALL-UNNAMED -Xms2g -Xmx2g -Xmn1g -cp "$tests" \
  io.scangate.load.BareServer $bare_port "$size" 1 >"$work/bare.out" 2>&1 &
pids+=($!)
wait_for 20 "the bare server" curl -sf -X POST -d x http://127.0.0.1:$bare_port/

round() { # port, seconds -> requests/s p50 p99 p99.9 errors requests
  CODES=$work/codes KEYS=$work/keys taskset -c 1 wrk -t1 -c$connections -d"$2"s -s load-tests/door.lua \
    "http://127.0.0.1:$1" | sed -n 's/^RESULT //p'
}
codes() { # fresh codes, each used once: more than a round can send
  taskset -c 1 "$java" -cp "$tests" io.scangate.Corpus "$work/data" $((seconds * 250000)) "$work/codes" "$work/keys"
}

echo "warming up (answer: $size bytes)" >&2
for _ in 1 2 3; do codes; round $bare_port "$seconds" >/dev/null; round $port "$seconds" >/dev/null; done
printf '%-8s %10s %8s %8s %8s %7s\n' server requests/s p50_us p99_us p999_us errors
for i in $(seq "$rounds"); do
  codes
  for server in bare:$bare_port gateway:$port; do
    read -r rate p50 p99 p999 errors _ <<<"$(round "${server#*:}" "$seconds")"
    printf '%-8s %10s %8s %8s %8s %7s\n' "${server%:*}" "$rate" "$p50" "$p99" "$p999" "$errors" | tee -a "$work/results"
  done
done
median() { awk -v s="$1" '$1 == s { print $2 }' "$work/results" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
awk -v b="$(median bare)" -v g="$(median gateway)" \
  'BEGIN { printf "median: bare %d/s, gateway %d/s, ratio %.2f\n", b, g, g / b }'
curl -s http://127.0.0.1:19464/metrics | grep -E '^scangate_verdicts_total' | awk '$2 > 0'
