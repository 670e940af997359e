/**
 * The scan log: one record for each verdict with an identified person, appended in batches to
 * capped streams in Redis, by way of an encrypted spool on disk while Redis is away.
 */
@NullMarked
@CheckReturnValue
package io.scangate.gateway.scanlog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
