@NullMarked
package io.scangate.casework;

import org.jspecify.annotations.NullMarked;
