/** Real servers for tests, and what can happen to them: killed, paused, failed over, cut off. */
@NullMarked
package io.scangate.embedded;

import org.jspecify.annotations.NullMarked;
