package io.scangate.casework.certificates;

import io.scangate.ledger.Certificate;
import io.scangate.qr.QrImage;
import io.vertx.core.buffer.Buffer;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Draws certificates as PDF: one page in large type, the colour as a word, the code as a QR of
 * filled squares. Of the font (Noto Sans SC, SIL Open Font License 1.1) what is used is embedded.
 * Shared.
 */
final class CertificatePaper {
  private static final String FONT = "NotoSansSC-Regular.ttf";
  private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(BEIJING);
  private static final Color GREEN = new Color(0x0b, 0x7a, 0x3b);
  private static final float LEFT = 56;
  private static final float VALUE = 230;
  private static final float QR_SIDE = 250;

  /** Stands for a character that the font lacks, as printers have it. */
  private static final int LACKING = '〓';

  private static final Map<String, String> VACCINATION =
      Map.of(
          "none", "未接种 none",
          "partial", "部分接种 partial",
          "complete", "全程接种 complete",
          "booster", "加强免疫 booster");

  private final byte[] font;

  /** Reads the font, once. */
  CertificatePaper() {
    try (InputStream in = CertificatePaper.class.getResourceAsStream(FONT)) {
      if (in == null) {
        throw new IllegalStateException(FONT + " is not in the program");
      }
      font = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Draws a certificate; the last print that was counted is this one. */
  Buffer draw(Certificate certificate, Sheet sheet) {
    try (PDDocument document = new PDDocument();
        TrueTypeFont face = new TTFParser().parse(new RandomAccessReadBuffer(font))) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      document.getDocumentCatalog().setLanguage("zh-CN");
      document.getDocumentInformation().setTitle("Certificate " + certificate.number());
      PDType0Font subset = PDType0Font.load(document, face, true);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        draw(new Pen(content, subset, face.getUnicodeCmapLookup()), certificate, sheet);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return Buffer.buffer(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void draw(Pen pen, Certificate certificate, Sheet sheet) throws IOException {
    pen.text(LEFT, 772, 26, "健康码纸质证明  Health code certificate");
    pen.rectangle(LEFT, 672, 483, 80, GREEN);
    pen.colour(Color.WHITE);
    pen.text(LEFT + 24, 693, 54, "绿码  GREEN");
    pen.colour(Color.BLACK);
    pen.line(640, 22, "编号 No.", "%08d".formatted(certificate.number()));
    pen.line(608, 22, "姓名 Name", sheet.name());
    pen.line(576, 22, "证件 Document", sheet.document());
    pen.line(544, 22, "签发 Issued", time(certificate.issued().at()));
    pen.line(512, 22, "有效至 Valid until", time(certificate.expires()));
    pen.line(482, 16, "社区 Community", certificate.community().code());
    pen.line(
        460,
        16,
        "疫苗 Vaccination",
        VACCINATION.getOrDefault(sheet.vaccination(), sheet.vaccination()));
    pen.line(438, 16, "核酸 Test", "阴性 negative, " + time(sheet.sampledAt()));
    pen.line(416, 16, "体温 Temperature", sheet.temperature() + " °C");
    pen.qr((PDRectangle.A4.getWidth() - QR_SIDE) / 2, 152, QR_SIDE, QrImage.of(sheet.code()));
    pen.text(LEFT, 124, 13, "通行以扫码时的颜色为准，可在多处出示，各处可知为同一证明。遗失请速告社区。");
    pen.text(LEFT, 104, 11, "At a door the colour of that moment decides, not this print.");
    pen.text(LEFT, 88, 11, "Wherever it is shown it can be seen to be the same certificate.");
    pen.text(LEFT, 72, 11, "If it is lost, tell your community at once, or call 12345.");
    pen.text(LEFT, 48, 13, "第 %1$d 次打印  Print %1$d".formatted(certificate.prints()));
  }

  private static String time(Instant instant) {
    return MINUTE.format(instant);
  }

  /** Draws on one page. */
  private record Pen(PDPageContentStream content, PDFont font, CmapLookup glyphs) {
    void line(float y, float size, String label, String value) throws IOException {
      text(LEFT, y, Math.min(size, 16), label);
      text(VALUE, y, size, value);
    }

    /** A text of one line; one that is too long for the page is set smaller. */
    void text(float x, float y, float size, String text) throws IOException {
      String drawn = drawable(text);
      float width = font.getStringWidth(drawn) / 1000 * size;
      float room = PDRectangle.A4.getWidth() - x - 20;
      content.beginText();
      content.setFont(font, width > room ? size * room / width : size);
      content.newLineAtOffset(x, y);
      content.showText(drawn);
      content.endText();
    }

    private String drawable(String text) {
      return text.codePoints()
          .map(character -> glyphs.getGlyphId(character) == 0 ? LACKING : character)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }

    void colour(Color colour) throws IOException {
      content.setNonStrokingColor(colour);
    }

    void rectangle(float x, float y, float width, float height, Color filled) throws IOException {
      colour(filled);
      content.addRect(x, y, width, height);
      content.fill();
      colour(Color.BLACK);
    }

    /** Rows of modules from top to bottom, each run of dark ones a rectangle. */
    void qr(float x, float y, float side, QrImage image) throws IOException {
      float module = side / image.size();
      for (int row = 0; row < image.size(); row++) {
        int column = 0;
        while (column < image.size()) {
          int from = column;
          while (column < image.size() && image.isDark(column, row)) {
            column++;
          }
          if (column > from) {
            content.addRect(
                x + from * module, y + side - (row + 1) * module, (column - from) * module, module);
          }
          column++;
        }
      }
      content.fill();
    }
  }
}
