/** {@code scangate casework}: what clerks, scripts and operators do with the procedures. */
@NullMarked
@CheckReturnValue
package io.scangate.command.casework;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
