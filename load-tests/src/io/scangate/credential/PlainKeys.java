package io.scangate.credential;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The keys that codes are read with, in clear text, for the programs that Scangate is compared
 * with. One line a key, numbers in decimal, bytes in hexadecimal:
 *
 * <pre>
 * issuer 4403
 * epoch NUMBER MAC-KEY PSEUDONYM-KEY
 * year NUMBER PSEUDONYM-KEY
 * key KID ALGORITHM PUBLIC-KEY FROM UNTIL
 * </pre>
 */
public final class PlainKeys {
  private static final HexFormat HEX = HexFormat.of();

  private PlainKeys() {}

  /** The lines for codes that were issued in this year. */
  public static List<String> of(KeyRing ring, int year) {
    List<String> lines = new ArrayList<>();
    lines.add("issuer " + ring.issuer().code());
    for (EpochKeys keys : ring.epochs()) {
      lines.add(
          "epoch %d %s %s"
              .formatted(
                  keys.epoch(),
                  HEX.formatHex(keys.mac().getEncoded()),
                  HEX.formatHex(keys.pseudonym().getEncoded())));
    }
    YearKey pseudonyms = ring.year(year);
    if (pseudonyms != null) {
      lines.add("year %d %s".formatted(year, HEX.formatHex(pseudonyms.secret())));
    }
    for (TrustedKey key : ring.trust().keys()) {
      if (key.uses().contains(KeyUse.STATIC)) {
        lines.add(
            "key %s %s %s %d %d"
                .formatted(
                    key.kidText(),
                    key.algorithm().text(),
                    HEX.formatHex(key.bytes()),
                    key.validity().from(),
                    key.validity().until()));
      }
    }
    return lines;
  }
}
