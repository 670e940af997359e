package io.scangate.signin;

import io.scangate.config.Mapping;
import io.scangate.config.Node;
import java.util.List;

/**
 * Under which names an issuer says what we want to know. A name with dots leads into nested objects
 * where no claim has the whole name. Immutable.
 *
 * @param roles a list of words, or one text with spaces between them
 * @param division the code of a division (GB/T 2260) as a text
 * @param scope the same forms as the roles
 * @param client the first of these that is there is the client
 */
public record ClaimNames(String roles, String division, String scope, List<String> client) {
  /** The names of RFC 9068 and OpenID Connect, and ours where these have none. */
  public static final ClaimNames DEFAULT =
      new ClaimNames("roles", "division", "scope", List.of("client_id", "azp"));

  public ClaimNames {
    client = List.copyOf(client);
  }

  static ClaimNames read(Mapping section) {
    Mapping map = section.allowing("roles", "division", "scope", "client");
    return new ClaimNames(
        name(map, "roles", DEFAULT.roles),
        name(map, "division", DEFAULT.division),
        name(map, "scope", DEFAULT.scope),
        map.optional("client").map(ClaimNames::names).orElse(DEFAULT.client));
  }

  private static String name(Mapping map, String key, String otherwise) {
    return map.optional(key).map(node -> node.scalar().word()).orElse(otherwise);
  }

  static List<String> names(Node list) {
    return list.items().stream().map(node -> node.scalar().word()).toList();
  }
}
