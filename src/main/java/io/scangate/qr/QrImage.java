package io.scangate.qr;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.decoder.Mode;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * A code as a QR: alphanumeric mode, error correction M, with the quiet zone of four modules that
 * scanners want. Immutable.
 */
public final class QrImage {
  private static final int QUIET = 4;
  private static final int WHITE = 0xffffff;

  private final ByteMatrix modules;

  private QrImage(ByteMatrix modules) {
    this.modules = modules;
  }

  /**
   * Draws a text.
   *
   * @throws IllegalArgumentException where the text does not fit the alphanumeric mode of a QR
   */
  public static QrImage of(String text) {
    try {
      QRCode code = Encoder.encode(text, ErrorCorrectionLevel.M);
      if (code.getMode() != Mode.ALPHANUMERIC) {
        throw new IllegalArgumentException("a character that the alphanumeric mode lacks");
      }
      return new QrImage(code.getMatrix());
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR", e);
    }
  }

  /** The modules along one side, with the quiet zone. */
  public int size() {
    return modules.getWidth() + 2 * QUIET;
  }

  /** Whether a module is dark, the quiet zone being light. */
  public boolean isDark(int x, int y) {
    int column = x - QUIET;
    int row = y - QUIET;
    return column >= 0
        && row >= 0
        && column < modules.getWidth()
        && row < modules.getHeight()
        && modules.get(column, row) == 1;
  }

  /**
   * A PNG in black and white.
   *
   * @param scale pixels along one side of a module
   */
  public byte[] png(int scale) {
    int side = size() * scale;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, isDark(x / scale, y / scale) ? 0 : WHITE);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("every JDK writes PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** An SVG that is one path, sized in modules. */
  public String svg() {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < size(); y++) {
      for (int x = 0; x < size(); x++) {
        if (isDark(x, y)) {
          path.append('M').append(x).append(',').append(y).append("h1v1h-1z");
        }
      }
    }
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">
    <path fill="#fff" d="M0,0h%1$dv%1$dH0z"/><path d="%2$s"/>
    </svg>
    """
        .formatted(size(), path);
  }

  /** Lines for a terminal with light letters on dark ground, two rows of modules to a line. */
  public String terminal() {
    StringBuilder lines = new StringBuilder();
    for (int y = 0; y < size(); y += 2) {
      for (int x = 0; x < size(); x++) {
        boolean upper = !isDark(x, y);
        boolean lower = y + 1 < size() && !isDark(x, y + 1);
        lines.append(upper ? (lower ? '█' : '▀') : (lower ? '▄' : ' '));
      }
      lines.append('\n');
    }
    return lines.toString();
  }
}
