package io.scangate.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CryptoSuiteTest {
  @Test
  void withoutTheNativeProvidersJarTheJdksOwnIsChosen() throws Exception {
    List<URL> withoutProvider = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!new File(entry).getName().startsWith("AmazonCorrettoCryptoProvider")) {
        withoutProvider.add(new File(entry).toURI().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(
            withoutProvider.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> suite = loader.loadClass(CryptoSuite.class.getName());
      Object chosen = suite.getMethod("choose").invoke(null);
      assertThat(suite.getMethod("isNative").invoke(chosen)).isEqualTo(false);
      assertThat(chosen.toString()).contains("the native provider is not on the class path");
    }
  }

  @Test
  void whereTheNativeProviderIsItIsChosenOrSaysWhyNot() {
    CryptoSuite chosen = CryptoSuite.choose();
    assertThat(chosen.isNative() || chosen.reason().startsWith("the native library does not load"))
        .as(chosen.toString())
        .isTrue();
  }
}
