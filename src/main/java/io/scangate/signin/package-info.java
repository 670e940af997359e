/**
 * Who is calling, by a signed token: JWTs (RFC 7519) verified against an issuer's published keys,
 * which are followed in the background. What a caller may do is decided elsewhere.
 */
@NullMarked
@CheckReturnValue
package io.scangate.signin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
