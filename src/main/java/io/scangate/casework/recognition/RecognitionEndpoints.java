package io.scangate.casework.recognition;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Endpoint;
import java.util.List;
import java.util.stream.Stream;

/** What people and staff can ask for about mutual recognition. */
public final class RecognitionEndpoints {
  private RecognitionEndpoints() {}

  /** The endpoints over what the procedures work with. */
  public static List<Endpoint> of(CaseworkParts parts) {
    return Stream.of(
            new PeerKeyProcedure(parts).endpoints(),
            new GivenCodeProcedure(parts).endpoints(),
            new RecognitionProcedure(parts, new Asking(parts)).endpoints(),
            new ReleaseProcedure(parts).endpoints())
        .flatMap(List::stream)
        .toList();
  }
}
