/** The link against real servers, and against bad networks. */
@NullMarked
package io.scangate.cache.link;

import org.jspecify.annotations.NullMarked;
