package io.scangate.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine that a load test runs on: what reports say of it, and whose core is whose. */
final class Machine {
  /** Set by {@code run.sh} where the generator has a core of its own. */
  private static final String GATEWAY_CORE = "load.gateway-core";

  private static final String GATEWAY_FLAGS = "load.gateway-flags";
  private static final double TICKS_A_SECOND = 100;

  private Machine() {}

  /** A command that runs this Java on the gateways' core with the flags of a gateway. */
  static List<String> javaOnGatewayCore(String classPath) {
    String core = System.getProperty(GATEWAY_CORE, "");
    List<String> command =
        new ArrayList<>(core.isEmpty() ? List.of() : List.of("taskset", "-c", core));
    command.add(ProcessHandle.current().info().command().orElseThrow());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("-XX:+Use") || flag.startsWith("--"))
        .forEach(command::add);
    command.addAll(List.of("-XX:MetaspaceSize=128m", "-Xms1g", "-Xmx1g", "-cp", classPath));
    command.addAll(gatewayFlags());
    return command;
  }

  /** Flags for the JVM of gateways, such as those of a profiler. */
  private static List<String> gatewayFlags() {
    String flags = System.getProperty(GATEWAY_FLAGS, "");
    return flags.isBlank() ? List.of() : List.of(flags.strip().split("\\s+", -1));
  }

  /** Processor, memory, system, Java. */
  static ObjectNode describe() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    String cpus = read("/proc/cpuinfo");
    json.put("processor", find(cpus, "model name\\s*:\\s*(.+)"));
    json.put("processors", (int) cpus.lines().filter(it -> it.startsWith("processor")).count());
    json.put("memory", find(read("/proc/meminfo"), "MemTotal:\\s*(.+)"));
    json.put("load", read("/proc/loadavg").strip());
    json.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    json.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    json.put("gatewayCore", System.getProperty(GATEWAY_CORE, "shared with the generator"));
    return json;
  }

  /** The CPU time that a process used so far, in seconds; NaN where it has ended. */
  static double cpuSeconds(long pid) {
    String stat = read("/proc/" + pid + "/stat");
    if (stat.isEmpty()) {
      return Double.NaN;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  /** The memory that a process holds, in MiB; NaN where it has ended. */
  static double mebibytes(long pid) {
    String held = find(read("/proc/" + pid + "/status"), "VmRSS:\\s*(\\d+) kB");
    return held.isEmpty() ? Double.NaN : Long.parseLong(held) / 1024.0;
  }

  private static String find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group(1).strip() : "";
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return "";
    }
  }
}
