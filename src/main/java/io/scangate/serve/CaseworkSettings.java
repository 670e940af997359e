package io.scangate.serve;

import io.scangate.config.Mapping;
import io.scangate.signin.SignInSettings;
import java.util.Optional;

/**
 * What the procedures are given, as the section {@code casework} says. Immutable.
 *
 * @param signIn whose tokens people and staff come with; absent where the engine issues them itself
 */
record CaseworkSettings(Optional<SignInSettings> signIn) {
  /** What holds where nothing is set. */
  static final CaseworkSettings DEFAULT = new CaseworkSettings(Optional.empty());

  static CaseworkSettings read(Mapping section) {
    Mapping map = section.allowing("sign-in");
    return new CaseworkSettings(
        map.optional("sign-in").map(node -> SignInSettings.read(node.mapping())));
  }
}
