package io.scangate.peer;

import io.scangate.credential.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The application: settings, and what is made of them. */
@SpringBootApplication
@EnableConfigurationProperties(ScanPeer.Settings.class)
public class ScanPeer {
  /**
   * What it is told, under {@code peer}. Immutable.
   *
   * @param trust the file of the keys of codes
   * @param devices the file of device keys, one a line
   * @param policy the version of the admission rules, as it stands in verdicts
   * @param redisPort where Redis is on this machine
   * @param redisPassword the file of the password of the user {@code gateway}
   * @param cacheEntries how many people's codes the near cache holds
   * @param cacheFor how long it holds one
   */
  @ConfigurationProperties("peer")
  public record Settings(
      Path trust,
      Path devices,
      String policy,
      int redisPort,
      Path redisPassword,
      long cacheEntries,
      Duration cacheFor) {}

  public static void main(String[] args) {
    SpringApplication.run(ScanPeer.class, args);
  }

  @Bean
  KeyRing keys(Settings settings) throws IOException {
    return TrustFile.read(settings.trust());
  }

  @Bean
  Devices devices(Settings settings) throws IOException {
    return new Devices(
        Files.readAllLines(settings.devices()).stream()
            .map(key -> "Bearer " + key)
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Bean(destroyMethod = "close")
  Codes codes(Settings settings) throws IOException {
    return new Codes(settings);
  }
}
