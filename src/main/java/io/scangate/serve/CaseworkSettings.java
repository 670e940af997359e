package io.scangate.serve;

import io.scangate.config.Mapping;
import io.scangate.signin.SignInSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the procedures are given, as the section {@code casework} says. Immutable.
 *
 * @param signIn whose tokens people and staff come with; absent where the engine issues them itself
 * @param identityKeys the file of the keys of identities; absent where it stands in the data folder
 */
record CaseworkSettings(Optional<SignInSettings> signIn, Optional<Path> identityKeys) {
  /** What holds where nothing is set. */
  static final CaseworkSettings DEFAULT = new CaseworkSettings(Optional.empty(), Optional.empty());

  /**
   * Reads the section.
   *
   * @param identityKeys from the section {@code keys}
   */
  static CaseworkSettings read(Optional<Mapping> section, Optional<Path> identityKeys) {
    return new CaseworkSettings(
        section
            .map(map -> map.allowing("sign-in"))
            .flatMap(map -> map.optional("sign-in"))
            .map(node -> SignInSettings.read(node.mapping())),
        identityKeys);
  }
}
