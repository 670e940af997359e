package io.scangate.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustForGatesTest {
  @Test
  void gatesAreGivenTheNextUpdateTheKeysAndTheWithdrawnSerials() {
    CBORObject map =
        CBORObject.DecodeFromBytes(
            TrustListFormat.writeForGates(
                new TrustList(1_700_000_000, List.of()),
                WithdrawnCodes.of(List.of(new Serial(2, 3), new Serial(1, -1)))));
    assertThat(map.size()).isEqualTo(3);
    assertThat(map.get(1).AsInt64Value()).isEqualTo(1_700_000_000);
    assertThat(map.get(2).size()).isZero();
    assertThat(map.get(3).GetByteString())
        .hasSize(32)
        .startsWith(0, 0, 0, 0, 0, 0, 0, 1)
        .endsWith(0, 0, 0, 0, 0, 0, 0, 3);
  }
}
