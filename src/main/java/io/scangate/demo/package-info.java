/** A synthetic city, so that the product can be tried before anything is configured. */
@NullMarked
@CheckReturnValue
package io.scangate.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
