/** Doors and their devices' keys: registered, approved, issued, replaced, withdrawn. */
@NullMarked
@CheckReturnValue
package io.scangate.casework.checkpoints;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
