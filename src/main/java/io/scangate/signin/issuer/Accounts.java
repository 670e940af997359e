package io.scangate.signin.issuer;

import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.health.Division;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The clients that the embedded issuer knows. Immutable. */
public final class Accounts {
  private final Map<String, Account> byClient = new LinkedHashMap<>();
  private final SecretHash nobody;

  /**
   * These accounts.
   *
   * @throws IllegalArgumentException where two have one name
   */
  public Accounts(Collection<Account> accounts, SecureRandom random) {
    for (Account account : accounts) {
      if (byClient.put(account.client(), account) != null) {
        throw new IllegalArgumentException("the client '" + account.client() + "' stands twice");
      }
    }
    nobody = SecretHash.ofNobody(random);
  }

  /** Reads {@code accounts: [{client, secret, audiences, scopes, roles, division}]}. */
  public static Accounts read(Mapping file, SecureRandom random) {
    Map<String, Account> accounts = new LinkedHashMap<>();
    for (Node node : file.allowing("accounts").items("accounts")) {
      Mapping map =
          node.mapping().allowing("client", "secret", "audiences", "scopes", "roles", "division");
      SecretHash secret = map.scalar("secret").as(SecretHash::read);
      Account account =
          map.scalar("client")
              .as(
                  client ->
                      new Account(
                          client,
                          secret,
                          words(map, "audiences"),
                          words(map, "scopes"),
                          words(map, "roles"),
                          map.optional("division").map(code -> code.scalar().as(Division::new))));
      if (accounts.put(account.client(), account) != null) {
        throw map.place().refuse("the client '" + account.client() + "' stands twice");
      }
    }
    return new Accounts(accounts.values(), random);
  }

  private static Set<String> words(Mapping map, String key) {
    List<Node> items = map.optional(key).map(Node::items).orElse(List.of());
    Set<String> words = new HashSet<>();
    items.forEach(item -> words.add(item.scalar().word()));
    return words;
  }

  /** The same accounts in the form that {@link #read} takes. */
  public String text() {
    JsonArray list = new JsonArray();
    for (Account account : byClient.values()) {
      JsonObject entry =
          new JsonObject()
              .put("client", account.client())
              .put("secret", account.secret().text())
              .put("audiences", sorted(account.audiences()))
              .put("scopes", sorted(account.scopes()))
              .put("roles", sorted(account.roles()));
      account.division().ifPresent(division -> entry.put("division", division.code()));
      list.add(entry);
    }
    return new JsonObject().put("accounts", list).encodePrettily();
  }

  private static JsonArray sorted(Set<String> words) {
    return new JsonArray(words.stream().sorted().toList());
  }

  /**
   * The account of a client whose secret is the right one. Takes the same time for a client that is
   * not known as for a wrong secret.
   */
  Optional<Account> find(String client, String secret) {
    Optional<Account> account = Optional.ofNullable(byClient.get(client));
    boolean right = account.map(Account::secret).orElse(nobody).isOf(secret);
    return right ? account : Optional.empty();
  }
}
