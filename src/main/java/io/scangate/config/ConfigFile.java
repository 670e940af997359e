package io.scangate.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML 1.2, hence JSON too. YAML 1.2 leaves {@code on} and {@code yes} as text; aliases are
 * refused, since a file of a few bytes could unfold to gigabytes through them.
 */
public final class ConfigFile {
  /** A larger file is refused before it is parsed. */
  public static final long MOST_BYTES = 4L << 20;

  private static final int MOST_DEPTH = 32;

  private ConfigFile() {}

  /** Reads a file whose top is a mapping. */
  public static Mapping read(Path file) {
    String name = file.toString();
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ConfigException(name + ": larger than " + MOST_BYTES + " bytes");
      }
      return parse(name, Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new ConfigException(name + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new ConfigException(name + ": the file is not UTF-8 text", e);
    } catch (IOException e) {
      throw new ConfigException(name + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a text whose top is a mapping.
   *
   * @param name what messages call the file
   */
  public static Mapping parse(String name, String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(name).setUseMarks(true).setAllowNonScalarKeys(true).build();
    Optional<org.snakeyaml.engine.v2.nodes.Node> top;
    try {
      top = new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw new ConfigException(name + ":" + line + ": not YAML: " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new ConfigException(name + ": not YAML: " + e.getMessage(), e);
    }
    Place place = new Place(name, 1, "");
    if (top.isEmpty()) {
      throw place.refuse("the file is empty");
    }
    return node(place, top.get(), 0).mapping();
  }

  private static Node node(Place place, org.snakeyaml.engine.v2.nodes.Node yaml, int depth) {
    if (depth > MOST_DEPTH) {
      throw place.refuse("nested deeper than " + MOST_DEPTH + " levels");
    }
    if (yaml.getAnchor().isPresent()) {
      throw place.refuse("anchors and aliases are not allowed; write the value out");
    }
    return switch (yaml) {
      case ScalarNode scalar -> new Scalar(place, scalar.getValue());
      case SequenceNode sequence -> {
        List<Node> elements = new ArrayList<>();
        for (org.snakeyaml.engine.v2.nodes.Node element : sequence.getValue()) {
          elements.add(node(place.index(elements.size(), line(element)), element, depth + 1));
        }
        yield new Items(place, elements);
      }
      case MappingNode mapping -> new Mapping(place, entries(place, mapping, depth));
      default -> throw place.refuse("this kind of YAML node is not allowed");
    };
  }

  private static Map<String, Node> entries(Place place, MappingNode mapping, int depth) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw place.refuse("a key must be a single value");
      }
      Place at = place.key(key.getValue(), line);
      if (entries.put(key.getValue(), node(at, tuple.getValueNode(), depth + 1)) != null) {
        throw at.refuse("the key stands twice");
      }
    }
    return entries;
  }

  private static int line(org.snakeyaml.engine.v2.nodes.Node yaml) {
    return yaml.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
