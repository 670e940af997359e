package io.scangate.credential;

import static io.scangate.credential.DynamicCodeTest.genuine;
import static io.scangate.credential.Keys.CITY;
import static io.scangate.credential.Keys.DAY;
import static io.scangate.credential.Keys.ED25519;
import static io.scangate.credential.Keys.FOREIGN;
import static io.scangate.credential.Keys.MASTER;
import static io.scangate.credential.Keys.NOW;
import static io.scangate.credential.Keys.P256;
import static io.scangate.credential.Keys.PERSON;
import static io.scangate.credential.Keys.TOLERANCE;
import static io.scangate.credential.Keys.paper;
import static io.scangate.credential.Keys.read;
import static io.scangate.credential.Keys.rejected;
import static io.scangate.credential.Keys.ring;
import static io.scangate.credential.Keys.trust;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scangate.health.Colour;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StaticCodeTest {
  @Test
  void aCertificateIsReadBackAsItWasMade() {
    for (SigningKey key : List.of(ED25519, P256)) {
      Claims claims = genuine(read(ring(), paper(key), NOW));
      assertThat(claims.issuer()).isEqualTo("4403");
      assertThat(claims.iat()).isEqualTo(NOW);
      assertThat(claims.exp()).isEqualTo(NOW + DAY);
      assertThat(claims.colour()).isEqualTo(Colour.YELLOW);
      assertThat(claims.kind()).isEqualTo(Kind.PAPER);
      assertThat(claims.dynamic()).isFalse();
      assertThat(claims.own()).isTrue();
      assertThat(claims.person()).isEqualTo(PERSON);
    }
  }

  @Test
  void aForeignCodeTellsNoPerson() {
    Claims claims = genuine(read(ring(), paper(FOREIGN), NOW));
    assertThat(claims.issuer()).isEqualTo("3101");
    assertThat(claims.own()).isFalse();
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(claims::person);
  }

  @Test
  void anIssuerWithoutAnyKeyHereIsUnknownAndAKnownOneMayLackTheKey() {
    byte[] foreign = paper(FOREIGN);
    assertThat(read(ring().withTrust(trust(ED25519)), foreign, NOW))
        .isEqualTo(rejected(Fault.UNKNOWN_ISSUER));
    SigningKey another = Keys.signing(Keys.OTHER_CITY, Algorithm.EDDSA);
    assertThat(read(ring().withTrust(trust(another)), foreign, NOW))
        .isEqualTo(rejected(Fault.UNKNOWN_KEY));
    assertThat(read(ring().withTrust(trust()), paper(ED25519), NOW))
        .isEqualTo(rejected(Fault.UNKNOWN_KEY));
  }

  @Test
  void aKeyIsTrustedForItsIssuerItsAlgorithmAndItsUsesOnly() {
    TrustedKey real = ED25519.trusted();
    byte[] code = paper(ED25519);
    TrustedKey ofAnother =
        new TrustedKey(Keys.OTHER_CITY, Algorithm.EDDSA, real.uses(), Keys.YEAR, real.bytes());
    TrustedKey forLists =
        new TrustedKey(CITY, Algorithm.EDDSA, EnumSet.of(KeyUse.LISTS), Keys.YEAR, real.bytes());
    for (TrustedKey wrong : List.of(ofAnother, forLists)) {
      KeyRing keys = ring().withTrust(new TrustList(NOW, List.of(wrong)));
      assertThat(read(keys, code, NOW)).isEqualTo(rejected(Fault.UNKNOWN_KEY));
    }
  }

  @Test
  void aKeySignsWithinItsValidityAndItsCodesOutliveIt() {
    Validity month = new Validity(NOW, NOW + 30 * DAY);
    SigningKey key = SigningKey.generate(CITY, Algorithm.EDDSA, EnumSet.of(KeyUse.STATIC), month);
    KeyRing keys = ring().withTrust(trust(key));
    byte[] last = paper(key, NOW + 30 * DAY - 1, NOW + 60 * DAY);
    assertThat(read(keys, last, NOW + 60 * DAY - 1)).isInstanceOf(Claims.class);

    Validity shorter = new Validity(NOW, NOW + 30 * DAY - 1);
    TrustedKey ended =
        new TrustedKey(
            CITY, Algorithm.EDDSA, EnumSet.of(KeyUse.STATIC), shorter, key.trusted().bytes());
    assertThat(read(ring().withTrust(new TrustList(0, List.of(ended))), last, NOW + 30 * DAY))
        .isEqualTo(rejected(Fault.UNKNOWN_KEY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> paper(key, NOW + 30 * DAY, NOW + 31 * DAY));
    assertThatIllegalArgumentException().isThrownBy(() -> paper(key, NOW - 1, NOW + DAY));
  }

  @Test
  void keysRollOverByStandingInTheListTogether() {
    SigningKey next = Keys.signing(CITY, Algorithm.ES256);
    byte[] old = paper(ED25519);
    byte[] fresh = paper(next);
    KeyRing both = ring().withTrust(trust(ED25519, next));
    assertThat(read(both, old, NOW)).isInstanceOf(Claims.class);
    assertThat(read(both, fresh, NOW)).isInstanceOf(Claims.class);
    KeyRing after = ring().withTrust(trust(next));
    assertThat(read(after, old, NOW)).isEqualTo(rejected(Fault.UNKNOWN_KEY));
    assertThat(read(after, fresh, NOW)).isInstanceOf(Claims.class);
  }

  @Test
  void theTimeIsJudgedWithTheToleranceAtTheFirstSightAndAtTheNext() {
    byte[] code = paper(ED25519);
    long exp = NOW + DAY;
    CodeReader again = Keys.reader(ring());
    assertThat(read(again, code, NOW)).isInstanceOf(Claims.class);
    for (CodeReader reader : List.of(Keys.reader(ring()), again)) {
      assertThat(read(reader, code, NOW - TOLERANCE)).isInstanceOf(Claims.class);
      assertThat(read(reader, code, NOW - TOLERANCE - 1))
          .isEqualTo(new Reading.Rejected(Fault.NOT_YET_VALID, TOLERANCE + 1));
      assertThat(read(reader, code, exp + TOLERANCE - 1)).isInstanceOf(Claims.class);
      assertThat(read(reader, code, exp + TOLERANCE))
          .isEqualTo(new Reading.Rejected(Fault.EXPIRED, TOLERANCE));
      assertThat(read(reader, code, exp + 300)).isEqualTo(new Reading.Rejected(Fault.EXPIRED, 300));
      assertThat(read(reader, code, exp + 301)).isEqualTo(rejected(Fault.EXPIRED));
    }
  }

  @Test
  void thePseudonymOpensWithTheKeyOfTheYearOfIssue() {
    long lastYear = 1_640_995_199; // 31 December 2021, 23:59:59 UTC
    byte[] code = paper(ED25519, lastYear, NOW + DAY);
    assertThat(genuine(read(ring(), code, NOW)).person()).isEqualTo(PERSON);
    assertThat(read(ring().withYears(List.of(MASTER.year(2022))), code, NOW))
        .isEqualTo(rejected(Fault.UNKNOWN_KEY));
    assertThat(genuine(read(ring(), paper(ED25519, lastYear + 1, NOW + DAY), NOW)).person())
        .isEqualTo(PERSON);
  }

  @Test
  void anOwnPseudonymOfAnotherMinuteIsMalformed() {
    KeyRing wrongYears =
        ring().withYears(List.of(Keys.OTHER_MASTER.year(2021), Keys.OTHER_MASTER.year(2022)));
    assertThat(read(wrongYears, paper(ED25519), NOW)).isEqualTo(rejected(Fault.MALFORMED));
  }

  @Test
  void aRememberedCodeIsTheSameReading() {
    CodeReader reader = Keys.reader(ring());
    byte[] code = paper(P256);
    Reading first = read(reader, code, NOW);
    assertThat(read(reader, code, NOW + 1)).isSameAs(first);
  }

  @Test
  void aRememberedCodeIsGoneWhenItsKeyIsWithdrawn() {
    AtomicReference<KeyRing> rings = new AtomicReference<>(ring());
    CodeReader reader = new CodeReader(rings::get, Keys.SUITE, 16);
    byte[] code = paper(ED25519);
    assertThat(read(reader, code, NOW)).isInstanceOf(Claims.class);
    rings.set(ring().withTrust(trust(P256)));
    assertThat(read(reader, code, NOW)).isEqualTo(rejected(Fault.UNKNOWN_KEY));
    rings.set(ring());
    assertThat(read(reader, code, NOW)).isInstanceOf(Claims.class);
    rings.set(ring().withYears(List.of()));
    assertThat(read(reader, code, NOW)).isEqualTo(rejected(Fault.UNKNOWN_KEY));
  }

  @Test
  void aRememberedCodeStaysWhenTheListIsPublishedAgain() {
    AtomicReference<KeyRing> rings = new AtomicReference<>(ring());
    CodeReader reader = new CodeReader(rings::get, Keys.SUITE, 16);
    byte[] code = paper(FOREIGN);
    Reading first = read(reader, code, NOW);
    TrustedKey key = FOREIGN.trusted();
    TrustedKey copy =
        new TrustedKey(key.issuer(), key.algorithm(), key.uses(), key.validity(), key.bytes());
    rings.set(ring().withTrust(new TrustList(NOW, List.of(copy))));
    assertThat(read(reader, code, NOW)).isSameAs(first);
  }

  @Test
  void failuresAreNotRememberedAndSpoilNothing() {
    CodeReader reader = Keys.reader(ring());
    byte[] code = paper(ED25519);
    byte[] forged = CodeBytes.of(code).flipped(-1, 1).text();
    for (int i = 0; i < 3; i++) {
      assertThat(read(reader, forged, NOW)).isEqualTo(rejected(Fault.BAD_SIGNATURE));
      assertThat(read(reader, code, NOW)).isInstanceOf(Claims.class);
    }
  }

  @Test
  void moreCodesThanTheMemoryHoldsAreAllReadAndTheMemoryStaysBounded() {
    CodeReader small = new CodeReader(Keys::ring, Keys.SUITE, 1);
    for (int i = 0; i < 100; i++) {
      byte[] code = paper(ED25519, NOW, NOW + DAY + i);
      assertThat(genuine(read(small, code, NOW)).exp()).isEqualTo(NOW + DAY + i);
      assertThat(genuine(read(small, code, NOW)).exp()).isEqualTo(NOW + DAY + i);
    }
  }

  @Test
  void aStaticCodeIsNeverMadeForAPhoneOrWithAKeyForLists() {
    StaticIssuer issuer = new StaticIssuer(ED25519, MASTER, Keys.SUITE, Keys.RANDOM);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuer.issue(1, Colour.GREEN, Kind.PHONE, NOW, NOW + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuer.issue(1, Colour.NONE, Kind.PAPER, NOW, NOW + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuer.issue(1, Colour.GREEN, Kind.PAPER, NOW, NOW));
    SigningKey lists =
        SigningKey.generate(CITY, Algorithm.EDDSA, EnumSet.of(KeyUse.LISTS), Keys.YEAR);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StaticIssuer(lists, MASTER, Keys.SUITE, Keys.RANDOM));
  }

  @Test
  void theSecondSignatureOfAMalleableAlgorithmIsNoOtherCode() {
    byte[] code = paper(P256);
    byte[] twin = CodeBytes.of(code).withSignatureNegated().text();
    CodeReader reader = Keys.reader(ring());
    Claims first = genuine(read(reader, code, NOW));
    assertThat(genuine(read(reader, twin, NOW))).isEqualTo(first);
  }

  @Test
  void anOfflineGateReadsOwnCodesAsItReadsForeignOnes() {
    KeyRing offline = ring().offline();
    Claims claims = genuine(read(offline, paper(ED25519), NOW));
    assertThat(claims.issuer()).isEqualTo("4403");
    assertThat(claims.own()).isFalse();
    assertThat(read(offline, Keys.dynamic(NOW), NOW)).isEqualTo(rejected(Fault.UNKNOWN_ISSUER));
  }
}
