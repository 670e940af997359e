/** {@code scangate casework}: what keeps the procedures' data in order. */
@NullMarked
@CheckReturnValue
package io.scangate.command.casework;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
