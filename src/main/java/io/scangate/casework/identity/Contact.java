package io.scangate.casework.identity;

import java.util.Optional;

/** By what a person can be told something. Immutable; prints nothing of it. */
public record Contact(Optional<String> phone, Optional<String> email) {
  static final Contact NONE = new Contact(Optional.empty(), Optional.empty());

  /** Whether there is nothing. */
  boolean isNone() {
    return phone.isEmpty() && email.isEmpty();
  }

  @Override
  public String toString() {
    return "Contact[***]";
  }
}
