/** {@code scangate ops}: what operators see of running processes, in a terminal. */
@NullMarked
@CheckReturnValue
package io.scangate.command.ops;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
