/** What the procedures keep in PostgreSQL, beside the facts that come of them. */
@NullMarked
@CheckReturnValue
package io.scangate.ledger.cases;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
