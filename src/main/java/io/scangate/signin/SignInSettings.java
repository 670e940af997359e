package io.scangate.signin;

import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.config.Scalar;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How one kind of callers signs in, as an operator writes it; {@code src/docs/signing-in.md} has
 * the keys and their defaults. Immutable.
 *
 * @param rules what tokens must say
 * @param keys where the issuer's keys stand
 * @param remembered how many verified tokens are remembered
 */
public record SignInSettings(TokenRules rules, KeySettings keys, int remembered) {
  private static final Duration LEAST_REFRESH = Duration.ofSeconds(1);
  private static final Duration MOST_REFRESH = Duration.ofDays(1);
  private static final int MOST_REMEMBERED = 10_000_000;

  /** Reads a section of a settings file. */
  public static SignInSettings read(Mapping section) {
    Mapping map =
        section.allowing(
            "issuer",
            "audience",
            "keys",
            "trust",
            "refresh",
            "asking",
            "tolerance",
            "required",
            "extra",
            "claims",
            "remembered");
    Scalar issuer = map.scalar("issuer");
    TokenRules plain = TokenRules.of(issuer.word(), "-");
    TokenRules rules =
        new TokenRules(
            issuer.as(SignInSettings::issuer),
            audiences(map.required("audience")),
            map.optional("tolerance")
                .map(node -> within(node, Duration.ZERO, TokenRules.MOST_TOLERANCE))
                .orElse(plain.tolerance()),
            names(map, "required"),
            names(map, "extra"),
            map.optional("claims")
                .map(node -> ClaimNames.read(node.mapping()))
                .orElse(ClaimNames.DEFAULT));
    return new SignInSettings(
        rules,
        keys(map),
        map.optional("remembered")
            .map(node -> (int) node.scalar().integer(0, MOST_REMEMBERED))
            .orElse(Verifier.REMEMBERED));
  }

  private static KeySettings keys(Mapping map) {
    KeySettings plain = KeySettings.of(map.scalar("keys").as(SignInSettings::location));
    return new KeySettings(
        plain.location(),
        map.optional("trust").map(node -> Path.of(node.scalar().word())),
        map.optional("refresh")
            .map(node -> within(node, LEAST_REFRESH, MOST_REFRESH))
            .orElse(plain.refresh()),
        plain.firstRetry(),
        map.optional("asking")
            .map(node -> within(node, LEAST_REFRESH, MOST_REFRESH))
            .orElse(plain.asking()),
        plain.patience());
  }

  private static KeyLocation location(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a file or an address is wanted");
    }
    return KeyLocation.of(text);
  }

  /** An issuer is a URL in OpenID Connect and in RFC 8414; a word would be a slip of the pen. */
  private static String issuer(String text) {
    String scheme = URI.create(text).getScheme();
    if (!"https".equals(scheme) && !"http".equals(scheme)) {
      throw new IllegalArgumentException("an issuer is a URL, to the letter as in its tokens");
    }
    return text;
  }

  private static Set<String> audiences(Node node) {
    if (node instanceof Scalar one) {
      return Set.of(one.word());
    }
    Set<String> audiences = new HashSet<>(ClaimNames.names(node));
    if (audiences.isEmpty()) {
      throw node.place().refuse("an audience at least is wanted");
    }
    return audiences;
  }

  private static List<String> names(Mapping map, String key) {
    Optional<Node> list = map.optional(key);
    return list.map(ClaimNames::names).orElse(List.of());
  }

  private static Duration within(Node node, Duration least, Duration most) {
    Scalar scalar = node.scalar();
    Duration value = scalar.duration();
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw scalar.refuse("a duration from " + least + " to " + most);
    }
    return value;
  }
}
