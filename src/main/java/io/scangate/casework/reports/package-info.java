/** The duty to report to the community at once when a code turns yellow or red. */
@NullMarked
@CheckReturnValue
package io.scangate.casework.reports;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
