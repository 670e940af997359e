package io.scangate.casework.recognition;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.recognition.PeerLine.Said;
import io.scangate.credential.Serial;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Asks other cities about their codes. Shared; to be called on a virtual thread.
 *
 * <pre>
 *   recognize       {serial, name, document}     -> colour {colour} | unknown {}
 *   colour          {serial}                     -> colour {colour} | unknown {}
 *   release         {serial, ground}             -> received {}     | unknown {}
 *   release-answer  {released, note}             -> received {}     | unknown {}
 * </pre>
 *
 * <p>An answer bears the id of its question; {@code release-answer} that of the request.
 */
final class Asking {
  static final String RECOGNIZE = "recognize";
  static final String COLOUR = "colour";
  static final String RELEASE = "release";
  static final String RELEASE_ANSWER = "release-answer";
  static final String RECEIVED = "received";
  static final String UNKNOWN = "unknown";

  private static final int ID_BYTES = 16;
  private static final String OTHERWISE = "the other city answers '%s'";

  /** What another city says of a code. */
  sealed interface Told {
    /**
     * Its colour.
     *
     * @param message in which it was said
     */
    record OfColour(Colour colour, String message) implements Told {}

    /** It knows no such code of that person, or lets nobody ask any more. */
    record Unknown() implements Told {}

    /** It cannot be asked now. */
    record Away(String why) implements Told {}
  }

  private final PeerLine line;
  private final SecureRandom random = new SecureRandom();

  Asking(CaseworkParts parts) {
    this.line = parts.peers().line();
  }

  /** An id that no message had before. */
  String id() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  /** Whether a code is that of somebody, and of which colour. */
  Told recognize(Division issuer, Serial serial, JsonObject identity) {
    return told(
        line.say(
            issuer,
            RECOGNIZE,
            id(),
            new JsonObject()
                .put("serial", text(serial))
                .put("name", identity.getString("name"))
                .put("document", identity.getJsonObject("document"))));
  }

  /** Of which colour a code is now. */
  Told colour(Division issuer, Serial serial) {
    return told(line.say(issuer, COLOUR, id(), new JsonObject().put("serial", text(serial))));
  }

  private static Told told(Said said) {
    return switch (said) {
      case Said.Away(var why) -> new Told.Away(why);
      case Said.Answered(var kind, var id, var body) ->
          switch (kind) {
            case UNKNOWN -> new Told.Unknown();
            case COLOUR ->
                colour(body)
                    .<Told>map(colour -> new Told.OfColour(colour, id))
                    .orElseGet(() -> new Told.Away("the other city names no colour"));
            default -> new Told.Away(OTHERWISE.formatted(kind));
          };
    };
  }

  private static Optional<Colour> colour(JsonObject body) {
    return switch (String.valueOf(body.getValue("colour"))) {
      case "GREEN" -> Optional.of(Colour.GREEN);
      case "YELLOW" -> Optional.of(Colour.YELLOW);
      case "RED" -> Optional.of(Colour.RED);
      default -> Optional.empty();
    };
  }

  /**
   * Brings a request for a release, or an answer to one.
   *
   * @return why the other city does not have it; empty where it has
   */
  Optional<String> bring(Division to, String kind, String id, JsonObject body) {
    return switch (line.say(to, kind, id, body)) {
      case Said.Away(var why) -> Optional.of(why);
      case Said.Answered(var answer, _, _) when answer.equals(RECEIVED) || answer.equals(UNKNOWN) ->
          Optional.empty();
      case Said.Answered(var answer, _, _) -> Optional.of(OTHERWISE.formatted(answer));
    };
  }

  static String text(Serial serial) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(serial.high()) + hex.toHexDigits(serial.low());
  }

  /** The serial of a message; empty where it has none. */
  static Optional<Serial> serial(JsonObject body) {
    if (!(body.getValue("serial") instanceof String text) || !text.matches("[0-9a-f]{32}")) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(text));
    return Optional.of(new Serial(bytes.getLong(), bytes.getLong()));
  }
}
