/** The ledger on a real PostgreSQL. */
@NullMarked
package io.scangate.ledger;

import org.jspecify.annotations.NullMarked;
