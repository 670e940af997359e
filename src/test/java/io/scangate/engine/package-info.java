/** The engine over a real ledger. */
@NullMarked
package io.scangate.engine;

import org.jspecify.annotations.NullMarked;
