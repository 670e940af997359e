package io.scangate.ops;

/** What the procedures count. Shared. */
public interface CaseworkMeters {
  /** How a request to do something was judged. */
  enum Result {
    /** The token's role may do it; where it is about a place, that is judged next. */
    ROLE_FITS("role-fits"),
    NOT_SIGNED_IN("not-signed-in"),
    WRONG_ROLE("wrong-role"),
    /** The role may do it, and not there: counted beside {@link #ROLE_FITS}. */
    WRONG_DIVISION("wrong-division");

    private final String tag;

    Result(String tag) {
      this.tag = tag;
    }

    /** The value of the label {@code result}. */
    public String tag() {
      return tag;
    }
  }

  /** A request was judged. */
  void judged(String action, Result result);
}
