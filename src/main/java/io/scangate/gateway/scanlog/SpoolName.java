package io.scangate.gateway.scanlog;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file of the spool, {@code p<partition>-l<loop>-<number>.spool}. Immutable.
 *
 * @param loop which event loop wrote it
 * @param number rises with every file of a partition
 */
record SpoolName(int partition, int loop, long number) {
  /** The order of delivery. */
  static final Comparator<SpoolName> OLDEST_FIRST =
      Comparator.comparingLong(SpoolName::number).thenComparingInt(SpoolName::loop);

  private static final Pattern FORM =
      Pattern.compile("p(\\d{1,4})-l(\\d{1,4})-(\\d{1,18})\\.spool");

  static Optional<SpoolName> of(Path file) {
    Matcher name = FORM.matcher(String.valueOf(file.getFileName()));
    return name.matches()
        ? Optional.of(
            new SpoolName(
                Integer.parseInt(name.group(1)),
                Integer.parseInt(name.group(2)),
                Long.parseLong(name.group(3))))
        : Optional.empty();
  }

  /** The next file that this loop writes. */
  SpoolName next(int byLoop) {
    return new SpoolName(partition, byLoop, number + 1);
  }

  Path in(Path directory) {
    return directory.resolve("p%02d-l%02d-%010d.spool".formatted(partition, loop, number));
  }
}
