#!/usr/bin/env bash
# Scangate's gateway side by side with what one would take instead: POST /v1/scans over HTTP/1.1, one core each, core 0;
# the generators have core 1, with Redis and the demo city that all of them serve.
#
#   load-tests/peers/run.sh dynamic [rounds] [seconds a round]     (after mvn package -DskipTests)
#   load-tests/peers/run.sh static  [rounds] [seconds a round]
#
# dynamic: codes of phones, each sent once, of people whose codes are held near. static: codes on paper, each seen for
# the first time, signed with Ed25519.
#
# bare      a Vert.x handler that answers a constant (static: that verifies one signature first): the floor
# scangate  the gateway, with metrics, scan log and the memory of uses, kept fresh by the feed
# nginx     nginx, Lua and lua-resty-lrucache, with libcrypto called by FFI: the same codes, keys, Redis, verdicts
# haproxy   HAProxy's jwt_verify and a map: JSON Web Tokens (HS256; static: ES256), no Redis, colours of its start
# spring    Spring Boot WebFlux, Lettuce, Caffeine, Jackson: the same codes, read by Scangate's classes, with the same
#           native provider; the same keys, Redis, verdicts
#
# The near caches hold everybody. None of the others has a feed, so what they hold may be CACHE_SECONDS old (300; at 2,
# Scangate's bound, they would be as fresh as it is). Each is asked for a green, a red and a forged code first.
#
# Rounds are interleaved: first wrk on 64 connections, as fast as each goes; then an open loop of ours at half of that,
# latencies from the instants at which requests were due. Medians count. What decides is requests for each second of CPU
# time of the server, as in door.sh: exit 1 where Scangate has less than 1.2 (dynamic) or 1.5 (static) times that of
# nginx, or 3 times that of Spring (dynamic). PEERS names those that are wanted (default: all). What is missing is
# installed from Debian where this runs as root, else named (exit 2). Loopback only; stops what it started.
set -euo pipefail
cd "$(dirname "$0")/../.."
kind=${1:-} rounds=${2:-7} seconds=${3:-2} name=run.sh
case $kind in
  dynamic) codes_a_second=120000 token=hs256 work_of_bare=() least_nginx=1.2 least_spring=3 ;;
  static) codes_a_second=40000 token=es256 work_of_bare=(verify) least_nginx=1.5 least_spring=0 ;;
  *) sed -n 's/^# \{0,1\}//; 2,6p' "$0" >&2; exit 2 ;;
esac
peers=${PEERS:-nginx haproxy spring}
lives=${CACHE_SECONDS:-300} entries=120000
export PATH=$PATH:/usr/sbin # where Debian puts servers
changes=0 # so that every answer can be told right or wrong
nginx_port=18086 haproxy_port=18087 spring_port=18088
here=load-tests/peers built=target/peers/spring modules=/usr/lib/nginx/modules

lacking() { # Debian's packages that are not here
  command -v wrk >/dev/null || echo wrk
  command -v curl >/dev/null || echo curl
  if [[ $peers == *nginx* ]]; then
    command -v nginx >/dev/null || echo nginx
    [ -e $modules/ngx_http_lua_module.so ] || echo libnginx-mod-http-lua
    [ -e /usr/share/lua/5.1/resty/lrucache.lua ] || echo lua-resty-lrucache
  fi
  if [[ $peers == *haproxy* ]]; then command -v haproxy >/dev/null || echo haproxy; fi
  if [[ $peers == *spring* ]]; then command -v mvn >/dev/null || echo maven; fi
}
install_missing() {
  local missing rule=/usr/sbin/policy-rc.d made=
  missing=$(lacking)
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    # What is installed to be measured here is no service of this machine.
    [ -e $rule ] || { made=yes; printf '#!/bin/sh\nexit 101\n' >$rule; chmod +x $rule; }
    # shellcheck disable=SC2086 # one package a word
    { timeout 120 apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive timeout 300 apt-get install -y -qq --no-install-recommends $missing; } >&2 || true
    [ -z "$made" ] || rm -f $rule
    missing=$(lacking)
  fi
  [ -z "$missing" ] || { echo "$name: missing: apt-get install ${missing//$'\n'/ }" >&2; exit 2; }
}
build_spring() {
  local newer
  newer=$(find $here/spring "$jar" -newer $built/lib 2>/dev/null || echo none)
  [ -d $built/lib ] && [ -z "$newer" ] && return
  timeout 300 mvn -q -B -f $here/spring/pom.xml process-classes -Dscangate.jar="$jar" >&2 ||
    { echo "$name: the Spring peer was not built" >&2; exit 2; }
  touch $built/lib
}

