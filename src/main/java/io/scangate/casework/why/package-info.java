/** Why somebody's code has its colour: told to the person, and to staff with rules and facts. */
@NullMarked
@CheckReturnValue
package io.scangate.casework.why;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
