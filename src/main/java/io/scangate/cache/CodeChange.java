package io.scangate.cache;

import io.scangate.health.CodeStatus;

/** What one committed change does to the code of one person. Immutable. */
public sealed interface CodeChange {
  /** The reference of the person. */
  long person();

  /** The version that the change made; compare as unsigned. */
  long version();

  /** The person has this code from now on. */
  record Stored(CodeStatus status) implements CodeChange {
    @Override
    public long person() {
      return status.person();
    }

    @Override
    public long version() {
      return status.version();
    }
  }

  /** The person has no code any more and is forgotten. */
  record Erased(long person, long version) implements CodeChange {
    @Override
    public String toString() {
      return "Erased[person=***, version=" + version + "]";
    }
  }
}
