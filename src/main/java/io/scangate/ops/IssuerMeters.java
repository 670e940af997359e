package io.scangate.ops;

/** What the embedded issuer of tokens counts. Shared. */
public interface IssuerMeters {
  /** How a request for a token ended. */
  enum Result {
    ISSUED("issued"),
    /** The request was not one for a token, or asked for a grant or scope that is not given. */
    REFUSED("refused"),
    /** The client is not known, or its secret is another. */
    WRONG_CLIENT("wrong-client"),
    /** Too many failures before it; its secret was not looked at. */
    HELD_UP("held-up");

    private final String tag;

    Result(String tag) {
      this.tag = tag;
    }

    /** The value of the label {@code result}. */
    public String tag() {
      return tag;
    }
  }

  /** A request for a token was answered. */
  void answered(Result result);
}
