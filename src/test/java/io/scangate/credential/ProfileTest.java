package io.scangate.credential;

import static io.scangate.credential.Keys.NOW;
import static io.scangate.credential.Keys.rejected;
import static io.scangate.credential.Keys.ring;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Codes that are authentic, made with the very key that they name, and break one rule of the
 * profile each: the form is judged apart from the signature.
 */
class ProfileTest {
  private static final CborItem CTI = CborItem.of(cti());

  /** A code, part by part, to be spoilt before it is authenticated. */
  static final class Draft {
    private long tag = CodeFormat.TAG_MAC0;
    private final List<CborItem.Pair> header = new ArrayList<>();
    private final List<CborItem.Pair> unprotected = new ArrayList<>();
    private final List<CborItem.Pair> claims = new ArrayList<>();
    private int macBytes = CodeFormat.MAC_BYTES;
    private boolean outerTag;

    Draft() {
      byte[] epoch = new byte[4];
      BigEndian.putInt(epoch, 0, Keys.EPOCH);
      header.add(pair(1, CborItem.of(4)));
      header.add(pair(4, CborItem.of(epoch)));
      claims.add(pair(1, CborItem.of("4403")));
      claims.add(pair(4, CborItem.of(NOW + 60)));
      claims.add(pair(6, CborItem.of(NOW)));
      claims.add(pair(7, CTI));
      claims.add(pair(-65537, CborItem.of(1)));
      claims.add(pair(-65538, CborItem.of(1)));
    }

    void claim(int key, CborItem value) {
      claims.replaceAll(old -> old.key().equals(CborItem.of(key)) ? pair(key, value) : old);
    }

    void drop(int key) {
      claims.removeIf(old -> old.key().equals(CborItem.of(key)));
    }

    byte[] text() {
      byte[] protectedBytes = inOrder(header);
      byte[] payload = inOrder(claims);
      byte[] structure =
          CborEncoder.encode(
              new CborItem.Sequence(
                  List.of(
                      CborItem.of("MAC0"),
                      CborItem.of(protectedBytes),
                      CborItem.of(new byte[0]),
                      CborItem.of(payload))));
      byte[] mac = EpochCheck.mac(Keys.MASTER.epoch(Keys.EPOCH, 0).mac()).doFinal(structure);
      CborItem message =
          new CborItem.Tagged(
              tag,
              new CborItem.Sequence(
                  List.of(
                      CborItem.of(protectedBytes),
                      new CborItem.Table(unprotected),
                      CborItem.of(payload),
                      CborItem.of(Arrays.copyOf(mac, macBytes)))));
      return new CodeBytes(
              CborEncoder.encode(outerTag ? new CborItem.Tagged(61, message) : message))
          .text();
    }

    /** The pairs as they come, which the encoder of the product would sort. */
    private static byte[] inOrder(List<CborItem.Pair> pairs) {
      CborOutput out = new CborOutput(64);
      out.head(CborCursor.MAP, pairs.size());
      for (CborItem.Pair pair : pairs) {
        byte[] key = CborEncoder.encode(pair.key());
        byte[] value = CborEncoder.encode(pair.value());
        out.raw(key, key.length);
        out.raw(value, value.length);
      }
      return out.copy();
    }
  }

  /** A named way to spoil a draft. */
  record Breach(String rule, Consumer<Draft> spoil) {
    @Override
    public String toString() {
      return rule;
    }
  }

