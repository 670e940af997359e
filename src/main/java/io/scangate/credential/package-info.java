/**
 * Health codes between the text of a QR and their claims: Base45, CBOR, COSE, keys and pseudonyms,
 * one file a wire format. Plain Java and javax.crypto; imports only the shared words.
 */
@NullMarked
@CheckReturnValue
package io.scangate.credential;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
