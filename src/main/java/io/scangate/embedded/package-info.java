/**
 * The servers that Scangate brings along: real ones, started as processes on 127.0.0.1 with data
 * directories of ours, so that one command is enough to try everything.
 */
@NullMarked
@CheckReturnValue
package io.scangate.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
