/** Tries of the codes, against ourselves and against the vectors of others. */
@NullMarked
package io.scangate.credential;

import org.jspecify.annotations.NullMarked;
