package io.scangate.engine.intake;

import io.scangate.engine.Routes;
import io.scangate.ops.IssuerMeters;
import io.scangate.ops.SignInMeters;
import io.scangate.signin.TokenRules;
import io.scangate.signin.Verifier;
import io.scangate.signin.issuer.Account;
import io.scangate.signin.issuer.Accounts;
import io.scangate.signin.issuer.ClientSecret;
import io.scangate.signin.issuer.Issuer;
import io.scangate.signin.issuer.IssuerSettings;
import io.scangate.signin.issuer.SecretHash;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The embedded issuer, for installations that have none: one client for each source, with a secret
 * that is new at every start, and what others add. Shared.
 */
public final class SourceIssuer {
  /** Whom the tokens are for. */
  public static final String AUDIENCE = "scangate-intake";

  /**
   * What a source signs in with.
   *
   * @param id its {@code client_id}
   * @param kind the word of its kind
   * @param secret its {@code client_secret}
   */
  public record Client(String id, String kind, ClientSecret secret) {}

  private final Issuer issuer;
  private final URI url;
  private final List<Client> clients;

  private SourceIssuer(Issuer issuer, URI url, List<Client> clients) {
    this.issuer = issuer;
    this.url = url;
    this.clients = List.copyOf(clients);
  }

  /**
   * Opens it.
   *
   * @param others accounts that are none of sources; each has another name than these
   * @param url where the server that it is put on is reached: scheme, host and port
   * @param keys the file of its signing keys, made where there is none
   * @throws IOException where that file cannot be used; the message says why
   */
  public static SourceIssuer open(
      Sources sources,
      List<Account> others,
      URI url,
      Path keys,
      InstantSource clock,
      IssuerMeters meters)
      throws IOException {
    SecureRandom random = new SecureRandom();
    List<Client> clients = new ArrayList<>();
    List<Account> accounts = new ArrayList<>(others);
    for (Source source : sources.all()) {
      ClientSecret secret = ClientSecret.fresh(random);
      clients.add(new Client(source.id(), source.kind().word(), secret));
      accounts.add(
          new Account(
              source.id(),
              SecretHash.of(secret, random),
              Set.of(AUDIENCE),
              Set.of(Entry.SCOPE),
              Set.of(),
              Optional.empty()));
    }
    Issuer issuer =
        Issuer.open(
            IssuerSettings.of(url),
            new Accounts(accounts, random),
            keys,
            Optional.empty(),
            clock,
            meters);
    return new SourceIssuer(issuer, url, clients);
  }

  /** Where tokens and keys are fetched: {@code POST /oauth2/token} and the addresses beside it. */
  public Routes routes() {
    return issuer::mountOn;
  }

  /**
   * Checks its tokens without asking over HTTP.
   *
   * @param audience whom they must be for
   */
  public Verifier verifier(String audience, InstantSource clock, SignInMeters meters) {
    return new Verifier(
        TokenRules.of(url.toString(), audience), issuer, clock, meters, Verifier.REMEMBERED);
  }

  /** What each source signs in with. */
  public List<Client> clients() {
    return clients;
  }
}
