package io.scangate.casework.recognition;

import io.scangate.credential.CryptoSuite;

/**
 * What mutual recognition works with, beside what every procedure does. Immutable.
 *
 * @param line to the other cities
 */
public record PeerParts(
    PeerSettings settings, PeerSigning signing, PeerLine line, CryptoSuite crypto) {}
