#!/usr/bin/env bash
# What a scan over HTTP costs: POST /v1/scans with metrics and scan log on, against a reference in the same run.
#
#   load-tests/door.sh dynamic [rounds] [seconds a round]     (after mvn package -DskipTests)
#   load-tests/door.sh static  [rounds] [seconds a round]
#   load-tests/door.sh lines   [rounds] [seconds a round]
#
# dynamic: codes of phones, each sent once, near-cache hits. The reference is a bare Vert.x handler that answers a
#          constant of the same size to the same requests on as many connections.
# static:  codes on paper, each seen for the first time. The reference is the same bare handler that verifies one
#          signature with the native provider for each request; what a core verifies with no HTTP at all is told beside it.
# lines:   the codes of dynamic as binary messages on 4 turnstile lines with 64 scans in flight on each. The reference is
#          the same gateway over HTTP/1.1.
#
# The gateway is a process of its own (role gateway) with one event loop, as in an installation. The demo city that it
# belongs to, whose engine keeps it fresh, is another process. Scan records go to a Redis of their own that nobody reads
# here: keeping them is the engine's work, on another machine. The gateway and the reference have core 0; the generator
# has core 1, which the city and both Redis share with it. Both JVMs run with the flags of bin/scangate and the same heap.
# Rounds are interleaved, their medians are compared.
#
# The generator has one thread: several on one core take it from each other for milliseconds, in which the server is
# idle and has to wake them, at its own cost. Its connections are scanners with one device key.
#
# Two ratios are told: of requests a second, and of requests for each second of CPU time that the server used, all its
# threads together. They are the same on a machine of its own; where neighbours take the cores away now and then, the
# second one still compares what a request costs, and it is the one that decides: exit 1 below the objective.
# Loopback only; stops what it started.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-dynamic} rounds=${2:-15} seconds=${3:-2}
threads=1 connections=64 port=18080 bare_port=18081 management=19464
city_port=18083 engine_port=18084 city_management=19466 records_port=18085
heap="-Xms1g -Xmx1g" dist=${DIST:-target/scangate} tests=${TESTS:-target/test-classes}
case $kind in
  dynamic) least=${LEAST:-0.75} codes_a_second=120000 ;;
  static) least=${LEAST:-0.83} codes_a_second=40000 ;; # 1/1.2
  lines) least=${LEAST:-5} codes_a_second=600000 ;;
  *) sed -n 's/^# \{0,1\}//; 2,6p' "$0" >&2; exit 2 ;;
esac
for tool in wrk curl taskset; do
  command -v $tool >/dev/null || { echo "door.sh: $tool is missing: apt-get install wrk curl util-linux" >&2; exit 2; }
done
[ "$(nproc)" -ge 2 ] || { echo "door.sh: two cores are wanted" >&2; exit 2; }
[ -x "$dist/bin/scangate" ] || { echo "door.sh: run 'mvn package -DskipTests' first" >&2; exit 2; }

work=$(mktemp -d) pids=()
stop() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap stop EXIT

