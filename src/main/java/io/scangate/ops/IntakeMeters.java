package io.scangate.ops;

import java.util.function.DoubleSupplier;

/** What the intake of facts counts. Shared. */
public interface IntakeMeters {
  /** What became of a row. */
  enum Outcome {
    /** It is in the ledger. */
    STORED("stored"),
    /** It was there before. */
    REPEATED("repeated"),
    /** It waits for a second person. */
    HELD("held"),
    /** It is not taken. */
    REFUSED("refused");

    private final String tag;

    Outcome(String tag) {
      this.tag = tag;
    }

    /** The value of the label {@code outcome}, and the word in answers. */
    public String tag() {
      return tag;
    }
  }

  /** Why a row is refused. */
  enum Reason {
    /** No JSON object, or not of the shape of a row. */
    MALFORMED("malformed"),
    /** Longer than a row may be. */
    TOO_LARGE("too-large"),
    /** The number is none of such a document. */
    DOCUMENT_NUMBER("document-number"),
    /** Nobody has that reference. */
    UNKNOWN_REFERENCE("unknown-reference"),
    /** The source may not send such facts. */
    WRONG_KIND("wrong-kind"),
    /** The source may not speak of that division. */
    WRONG_DIVISION("wrong-division"),
    /** What makes a colour more severe names its document, its place and its time. */
    NO_EVIDENCE("no-evidence"),
    /** From the future. */
    FUTURE("future"),
    /** The key was used for something else. */
    DUPLICATE_KEY("duplicate-key"),
    /** A second person has said no to it. */
    REJECTED("rejected");

    private final String tag;

    Reason(String tag) {
      this.tag = tag;
    }

    /** The value of the label {@code reason}, and the word in answers. */
    public String tag() {
      return tag;
    }
  }

  /** Rows of a source of that kind had an outcome. */
  void rows(String kind, Outcome outcome, int rows);

  /** A designation had an outcome. */
  void designation(Outcome outcome);

  /** A row or a designation was refused. */
  void refused(Reason reason);

  /** Facts of a source of that kind were held beyond its quota: an alarm. */
  void held(String kind, int facts);

  /** Rows were committed so long after they had come. */
  void committed(long nanos);

  /** Watches how many requests are being worked on. */
  void watchWaiting(DoubleSupplier waiting);
}
