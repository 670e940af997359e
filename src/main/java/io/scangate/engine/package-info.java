/**
 * The transition engine: takes in facts, decides again about their people, does what the clock asks
 * for, and tells the gateways.
 */
@NullMarked
@CheckReturnValue
package io.scangate.engine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
