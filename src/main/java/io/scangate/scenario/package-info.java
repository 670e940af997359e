/**
 * Scenario files: one person's facts, and what the rules must answer for them at given instants.
 */
@NullMarked
@CheckReturnValue
package io.scangate.scenario;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
