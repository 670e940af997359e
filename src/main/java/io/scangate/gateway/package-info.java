/** The door as scanners meet it: HTTP endpoints, device keys, overload, the answers on the wire. */
@NullMarked
@CheckReturnValue
package io.scangate.gateway;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
