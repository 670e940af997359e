package io.scangate.command.policy;

import io.scangate.policy.Policies;
import io.scangate.policy.PolicyFile;
import io.scangate.serve.Home;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --policy}: the editions that judge. */
final class PolicyOption {
  @Option(
      names = "--policy",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Policy files, one for each edition; without it config/policy.yaml, as shipped or in the"
              + " working directory.")
  private List<Path> files = List.of();

  /**
   * The policies.
   *
   * @throws io.scangate.config.ConfigException if one of them cannot be used
   */
  Policies read() {
    return PolicyFile.readAll(files.isEmpty() ? List.of(Home.config("policy.yaml")) : files);
  }
}
