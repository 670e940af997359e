/**
 * The truth in PostgreSQL: facts, decisions, codes, the outbox, and the hash chain over them. All
 * SQL of the product is here.
 */
@NullMarked
@CheckReturnValue
package io.scangate.ledger;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
