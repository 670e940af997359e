/** The embedded issuer over HTTP. */
@NullMarked
package io.scangate.signin.issuer;

import org.jspecify.annotations.NullMarked;
