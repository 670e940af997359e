/**
 * The rules as a pure function: a person's facts, the policies and an instant give a decision. No
 * clock, no storage, no hidden state; the same facts in any order of arrival give the same answer.
 */
@NullMarked
@CheckReturnValue
package io.scangate.transition;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
