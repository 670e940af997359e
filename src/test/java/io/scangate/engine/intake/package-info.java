@NullMarked
package io.scangate.engine.intake;

import org.jspecify.annotations.NullMarked;
