package io.scangate.credential;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads codes. Confined to one event loop; reads a dynamic code with little more allocated than its
 * claims, and never throws whatever the text.
 *
 * <p>The checks, in this order; the first that fails is the fault:
 *
 * <ol>
 *   <li>at most 512 characters: {@code malformed}; begins with {@code SG1:}: {@code not-a-code};
 *   <li>Base45, then the layout of {@link CodeFormat}, claims that fit together (a dynamic code is
 *       of kind phone, lives 60 s at most and names the epoch of its {@code iat}): {@code
 *       malformed};
 *   <li>the issuer has keys here (for a dynamic code: is our own): {@code unknown-issuer};
 *   <li>one of them has the {@code kid}, the algorithm and the use, was valid at {@code iat}, and
 *       an own pseudonym can be opened: {@code unknown-key};
 *   <li>the MAC or signature: {@code bad-signature}. Where a dynamic code's epoch is past or to
 *       come, that stands in the place of this fault and the one before;
 *   <li>{@code now < exp + tolerance}: {@code expired}; {@code now >= iat - tolerance}: {@code
 *       not-yet-valid};
 *   <li>the minute inside an own pseudonym is that of {@code iat}: {@code malformed}.
 * </ol>
 */
public final class CodeReader {
  /** Up to here past a limit the skew is told, in seconds. */
  public static final long MOST_SKEW = 300;

  private static final int EPOCHS_PREPARED = 4;
  private static final Reading.Rejected NOT_A_CODE = rejected(Fault.NOT_A_CODE);
  private static final Reading.Rejected MALFORMED = rejected(Fault.MALFORMED);
  private static final Reading.Rejected UNKNOWN_ISSUER = rejected(Fault.UNKNOWN_ISSUER);
  private static final Reading.Rejected UNKNOWN_KEY = rejected(Fault.UNKNOWN_KEY);
  private static final Reading.Rejected BAD_SIGNATURE = rejected(Fault.BAD_SIGNATURE);
  private static final Reading.Rejected EXPIRED = rejected(Fault.EXPIRED);
  private static final Reading.Rejected NOT_YET_VALID = rejected(Fault.NOT_YET_VALID);

  private final Supplier<KeyRing> rings;
  private final SignatureChecks signatures;
  private final RememberedSignatures remembered;
  private final CodeFields code = new CodeFields();
  private final @Nullable EpochCheck[] epochs = new @Nullable EpochCheck[EPOCHS_PREPARED];
  private int nextEpoch;
  private @Nullable YearKey preparedYear;
  private @Nullable Pseudonym yearPseudonym;
  private int end;
  private RememberedSignatures.@Nullable Entry found;

  /** The message, with room before it for the longest beginning of what is authenticated. */
  private final byte[] scratch =
      new byte[CodeFormat.HEADROOM + Base45.decodedLength(CodeFormat.MOST_CHARACTERS)];

  /**
   * @param rings the ring of the moment; asked once for every code
   * @param suite what checks signatures
   * @param remembered how many verified static codes to remember
   */
  public CodeReader(Supplier<KeyRing> rings, CryptoSuite suite, int remembered) {
    this.rings = rings;
    this.signatures = new SignatureChecks(suite);
    this.remembered = new RememberedSignatures(remembered);
  }

  /**
   * Reads the text of a QR: {@link #decode}, then {@link #authenticate}.
   *
   * @param text ASCII; {@code from} and {@code to} lie within it
   * @param now in seconds since 1970
   */
  public Reading read(byte[] text, int from, int to, long now) {
    Reading.Rejected fault = decode(text, from, to);
    return fault != null ? fault : authenticate(now);
  }

  /**
   * The first half of {@link #read}, for a caller who times the halves apart: the text becomes
   * fields, which this reader holds.
   *
   * @return null where {@link #authenticate} is next
   */
  public Reading.@Nullable Rejected decode(byte[] text, int from, int to) {
    found = null;
    if (to - from > CodeFormat.MOST_CHARACTERS) {
      return MALFORMED;
    }
    if (!CodeFormat.hasPrefix(text, from, to)) {
      return NOT_A_CODE;
    }
    int start = from + CodeFormat.PREFIX.length;
    end = Base45.decode(text, start, to, scratch, CodeFormat.HEADROOM);
    if (end < 0) {
      return MALFORMED;
    }
    if (end > CodeFormat.HEADROOM && scratch[CodeFormat.HEADROOM] == CodeFormat.SIGN1_START) {
      remembered.turnTo(text, from, to);
      found = remembered.find();
      if (found != null) {
        return null;
      }
    }
    return code.parse(scratch, CodeFormat.HEADROOM, end) ? null : MALFORMED;
  }

  /**
   * The second half of {@link #read}: whether the code that was decoded last is genuine. Once for
   * each {@code decode}, which it uses up.
   *
   * @param now in seconds since 1970
   */
  public Reading authenticate(long now) {
    KeyRing ring = rings.get();
    RememberedSignatures.Entry entry = found;
    if (entry != null) {
      if (isHeld(entry, ring)) {
        return recall(entry, ring, now);
      }
      remembered.forget();
      if (!code.parse(scratch, CodeFormat.HEADROOM, end)) {
        return MALFORMED;
      }
    }
    return code.dynamic ? readDynamic(ring, now) : readStatic(ring, now);
  }

