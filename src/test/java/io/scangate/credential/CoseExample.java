package io.scangate.credential;

import com.upokecenter.cbor.CBORObject;
import io.scangate.health.Division;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** One example of the COSE working group, checked as plain COSE with our own parts. */
final class CoseExample {
  /** The forms of message that are checked, by their name in the examples. */
  private enum Form {
    MAC0("mac0", 17, "MAC0"),
    SIGN1("sign0", 18, "Signature1"),
    MAC("mac", 97, "MAC");

    private final String json;
    private final long tag;
    private final String context;

    Form(String json, long tag, String context) {
      this.json = json;
      this.tag = tag;
      this.context = context;
    }
  }

  private final byte[] bytes;
  private final CborItem message;
  private final @Nullable Form form;
  private final CBORObject input;

  private CoseExample(byte[] bytes, CborItem message, @Nullable Form form, CBORObject input) {
    this.bytes = bytes;
    this.message = message;
    this.form = form;
    this.input = input;
  }

  static CoseExample of(CBORObject json) throws CborException {
    byte[] bytes = HexFormat.of().parseHex(json.get("output").get("cbor").AsString());
    CBORObject input = json.get("input");
    Form form =
        Arrays.stream(Form.values())
            .filter(each -> input.ContainsKey(each.json))
            .findFirst()
            .orElse(null);
    CborItem message = CborDecoder.decode(bytes);
    return new CoseExample(bytes, message, form, form == null ? input : input.get(form.json));
  }

  byte[] bytes() {
    return bytes;
  }

  CborItem message() {
    return message;
  }

  /** Whether it is a MAC by HMAC-SHA256 or one signature by ES256 or Ed25519. */
  boolean isOfOurAlgorithms() {
    return form != null
        && List.of("HS256", "HS256/64", "ES256", "EdDSA").contains(input.get("alg").AsString())
        && !input.toString().contains("Ed448");
  }

  /** Whether it is authentic under the key that it comes with, taken as plain COSE. */
  boolean isAuthentic() throws CborException {
    CborItem array = message;
    Form taken = Objects.requireNonNull(form);
    if (message instanceof CborItem.Tagged(long tag, CborItem content)) {
      if (tag != taken.tag) {
        return false;
      }
      array = content;
    }
    List<CborItem> parts = CborTable.items(array);
    byte[] header = CborTable.bytes(parts.get(0));
    long algorithm = algorithm(header, parts.get(1));
    byte[] external =
        input.ContainsKey("external")
            ? HexFormat.of().parseHex(input.get("external").AsString())
            : new byte[0];
    byte[] structure =
        CborEncoder.encode(
            new CborItem.Sequence(
                List.of(
                    CborItem.of(taken.context),
                    CborItem.of(header.length == 1 ? new byte[0] : header),
                    CborItem.of(external),
                    parts.get(2))));
    byte[] tag = CborTable.bytes(parts.get(3));
    return taken == Form.SIGN1
        ? isSigned(algorithm, structure, tag)
        : isMac(algorithm, structure, tag);
  }

  private static long algorithm(byte[] header, CborItem unprotected) throws CborException {
    CborItem labels = header.length > 1 ? CborDecoder.decode(header) : unprotected;
    CborItem algorithm = CborTable.of(labels).take(1);
    return algorithm instanceof CborItem.Whole number ? number.value() : 0;
  }

  private boolean isMac(long algorithm, byte[] structure, byte[] tag) {
    if (algorithm != 4 && algorithm != 5) {
      return false;
    }
    byte[] key = bytes(input.get("recipients").get(0).get("key"), "k");
    byte[] full = EpochCheck.mac(new SecretKeySpec(key, "HmacSHA256")).doFinal(structure);
    return Arrays.equals(tag, Arrays.copyOf(full, algorithm == 4 ? 8 : 32));
  }

  private boolean isSigned(long wire, byte[] structure, byte[] signature) {
    Algorithm algorithm = Algorithm.ofWire(wire);
    if (algorithm == null) {
      return false;
    }
    CBORObject key = input.get("key");
    byte[] bare = bytes(key, "x");
    if (algorithm == Algorithm.ES256) {
      byte[] y = bytes(key, "y");
      byte[] x = bare;
      bare = new byte[65];
      bare[0] = 4;
      System.arraycopy(x, 0, bare, 1, 32);
      System.arraycopy(y, 0, bare, 33, 32);
    }
    TrustedKey trusted =
        new TrustedKey(new Division("44"), algorithm, EnumSet.of(KeyUse.STATIC), Keys.YEAR, bare);
    byte[] all = Arrays.copyOf(structure, structure.length + signature.length);
    System.arraycopy(signature, 0, all, structure.length, signature.length);
    return new SignatureChecks(Keys.SUITE)
        .verify(trusted, all, 0, structure.length, structure.length);
  }

  private static byte[] bytes(CBORObject key, String name) {
    return key.ContainsKey(name + "_hex")
        ? HexFormat.of().parseHex(key.get(name + "_hex").AsString())
        : Base64.getUrlDecoder().decode(key.get(name).AsString());
  }
}
