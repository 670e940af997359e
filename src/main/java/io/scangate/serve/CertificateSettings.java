package io.scangate.serve;

import io.scangate.casework.certificates.CertificateRules;
import io.scangate.config.Mapping;
import io.scangate.config.Scalar;
import java.math.BigDecimal;

/** Reads when certificates on paper are issued: the section {@code casework.certificates}. */
final class CertificateSettings {
  private CertificateSettings() {}

  /** Reads the section; what is not set there has its default. */
  static CertificateRules read(Mapping section) {
    Mapping map = section.allowing("fever", "test-within", "most-days");
    CertificateRules plain = CertificateRules.DEFAULT;
    return new CertificateRules(
        map.optional("fever").map(node -> degrees(node.scalar())).orElse(plain.fever()),
        map.optional("test-within")
            .map(node -> node.scalar().duration())
            .orElse(plain.testWithin()),
        map.optional("most-days")
            .map(node -> (int) node.scalar().integer(1, CertificateRules.LONGEST))
            .orElse(plain.mostDays()));
  }

  private static BigDecimal degrees(Scalar value) {
    if (!value.text().matches("[34][0-9]([.][0-9])?")) {
      throw value.refuse("degrees Celsius such as \"37.3\"");
    }
    return new BigDecimal(value.text());
  }
}
