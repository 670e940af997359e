/** Who is who, and who may do what where: everything else is refused. */
@NullMarked
@CheckReturnValue
package io.scangate.casework.who;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
