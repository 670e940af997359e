/**
 * The judgement of a scan: claims, code status, checkpoint and admission rules in, a verdict with
 * its reason and its basis out. Pure: the instant is an argument.
 */
@NullMarked
@CheckReturnValue
package io.scangate.verdict;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
