/** Certificates on paper: checked at the counter, issued, printed, revoked. */
@NullMarked
@CheckReturnValue
package io.scangate.casework.certificates;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
