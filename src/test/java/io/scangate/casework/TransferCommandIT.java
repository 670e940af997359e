package io.scangate.casework;

import static io.scangate.casework.Releases.CENTRALIZED;
import static io.scangate.casework.Releases.json;
import static io.scangate.casework.Releases.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.who.Role;
import io.scangate.command.casework.CaseworkCommand;
import io.scangate.transition.ContactKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code scangate casework transfer list} on the morning after. */
class TransferCommandIT {
  @TempDir private Path directory;

  private String list(Releases releases, String... more) throws IOException {
    Path token =
        Files.writeString(directory.resolve("token"), releases.casework.token(Role.MUNICIPALITY));
    List<String> line =
        new ArrayList<>(List.of("transfer", "list", "--division", "4403", "--engine"));
    line.add(releases.casework.url + "/");
    line.addAll(List.of("--token-file", token.toString()));
    line.addAll(List.of(more));
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new CaseworkCommand());
    command.setOut(new PrintWriter(out));
    assertThat(command.execute(line.toArray(String[]::new))).isZero();
    return out.toString();
  }

  private static void isNextDay(Releases releases, String time) {
    releases.test.goTo(Instant.parse("2022-03-21T" + time + "+08:00"));
  }

  @Test
  void whoIsLateStandsInATableAndInJson() throws Exception {
    try (Releases releases = new Releases(directory)) {
      var _ = releases.isolated(1, ContactKind.CLOSE, 15);
      var _ =
          releases.filed(releases.isolationPoint, CENTRALIZED + "form-1", json(List.of(row(1))));
      releases.work();
      isNextDay(releases, "09:59:59");
      assertThat(list(releases))
          .isEqualToIgnoringNewLines(
              "district  day         conversions  state        deadline                late  number"
                  + "440305    2022-03-20            1  open         2022-03-21T10:00+08:00");
      assertThat(list(releases, "--late")).isEmpty();
      isNextDay(releases, "10:00:01");
      assertThat(list(releases, "--late")).contains("440305    2022-03-20", "+08:00  late");
      JsonArray late = new JsonObject(list(releases, "--late", "--json")).getJsonArray("transfers");
      assertThat(late).hasSize(1);
      assertThat(late.getJsonObject(0).getBoolean("late")).isTrue();
    }
  }
}