  private Reading readDynamic(KeyRing ring, long now) {
    if (!ring.isOwn(scratch, code.issuerAt, code.issuerLength)) {
      return UNKNOWN_ISSUER;
    }
    EpochKeys keys = ring.epoch(code.kid);
    EpochCheck check = keys == null ? null : checkOf(keys);
    int from = putStructure(CodeFormat.MAC_STRUCTURE);
    if (check == null || !check.matches(scratch, from, code.claimsEnd, code.tagAt)) {
      return unauthenticated(check == null ? UNKNOWN_KEY : BAD_SIGNATURE, ring, now);
    }
    Reading.Rejected untimely = untimely(code.exp, code.iat, ring, now);
    if (untimely != null) {
      return untimely;
    }
    Pseudonym pseudonym = check.pseudonym();
    pseudonym.open(scratch, code.serialAt);
    return pseudonym.isOf(code.iat)
        ? genuine(ring.issuer().code(), true, pseudonym.person())
        : MALFORMED;
  }

  /** A past epoch is expired and a coming one not yet valid, whether or not its key is held. */
  private Reading.Rejected unauthenticated(Reading.Rejected fault, KeyRing ring, long now) {
    long end = (code.kid + 1) * Epoch.SECONDS + Epoch.DYNAMIC_LIFE_SECONDS;
    if (now >= end + ring.tolerance()) {
      return EXPIRED;
    }
    return now < code.kid * Epoch.SECONDS - ring.tolerance() ? NOT_YET_VALID : fault;
  }

  private Reading readStatic(KeyRing ring, long now) {
    TrustedKey key = ring.trust().key(code.kid);
    if (key == null || !isFor(key)) {
      return ring.knows(scratch, code.issuerAt, code.issuerLength) ? UNKNOWN_KEY : UNKNOWN_ISSUER;
    }
    boolean own = ring.isOwn(scratch, code.issuerAt, code.issuerLength);
    YearKey year = own ? ring.year(YearKey.yearOf(code.iat)) : null;
    if (!key.validity().covers(code.iat) || (own && year == null)) {
      return UNKNOWN_KEY;
    }
    int from = putStructure(CodeFormat.SIG_STRUCTURE);
    if (!signatures.verify(key, scratch, from, code.claimsEnd, code.tagAt)) {
      return BAD_SIGNATURE;
    }
    Reading.Rejected untimely = untimely(code.exp, code.iat, ring, now);
    if (untimely != null) {
      return untimely;
    }
    long person = 0;
    if (year != null) {
      Pseudonym pseudonym = pseudonymOf(year);
      pseudonym.open(scratch, code.serialAt);
      if (!pseudonym.isOf(code.iat)) {
        return MALFORMED;
      }
      person = pseudonym.person();
    }
    Claims claims = genuine(key.issuer().code(), own, person);
    remembered.remember(new RememberedSignatures.Entry(key, year, claims));
    return claims;
  }

  /** Header, issuer and key must agree: a key of another issuer, algorithm or use is none. */
  private boolean isFor(TrustedKey key) {
    return key.algorithm() == code.algorithm
        && key.uses().contains(KeyUse.STATIC)
        && key.isOf(scratch, code.issuerAt, code.issuerLength);
  }

  /** Whether the keys behind a remembered code are still trusted for what they were. */
  private static boolean isHeld(RememberedSignatures.Entry entry, KeyRing ring) {
    YearKey year = entry.year();
    return entry.key().equals(ring.trust().key(entry.key().kid()))
        && (year == null || year.equals(ring.year(year.year())));
  }

  private Reading recall(RememberedSignatures.Entry entry, KeyRing ring, long now) {
    Claims claims = entry.claims();
    Reading.Rejected untimely = untimely(claims.exp(), claims.iat(), ring, now);
    if (untimely == null) {
      return claims;
    }
    if (untimely.fault() == Fault.EXPIRED) {
      remembered.forget();
    }
    return untimely;
  }

  private static Reading.@Nullable Rejected untimely(long exp, long iat, KeyRing ring, long now) {
    if (now >= exp + ring.tolerance()) {
      return now - exp > MOST_SKEW ? EXPIRED : new Reading.Rejected(Fault.EXPIRED, now - exp);
    }
    if (now < iat - ring.tolerance()) {
      return iat - now > MOST_SKEW
          ? NOT_YET_VALID
          : new Reading.Rejected(Fault.NOT_YET_VALID, iat - now);
    }
    return null;
  }

  private Claims genuine(String issuer, boolean own, long person) {
    return new Claims(
        issuer,
        code.exp,
        code.iat,
        BigEndian.getLong(scratch, code.serialAt),
        BigEndian.getLong(scratch, code.serialAt + 8),
        code.colour,
        code.kind,
        own,
        person);
  }

  /** Makes what is authenticated out of the message, in place, and answers where it begins. */
  private int putStructure(byte[] beginning) {
    int from = code.protectedAt - beginning.length;
    System.arraycopy(beginning, 0, scratch, from, beginning.length);
    scratch[code.unprotectedAt] = CodeFormat.EMPTY_BYTES;
    return from;
  }

  private EpochCheck checkOf(EpochKeys keys) {
    for (EpochCheck check : epochs) {
      if (check != null && check.isOf(keys)) {
        return check;
      }
    }
    EpochCheck check = new EpochCheck(keys);
    epochs[nextEpoch] = check;
    nextEpoch = (nextEpoch + 1) % EPOCHS_PREPARED;
    return check;
  }

  /** A cipher is prepared once for a year: codes of one year come after one another. */
  private Pseudonym pseudonymOf(YearKey year) {
    Pseudonym prepared = yearPseudonym;
    if (prepared == null || !year.equals(preparedYear)) {
      prepared = Pseudonym.opening(year.pseudonym());
      yearPseudonym = prepared;
      preparedYear = year;
    }
    return prepared;
  }

  private static Reading.Rejected rejected(Fault fault) {
    return new Reading.Rejected(fault, 0);
  }
}
