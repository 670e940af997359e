package io.scangate.serve;

import io.scangate.casework.identity.IdentityKeys;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.cases.Identities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of the keys that identities stand under. */
public final class IdentityKeyFile {
  private static final String FILE = "identities.key";

  private IdentityKeyFile() {}

  /** Where it stands in a data folder. */
  public static Path in(Path data) {
    return data.resolve("keys").resolve(FILE);
  }

  /**
   * Opens it, or draws the first key where nobody is registered yet.
   *
   * @throws StartException where a key is missing that identities of the ledger are under
   */
  public static IdentityKeys open(Path file, Ledger ledger) throws IOException {
    boolean there = Files.exists(file);
    for (int id : new Identities(ledger).keyIds()) {
      if (!there || !IdentityKeys.open(file).knows(id)) {
        throw new StartException(
            file
                + " lacks key "
                + id
                + ": identities in the ledger are under it. Copy the file from another engine, or"
                + " name it by the setting 'keys.identities'");
      }
    }
    return IdentityKeys.open(file);
  }
}
