/**
 * An operator's YAML file, or what a program sent, as a tree that knows its places, so that a wrong
 * value is told by file, line, key, value and what is allowed. Imports nothing of ours.
 */
@NullMarked
@CheckReturnValue
package io.scangate.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
