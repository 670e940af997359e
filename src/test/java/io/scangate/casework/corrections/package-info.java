@NullMarked
package io.scangate.casework.corrections;

import org.jspecify.annotations.NullMarked;
