# shellcheck shell=bash disable=SC2034 # variables are for whoever sources this
# What the measurements at the door share; sourced by door.sh and peers/run.sh from the folder of the project, after they
# have set name (their own, for messages), seconds (of a round) and, where it is not 2, changes (of colours in the city, a
# second).
#
# The stage: a demo city, whose engine keeps the gateway fresh, and Redis on core 1, where the generators are too; the
# gateway, as a process of its own with one event loop, and whatever it is compared with on core 0. Scan records go to a
# Redis of their own that nobody reads here. Everything listens on loopback; strike stops what was started, by its pid.
threads=1 connections=64 port=18080 bare_port=18081 management=19464
city_port=18083 engine_port=18084 city_management=19466 records_port=18085
heap="-Xms1g -Xmx1g" dist=${DIST:-target/scangate} tests=${TESTS:-target/test-classes}

check_stage() { # what must be there before anything starts
  local tool
  for tool in wrk curl taskset; do
    command -v $tool >/dev/null || { echo "$name: $tool is missing: apt-get install wrk curl util-linux" >&2; exit 2; }
  done
  [ "$(nproc)" -ge 2 ] || { echo "$name: two cores are wanted" >&2; exit 2; }
  [ -x "$dist/bin/scangate" ] || { echo "$name: run 'mvn package -DskipTests' first" >&2; exit 2; }
}

work=$(mktemp -d) pids=()
strike() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}

wait_for() { # seconds, what, command ...
  local limit=$1 what=$2; shift 2
  for _ in $(seq $((limit * 10))); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done
  echo "$name: $what did not come up" >&2; tail -5 "$work"/*.log >&2; exit 1
}

raise_city() { # sets redis, the folder of its Redis, and redis_port
  cat >"$work/city.yaml" <<SETTINGS
data: $work/city
gateway: {port: $city_port, event-loops: 1}
engine: {port: $engine_port}
management: {port: $city_management}
demo: {changes-per-second: ${changes:-2}}
SETTINGS
  SCANGATE_JAVA_OPTS="-Xmx1g" nice taskset -c 1 "$dist/bin/scangate" serve --config "$work/city.yaml" \
    >"$work/city.out" 2>"$work/city.log" &
  pids+=("$!")
  wait_for 120 "the demo city" curl -sf "http://127.0.0.1:$city_management/health/fresh"
  redis=$work/city/redis
  redis_port=$(sed -n 's/^port //p' "$redis/redis.conf")
  taskset -c 1 "$redis/redis-server" --port $records_port --bind 127.0.0.1 --save "" >"$work/records.log" &
  pids+=("$!")
}

raise_gateway() { # sets gateway, its pid, and java, the command of its Java with its flags and a class path for ours
  # A device may make as many scans as the generator can, for it stands for many.
  sed 's/^  venue:/&\n    rate: 1000000/' "$dist/config/admission.yaml" >"$work/admission.yaml"
  cat >"$work/gateway.yaml" <<SETTINGS
role: gateway
data: $work/gateway
admission: $work/admission.yaml
keys: {gateway: $work/city/keys/gateway.json}
redis:
  url: redis://127.0.0.1:$redis_port
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

  # The launcher found Java and became it; others take its flags, all before -Dscangate.home.
  local command word
  mapfile -d '' -t command <"/proc/$gateway/cmdline"
  flags=()
  for word in "${command[@]}"; do
    [[ $word == -Dscangate.home=* ]] && break
    flags+=("$word")
  done
  java=("${flags[@]}" -cp "$tests:$dist/lib/*")
}

scan() { # port, file with a code -> the answer to the first code, as the first of the devices gets it
  curl -s "http://127.0.0.1:$1/v1/scans" -H "Authorization: Bearer $(head -1 "$work/keys")" \
    -H 'Content-Type: text/plain' --data-binary "$(head -1 "$2")"
}

raise_bare() { # verify or nothing; sets bare, its pid
  local size
  size=$(scan $port "$work/codes" | wc -c)
  taskset -c 0 "${java[@]}" io.scangate.load.BareServer $bare_port "$size" 1 "$@" \
    >"$work/bare.out" 2>"$work/bare.log" &
  bare=$!
  pids+=("$bare")
  wait_for 20 "the bare server" curl -sf -X POST -d x "http://127.0.0.1:$bare_port/"
}

corpus() { # kind, how many, file for codes: fresh codes, and device keys
  taskset -c 1 "${java[@]}" io.scangate.Corpus "$1" "$work/city" "$2" "$3" "$work/keys"
}

send() { # port [file of codes] -> requests/s p50 p99 p99.9 errors
  CODES=${2:-$work/codes} KEYS=$work/keys THREADS=$threads taskset -c 1 wrk -t$threads -c$connections -d"$seconds"s \
    -s load-tests/door.lua "http://127.0.0.1:$1" | sed -n 's/^RESULT //p'
}

ticks() { # pid -> hundredths of a second of CPU time that it used so far
  sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'
}

served() { # pid, what loads it ... -> requests/s, requests per second of the server's CPU time, and the rest of the result
  local server=$1 before result; shift
  before=$(ticks "$server")
  result=$("$@")
  awk -v s="$seconds" -v t=$(($(ticks "$server") - before)) \
    '{ $1 = $1 " " int($1 * s * 100 / t); print }' <<<"$result"
}

compiled() { # pid -> hundredths of a second that the compiler threads of a JVM used so far
  local sum=0 task
  for task in "/proc/$1/task"/*; do
    case $(cat "$task/comm" 2>/dev/null) in C[12]*) sum=$((sum + $(ticks "$1/task/${task##*/}"))) ;; esac
  done
  echo $sum
}

turned() { # words -> the same from the last to the first: who goes first has no advantage
  tr ' ' '\n' <<<"$*" | tac | paste -sd' '
}

median() { # file of results, who, column
  awk -v who="$2" -v column="$3" '$1 == who { print $column }' "$1" | sort -n |
    awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
