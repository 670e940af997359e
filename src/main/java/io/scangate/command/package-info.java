/**
 * The command line: a package a command, and here what they share: options, the open ledger, how a
 * decision is shown.
 */
@NullMarked
@CheckReturnValue
package io.scangate.command;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
