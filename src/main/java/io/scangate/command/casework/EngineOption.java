package io.scangate.command.casework;

import io.scangate.serve.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --engine}, and who asks there: a token or an account, their secrets in files. */
final class EngineOption {
  private static final long MOST_TOKEN = 8_192;
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  /** An account of the issuer. */
  static final class Account {
    @Option(
        names = "--client",
        required = true,
        paramLabel = "ID",
        description = "Your account, to sign in with its secret.")
    private String client = "";

    @Option(
        names = "--secret-file",
        required = true,
        paramLabel = "FILE",
        description = "The file with the secret of the account.")
    private Path secret = Path.of("");

    @Option(
        names = "--token-address",
        paramLabel = "URL",
        description = "Where tokens are got; /oauth2/token of the engine without it.")
    private @Nullable URI address;
  }

  /** One of the two ways. */
  static final class Who {
    @Option(
        names = "--token-file",
        required = true,
        paramLabel = "FILE",
        description = "The file with a token that you have already.")
    private @Nullable Path token;

    @ArgGroup(exclusive = false)
    private @Nullable Account account;
  }

  @Option(
      names = "--engine",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8082",
      description =
          "The engine, or the https address of what stands before it. Default: ${DEFAULT-VALUE}.")
  private URI engine;

  @ArgGroup(multiplicity = "1")
  private Who who = new Who();

  /**
   * A line to the engine; nothing is sent yet.
   *
   * @throws ParameterException where an address or a file is none
   */
  EngineLine open(CommandSpec spec) {
    String base = address(spec, "--engine", engine).replaceFirst("/+$", "");
    return new EngineLine(base, credentials(spec, base));
  }

  private Credentials credentials(CommandSpec spec, String base) {
    Account account = who.account;
    if (account == null) {
      return token(spec, who.token == null ? Path.of("") : who.token);
    }
    try {
      return new Credentials.Account(
          account.client,
          Secret.in(account.secret),
          account.address == null
              ? URI.create(base + "/oauth2/token")
              : URI.create(address(spec, "--token-address", account.address)));
    } catch (IllegalArgumentException e) {
      throw refuse(spec, "--secret-file " + account.secret + " is not " + e.getMessage());
    }
  }

  private static Credentials token(CommandSpec spec, Path file) {
    try {
      if (Files.size(file) <= MOST_TOKEN) {
        String text = Files.readString(file).strip();
        if (TOKEN.matcher(text).matches()) {
          return new Credentials.Token(text);
        }
      }
    } catch (IOException e) {
      throw refuse(
          spec,
          "--token-file %s is not a file that can be read (%s)"
              .formatted(file, e.getClass().getSimpleName()));
    }
    throw refuse(spec, "--token-file " + file + " is not a file with a token and nothing else");
  }

  private static String address(CommandSpec spec, String option, URI address) {
    if (address.getHost() == null
        || !List.of("http", "https").contains(address.getScheme())
        || address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw refuse(spec, option + " is like https://engine.example, without a name or a secret");
    }
    return address.toString();
  }

  private static ParameterException refuse(CommandSpec spec, String rule) {
    return new ParameterException(spec.commandLine(), rule);
  }
}
