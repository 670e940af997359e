@NullMarked
package io.scangate.casework.transfer;

import org.jspecify.annotations.NullMarked;
