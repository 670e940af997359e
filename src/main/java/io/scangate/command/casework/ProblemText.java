package io.scangate.command.casework;

import com.fasterxml.jackson.databind.JsonNode;
import io.scangate.command.NotDoneException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an engine refuses ({@code application/problem+json}, RFC 9457) in words. Stateless. */
final class ProblemText {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private ProblemText() {}

  /** Why nothing was done, what helps, and under which id the engine's logs tell of it. */
  static NotDoneException refusal(HttpResponse<byte[]> answer) {
    JsonNode problem = EngineLine.parsed(answer);
    int status = answer.statusCode();
    if (!problem.path("title").isTextual() || !problem.path("request").isTextual()) {
      return new NotDoneException(
          "%s answers %d, and not as an engine does.".formatted(answer.uri(), status),
          status >= 500);
    }
    List<String> lines = new ArrayList<>();
    lines.add(text(problem, "title") + ". " + text(problem, "detail"));
    advice(answer).ifPresent(lines::add);
    lines.add("The engine's logs tell of it as request " + text(problem, "request") + ".");
    return new NotDoneException(String.join(System.lineSeparator(), lines), status == 503);
  }

  private static String text(JsonNode problem, String member) {
    return plain(problem.path(member).asText());
  }

  /** What can be done from here; the detail tells what can be done there. */
  private static Optional<String> advice(HttpResponse<byte[]> answer) {
    return switch (answer.statusCode()) {
      case 401 ->
          Optional.of(
              "Sign in with a token that is valid now: --token-file, or --client and"
                  + " --secret-file.");
      case 403 -> Optional.of("Somebody else may: name their account or token.");
      case 429, 503 ->
          answer
              .headers()
              .firstValue("retry-after")
              .map(seconds -> "Come again in " + plain(seconds) + " s.");
      default -> Optional.empty();
    };
  }

  /** A text of somebody else, which does nothing to a terminal. */
  static String plain(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }
}
