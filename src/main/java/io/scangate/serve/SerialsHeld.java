package io.scangate.serve;

import io.scangate.credential.Claims;
import io.scangate.credential.RecognizedCodes;
import io.scangate.credential.WithdrawnCodes;
import io.scangate.gateway.SerialLists;
import io.scangate.health.PersonRef;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The withdrawn and the recognized codes that a gateway holds. Immutable. */
record SerialsHeld(WithdrawnCodes withdrawn, RecognizedCodes recognized) implements SerialLists {
  static final SerialsHeld NONE = new SerialsHeld(WithdrawnCodes.NONE, RecognizedCodes.NONE);

  SerialsHeld withWithdrawn(WithdrawnCodes whole) {
    return new SerialsHeld(whole, recognized);
  }

  SerialsHeld withRecognized(RecognizedCodes whole) {
    return new SerialsHeld(withdrawn, whole);
  }

  @Override
  public boolean isWithdrawn(Claims claims) {
    return withdrawn.contains(claims.serialHigh(), claims.serialLow());
  }

  @Override
  public @Nullable PersonRef recognized(Claims claims) {
    OptionalLong holder =
        recognized.holder(claims.issuer(), claims.serialHigh(), claims.serialLow());
    return holder.isPresent() ? new PersonRef(holder.getAsLong()) : null;
  }
}
