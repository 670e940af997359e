/** A decision in words: why the code has its colour, what turns it green and when. */
@NullMarked
@CheckReturnValue
package io.scangate.explain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
