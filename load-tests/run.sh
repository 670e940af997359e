#!/usr/bin/env bash
# Plays a load scenario: load-tests/run.sh SCENARIO [options]      (after mvn package -DskipTests)
#
# load-tests/run.sh --help tells the scenarios and options. Where the machine has two processors the gateways have core 0,
# and the generator core 1, where Redis is too, as it would be elsewhere. Loopback only; stops what it started.
# DIST and TESTS name other folders than target/scangate and target/test-classes.
set -euo pipefail
cd "$(dirname "$0")/.."
dist=${DIST:-target/scangate} tests=${TESTS:-target/test-classes}
path=${CLASSES:-}
if [ -z "$path" ]; then
  [ -x "$dist/bin/scangate" ] && [ -d "$tests/io/scangate/load" ] ||
    { echo "run.sh: run 'mvn package -DskipTests' first" >&2; exit 2; }
  path="$tests:$dist/lib/*"
fi

release() { # the major version of the Java in $1, or nothing
  [ -x "$1/bin/java" ] && [ -f "$1/release" ] &&
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}
home=
for candidate in "${SCANGATE_JAVA_HOME:-}" "${JAVA_HOME:-}" \
  "$(readlink -f -- "$(command -v java || true)" 2>/dev/null | sed 's|/bin/java$||')" /usr/lib/jvm/*; do
  [ -n "$candidate" ] && [ "$(release "$candidate" || true)" = 25 ] && home=$candidate && break
done
[ -n "$home" ] || { echo "run.sh: Java 25 is missing; set SCANGATE_JAVA_HOME to its folder" >&2; exit 2; }

pin=() core=
if [ "$(nproc)" -ge 2 ] && command -v taskset >/dev/null; then
  pin=(taskset -c 1) core=0
fi
version=$(git describe --always --dirty 2>/dev/null || echo unknown)
exec "${pin[@]}" "$home/bin/java" -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -Xms3g -Xmx3g -Dscangate.log=ERROR -Dload.gateway-core="$core" \
  -Dload.gateway-flags="${GATEWAY_JVM:-}" -Dload.version="$version" -cp "$path" io.scangate.load.LoadTests "$@"