wait_for() { # seconds, what, command ...
  local limit=$1 what=$2; shift 2
  for _ in $(seq $((limit * 10))); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done
  echo "door.sh: $what did not come up" >&2; tail -5 "$work"/*.log >&2; exit 1
}

# A device may make as many scans as the generator can, for it stands for many.
sed 's/^  venue:/&\n    rate: 1000000/' "$dist/config/admission.yaml" >"$work/admission.yaml"
cat >"$work/city.yaml" <<SETTINGS
data: $work/city
gateway: {port: $city_port, event-loops: 1}
engine: {port: $engine_port}
management: {port: $city_management}
SETTINGS
SCANGATE_JAVA_OPTS="-Xmx1g" nice taskset -c 1 "$dist/bin/scangate" serve --config "$work/city.yaml" \
  >"$work/city.out" 2>"$work/city.log" &
pids+=("$!")
wait_for 120 "the demo city" curl -sf "http://127.0.0.1:$city_management/health/fresh"
redis=$work/city/redis
taskset -c 1 "$redis/redis-server" --port $records_port --bind 127.0.0.1 --save "" >"$work/records.log" &
pids+=("$!")

cat >"$work/gateway.yaml" <<SETTINGS
role: gateway
data: $work/gateway
admission: $work/admission.yaml
keys: {gateway: $work/city/keys/gateway.json}
redis:
  url: redis://127.0.0.1:$(sed -n 's/^port //p' "$redis/redis.conf")
  user: gateway
  password-file: $redis/gateway.password
scan-redis: {url: "redis://127.0.0.1:$records_port"}
gateway: {port: $port, event-loops: 1}
management: {port: $management}
SETTINGS
SCANGATE_JAVA_OPTS="$heap ${JVM:-}" taskset -c 0 "$dist/bin/scangate" serve --config "$work/gateway.yaml" \
  >"$work/gateway.out" 2>"$work/gateway.log" &
gateway=$!
pids+=("$gateway")
wait_for 60 "the gateway" curl -sf "http://127.0.0.1:$management/health/fresh"

# The launcher found Java and became it; the reference takes its flags, all before -Dscangate.home.
mapfile -d '' -t command <"/proc/$gateway/cmdline"
java=()
for word in "${command[@]}"; do
  [[ $word == -Dscangate.home=* ]] && break
  java+=("$word")
done
java+=(-cp "$tests:$dist/lib/*")

codes() { # fresh codes, more than a round can send
  taskset -c 1 "${java[@]}" io.scangate.Corpus "${kind/lines/dynamic}" "$work/city" $((seconds * codes_a_second)) "$work/codes" "$work/keys"
}
send() { # port -> requests/s p50 p99 p99.9 errors
  CODES=$work/codes KEYS=$work/keys THREADS=$threads taskset -c 1 wrk -t$threads -c$connections -d"$seconds"s \
    -s load-tests/door.lua "http://127.0.0.1:$1" | sed -n 's/^RESULT //p'
}
lines() { # port -> the same
  taskset -c 1 "${java[@]}" io.scangate.load.LineLoad "$1" "$work/codes" "$work/keys" 4 64 "$seconds" |
    sed -n 's/^RESULT //p'
}
ticks() { # pid -> hundredths of a second of CPU time that it used so far
  sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'
}
round() { # who -> requests/s, requests per second of the server's CPU time, p50 p99 p99.9 errors
  case $1 in
    gateway | http) served $gateway send $port ;;
    line) served $gateway lines $port ;;
    bare) served $bare send $bare_port ;;
    verify) taskset -c 0 "${java[@]}" io.scangate.load.NativeVerify "$seconds" ;;
  esac
}
served() {
  local before result
  before=$(ticks "$1")
  result=$("$2" "$3")
  awk -v s="$seconds" -v t=$(($(ticks "$1") - before)) '{ print $1, int($1 * s * 100 / t), $2, $3, $4, $5 }' <<<"$result"
}

codes
subject=gateway reference=bare beside=()
if [ "$kind" = lines ]; then
  reference=http subject=line
else
  work_of_bare=
  [ "$kind" = dynamic ] || { work_of_bare=verify; beside=(verify); }
  size=$(curl -s "http://127.0.0.1:$port/v1/scans" -H "Authorization: Bearer $(head -1 "$work/keys")" \
    -H 'Content-Type: text/plain' --data-binary "$(head -1 "$work/codes")" | wc -c)
  taskset -c 0 "${java[@]}" io.scangate.load.BareServer $bare_port "$size" 1 $work_of_bare \
    >"$work/bare.out" 2>"$work/bare.log" &
  bare=$!
  pids+=("$bare")
  wait_for 20 "the bare server" curl -sf -X POST -d x "http://127.0.0.1:$bare_port/"
fi

compiled() { # hundredths of a second that the gateway's compiler threads used so far
  local sum=0 task
  for task in "/proc/$gateway/task"/*; do
    case $(cat "$task/comm" 2>/dev/null) in C[12]*) sum=$((sum + $(ticks "$gateway/task/${task##*/}"))) ;; esac
  done
  echo $sum
}

echo "warming up" >&2
for turn in $(seq 60); do # until the compiler has nothing left to do
  codes
  before=$(compiled)
  for who in $reference $subject; do round $who >/dev/null; done
  [ "$turn" -lt 10 ] || [ $((($(compiled) - before) * 100)) -gt $((seconds * 100 * 3)) ] || break
done
format='%-8s %10s %10s %8s %8s %8s %7s\n'
printf "$format" what a_second cpu_second p50_us p99_us p999_us errors
order="${beside[*]} $reference $subject"
for _ in $(seq "$rounds"); do
  codes
  for who in $order; do
    [ "$kind" != lines ] || codes # both are the same gateway, where a code is for one passage
    # shellcheck disable=SC2046,SC2059 # the words of a round are the columns of the table
    printf "$format" "$who" $(round "$who") | tee -a "$work/results"
  done
  order=$(tr ' ' '\n' <<<"$order" | tac | paste -sd' ') # who goes first has no advantage
done
curl -s "http://127.0.0.1:$management/metrics" | awk '/^scangate_verdicts_total/ && $2 > 0'
awk '$7 > 0 { print "door.sh: " $1 " answered with errors" > "/dev/stderr"; bad = 1 } END { exit bad }' "$work/results"

median() { # who, column
  awk -v who="$1" -v column="$2" '$1 == who { print $column }' "$work/results" | sort -n |
    awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
for other in $reference "${beside[@]}"; do
  for column in 2 3; do
    awk -v r="$(median $other $column)" -v g="$(median $subject $column)" -v what=$other -v who=$subject \
      -v per="$([ $column = 2 ] && echo 'a second' || echo 'a second of CPU time')" \
      'BEGIN { printf "median: %s %d, %s %d %s: ratio %.2f\n", what, r, who, g, per, g / r }'
  done
done
awk -v r="$(median $reference 3)" -v g="$(median $subject 3)" -v least="$least" \
  'BEGIN { if (g / r < least) { print "below the objective of " least; exit 1 } }'
