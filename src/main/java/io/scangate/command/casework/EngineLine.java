package io.scangate.command.casework;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.scangate.command.NotDoneException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The procedures of a running engine, asked over HTTP as somebody. Whatever is not answered as
 * wanted ends the command, with the engine's own words. Confined to one thread.
 */
final class EngineLine implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration TO_ANSWER = Duration.ofMinutes(2);
  private static final int UNAUTHORIZED = 401;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TO_CONNECT)
          .build();
  private final String base;
  private final Credentials credentials;
  private String token = "";

  /**
   * Opens nothing yet.
   *
   * @param base the engine's address, without a slash at its end
   */
  EngineLine(String base, Credentials credentials) {
    this.base = base;
    this.credentials = credentials;
  }

  /** Something that is seen. */
  JsonNode get(String path) throws InterruptedException {
    return read(send(request(path)));
  }

  /** A file. */
  byte[] file(String path) throws InterruptedException {
    return send(request(path)).body();
  }

  /** What became of a form. */
  JsonNode post(String path, JsonNode form) throws InterruptedException {
    return read(
        send(
            request(path)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(form.toString()))));
  }

  /** What became of files. */
  JsonNode post(String path, FileParts files) throws InterruptedException {
    return read(send(request(path).header("content-type", files.type()).POST(files.body())));
  }

  /** A text as it stands in an address. */
  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + "/v1/" + path));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws InterruptedException {
    boolean fresh = token.isEmpty();
    if (fresh) {
      token = signIn();
    }
    HttpResponse<byte[]> answer = asSomebody(request);
    if (answer.statusCode() == UNAUTHORIZED
        && !fresh
        && credentials instanceof Credentials.Account) {
      // Whoever waits for long outlives a token.
      token = signIn();
      answer = asSomebody(request);
    }
    if (answer.statusCode() / 100 != 2) {
      throw ProblemText.refusal(answer);
    }
    return answer;
  }

  private HttpResponse<byte[]> asSomebody(HttpRequest.Builder request) throws InterruptedException {
    return exchange(request.setHeader("authorization", "Bearer " + token));
  }

  private HttpResponse<byte[]> exchange(HttpRequest.Builder builder) throws InterruptedException {
    HttpRequest request = builder.timeout(TO_ANSWER).build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new NotDoneException(
          "%s is away: %s. Does the engine run there? --engine URL names another."
              .formatted(
                  request.uri().getAuthority(),
                  e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
          true);
    }
  }

  private String signIn() throws InterruptedException {
    return switch (credentials) {
      case Credentials.Token(var text) -> text;
      case Credentials.Account account -> token(account);
    };
  }

  private String token(Credentials.Account account) throws InterruptedException {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(encoded(account.client()), encoded(account.secret().reveal()));
    HttpResponse<byte[]> answer =
        exchange(
            HttpRequest.newBuilder(account.address())
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    JsonNode json = parsed(answer);
    String issued = json.path("access_token").asText();
    if (answer.statusCode() == 200 && !issued.isEmpty()) {
      return issued;
    }
    throw new NotDoneException(
        "%s is not signed in at %s: %s. Are --client and --secret-file right?"
            .formatted(
                account.client(),
                account.address(),
                ProblemText.plain(
                    json.path("error_description").asText("it answers " + answer.statusCode()))),
        false);
  }

  private static JsonNode read(HttpResponse<byte[]> answer) {
    JsonNode json = parsed(answer);
    if (!json.isObject()) {
      throw new NotDoneException(answer.uri() + " does not answer as an engine does.", false);
    }
    return json;
  }

  /** Missing where it is no JSON. */
  static JsonNode parsed(HttpResponse<byte[]> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
