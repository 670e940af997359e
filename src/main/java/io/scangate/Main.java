package io.scangate;

import io.scangate.command.NotDoneException;
import io.scangate.command.PublishCommand;
import io.scangate.command.ServeCommand;
import io.scangate.command.audit.AuditCommand;
import io.scangate.command.casework.CaseworkCommand;
import io.scangate.command.code.CodeCommand;
import io.scangate.command.intake.IntakeCommand;
import io.scangate.command.ops.OpsCommand;
import io.scangate.command.policy.PolicyCommand;
import io.scangate.command.scans.ScansCommand;
import io.scangate.config.ConfigException;
import io.scangate.embedded.EmbeddedServerException;
import io.scangate.ledger.LedgerException;
import io.scangate.serve.StartException;
import io.scangate.serve.Version;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of Scangate. Exit codes: 0 done, 1 the answer is no or the work failed, 2 the
 * command was not understood.
 */
@Command(
    name = "scangate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Health codes: the rules that give them their colour and the gateway that checks them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      CodeCommand.class,
      PolicyCommand.class,
      IntakeCommand.class,
      AuditCommand.class,
      PublishCommand.class,
      ScansCommand.class,
      OpsCommand.class,
      CaseworkCommand.class,
      GenerateCompletion.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    CommandLine line = commandLine();
    // Whatever the locale of the machine says: explanations are Chinese.
    line.setOut(utf8(FileDescriptor.out));
    line.setErr(utf8(FileDescriptor.err));
    System.exit(line.execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(Main::failed);
    return line;
  }

  private static PrintWriter utf8(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof ConfigException
        || e instanceof NotDoneException
        || e instanceof StartException
        || e instanceof LedgerException
        || e instanceof EmbeddedServerException) {
      PrintWriter err = line.getErr();
      err.println(e.getMessage());
      return 1;
    }
    throw e;
  }
}
