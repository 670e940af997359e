/** The program: its one entry point. */
@NullMarked
@CheckReturnValue
package io.scangate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
