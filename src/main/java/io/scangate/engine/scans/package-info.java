/**
 * Takes the records of scans out of their streams in Redis and keeps them for some days, references
 * encrypted, a table and a key a day.
 */
@NullMarked
@CheckReturnValue
package io.scangate.engine.scans;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
