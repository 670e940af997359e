/**
 * The procedures: how people and staff move a code, as forms and reviews over HTTP. It runs on
 * virtual threads.
 */
@NullMarked
@CheckReturnValue
package io.scangate.casework;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
