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
kind=${1:-dynamic} rounds=${2:-15} seconds=${3:-2} name=door.sh
case $kind in
  dynamic) least=${LEAST:-0.80} codes_a_second=120000 ;;
  static) least=${LEAST:-0.83} codes_a_second=40000 ;; # 1/1.2
  lines) least=${LEAST:-5} codes_a_second=600000 ;;
  *) sed -n 's/^# \{0,1\}//; 2,6p' "$0" >&2; exit 2 ;;
esac
. load-tests/stage.sh
trap strike EXIT
check_stage
raise_city
raise_gateway

codes() { # fresh codes, more than a round can send
  corpus "${kind/lines/dynamic}" $((seconds * codes_a_second)) "$work/codes"
}
lines() { # port -> what send tells
  taskset -c 1 "${java[@]}" io.scangate.load.LineLoad "$1" "$work/codes" "$work/keys" 4 64 "$seconds" |
    sed -n 's/^RESULT //p'
}
round() { # who -> requests/s, requests per second of the server's CPU time, p50 p99 p99.9 errors
  case $1 in
    gateway | http) served $gateway send $port ;;
    line) served $gateway lines $port ;;
    bare) served $bare send $bare_port ;;
    verify) taskset -c 0 "${java[@]}" io.scangate.load.NativeVerify "$seconds" ;;
  esac
}

codes
subject=gateway reference=bare beside=()
case $kind in
  lines) reference=http subject=line ;;
  dynamic) raise_bare ;;
  static) raise_bare verify; beside=(verify) ;;
esac

echo "warming up" >&2
for turn in $(seq 60); do # until the compiler has nothing left to do
  codes
  before=$(compiled $gateway)
  for who in $reference $subject; do round $who >/dev/null; done
  [ "$turn" -lt 10 ] || [ $((($(compiled $gateway) - before) * 100)) -gt $((seconds * 100 * 3)) ] || break
done
format='%-8s %10s %10s %8s %8s %8s %7s\n'
printf "$format" what a_second cpu_second p50_us p99_us p999_us errors
order="${beside[*]} $reference $subject"
for _ in $(seq "$rounds"); do
  codes
  for who in $order; do
    [ "$kind" != lines ] || codes # both are the same gateway, where a code is for one passage
    # shellcheck disable=SC2046,SC2059 # the words of a round are the columns of the table
    printf "$format" "$who" $(round "$who" | cut -d' ' -f1-6) | tee -a "$work/results"
  done
  order=$(turned $order)
done
curl -s "http://127.0.0.1:$management/metrics" | awk '/^scangate_verdicts_total/ && $2 > 0'
awk '$7 > 0 { print "door.sh: " $1 " answered with errors" > "/dev/stderr"; bad = 1 } END { exit bad }' "$work/results"

for other in $reference "${beside[@]}"; do
  for column in 2 3; do
    awk -v r="$(median "$work/results" $other $column)" -v g="$(median "$work/results" $subject $column)" \
      -v what=$other -v who=$subject -v per="$([ $column = 2 ] && echo 'a second' || echo 'a second of CPU time')" \
      'BEGIN { printf "median: %s %d, %s %d %s: ratio %.2f\n", what, r, who, g, per, g / r }'
  done
done
awk -v r="$(median "$work/results" $reference 3)" -v g="$(median "$work/results" $subject 3)" -v least="$least" \
  'BEGIN { if (g / r < least) { print "below the objective of " least; exit 1 } }'
