#!/usr/bin/env bash
# An area of 100,000 people is designated: starts the demo city with a second gateway, registers the people through the
# intake, designates where they live, and watches both gateways until the last of them is red there, while scans of
# others go on at a steady rate. Prints the figures; exit 1 where it takes 30 s or longer, a change is at a door later
# than 2 s after its commit, a partition turns stale, a scan has no verdict or one in a hundred takes longer than 100 ms.
# Loopback only; stops what it started.
#
#   load-tests/area.sh [people] [scans a second] [seconds of scans before]     (after mvn package -DskipTests)
set -euo pipefail
cd "$(dirname "$0")/.."
dist=${DIST:-target/scangate} tests=${TESTS:-target/test-classes}
[ -d "$dist/lib" ] || { echo "area.sh: run 'mvn package -DskipTests' first" >&2; exit 2; }
java=${SCANGATE_JAVA:-}
for candidate in "${JAVA_HOME:-}/bin/java" /usr/lib/jvm/*25*/bin/java; do
  [ -n "$java" ] || [ ! -x "$candidate" ] || ! "$candidate" -version 2>&1 | grep -q '"25' || java=$candidate
done
[ -n "$java" ] || { echo "area.sh: a JDK 25 is wanted; say where by JAVA_HOME" >&2; exit 2; }
exec "$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xmx512m \
  -cp "$tests:$dist/lib/*" io.scangate.load.AreaLoad "$@"
