/**
 * The conversation with Redis: addresses, one pipelined connection per event loop and master,
 * deadlines, reconnecting, Sentinel and Cluster. It moves requests and replies and knows nothing of
 * what they mean.
 */
@NullMarked
@CheckReturnValue
package io.scangate.cache.link;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
