/** The code cache, in steps and against real servers. */
@NullMarked
package io.scangate.cache;

import org.jspecify.annotations.NullMarked;
