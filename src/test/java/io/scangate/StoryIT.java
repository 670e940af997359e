package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's story of one person, command by command as it stands there, in a running city. */
@Timeout(300)
class StoryIT {
  private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final String HEADING = "## One person, from contact to green";

  private static String commands() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf(HEADING);
    String story = readme.substring(start, readme.indexOf("\n## ", start + 1));
    return COMMANDS
        .matcher(story)
        .results()
        .map(block -> block.group(1))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void oneGoesFromContactToGreenByTheCommandsOfTheReadme(@TempDir Path folder) throws Exception {
    int engine = FreePorts.next();
    try (ServedCity city = new ServedCity(folder, engine, "")) {
      Path script = folder.resolve("story.sh");
      Files.writeString(
          script,
          commands()
              .replace("127.0.0.1:8080", "127.0.0.1:" + city.gateway)
              .replace("127.0.0.1:8082", "127.0.0.1:" + engine));
      Path told = folder.resolve("told");
      Process shell =
          new ProcessBuilder("bash", "-euo", "pipefail", script.toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(told.toFile())
              .start();
      assertThat(shell.waitFor(2, TimeUnit.MINUTES)).isTrue();
      String output = Files.readString(told);
      assertThat(shell.exitValue()).as(output).isZero();
      assertThat(reasons(output)).as(output).isEqualTo(List.of("green", "yellow", "green"));
    }
  }

  private static List<String> reasons(String output) {
    return Pattern.compile("\"reason\":\"([a-z-]+)\"")
        .matcher(output)
        .results()
        .map(match -> match.group(1))
        .toList();
  }
}
