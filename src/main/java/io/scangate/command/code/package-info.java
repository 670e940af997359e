/** {@code scangate code}: issue and read codes; make, list and withdraw keys. */
@NullMarked
@CheckReturnValue
package io.scangate.command.code;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
