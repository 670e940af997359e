package io.scangate.ledger;

import java.io.Reader;
import java.io.StringReader;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of PostgreSQL's {@code COPY}. Confined to one thread. */
final class CopyText {
  private final StringBuilder text = new StringBuilder();
  private boolean begun;

  private StringBuilder column() {
    if (begun) {
      text.append('\t');
    }
    begun = true;
    return text;
  }

  CopyText put(long number) {
    column().append(number);
    return this;
  }

  CopyText put(boolean flag) {
    column().append(flag ? 't' : 'f');
    return this;
  }

  CopyText put(Instant instant) {
    column().append(instant);
    return this;
  }

  CopyText put(Optional<Instant> instant) {
    return put(instant.map(Instant::toString).orElse(null));
  }

  CopyText put(@Nullable String words) {
    StringBuilder to = column();
    if (words == null) {
      to.append("\\N");
      return this;
    }
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      switch (c) {
        case '\\' -> to.append("\\\\");
        case '\t' -> to.append("\\t");
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        default -> to.append(c);
      }
    }
    return this;
  }

  /** Bytes, given in hexadecimal. */
  CopyText bytes(String hex) {
    column().append("\\\\x").append(hex);
    return this;
  }

  /** Ends the row. */
  void end() {
    text.append('\n');
    begun = false;
  }

  Reader reader() {
    return new StringReader(text.toString());
  }
}
