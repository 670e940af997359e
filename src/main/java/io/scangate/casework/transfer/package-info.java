/**
 * What each district hands to the municipality of every day: drawn up, reviewed, signed, and
 * brought over a channel once.
 */
@NullMarked
@CheckReturnValue
package io.scangate.casework.transfer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
