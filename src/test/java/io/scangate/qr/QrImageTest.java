package io.scangate.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Every way a QR is drawn is read back by a reader that did not draw it. */
class QrImageTest {
  private static final String TEXT = "SG1:6BFOXN%TS3DH0YOJ58S S-W5HDC *M0II5XHC9B5G2+$N";
  private static final Pattern MODULE = Pattern.compile("M(\\d+),(\\d+)h1v1h-1z");

  private final QrImage image = QrImage.of(TEXT);

  @Test
  void aPngIsReadBack() throws IOException, ReaderException {
    BufferedImage png = ImageIO.read(new ByteArrayInputStream(image.png(4)));
    assertThat(png.getWidth()).isEqualTo(4 * image.size());
    int side = png.getWidth();
    assertThat(read(png.getRGB(0, 0, side, side, null, 0, side), side)).isEqualTo(TEXT);
  }

  @Test
  void anSvgIsReadBack() throws ReaderException {
    boolean[][] dark = new boolean[image.size()][image.size()];
    Matcher modules = MODULE.matcher(image.svg());
    while (modules.find()) {
      dark[Integer.parseInt(modules.group(2))][Integer.parseInt(modules.group(1))] = true;
    }
    assertThat(read(dark)).isEqualTo(TEXT);
  }

  @Test
  void theLinesOfATerminalAreReadBack() throws ReaderException {
    List<String> lines = image.terminal().lines().toList();
    boolean[][] dark = new boolean[image.size()][image.size()];
    for (int y = 0; y < image.size(); y++) {
      for (int x = 0; x < image.size(); x++) {
        char drawn = lines.get(y / 2).charAt(x);
        dark[y][x] = drawn != '█' && drawn != (y % 2 == 0 ? '▀' : '▄');
      }
    }
    assertThat(read(dark)).isEqualTo(TEXT);
  }

  @Test
  void whatTheAlphanumericModeLacksIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> QrImage.of("sg1:abc"));
    assertThatIllegalArgumentException().isThrownBy(() -> QrImage.of("A".repeat(5000)));
  }

  private static String read(boolean[][] dark) throws ReaderException {
    int scale = 4;
    int side = dark.length * scale;
    int[] pixels = new int[side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = dark[i / side / scale][i % side / scale] ? 0 : 0xffffff;
    }
    return read(pixels, side);
  }

  private static String read(int[] pixels, int side) throws ReaderException {
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(
                new GlobalHistogramBinarizer(new RGBLuminanceSource(side, side, pixels))))
        .getText();
  }
}
