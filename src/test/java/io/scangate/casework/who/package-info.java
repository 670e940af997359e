@NullMarked
package io.scangate.casework.who;

import org.jspecify.annotations.NullMarked;
