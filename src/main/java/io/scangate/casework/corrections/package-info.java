/**
 * Corrections of a code and manual reviews: applied for by a person or an employer, looked at by
 * community, town, district and group in turn, and converted by a fact.
 */
@NullMarked
@CheckReturnValue
package io.scangate.casework.corrections;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
