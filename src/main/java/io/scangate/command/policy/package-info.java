/** {@code scangate policy}: check, replay, explain, compare, propose and activate policies. */
@NullMarked
@CheckReturnValue
package io.scangate.command.policy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
