/**
 * Who people are: registered by themselves, by a relative or at the counter of a community, kept
 * under keys of their own, and forgotten with them.
 */
@NullMarked
@CheckReturnValue
package io.scangate.casework.identity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
