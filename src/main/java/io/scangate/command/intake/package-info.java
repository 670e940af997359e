/** {@code scangate intake}: facts that wait for a second person. */
@NullMarked
@CheckReturnValue
package io.scangate.command.intake;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
