#!/usr/bin/env bash
# Kills the engines and the servers of a city, one after the other in a random order, while facts come in at a steady
# rate and both gateways are watched, and says which promise was broken.
#
#   load-tests/kill.sh [seconds] [seed] [fact|redis]          (after mvn package -DskipTests)
#
#   seconds  how long faults go on; 300 where it is left out
#   seed     of the order of faults, their pauses and the facts; 1 where it is left out
#   fact     in the end a fact that was acknowledged is deleted by a superuser, to show that this is named
#   redis    in the end a code in Redis is changed by hand, likewise
#
# Faults: kill -9 of an engine in mid-transaction, of both engines, of PostgreSQL, of Redis (restarted with its data, and
# empty); an engine held still (SIGSTOP) in mid-transaction. Promises: every acknowledged fact is stored once; no
# gateway goes back to an older version of a code; no answer that calls itself live is older than the bound; every code
# is the same in PostgreSQL, in Redis and at both gateways, and what is decided when everything is decided again; every
# loop of both engines goes on. Exit 1 where one is broken. Loopback only; stops what it started, by pid. It takes the
# time for faults and about two minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
case ${1:-} in -h | --help) sed -n 's/^# \{0,1\}//; 2,18p' "$0"; exit 0 ;; esac
dist=${DIST:-target/scangate} tests=${TESTS:-target/test-classes}
[ -d "$dist/lib" ] && [ -d "$tests" ] || { echo "kill.sh: run 'mvn package -DskipTests' first" >&2; exit 2; }
java=
for candidate in "${JAVA:-}" "${JAVA_HOME:-/none}/bin/java" java /usr/lib/jvm/*/bin/java; do
  "$candidate" -version 2>&1 | grep 'version "25' >/dev/null && { java=$candidate; break; }
done
[ -n "$java" ] || { echo "kill.sh: no JDK 25 found; say JAVA=/path/to/bin/java" >&2; exit 2; }
exec "$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$tests:$dist/lib/*" io.scangate.kill.Kill "$@"
