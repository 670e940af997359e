/**
 * What operators see: meters and health, with their names on dashboards in one place. Parts get an
 * interface of intent and never meet the registry.
 */
@NullMarked
@CheckReturnValue
package io.scangate.ops;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
