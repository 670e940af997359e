/** Scan records between a real Redis and a real PostgreSQL. */
@NullMarked
package io.scangate.engine.scans;

import org.jspecify.annotations.NullMarked;
