/**
 * The codes of the city between the engine and the doors: the near cache, Redis, the feed with its
 * reader and its writer, and how fresh all of it is.
 */
@NullMarked
@CheckReturnValue
package io.scangate.cache;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
