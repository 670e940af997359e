/** Where the parts are put together: commands, settings, embedded servers. */
@NullMarked
@CheckReturnValue
package io.scangate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
