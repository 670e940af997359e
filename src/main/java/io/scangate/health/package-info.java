/**
 * The words that every part of Scangate shares: colours, people, codes and places. Imports nothing
 * of ours.
 */
@NullMarked
@CheckReturnValue
package io.scangate.health;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
