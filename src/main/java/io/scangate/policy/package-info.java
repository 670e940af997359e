/**
 * The policy file as records: the paths that colours follow, what each phase wants, and the windows
 * of contact tracing and correction. Every number of the rules stands in that file; none stands in
 * the code.
 */
@NullMarked
@CheckReturnValue
package io.scangate.policy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
