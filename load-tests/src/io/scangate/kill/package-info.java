/** Kills the servers and engines of a city in turn, and watches what it promises meanwhile. */
@NullMarked
package io.scangate.kill;

import org.jspecify.annotations.NullMarked;
