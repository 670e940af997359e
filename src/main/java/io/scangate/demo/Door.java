package io.scangate.demo;

/**
 * A checkpoint of the synthetic city with the device key that its scanner shows. Immutable.
 *
 * @param id as in {@code metro-01-gate-2}
 * @param site the building or station that it belongs to; doors of one site know each other's scans
 * @param kind a kind of the admission rules
 * @param division the community it stands in (GB/T 2260)
 * @param key 32 bytes in base64url, as a scanner writes them into its {@code Authorization} header
 */
public record Door(String id, String site, String kind, String division, String key) {
  @Override
  public String toString() {
    return "Door[" + id + "]";
  }
}
