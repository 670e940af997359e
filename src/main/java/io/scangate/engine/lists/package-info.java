/** Publishes the lists that gateways hold whole, as they follow from the ledger. */
@NullMarked
@CheckReturnValue
package io.scangate.engine.lists;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
