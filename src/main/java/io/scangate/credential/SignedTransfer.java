package io.scangate.credential;

import io.scangate.credential.TransferCheck.Refusal;
import io.scangate.health.Division;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * A {@link TransferSheet}, signed with a key that signs lists.
 *
 * <pre>
 * d2 84                                       COSE_Sign1
 *   bstr {1: alg, 4: kid}                     as in a code
 *   a0
 *   bstr ["scangate-transfer",                tstr
 *         district,                           tstr, 6 digits
 *         day,                                tstr, as in 2022-03-20
 *         number,                             uint, from 1
 *         before,                             bstr(32)
 *         at,                                 uint, microseconds since 1970
 *         root,                               bstr, a signed root or nothing
 *         [ * [person,                        bstr(8), the reference
 *              fact, detail,                  tstr
 *              at,                            uint, microseconds since 1970
 *              authority, document] ]]        tstr
 *   58 40 signature                           over Sig_structure
 * </pre>
 */
public final class SignedTransfer {
  /** A larger one is refused before any work. */
  public static final int MOST_BYTES = 64 << 20;

  private static final String NAME = "scangate-transfer";
  private static final int HASH_BYTES = 32;

  private SignedTransfer() {}

  /**
   * Signs a sheet.
   *
   * @throws IllegalArgumentException where the key may not sign lists, or not at that time
   */
  public static byte[] issue(SigningKey key, CryptoSuite suite, TransferSheet sheet) {
    if (!key.trusted().signsLists(sheet.at().getEpochSecond())) {
      throw new IllegalArgumentException("a sheet cannot be signed by " + key.trusted());
    }
    HexFormat hex = HexFormat.of();
    List<CborItem> parts =
        List.of(
            CborItem.of(NAME),
            CborItem.of(sheet.district().code()),
            CborItem.of(sheet.day().toString()),
            CborItem.of(sheet.number()),
            CborItem.of(hex.parseHex(sheet.before())),
            CborItem.of(sheet.at()),
            CborItem.of(hex.parseHex(sheet.root())),
            new CborItem.Sequence(sheet.entries().stream().map(SignedTransfer::entry).toList()));
    return CoseSign1.sign(key, suite, CborEncoder.encode(new CborItem.Sequence(parts)));
  }

  private static CborItem entry(TransferSheet.Entry entry) {
    return new CborItem.Sequence(
        List.of(
            CborItem.of(HexFormat.of().parseHex(HexFormat.of().toHexDigits(entry.person()))),
            CborItem.of(entry.fact()),
            CborItem.of(entry.detail()),
            CborItem.of(entry.at()),
            CborItem.of(entry.authority()),
            CborItem.of(entry.document())));
  }

  /**
   * Checks a file.
   *
   * @param keys those whose signature is believed
   */
  public static TransferCheck verify(byte[] file, Collection<TrustedKey> keys, CryptoSuite suite) {
    if (file.length > MOST_BYTES) {
      return new TransferCheck.Refused(Refusal.MALFORMED);
    }
    try {
      CoseSign1 sign1 = CoseSign1.read(file);
      TransferSheet sheet = sheet(sign1.payload());
      for (TrustedKey key : keys) {
        if (sign1.names(key) && key.signsLists(sheet.at().getEpochSecond())) {
          return sign1.isSignedBy(key, suite)
              ? new TransferCheck.Verified(sheet)
              : new TransferCheck.Refused(Refusal.BAD_SIGNATURE);
        }
      }
      return new TransferCheck.Refused(Refusal.UNKNOWN_KEY);
    } catch (CborException e) {
      return new TransferCheck.Refused(Refusal.MALFORMED);
    }
  }

  private static TransferSheet sheet(byte[] payload) throws CborException {
    List<CborItem> parts = CborTable.items(CborDecoder.decodeDeterministic(payload), 8);
    byte[] before = CborTable.bytes(parts.get(4));
    long number = CborTable.whole(parts.get(3));
    if (!CborTable.text(parts.get(0)).equals(NAME) || before.length != HASH_BYTES || number < 1) {
      throw new CborException("not a sheet");
    }
    List<TransferSheet.Entry> entries = new ArrayList<>();
    for (CborItem item : CborTable.items(parts.get(7))) {
      entries.add(entry(CborTable.items(item, 6)));
    }
    try {
      return new TransferSheet(
          new Division(CborTable.text(parts.get(1))),
          LocalDate.parse(CborTable.text(parts.get(2))),
          number,
          HexFormat.of().formatHex(before),
          CborTable.instant(parts.get(5)),
          HexFormat.of().formatHex(CborTable.bytes(parts.get(6))),
          entries);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new CborException("a sheet names a district and a day");
    }
  }

  private static TransferSheet.Entry entry(List<CborItem> parts) throws CborException {
    byte[] person = CborTable.bytes(parts.get(0));
    if (person.length != Long.BYTES) {
      throw new CborException("a reference has 8 bytes");
    }
    return new TransferSheet.Entry(
        HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(person)),
        CborTable.text(parts.get(1)),
        CborTable.text(parts.get(2)),
        CborTable.instant(parts.get(3)),
        CborTable.text(parts.get(4)),
        CborTable.text(parts.get(5)));
  }
}
