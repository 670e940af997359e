@NullMarked
package io.scangate.casework.release;

import org.jspecify.annotations.NullMarked;
