package io.scangate.engine;

import io.scangate.ledger.LedgerException;
import io.scangate.ops.ProblemMeters;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where the engine's server answers with problems, and where what nobody expected is
 * logged, once. Shared.
 */
public final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final String REQUEST = "scangate.request";

  private final SecureRandom random = new SecureRandom();
  private final ProblemMeters meters;

  /** Answers that are counted there. */
  public Answers(ProblemMeters meters) {
    this.meters = meters;
  }

  /** The id of a request, under which answer and log tell of it. */
  public static String requestId(RoutingContext context) {
    return String.valueOf(context.<String>get(REQUEST));
  }

  /** Answers with a problem. */
  public void tell(RoutingContext context, Problem problem) {
    meters.answered(problem.status());
    problem.answer(context, requestId(context));
  }

  /** Puts itself before and behind everything that a router does. */
  void on(Router router) {
    var _ = router.route().order(Integer.MIN_VALUE).handler(this::begin).failureHandler(this::fail);
    var _ = router.errorHandler(404, this::fail);
    var _ = router.errorHandler(405, context -> wrongMethod(router, context));
    var _ = router.errorHandler(400, this::fail);
    var _ = router.errorHandler(500, this::fail);
  }

  private void begin(RoutingContext context) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    String text = HexFormat.of().formatHex(id);
    context.put(REQUEST, text);
    context.response().putHeader("x-request-id", text);
    context.next();
  }

  private void wrongMethod(Router router, RoutingContext context) {
    Set<String> allowed = new TreeSet<>();
    for (Route route : router.getRoutes()) {
      if (route.methods() != null && isAt(route.getPath(), context.normalizedPath())) {
        route.methods().forEach(method -> allowed.add(method.name()));
      }
    }
    tell(
        context,
        Problem.of(
                405,
                "wrong-method",
                "The method is not allowed here",
                "The header Allow names those that are.")
            .with("allow", String.join(", ", allowed)));
  }

  /**
   * Whether an address is one of a route's; a part of the route that begins with a colon is any.
   */
  private static boolean isAt(@Nullable String route, String address) {
    if (route == null) {
      return false;
    }
    String[] parts = route.split("/", -1);
    String[] given = address.split("/", -1);
    if (parts.length != given.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].equals(given[i]) && !parts[i].startsWith(":")) {
        return false;
      }
    }
    return true;
  }

  private void fail(RoutingContext context) {
    tell(context, problem(context, context.failure()));
  }

  /** What a failure that nobody expected is told as; it is logged here. */
  public Problem problem(RoutingContext context, @Nullable Throwable failure) {
    if (LedgerException.behind(failure).filter(Answers::passes).isPresent()) {
      LOG.warn("request {}: the ledger is away: {}", requestId(context), String.valueOf(failure));
      return Problem.away("The ledger cannot be reached; send the same again, with the same keys.");
    }
    int status = context.statusCode();
    if (failure == null && status == 404) {
      return Problem.of(404, "not-found", "There is nothing at this address", "See the document.");
    }
    if (failure == null && status >= 400 && status < 500) {
      return Problem.of(status, "bad-request", "The request cannot be understood", "Check it.");
    }
    LOG.error("request {} failed", requestId(context), failure);
    return Problem.of(
        500, "failed", "The engine failed", "If it lasts, tell its operator the request's id.");
  }

  /** Whether the same may succeed when it is sent again. */
  private static boolean passes(LedgerException.Trouble trouble) {
    return switch (trouble) {
      case AWAY, CONFLICT -> true;
      case REFUSED, UNUSABLE -> false;
    };
  }
}
