package io.scangate.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityDocumentTest {
  /** The examples of GB 11643-1999. */
  @ParameterizedTest
  @ValueSource(strings = {"11010519491231002X", "440524188001010014"})
  void theNumbersOfTheStandardAreTaken(String number) {
    assertThat(IdentityDocument.of(DocumentType.RESIDENT_IDENTITY_CARD, number).number())
        .isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "110105194912310021, check digit",
    "11010519491231003X, check digit",
    "110105194913310021, date of birth",
    "1101051949123100, citizen identification number",
    "'', citizen identification number",
  })
  void aMistypedNumberIsRefusedWithoutRepeatingIt(String number, String why) {
    assertThatThrownBy(() -> IdentityDocument.of(DocumentType.RESIDENCE_PERMIT, number))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasNoCause()
        .extracting(Throwable::getMessage, STRING)
        .doesNotContain("1949");
  }

  @Test
  void aNumberIsTheSameHoweverItIsWritten() {
    assertThat(IdentityDocument.of(DocumentType.PASSPORT, " e 1234 5678 "))
        .isEqualTo(IdentityDocument.of(DocumentType.PASSPORT, "\uFF251234\u30005678"));
    assertThatThrownBy(() -> IdentityDocument.of(DocumentType.PASSPORT, "e12'5678"))
        .hasMessageContaining("letters and digits");
  }

  @Test
  void aPepperIsFoundAgainAndAnotherOneMakesEverybodyAStranger(@TempDir Path directory)
      throws IOException {
    IdentityDocument document = IdentityDocument.of(DocumentType.PASSPORT, "E12345678");
    Path file = directory.resolve("pepper.key");
    Pepper pepper = Pepper.open(file);
    Pepper again = Pepper.open(file);
    Pepper other = Pepper.open(directory.resolve("other.key"));
    assertThat(again.lookup(document)).isEqualTo(pepper.lookup(document));
    assertThat(again.check()).isEqualTo(pepper.check()).matches("[0-9a-f]{64}");
    assertThat(other.lookup(document)).isNotEqualTo(pepper.lookup(document));
    assertThat(other.check()).isNotEqualTo(pepper.check());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(pepper.lookup(IdentityDocument.of(DocumentType.TAIWAN_PERMIT, "E12345678")))
        .isNotEqualTo(pepper.lookup(document));
    assertThat(document.toString() + pepper).doesNotContain("E12345678");
    PrivateFiles.write(directory.resolve("broken.key"), "short");
    assertThatThrownBy(() -> Pepper.open(directory.resolve("broken.key")))
        .hasMessageContaining("is not a pepper");
  }
}
