/** {@code scangate scans}: list and destroy scan records. */
@NullMarked
@CheckReturnValue
package io.scangate.command.scans;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
