/** The scan log against real servers, and its spool against what can happen to files. */
@NullMarked
package io.scangate.gateway.scanlog;

import org.jspecify.annotations.NullMarked;
