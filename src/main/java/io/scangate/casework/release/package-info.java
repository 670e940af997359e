/**
 * Releases from isolation: the forms of isolation points and communities, their reviews, and the
 * work that brings what was approved into force.
 */
@NullMarked
@CheckReturnValue
package io.scangate.casework.release;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
