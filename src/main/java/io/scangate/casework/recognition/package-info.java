/**
 * Mutual recognition: codes of cities of other provinces that stand for people of ours, codes of
 * ours for theirs, whose keys are trusted, and what cities ask of one another.
 */
@NullMarked
@CheckReturnValue
package io.scangate.casework.recognition;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
