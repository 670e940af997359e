/** Meters as Prometheus shows them. */
@NullMarked
package io.scangate.ops;

import org.jspecify.annotations.NullMarked;
