package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents point at is there. */
class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+[a-z](?:Test|IT))`");

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(Path.of("README.md")));
    for (String folder : List.of("src/docs", "load-tests")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
      }
    }
    return documents;
  }

  private static void each(Pattern pattern, Path document, Consumer<String> found)
      throws IOException {
    pattern.matcher(Files.readString(document)).results().forEach(it -> found.accept(it.group(1)));
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      each(
          LINK,
          document,
          link -> {
            if (!Files.exists(document.resolveSibling(link))) {
              broken.add(document + " -> " + link);
            }
          });
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      tests =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
    }
    List<String> missing = new ArrayList<>();
    for (Path document : documents()) {
      each(
          TEST_CLASS,
          document,
          name -> {
            if (!tests.contains(name)) {
              missing.add(document + ": " + name);
            }
          });
    }
    assertThat(missing).isEmpty();
  }
}
