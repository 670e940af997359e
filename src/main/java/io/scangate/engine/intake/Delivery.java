package io.scangate.engine.intake;

/** A request of a source, in one part or in many. Confined to the virtual thread that serves it. */
final class Delivery {
  private final Source source;
  private final String request;
  private final boolean atomic;
  private boolean alarmed;

  /**
   * A request.
   *
   * @param request its id
   * @param atomic whether one refused row refuses all
   */
  Delivery(Source source, String request, boolean atomic) {
    this.source = source;
    this.request = request;
    this.atomic = atomic;
  }

  Source source() {
    return source;
  }

  String request() {
    return request;
  }

  boolean isAtomic() {
    return atomic;
  }

  /** Whether facts of it were held: then its further severe ones are too. */
  boolean isAlarmed() {
    return alarmed;
  }

  void alarm() {
    alarmed = true;
  }
}
