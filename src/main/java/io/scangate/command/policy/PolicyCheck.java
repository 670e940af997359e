package io.scangate.command.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.command.LocalTimes;
import io.scangate.config.ConfigException;
import io.scangate.policy.Policy;
import io.scangate.policy.PolicyFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scangate policy check}: whether policy files can be used. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Says whether policy files can be used, and if not, what is wrong and where.")
final class PolicyCheck implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Policy files.")
  private List<Path> files;

  @Option(names = "--json", description = "Answers in JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    boolean allValid = true;
    for (Path file : files) {
      ObjectNode answer = answers.addObject().put("file", file.toString());
      try {
        Policy policy = PolicyFile.read(file);
        answer
            .put("valid", true)
            .put("version", policy.version())
            .put("inForceFrom", LocalTimes.in(policy.zone()).text(policy.inForceFrom()))
            .put("digest", policy.digest());
        if (!json) {
          out.printf(
              "%s: valid: version %s, in force from %s, digest %s%n",
              file,
              policy.version(),
              LocalTimes.in(policy.zone()).text(policy.inForceFrom()),
              policy.digest());
        }
      } catch (ConfigException e) {
        allValid = false;
        answer.put("valid", false).put("refusal", e.getMessage());
        err.println(e.getMessage());
      }
    }
    if (json) {
      out.println(answers.toPrettyString());
    }
    return allValid ? 0 : 1;
  }
}
