package io.scangate.signin.issuer;

import io.scangate.ops.IssuerMeters;
import io.scangate.signin.KeySet;
import io.scangate.signin.KeySource;
import io.scangate.signin.issuer.TokenAnswer.Code;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A small OAuth2 issuer: {@code POST /oauth2/token} (RFC 6749, client credentials), {@code GET
 * /.well-known/jwks.json} (RFC 7517), {@code GET /.well-known/openid-configuration}. Shared.
 *
 * <p>A grant is a way to an account; a token is made of an account, whatever the grant. So a login
 * of people by authorization code adds a grant and changes neither mint nor keys.
 */
public final class Issuer implements KeySource {
  static final String TOKEN = "/oauth2/token";
  static final String KEYS = "/.well-known/jwks.json";
  static final String CONFIGURATION = "/.well-known/openid-configuration";

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String GRANT = "client_credentials";
  private static final int MOST_BODY = 8 * 1024;

  /** What came of asking for other keys. */
  public sealed interface Rotation {
    /** A new key signs; the one before it is still published. */
    record Done() implements Rotation {}

    /**
     * Nothing changed: tokens of the key that would be forgotten may still be good.
     *
     * @param until when they have ended
     */
    record TooSoon(Instant until) implements Rotation {}
  }

  /** The keys in all their forms, swapped as a whole. */
  private record Snapshot(IssuerKeys keys, TokenMint mint, String text, Optional<KeySet> set) {}

  private final IssuerSettings settings;
  private final Accounts accounts;
  private final IssuerKeyFile file;
  private final Optional<Provider> provider;
  private final InstantSource clock;
  private final IssuerMeters meters;
  private final Patience patience;
  private volatile Snapshot snapshot;

  private Issuer(
      IssuerSettings settings,
      Accounts accounts,
      IssuerKeyFile file,
      IssuerKeys keys,
      Optional<Provider> provider,
      InstantSource clock,
      IssuerMeters meters) {
    this.settings = settings;
    this.accounts = accounts;
    this.file = file;
    this.provider = provider;
    this.clock = clock;
    this.meters = meters;
    this.patience = new Patience(settings, clock);
    this.snapshot = snapshot(keys);
  }

  /**
   * Opens an issuer on its file of keys, which is made where there is none.
   *
   * @param keys a file that its owner alone can open
   * @param provider what signs; the JDK where absent
   * @throws IOException where the file cannot be used; the message says why
   */
  public static Issuer open(
      IssuerSettings settings,
      Accounts accounts,
      Path keys,
      Optional<Provider> provider,
      InstantSource clock,
      IssuerMeters meters)
      throws IOException {
    IssuerKeyFile file = new IssuerKeyFile(keys);
    IssuerKeys opened = file.open(clock.instant());
    return new Issuer(settings, accounts, file, opened, provider, clock, meters);
  }

  private Snapshot snapshot(IssuerKeys keys) {
    String text = keys.publicText();
    Optional<KeySet> set =
        switch (KeySet.read(text.getBytes(StandardCharsets.UTF_8), provider)) {
          case KeySet.Reading.Read(var read) -> Optional.of(read);
          case KeySet.Reading.Unreadable(var why) ->
              throw new IllegalStateException("the issuer's own keys: " + why);
        };
    return new Snapshot(keys, new TokenMint(settings, keys.current(), provider), text, set);
  }

  /** For verifiers in the same process, which need no HTTP. */
  @Override
  public Optional<KeySet> current() {
    return snapshot.set;
  }

  @Override
  public Future<Void> readAgain() {
    return Future.succeededFuture();
  }

  /**
   * Signs with a new key from now on. The key before it stays published until the next rotation,
   * which is refused until the tokens of the key that it would forget have ended.
   *
   * @throws IOException where the file cannot be written; then nothing changed
   */
  public synchronized Rotation rotate() throws IOException {
    Instant now = clock.instant();
    IssuerKeys keys = snapshot.keys;
    Instant until = keys.since().plus(settings.lifetime());
    if (keys.previous().isPresent() && now.isBefore(until)) {
      return new Rotation.TooSoon(until);
    }
    IssuerKeys next = keys.rotated(now);
    file.replace(next);
    snapshot = snapshot(next);
    return new Rotation.Done();
  }

