package io.scangate.signin;

/** What came of looking who is calling. Immutable. */
public sealed interface Caller {
  /** The token is signed by the issuer, in force and meant for us. */
  record Genuine(Principal principal) implements Caller {}

  /** Nobody is identified. */
  record Refused(Fault fault) implements Caller {}
}
