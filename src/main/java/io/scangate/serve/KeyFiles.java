package io.scangate.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.config.ConfigFile;
import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.config.Scalar;
import io.scangate.credential.Algorithm;
import io.scangate.credential.KeyUse;
import io.scangate.credential.MasterKey;
import io.scangate.credential.SealingKey;
import io.scangate.credential.SigningKey;
import io.scangate.credential.TrustedKey;
import io.scangate.credential.Validity;
import io.scangate.files.PrivateFiles;
import io.scangate.health.Division;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The files that keys stand in: JSON, readable by their owner only. No secret in them is ever
 * overwritten; what changes is which keys are withdrawn.
 *
 * <pre>
 * engine.json   {issuer, master, sealing, keys: [{kid, algorithm, uses, from, until, public, private}],
 *                withdrawn}
 * gateway.json  {issuer, sealing, keys: [{kid, algorithm, uses, from, until, public}]}
 * </pre>
 *
 * <p>Keys are in Base64, instants in ISO 8601.
 */
public final class KeyFiles {
  public static final String ENGINE = "engine.json";
  public static final String GATEWAY = "gateway.json";

  private static final Algorithm[] SIGNING = {Algorithm.EDDSA, Algorithm.ES256};

  private KeyFiles() {}

  /** Writes both files of an installation into a directory. */
  public static void write(Path directory, EngineKeys keys) throws IOException {
    writeNew(directory.resolve(ENGINE), engine(keys));
    writeNew(directory.resolve(GATEWAY), gateway(keys.forGateways()));
  }

  private static ObjectNode engine(EngineKeys keys) {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    file.put("issuer", keys.issuer().code());
    file.put("master", base64(keys.master().secret()));
    file.put("sealing", base64(keys.sealing().secret()));
    ArrayNode list = file.putArray("keys");
    for (SigningKey key : keys.signing()) {
      list.add(trusted(key.trusted()).put("private", base64(key.pkcs8())));
    }
    file.set("withdrawn", keys.withdrawals().json());
    return file;
  }

  private static ObjectNode gateway(GatewayKeys keys) {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    file.put("issuer", keys.issuer().code());
    file.put("sealing", base64(keys.sealing().secret()));
    ArrayNode list = file.putArray("keys");
    keys.keys().forEach(key -> list.add(trusted(key)));
    return file;
  }

  private static ObjectNode trusted(TrustedKey key) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("kid", key.kidText());
    entry.put("algorithm", key.algorithm().text());
    ArrayNode uses = entry.putArray("uses");
    key.uses().stream().sorted().map(KeyUse::text).forEach(uses::add);
    entry.put("from", Instant.ofEpochSecond(key.validity().from()).toString());
    entry.put("until", Instant.ofEpochSecond(key.validity().until()).toString());
    entry.put("public", base64(key.bytes()));
    return entry;
  }

  /**
   * Changes the file of an engine, at once or not at all; whoever reads it meanwhile finds the old
   * keys or the new ones.
   *
   * @return the keys as they are now
   * @throws java.nio.file.FileAlreadyExistsException while somebody else changes it
   */
  public static EngineKeys change(Path file, Function<EngineKeys, EngineKeys> change)
      throws IOException {
    Path target = file.toRealPath();
    Path next = target.resolveSibling(target.getFileName() + ".new");
    // Made before the old keys are read: a second change cannot begin until this one has ended.
    try (FileChannel out = PrivateFiles.create(next)) {
      EngineKeys keys = change.apply(readEngine(target));
      write(out, engine(keys));
      out.force(true);
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
      return keys;
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(next);
      throw e;
    }
  }

  private static void writeNew(Path file, ObjectNode content) throws IOException {
    try (FileChannel out = PrivateFiles.create(file)) {
      write(out, content);
    }
  }

  private static void write(FileChannel out, ObjectNode content) throws IOException {
    byte[] json =
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(content);
    ByteBuffer left = ByteBuffer.wrap(json);
    while (left.hasRemaining()) {
      out.write(left);
    }
  }

  /** Whether a file has the secrets of an engine. */
  public static boolean isEngine(Path file) {
    return ConfigFile.read(file).has("master");
  }

  /** Reads the file of an engine. */
  public static EngineKeys readEngine(Path file) {
    Mapping top =
        ConfigFile.read(file).allowing("issuer", "master", "sealing", "keys", "withdrawn");
    Division issuer = top.scalar("issuer").as(Division::new);
    List<SigningKey> keys = new ArrayList<>();
    for (Node node : top.items("keys")) {
      Mapping entry =
          node.mapping().allowing("kid", "algorithm", "uses", "from", "until", "public", "private");
      TrustedKey trusted = trusted(entry, issuer);
      keys.add(bytes(entry.scalar("private"), bytes -> SigningKey.of(trusted, bytes)));
    }
    return new EngineKeys(
        issuer,
        bytes(top.scalar("master"), MasterKey::new),
        bytes(top.scalar("sealing"), SealingKey::new),
        keys,
        top.optional("withdrawn")
            .map(node -> Withdrawals.read(node.mapping()))
            .orElse(Withdrawals.NONE));
  }

  /** Reads the file of a gateway. */
  public static GatewayKeys readGateway(Path file) {
    Mapping top = ConfigFile.read(file).allowing("issuer", "sealing", "keys");
    Division issuer = top.scalar("issuer").as(Division::new);
    List<TrustedKey> keys = new ArrayList<>();
    for (Node node : top.items("keys")) {
      Mapping entry =
          node.mapping().allowing("kid", "algorithm", "uses", "from", "until", "public");
      keys.add(trusted(entry, issuer));
    }
    return new GatewayKeys(issuer, bytes(top.scalar("sealing"), SealingKey::new), keys);
  }

  /** Reads the public keys of either file, or of one that holds nothing else. */
  public static List<TrustedKey> readPublic(Path file) {
    Mapping top = ConfigFile.read(file);
    Division issuer = top.scalar("issuer").as(Division::new);
    return top.items("keys").stream().map(node -> trusted(node.mapping(), issuer)).toList();
  }

  private static TrustedKey trusted(Mapping entry, Division issuer) {
    Set<KeyUse> uses = EnumSet.noneOf(KeyUse.class);
    for (Node use : entry.items("uses")) {
      uses.add(use.scalar().oneOf(KeyUse.values(), KeyUse::text));
    }
    if (uses.isEmpty()) {
      throw entry.required("uses").place().refuse("a key has a use at least");
    }
    Algorithm algorithm = entry.scalar("algorithm").oneOf(SIGNING, Algorithm::text);
    long from = entry.scalar("from").instant().getEpochSecond();
    long until = entry.scalar("until").instant().getEpochSecond();
    Validity validity = entry.scalar("until").as(text -> new Validity(from, until));
    TrustedKey key =
        bytes(
            entry.scalar("public"),
            bare -> new TrustedKey(issuer, algorithm, uses, validity, bare));
    if (!entry.scalar("kid").text().equals(key.kidText())) {
      throw entry.scalar("kid").refuse(key.kidText() + ", which follows from the public key");
    }
    return key;
  }

  /** Makes a value out of Base64; no refusal repeats what stands there. */
  private static <T> T bytes(Scalar scalar, Function<byte[], T> maker) {
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(scalar.text());
    } catch (IllegalArgumentException e) {
      throw scalar.place().refuse("Base64 is wanted");
    }
    return scalar.as(text -> maker.apply(decoded));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
