/** Tokens, genuine and forged, and the keys of issuers at real servers. */
@NullMarked
package io.scangate.signin;

import org.jspecify.annotations.NullMarked;
