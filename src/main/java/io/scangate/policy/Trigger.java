package io.scangate.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A happening that may set off an episode. */
public enum Trigger {
  DIAGNOSIS_CONFIRMED(Category.CONFIRMED),
  DIAGNOSIS_ASYMPTOMATIC(Category.ASYMPTOMATIC),
  DIAGNOSIS_SUSPECTED(Category.SUSPECTED),
  POSITIVE_TEST(Category.SUSPECTED),
  CONTACT_CLOSE(Category.CLOSE_CONTACT),
  CONTACT_SUB_CLOSE(Category.SUB_CLOSE_CONTACT),
  ENTRY(Category.OVERSEAS),
  CONTACT_SPATIOTEMPORAL(Category.SPATIOTEMPORAL),
  CONTACT_SPATIOTEMPORAL_CONFINED(Category.SPATIOTEMPORAL_CONFINED),
  AREA_HIGH(Category.HIGH_RISK_AREA),
  AREA_MEDIUM(Category.MEDIUM_RISK_AREA),
  /** Which of the three special categories it sets off is told by the {@link Bands}. */
  AREA_SPECIAL(null),
  SCREENING(Category.SCREENING),
  DECLARATION(Category.DECLARED),
  ASSIGNMENT(Category.OUT_OF_PROVINCE);

  private final @Nullable Category category;
  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Trigger(@Nullable Category category) {
    this.category = category;
  }

  /** The name in files. */
  public String text() {
    return text;
  }

  /** Whether a policy may let this happening set off that category. */
  public boolean mayBegin(Category wanted) {
    return category == null
        ? wanted == Category.SPECIAL_AREA_14
            || wanted == Category.SPECIAL_AREA_21
            || wanted == Category.SPECIAL_AREA_PAST
        : category == wanted;
  }
}
