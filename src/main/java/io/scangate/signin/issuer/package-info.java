/**
 * The embedded issuer: a small OAuth2 server that gives programs and demo accounts their tokens, so
 * that one command is enough to try everything. An installation with an identity provider leaves it
 * out.
 */
@NullMarked
@CheckReturnValue
package io.scangate.signin.issuer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
