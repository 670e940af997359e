package io.scangate.casework.who;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.config.ConfigException;
import io.scangate.engine.intake.Sources;
import io.scangate.health.Division;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaffAccountsTest {
  private final StaffAccounts staff = new StaffAccounts(new Division("4403"), new SecureRandom());

  @Test
  void everyRoleHasAnAccount() {
    assertThat(staff.clients()).extracting(StaffAccounts.Client::role).contains(Role.values());
  }

  @Test
  void noSourceCanHaveTheNameOfAnAccount(@TempDir Path folder) throws Exception {
    for (StaffAccounts.Client client : staff.clients()) {
      Path file = folder.resolve("sources.yaml");
      Files.writeString(
          file,
          """
          sources:
            %s: {kind: laboratory, authority: Laboratory, divisions: ['4403'], severe: {most: 1, per: PT1H}}
          """
              .formatted(client.id()));
      assertThatThrownBy(() -> Sources.read(file))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("'" + client.id() + "' is no name of a source");
    }
  }
}
