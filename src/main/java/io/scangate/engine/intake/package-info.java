/**
 * Where facts come in: who may send which, row by row over HTTP, and what waits for a second
 * person. It runs on virtual threads.
 */
@NullMarked
@CheckReturnValue
package io.scangate.engine.intake;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