install_missing
. load-tests/stage.sh
trap strike EXIT
check_stage
jar=$(readlink -f "$dist"/lib/scangate-*.jar)
[[ $peers != *spring* ]] || build_spring
declare -A server at shows # pid, port, file of codes

raise_nginx() {
  mkdir "$work/nginx"
  sed "s|@PORT@|$nginx_port|; s|@LUA@|$PWD/$here/nginx|" $here/nginx/nginx.conf >"$work/nginx/nginx.conf"
  TRUST=$work/peers/trust DEVICES=$work/keys POLICY=$policy REDIS_PORT=$redis_port \
    REDIS_PASSWORD_FILE=$redis/gateway.password CACHE_SECONDS=$lives CACHE_ENTRIES=$entries \
    taskset -c 0 nginx -p "$work/nginx/" -c "$work/nginx/nginx.conf" >"$work/nginx.log" 2>&1 &
  pids+=("$!")
  local master=$!
  wait_for 10 nginx curl -s "http://127.0.0.1:$nginx_port/"
  server[nginx]=$(pgrep -P $master) at[nginx]=$nginx_port shows[nginx]=$work/codes
}

saying() { # reason, rest of the answer: what HAProxy says for it
  printf '{"verdict":"%s","reason":"%s",%s"policy":"%s","scanId":"%%[uuid]","advice":"%s"}' \
    "$2" "$1" "$3" "$policy" "$4" >"$work/peers/$1.json"
}
raise_haproxy() {
  local key=$work/peers/jwt.pem known
  known="\"basis\":\"code\",\"asOf\":\"$(date -u +%FT%T.000000Z)\","
  [ $token = es256 ] || key=$(cat "$work/peers/jwt.secret")
  sed 's/^/Bearer /' "$work/keys" >"$work/peers/bearers"
  saying green ADMIT "\"colour\":\"GREEN\",$known" 请通行。
  saying red REFUSE "\"colour\":\"RED\",$known" 您的健康码为红码，请保持距离并告知工作人员。
  saying yellow REFUSE "\"colour\":\"YELLOW\",$known" 您的健康码为黄码，请返回住处并联系所在社区。
  saying no-code REFUSE "\"colour\":\"NONE\",$known" 您没有健康码，请先申领。
  saying bad-signature REFUSE "" 此码未通过验证，请刷新后重试。
  saying expired REFUSE "" 此码已过期，请刷新后重试。
  sed "s|@PORT@|$haproxy_port|; s|@ALGORITHM@|\"${token^^}\"|; s|@KEY@|\"$key\"|; s|@FILES@|$work/peers|" \
    $here/haproxy/haproxy.cfg >"$work/haproxy.cfg"
  corpus $token $((seconds * codes_a_second)) "$work/peers/tokens"
  taskset -c 0 haproxy -db -f "$work/haproxy.cfg" >"$work/haproxy.log" 2>&1 &
  pids+=("$!")
  server[haproxy]=$! at[haproxy]=$haproxy_port shows[haproxy]=$work/peers/tokens
  wait_for 10 haproxy curl -s "http://127.0.0.1:$haproxy_port/"
}

