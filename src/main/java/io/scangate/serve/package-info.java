/** {@code scangate serve} and what it is put together from: settings, key files, servers, roles. */
@NullMarked
@CheckReturnValue
package io.scangate.serve;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
