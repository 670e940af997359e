package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command line that was run in this process: how it ended, and what it wrote. Immutable. */
record Run(int code, String out, String err) {
  /** Runs {@code scangate} with these words. */
  static Run of(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int code = line.execute(words);
    return new Run(code, out.toString(), err.toString());
  }

  /** Fails where it ended otherwise, showing what it wrote. */
  @CanIgnoreReturnValue
  Run is(int expected) {
    assertThat(code).as(out + err).isEqualTo(expected);
    return this;
  }

  /** What it wrote, read as JSON. */
  JsonNode json() throws JsonProcessingException {
    return new ObjectMapper().readTree(out);
  }
}
