package io.scangate.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
  private static final int RANDOM_ITEMS = Integer.getInteger("scangate.fuzz.cbor", 200_000);

  /** From RFC 8949, appendix A: what decodes, and how it is written deterministically. */
  @ParameterizedTest
  @CsvSource({
    "00,00",
    "17,17",
    "1818,1818",
    "1903e8,1903e8",
    "1bffffffffffffffff,1bffffffffffffffff",
    "3bffffffffffffffff,3bffffffffffffffff",
    "3903e7,3903e7",
    "f90000,f90000",
    "f98000,f98000",
    "fb3ff199999999999a,fb3ff199999999999a",
    "f97bff,f97bff",
    "fa47c35000,fa47c35000",
    "f90001,f90001",
    "f97c00,f97c00",
    "f97e00,f97e00",
    "fa7fc00000,f97e00",
    "fb7ff0000000000000,f97c00",
    "f4,f4",
    "f6,f6",
    "f7,f7",
    "f0,f0",
    "f8ff,f8ff",
    "c11a514b67b0,c11a514b67b0",
    "40,40",
    "4401020304,4401020304",
    "62c3bc,62c3bc",
    "80,80",
    "8301820203820405,8301820203820405",
    "a0,a0",
    "a201020304,a201020304",
    "a26161016162820203,a26161016162820203",
    "5f42010243030405ff,450102030405",
    "7f657374726561646d696e67ff,6973747265616d696e67",
    "9fff,80",
    "9f018202039f0405ffff,8301820203820405",
    "bf61610161629f0203ffff,a26161016162820203",
    "1800,00",
    "190001,01",
    "a203040102,a201020304",
    "d90011a0,d1a0",
  })
  void whatIsWellFormedDecodesAndIsWrittenInTheShortestForm(String from, String to)
      throws CborException {
    assertThat(hex(CborEncoder.encode(CborDecoder.decode(bytes(from))))).isEqualTo(to);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "18",
        "19ff",
        "1c",
        "1f",
        "3f",
        "df",
        "f81f",
        "f800",
        "ff",
        "4101ff",
        "42ff",
        "61ff",
        "7f4161ff",
        "5f6161ff",
        "5f5f4100ffff",
        "81",
        "8101ff",
        "9f",
        "a1",
        "a101",
        "a2010201",
        "a20102010f",
        "bf01ff",
        "a1ff01",
        "81ff",
        "7f61c361bcff",
        "a2180101f90002",
        "a201021801f4",
        "9b7fffffffffffffff",
        "5b7fffffffffffffff",
        "bbffffffffffffffff",
        "0000"
      })
  void whatIsNotWellFormedOrNotValidIsRefused(String hex) {
    assertThatExceptionOfType(CborException.class).isThrownBy(() -> CborDecoder.decode(bytes(hex)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1800", "5f4101ff", "9fff", "bfff", "a203040102", "d900110a", "f90000", "5800"})
  void whatIsNotDeterministicIsRefusedWhereThatIsWanted(String hex) throws CborException {
    assertThat(CborDecoder.decode(bytes(hex))).isNotNull();
    assertThatExceptionOfType(CborException.class)
        .isThrownBy(() -> CborDecoder.decodeDeterministic(bytes(hex)));
  }

  @Test
  void deepNestingIsRefusedBeforeTheStackEnds() {
    byte[] deep = new byte[1_000_000];
    Arrays.fill(deep, (byte) 0x81);
    assertThatExceptionOfType(CborException.class).isThrownBy(() -> CborDecoder.decode(deep));
  }

  /** Both readers take the same bytes, and mean the same by them. */
  @Test
  void anotherReaderOfCborAgreesOnRandomItems() {
    SplittableRandom random = new SplittableRandom(8949);
    int accepted = 0;
    for (int i = 0; i < RANDOM_ITEMS; i++) {
      byte[] bytes = RandomCbor.item(random);
      CborItem ours = tryOurs(bytes);
      CBORObject theirs = tryTheirs(bytes);
      assertThat(ours != null).as(hex(bytes)).isEqualTo(theirs != null);
      if (ours != null && theirs != null) {
        // Their text form, since they tell NaNs apart by their payload and we do not.
        CBORObject again = CBORObject.DecodeFromBytes(CborEncoder.encode(ours));
        assertThat(again.toString()).as(hex(bytes)).isEqualTo(theirs.toString());
        accepted++;
      }
    }
    assertThat(accepted).isBetween(RANDOM_ITEMS / 10, RANDOM_ITEMS * 9 / 10);
  }

  private static @Nullable CborItem tryOurs(byte[] bytes) {
    try {
      return CborDecoder.decode(bytes);
    } catch (CborException e) {
      return null;
    }
  }

  private static @Nullable CBORObject tryTheirs(byte[] bytes) {
    try {
      return CBORObject.DecodeFromBytes(bytes);
    } catch (CBORException e) {
      return null;
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