raise_spring() {
  taskset -c 0 "${flags[@]}" -Dreactor.netty.ioWorkerCount=1 -cp "$built/classes:$built/lib/*:$jar" \
    io.scangate.peer.ScanPeer --server.address=127.0.0.1 --server.port=$spring_port \
    --spring.main.banner-mode=off --logging.level.root=warn --peer.trust="$work/peers/trust" \
    --peer.devices="$work/keys" --peer.policy="$policy" --peer.redis-port="$redis_port" \
    --peer.redis-password="$redis/gateway.password" --peer.cache-entries=$entries --peer.cache-for="${lives}s" \
    >"$work/spring.log" 2>&1 &
  pids+=("$!")
  server[spring]=$! at[spring]=$spring_port shows[spring]=$work/codes
  wait_for 60 "the Spring peer" curl -s "http://127.0.0.1:$spring_port/"
}

raise_loader() { # the open loop, one process for all: orders go in by $orders, results come out of $results
  coproc LOADER {
    exec taskset -c 1 "${java[@]}" io.scangate.load.PeerLoad "$work/keys" $connections 2>"$work/loader.log"
  }
  # Dispositions of a coprocess do not reach subshells, copies of them do.
  exec {results}<&"${LOADER[0]}" {orders}>&"${LOADER[1]}"
  pids+=("$LOADER_PID")
  read -r -t 30 -u "$results" _
  codes() { # from now on by a process that is warm
    echo "codes $kind $work/city $((seconds * codes_a_second)) $work/codes $work/keys" >&"$orders"
    read -r -t 60 -u "$results" _
  }
}

try() { # who, kind of code: whether it answers as it must
  local what pattern answer
  for what in green red forged; do
    case $what in
      green) pattern='"verdict":"ADMIT","reason":"green"' ;;
      red) pattern='"verdict":"REFUSE","reason":"red"' ;;
      forged) pattern='"verdict":"REFUSE","reason":"bad-signature"' ;;
    esac
    answer=$(scan "${at[$1]}" "$work/peers/$2.$what")
    [[ $answer == *"$pattern"* ]] ||
      { echo "$name: $1 answers a $what code with: $answer" >&2; tail -5 "$work/$1.log" >&2; exit 1; }
  done
  [ "$(curl -s -o "$work/refused" -w '%{http_code}' "http://127.0.0.1:${at[$1]}/v1/scans" \
    -H 'Authorization: Bearer nobody' -H 'Content-Type: text/plain' --data-binary x)" = 401 ] ||
    { echo "$name: $1 answers a device that nobody knows" >&2; exit 1; }
}

raise_city
raise_gateway
policy=$(sed -n 's/^version: *"\(.*\)"/\1/p' "$work/admission.yaml")
mkdir -m 700 "$work/peers"
corpus $kind $((seconds * codes_a_second)) "$work/codes"
raise_bare "${work_of_bare[@]}"
server[bare]=$bare at[bare]=$bare_port shows[bare]=$work/codes
server[scangate]=$gateway at[scangate]=$port shows[scangate]=$work/codes
taskset -c 1 "${java[@]}" io.scangate.PeerFiles "$work/city" "$work/peers"
for who in $peers; do "raise_$who"; done
raise_loader
try scangate $kind
for who in $peers; do
  if [ "$who" = haproxy ]; then try haproxy $token; else try "$who" $kind; fi
done
echo "all of them admit a green code, refuse a red one and a forged one, and know no strangers" >&2

full() { # who -> requests/s, requests per second of the server's CPU time, p50 p99 p99.9 errors
  served "${server[$1]}" send "${at[$1]}" "${shows[$1]}"
}
ask_loader() { # who, requests/s -> answers/s p50 p99 p99.9 unanswered wrong not-offered
  local result
  echo "scans ${at[$1]} $2 $seconds ${shows[$1]}" >&"$orders"
  read -r -t $((seconds + 30)) -u "$results" _ result
  echo "$result"
}
half() { # who -> answers/s, answers per second of the server's CPU time, p50 p99 p99.9 unanswered wrong not-offered
  served "${server[$1]}" ask_loader "$1" $(($(median "$work/full" "$1" 2) / 2))
}

