package io.scangate.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples of the COSE working group. The lower layer reads all of them and our cryptography
 * agrees with them; as codes all are refused, the bad ones as wrong, and the good ones as outside
 * of the profile by the rule that the table names: none has the key's name in its protected header.
 */
class CoseExamplesTest {
  /** Why an example is no code. */
  enum Outcome {
    /** The example itself says that it must fail. */
    WRONG,
    /** The profile has the tags 17 and 18 and no other. */
    OUTSIDE_BY_TAG,
    /** The profile has HMAC 256/64, ES256 and EdDSA, named in the protected header. */
    OUTSIDE_BY_ALG,
    /** The protected header is alg and kid, and the unprotected one is empty. */
    OUTSIDE_BY_HEADER
  }

  @ParameterizedTest
  @CsvSource({
    "CWT/A_3,OUTSIDE_BY_HEADER",
    "CWT/A_4,OUTSIDE_BY_HEADER",
    "CWT/A_5,OUTSIDE_BY_TAG",
    "CWT/A_6,OUTSIDE_BY_TAG",
    "CWT/A_7,OUTSIDE_BY_HEADER",
    "ecdsa-examples/ecdsa-01,OUTSIDE_BY_TAG",
    "ecdsa-examples/ecdsa-02,OUTSIDE_BY_TAG",
    "ecdsa-examples/ecdsa-03,OUTSIDE_BY_TAG",
    "ecdsa-examples/ecdsa-04,OUTSIDE_BY_TAG",
    "ecdsa-examples/ecdsa-sig-01,OUTSIDE_BY_HEADER",
    "ecdsa-examples/ecdsa-sig-02,OUTSIDE_BY_ALG",
    "ecdsa-examples/ecdsa-sig-03,OUTSIDE_BY_ALG",
    "ecdsa-examples/ecdsa-sig-04,OUTSIDE_BY_ALG",
    "eddsa-examples/eddsa-01,OUTSIDE_BY_TAG",
    "eddsa-examples/eddsa-02,OUTSIDE_BY_TAG",
    "eddsa-examples/eddsa-sig-01,OUTSIDE_BY_HEADER",
    "eddsa-examples/eddsa-sig-02,OUTSIDE_BY_HEADER",
    "hmac-examples/HMac-01,OUTSIDE_BY_TAG",
    "hmac-examples/HMac-02,OUTSIDE_BY_TAG",
    "hmac-examples/HMac-03,OUTSIDE_BY_TAG",
    "hmac-examples/HMac-04,WRONG",
    "hmac-examples/HMac-05,OUTSIDE_BY_TAG",
    "hmac-examples/HMac-enc-01,OUTSIDE_BY_ALG",
    "hmac-examples/HMac-enc-02,OUTSIDE_BY_ALG",
    "hmac-examples/HMac-enc-03,OUTSIDE_BY_ALG",
    "hmac-examples/HMac-enc-04,WRONG",
    "hmac-examples/HMac-enc-05,OUTSIDE_BY_HEADER",
    "mac0-tests/HMac-01,OUTSIDE_BY_ALG",
    "mac0-tests/mac-fail-01,WRONG",
    "mac0-tests/mac-fail-02,WRONG",
    "mac0-tests/mac-fail-03,WRONG",
    "mac0-tests/mac-fail-04,WRONG",
    "mac0-tests/mac-fail-06,WRONG",
    "mac0-tests/mac-fail-07,WRONG",
    "mac0-tests/mac-pass-01,OUTSIDE_BY_ALG",
    "mac0-tests/mac-pass-02,OUTSIDE_BY_ALG",
    "mac0-tests/mac-pass-03,OUTSIDE_BY_TAG",
    "sign1-tests/sign-fail-01,WRONG",
    "sign1-tests/sign-fail-02,WRONG",
    "sign1-tests/sign-fail-03,WRONG",
    "sign1-tests/sign-fail-04,WRONG",
    "sign1-tests/sign-fail-06,WRONG",
    "sign1-tests/sign-fail-07,WRONG",
    "sign1-tests/sign-pass-01,OUTSIDE_BY_ALG",
    "sign1-tests/sign-pass-02,OUTSIDE_BY_HEADER",
    "sign1-tests/sign-pass-03,OUTSIDE_BY_TAG",
  })
  void everyExampleIsReadAndRefusedForItsReason(String name, Outcome expected)
      throws IOException, CborException {
    CBORObject json = Vectors.json(Vectors.folder("cose").resolve(name + ".json"));
    CoseExample example = CoseExample.of(json);

    assertThat(CborEncoder.encode(example.message())).isEqualTo(example.bytes());
    if (example.isOfOurAlgorithms()) {
      assertThat(example.isAuthentic()).isEqualTo(expected != Outcome.WRONG);
    }
    assertThat(json.ContainsKey("fail")).isEqualTo(expected == Outcome.WRONG);
    if (expected != Outcome.WRONG) {
      assertThat(firstRuleBroken(example.message())).isEqualTo(expected);
    }
    assertThat(Keys.read(Keys.ring(), new CodeBytes(example.bytes()).text(), Keys.NOW))
        .isEqualTo(Keys.rejected(Fault.MALFORMED));
  }

  /**
   * Sixteen good ones and all fourteen bad ones are of our algorithms, so the check above is no
   * idle one.
   */
  @Test
  void theExamplesAreAllThereAndManyAreOfOurAlgorithms() throws IOException, CborException {
    Path folder = Vectors.folder("cose");
    int authentic = 0;
    int forged = 0;
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        names.add(folder.relativize(file).toString().replace(".json", ""));
        CoseExample example = CoseExample.of(Vectors.json(file));
        if (example.isOfOurAlgorithms()) {
          authentic += example.isAuthentic() ? 1 : 0;
          forged += example.isAuthentic() ? 0 : 1;
        }
      }
    }
    assertThat(authentic).isEqualTo(16);
    assertThat(forged).isEqualTo(14);
    assertThat(names).hasSize(46);
  }

  private static Outcome firstRuleBroken(CborItem message) throws CborException {
    if (!(message instanceof CborItem.Tagged(long tag, CborItem array))
        || (tag != 17 && tag != 18)) {
      return Outcome.OUTSIDE_BY_TAG;
    }
    List<CborItem> parts = CborTable.items(array, 4);
    byte[] header = CborTable.bytes(parts.getFirst());
    List<CborItem.Pair> labels =
        header.length == 0 ? List.of() : ((CborItem.Table) CborDecoder.decode(header)).pairs();
    boolean ours =
        labels.stream()
            .filter(label -> label.key().equals(CborItem.of(1)))
            .anyMatch(
                label -> Stream.of(4, -7, -8).map(CborItem::of).toList().contains(label.value()));
    if (!ours) {
      return Outcome.OUTSIDE_BY_ALG;
    }
    String keys =
        labels.stream().map(label -> label.key().toString()).collect(Collectors.joining(","));
    String wanted = CborItem.of(1) + "," + CborItem.of(4);
    boolean empty = ((CborItem.Table) parts.get(1)).pairs().isEmpty();
    assertThat(keys.equals(wanted) && empty).as("a code after all").isFalse();
    return Outcome.OUTSIDE_BY_HEADER;
  }
}
