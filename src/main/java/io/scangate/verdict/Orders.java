package io.scangate.verdict;

import io.scangate.health.Division;
import io.scangate.verdict.Closure.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The closures that the authorities have ordered. Immutable.
 *
 * <p>Published as lines, one a closure, with a tab between the fields:
 *
 * <pre>
 * scangate orders 1
 * checkpoint, site or division | its name or code | from | until | authority
 * </pre>
 *
 * <p>Instants are written as in {@code 2022-03-01T00:00:00Z}.
 */
public record Orders(List<Closure> closures) {
  /** No order at all. */
  public static final Orders NONE = new Orders(List.of());

  private static final String FORMAT = "scangate orders 1";

  /** Takes a copy. */
  public Orders {
    closures = List.copyOf(closures);
  }

  /** The closures that concern a checkpoint, past and coming ones too. */
  public List<Closure> concerning(Checkpoint checkpoint) {
    return closures.stream().filter(closure -> closure.scope().covers(checkpoint)).toList();
  }

  /** The orders as they are published. */
  public byte[] toBytes() {
    return ListLines.write(FORMAT, closures.stream().map(Orders::line).toList());
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws ListException where the bytes are no such list
   */
  public static Orders of(byte[] bytes) {
    List<Closure> closures = new ArrayList<>();
    ListLines.read(
        FORMAT,
        bytes,
        5,
        fields ->
            closures.add(
                new Closure(
                    scope(fields[0], fields[1]), micros(fields[2]), micros(fields[3]), fields[4])));
    return new Orders(closures);
  }

  private static String line(Closure closure) {
    String from = instant(closure.from());
    String until = instant(closure.until());
    return switch (closure.scope()) {
      case Scope.OneCheckpoint(String id) ->
          ListLines.line("checkpoint", id, from, until, closure.authority());
      case Scope.WholeSite(String site) ->
          ListLines.line("site", site, from, until, closure.authority());
      case Scope.WholeDivision(Division division) ->
          ListLines.line("division", division.code(), from, until, closure.authority());
    };
  }

  private static Scope scope(String kind, String name) {
    return switch (kind) {
      case "checkpoint" -> new Scope.OneCheckpoint(name);
      case "site" -> new Scope.WholeSite(name);
      case "division" -> new Scope.WholeDivision(new Division(name));
      default ->
          throw new IllegalArgumentException(
              "'" + kind + "' is no scope; allowed: checkpoint, site, division");
    };
  }

  private static String instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  private static long micros(String text) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is no instant", e);
    }
  }
}
