/** Measures of article 42: proposed, decided by the next higher government, lifted by it. */
@NullMarked
@CheckReturnValue
package io.scangate.casework.orders;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
