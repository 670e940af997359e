/** Codes as images that scanners read: PNG, SVG and lines for a terminal. */
@NullMarked
@CheckReturnValue
package io.scangate.qr;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