  /** Adds the three endpoints to a router. */
  public void mountOn(Router router) {
    var _ = router.get(KEYS).handler(this::tellKeys);
    var _ = router.get(CONFIGURATION).handler(this::tellConfiguration);
    var _ =
        router
            .post(TOKEN)
            .handler(BodyHandler.create(false).setBodyLimit(MOST_BODY))
            .handler(this::tellToken)
            .failureHandler(this::tellUnreadable);
  }

  private void tellKeys(RoutingContext context) {
    tell(context.response(), "application/jwk-set+json", snapshot.text);
  }

  private void tellConfiguration(RoutingContext context) {
    JsonObject body =
        new JsonObject()
            .put("issuer", settings.url().toString())
            .put("token_endpoint", settings.url() + TOKEN)
            .put("jwks_uri", settings.url() + KEYS)
            .put("grant_types_supported", new JsonArray(List.of(GRANT)))
            .put(
                "token_endpoint_auth_methods_supported",
                new JsonArray(List.of("client_secret_post")))
            .put("response_types_supported", new JsonArray())
            .put("subject_types_supported", new JsonArray(List.of("public")))
            .put("id_token_signing_alg_values_supported", new JsonArray(List.of("ES256")));
    tell(context.response(), "application/json", body.encode());
  }

  private static void tell(HttpServerResponse response, String type, String body) {
    var _ =
        response
            .putHeader("content-type", type)
            .putHeader("cache-control", "public, max-age=60")
            .end(body);
  }

  private void tellToken(RoutingContext context) {
    String type = context.request().getHeader("content-type");
    TokenAnswer answer =
        type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM)
            ? grant(context.request().formAttributes(), address(context))
            : refuse(Code.INVALID_REQUEST, "send a form: " + FORM);
    meters.answered(answer.result());
    answer.answer(context.response());
  }

  /** A body that is too large or no form; what is our own fault goes on to the router's owner. */
  private void tellUnreadable(RoutingContext context) {
    int status = context.statusCode();
    if (status < 400 || status >= 500) {
      context.next();
      return;
    }
    TokenAnswer answer = refuse(Code.INVALID_REQUEST, "the form cannot be read, or is too large");
    meters.answered(answer.result());
    answer.answer(context.response(), status);
  }

  private static String address(RoutingContext context) {
    String address = context.request().remoteAddress().hostAddress();
    return address == null ? "unknown" : address;
  }

  /** Decides what a form gets. */
  TokenAnswer grant(MultiMap form, String address) {
    if (form.names().stream().anyMatch(name -> form.getAll(name).size() > 1)) {
      return refuse(Code.INVALID_REQUEST, "a parameter stands twice");
    }
    String grant = form.get("grant_type");
    if (grant == null) {
      return refuse(Code.INVALID_REQUEST, "grant_type is missing");
    }
    if (!grant.equals(GRANT)) {
      return refuse(Code.UNSUPPORTED_GRANT_TYPE, "grant_type is " + GRANT);
    }
    String client = form.get("client_id");
    String secret = form.get("client_secret");
    if (client == null || secret == null) {
      return refuse(Code.INVALID_CLIENT, "client_id and client_secret are wanted in the form");
    }
    if (client.length() > Account.MOST_NAME) {
      return refuse(Code.INVALID_CLIENT, "the client or its secret is wrong");
    }
    // A name that is not known is counted like one that is: a difference would tell which are.
    Optional<Duration> pause = patience.pause(client, address);
    if (pause.isPresent()) {
      return new TokenAnswer.HeldUp(pause.get());
    }
    Optional<Account> account = accounts.find(client, secret);
    if (account.isEmpty()) {
      patience.failed(client, address);
      return refuse(Code.INVALID_CLIENT, "the client or its secret is wrong");
    }
    patience.succeeded(client, address);
    return issue(account.get(), Optional.ofNullable(form.get("scope")));
  }

  private TokenAnswer issue(Account account, Optional<String> asked) {
    Set<String> scopes =
        asked
            .filter(text -> !text.isBlank())
            .map(text -> Set.copyOf(List.of(text.strip().split(" +"))))
            .orElse(account.scopes());
    if (!account.scopes().containsAll(scopes)) {
      return refuse(Code.INVALID_SCOPE, "the client has not all of these scopes");
    }
    String token = snapshot.mint.mint(account, scopes, clock.instant());
    return new TokenAnswer.Issued(token, settings.lifetime(), scopes);
  }

  private static TokenAnswer refuse(Code code, String words) {
    return new TokenAnswer.Refused(code, words);
  }
}
