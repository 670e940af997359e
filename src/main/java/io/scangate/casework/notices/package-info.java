/** That people are told when their code turns: by webhook and by mail, until it succeeded. */
@NullMarked
@CheckReturnValue
package io.scangate.casework.notices;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
