package io.scangate.casework;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Papers as applicants show them. */
public final class Papers {
  private Papers() {}

  /** A PDF of no page. */
  public static byte[] pdf() {
    return """
    %PDF-1.4
    1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
    2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj
    trailer <</Root 1 0 R /Size 3>>
    %%EOF
    """
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A picture of that format. */
  public static byte[] picture(String format) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (!ImageIO.write(new BufferedImage(16, 9, BufferedImage.TYPE_INT_RGB), format, out)) {
        throw new IllegalArgumentException("nobody writes " + format);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
