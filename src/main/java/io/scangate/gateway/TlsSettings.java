package io.scangate.gateway;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that TLS is served with. Immutable.
 *
 * @param certificate the chain as PEM, that of the server first
 * @param key its private key as PEM, PKCS #8
 * @param devices the authorities as PEM whose certificates scanners must show; absent where the
 *     device key is enough
 */
public record TlsSettings(Path certificate, Path key, Optional<Path> devices) {}
