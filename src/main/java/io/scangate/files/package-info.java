/** Files and directories that only their owner can open. Imports nothing of ours. */
@NullMarked
@CheckReturnValue
package io.scangate.files;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
