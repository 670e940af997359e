package io.scangate.policy;

import java.time.Duration;
import java.util.List;

/**
 * How a wrong colour is corrected. Immutable.
 *
 * @param grounds the names of the grounds on which an applicant may ask
 * @param negativeWithin how old the negative sample may be that the applicant shows
 */
public record Corrections(List<String> grounds, Duration negativeWithin, Bars bars) {
  public Corrections {
    grounds = List.copyOf(grounds);
  }
}
