package io.scangate.command.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.command.DecisionJson;
import io.scangate.command.ExplanationView;
import io.scangate.command.LedgerOption;
import io.scangate.command.LocalTimes;
import io.scangate.command.OpenLedger;
import io.scangate.command.ReaderOption;
import io.scangate.explain.Explainer;
import io.scangate.explain.Explanation;
import io.scangate.explain.Language;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Chronicle;
import io.scangate.ledger.Chronicles;
import io.scangate.ledger.Judging;
import io.scangate.ledger.PolicyShelf;
import io.scangate.ledger.Snapshot;
import io.scangate.ledger.StaffReads;
import io.scangate.policy.Policies;
import io.scangate.policy.Policy;
import io.scangate.transition.Decision;
import io.scangate.transition.Transition;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code scangate audit why}: the whole story of a code. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Tells the whole story of a code: every fact with its source and document, every decision"
          + " with its policy, rules and facts, and what the code lacks now.",
      "Who asks and what for is kept in the ledger before anything is told."
    })
public final class AuditWhy implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LedgerOption ledger;
  @Mixin private ReaderOption reader;

  @Parameters(
      paramLabel = "REF",
      converter = Reference.class,
      description = "The reference of the person, 16 hexadecimal digits.")
  private PersonRef person;

  @Option(
      names = "--lang",
      defaultValue = "zh",
      description =
          "The language of the explanation: ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
  private Language language;

  @Option(names = "--json", description = "Answers in JSON.")
  private boolean json;

  private final InstantSource clock = InstantSource.system();

  /** Reads a reference. Immutable. */
  public static final class Reference implements ITypeConverter<PersonRef> {
    @Override
    public PersonRef convert(String text) {
      try {
        return PersonRef.of(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("a person reference has 16 hexadecimal digits");
      }
    }
  }

  @Override
  public Integer call() {
    ReaderOption.Reader who = reader.required(spec);
    PrintWriter out = spec.commandLine().getOut();
    try (OpenLedger open = ledger.open()) {
      Instant now = clock.instant();
      who.leave(new StaffReads(open.ledger()), now, "audit why", List.of(person));
      int partition = person.partition(open.installation().partitions());
      Optional<Chronicle> chronicle =
          Snapshot.of(open.ledger(), snapshot -> new Chronicles(snapshot, partition).of(person));
      if (chronicle.isEmpty()) {
        spec.commandLine().getErr().println("The ledger does not know this reference.");
        return 1;
      }
      Judging judging =
          new PolicyShelf(open.ledger()).first(open.ledger().head(partition).policies());
      tell(chronicle.get(), judging.policies(), now, out);
      return 0;
    }
  }

  private void tell(Chronicle chronicle, Policies policies, Instant now, PrintWriter out) {
    Map<String, String> versions = new HashMap<>();
    policies.all().forEach(policy -> versions.put(policy.digest(), policy.version()));
    Policy inForce = policies.inForceAt(now);
    LocalTimes times = LocalTimes.in(inForce.zone());
    CodeStory story = new CodeStory(chronicle, versions, times);
    Decision decision = Transition.decide(policies, chronicle.history(), now);
    Explanation explanation = Explainer.of(inForce, language).explain(decision);
    if (json) {
      ObjectNode answer = story.json();
      ObjectNode stands = new DecisionJson(times).decision(decision);
      stands.put("language", language.text()).set("explanation", ExplanationView.json(explanation));
      answer.set("now", stands);
      out.println(answer.toPrettyString());
    } else {
      story.print(out);
      out.println();
      out.println("Now");
      ExplanationView.print(out, explanation);
    }
  }
}
