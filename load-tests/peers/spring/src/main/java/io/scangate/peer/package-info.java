/**
 * A scan gateway as one would write it with Spring Boot WebFlux, Lettuce and Caffeine, to compare
 * Scangate's with: an annotated controller, an answer that Jackson writes, an entry a person in the
 * near cache. Codes are read by Scangate's own classes, signatures checked by the same provider.
 */
@NullMarked
package io.scangate.peer;

import org.jspecify.annotations.NullMarked;