echo "warming up" >&2
order="bare scangate $peers"
for turn in $(seq 40); do # until the compilers have nothing left to do
  codes
  before=0 after=0
  for who in bare scangate spring; do
    [ -z "${server[$who]:-}" ] || before=$((before + $(compiled "${server[$who]}")))
  done
  for who in $order; do full "$who" >/dev/null; done
  ask_loader bare $(((turn < 8 ? turn : 8) * codes_a_second / 20)) >/dev/null # its own compiler
  for who in bare scangate spring; do
    [ -z "${server[$who]:-}" ] || after=$((after + $(compiled "${server[$who]}")))
  done
  [ "$turn" -lt 8 ] || [ $(((after - before) * 100)) -gt $((seconds * 100 * 6)) ] || break
done

format='%-9s %10s %10s %8s %8s %8s %8s %8s %8s\n'
echo "as fast as they go"
# shellcheck disable=SC2059 # the words of a round are the columns of the table
printf "$format" what a_second cpu_second p50_us p99_us p999_us errors
for _ in $(seq "$rounds"); do
  codes
  for who in $order; do
    # shellcheck disable=SC2046,SC2059
    printf "$format" "$who" $(full "$who") | tee -a "$work/full"
  done
  order=$(turned "$order")
done
echo "at half of it"
# shellcheck disable=SC2059
printf "$format" what a_second cpu_second p50_us p99_us p999_us lost wrong unsent
for turn in $(seq 0 "$rounds"); do # the first does not count: it warms up the generator for these rates
  codes
  for who in $order; do
    # shellcheck disable=SC2046,SC2059
    printf "$format" "$who" $(half "$who") | if [ "$turn" = 0 ]; then cat >/dev/null; else tee -a "$work/half"; fi
  done
  order=$(turned "$order")
done

format='%-9s %10s %12s %8s %8s %8s %10s %8s\n'
echo "medians of $rounds rounds of $seconds s; percentiles at half"
# shellcheck disable=SC2059
printf "$format" what a_second cpu_us_scan p50_us p99_us p999_us memory_MiB ours
ours=$(median "$work/full" scangate 3)
for who in bare scangate $peers; do
  cpu=$(median "$work/full" "$who" 3)
  # shellcheck disable=SC2046,SC2059
  printf "$format" "$who" "$(median "$work/full" "$who" 2)" \
    $(awk -v c="$cpu" -v o="$ours" -v kib="$(sed -n 's/^VmRSS:\s*\([0-9]*\).*/\1/p' "/proc/${server[$who]}/status")" \
      -v p50="$(median "$work/half" "$who" 4)" -v p99="$(median "$work/half" "$who" 5)" \
      -v p999="$(median "$work/half" "$who" 6)" \
      'BEGIN { printf "%.1f %d %d %d %d %.2f", 1e6 / c, p50, p99, p999, kib / 1024, o / c }')
done
echo "ours: scans that Scangate does in a second of CPU time, for each that this one does"

failed=0
awk '$7 > 0 { print "run.sh: " $1 " answered with errors" > "/dev/stderr"; bad = 1 } END { exit bad }' "$work/full" || failed=1
awk '$7 > 0 || ($8 > 0 && $1 != "bare") { print "run.sh: " $1 " lost or wrong at half" > "/dev/stderr"; bad = 1 }
  $9 > $2 * 0.02 { print "run.sh: the generator was the limit for " $1 > "/dev/stderr" } END { exit bad }' "$work/half" || failed=1
reaches() { # who, how many times
  [[ " $peers " == *" $1 "* ]] || return 0
  awk -v r="$(median "$work/full" "$1" 3)" -v g="$ours" -v least="$2" -v who="$1" \
    'BEGIN { if (g / r < least) { printf "below the objective of %s times %s\n", least, who; exit 1 } }'
}
reaches nginx $least_nginx || failed=1
reaches spring $least_spring || failed=1
exit $failed