  static Stream<Breach> breaches() {
    return Stream.of(
        new Breach("tag 61 around the message", draft -> draft.outerTag = true),
        new Breach("tag of COSE_Sign1 on a MAC", draft -> draft.tag = CodeFormat.TAG_SIGN1),
        new Breach("tag of COSE_Mac", draft -> draft.tag = 97),
        new Breach("alg HMAC 256/256", draft -> draft.header.set(0, pair(1, CborItem.of(5)))),
        new Breach("alg EdDSA on a MAC", draft -> draft.header.set(0, pair(1, CborItem.of(-8)))),
        new Breach("alg as a text", draft -> draft.header.set(0, pair(1, CborItem.of("HS256")))),
        new Breach("no kid", draft -> draft.header.remove(1)),
        new Breach("a kid of 8 bytes", d -> d.header.set(1, pair(4, CborItem.of(new byte[8])))),
        new Breach("a header more", draft -> draft.header.add(pair(5, CborItem.of(0)))),
        new Breach("headers out of order", draft -> Collections.reverse(draft.header)),
        new Breach("an unprotected header", d -> d.unprotected.add(pair(4, CborItem.of(0)))),
        new Breach("a tag of 16 bytes", draft -> draft.macBytes = 16),
        new Breach("a tag of 7 bytes", draft -> draft.macBytes = 7),
        new Breach("claims out of order", draft -> Collections.swap(draft.claims, 1, 2)),
        new Breach("a claim twice", draft -> draft.claims.set(1, draft.claims.getFirst())),
        new Breach("a claim more", draft -> draft.claims.add(pair(-65539, CborItem.of(1)))),
        new Breach("no issuer", draft -> draft.drop(1)),
        new Breach("no exp", draft -> draft.drop(4)),
        new Breach("no kind", draft -> draft.drop(-65538)),
        new Breach("an issuer that is no division", d -> d.claim(1, CborItem.of("440"))),
        new Breach("an issuer of letters", draft -> draft.claim(1, CborItem.of("44o3"))),
        new Breach("an issuer of nothing", draft -> draft.claim(1, CborItem.of(""))),
        new Breach("an issuer that begins with 0", d -> d.claim(1, CborItem.of("0403"))),
        new Breach("an issuer in bytes", d -> d.claim(1, CborItem.of(new byte[4]))),
        new Breach("exp as a fraction", d -> d.claim(4, new CborItem.Floating(NOW + 60))),
        new Breach("exp before iat", draft -> draft.claim(4, CborItem.of(NOW - 1))),
        new Breach("exp at iat", draft -> draft.claim(4, CborItem.of(NOW))),
        new Breach("a life of 61 s", draft -> draft.claim(4, CborItem.of(NOW + 61))),
        new Breach("exp after 9999", d -> d.claim(4, CborItem.of(253_402_300_800L))),
        new Breach("exp beyond 63 bits", d -> d.claim(4, new CborItem.Whole(false, -1))),
        new Breach("a negative iat", draft -> draft.claim(6, CborItem.of(-1))),
        new Breach("iat of another epoch", d -> d.claim(6, CborItem.of(NOW - 1))),
        new Breach("a cti of 15 bytes", d -> d.claim(7, CborItem.of(new byte[15]))),
        new Breach("a cti of another minute", d -> d.claim(7, CborItem.of(new byte[16]))),
        new Breach("colour none", draft -> draft.claim(-65537, CborItem.of(0))),
        new Breach("colour 4", draft -> draft.claim(-65537, CborItem.of(4))),
        new Breach("kind 0", draft -> draft.claim(-65538, CborItem.of(0))),
        new Breach("kind 5", draft -> draft.claim(-65538, CborItem.of(5))),
        new Breach("a dynamic code on paper", d -> d.claim(-65538, CborItem.of(2))));
  }

  @Test
  void theDraftItselfIsGenuine() {
    assertThat(Keys.read(ring(), new Draft().text(), NOW)).isInstanceOf(Claims.class);
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void anAuthenticCodeThatBreaksARuleIsMalformed(Breach breach) {
    Draft draft = new Draft();
    breach.spoil.accept(draft);
    assertThat(Keys.read(ring(), draft.text(), NOW)).isEqualTo(rejected(Fault.MALFORMED));
  }

  @Test
  void anExpiredCodeIsExpiredEvenWhereItsPseudonymIsOfAnotherMinute() {
    Draft draft = new Draft();
    draft.claim(7, CborItem.of(new byte[16]));
    assertThat(Keys.read(ring(), draft.text(), NOW + 1000)).isEqualTo(rejected(Fault.EXPIRED));
  }

  @Test
  void everyHeadInALongerFormIsMalformed() {
    byte[] message = CodeBytes.of(Keys.dynamic(NOW)).message();
    CborCursor cursor = new CborCursor();
    int widened = 0;
    for (int at = 0; at < message.length; at++) {
      cursor.over(message, at, message.length);
      int major = cursor.head();
      if (cursor.failed() || cursor.info() >= 24 || major == CborCursor.OTHER) {
        continue;
      }
      byte[] longer = new byte[message.length + 1];
      System.arraycopy(message, 0, longer, 0, at);
      longer[at] = (byte) (major << 5 | 24);
      longer[at + 1] = (byte) cursor.info();
      System.arraycopy(message, at + 1, longer, at + 2, message.length - at - 1);
      assertThat(Keys.read(ring(), new CodeBytes(longer).text(), NOW))
          .as("head at %d", at)
          .isEqualTo(rejected(Fault.MALFORMED));
      widened++;
    }
    assertThat(widened).isGreaterThan(15);
  }

  private static byte[] cti() {
    byte[] cti = new byte[16];
    Pseudonym.sealing(Keys.MASTER.epoch(Keys.EPOCH, 0).pseudonym()).seal(1, NOW, 2, cti, 0);
    return cti;
  }

  private static CborItem.Pair pair(int key, CborItem value) {
    return new CborItem.Pair(CborItem.of(key), value);
  }
}
