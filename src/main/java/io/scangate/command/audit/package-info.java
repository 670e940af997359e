/** {@code scangate audit}: recompute the ledger, and tell the story of a code. */
@NullMarked
@CheckReturnValue
package io.scangate.command.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
