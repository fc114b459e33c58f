package org.talkspurt.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process holds.
 *
 * @param udpSockets sockets of any kind among the descriptors
 * @param heapKb what two full collections leave
 * @param histogram the JVM's list of classes
 */
record Footprint(long threads, long descriptors, long udpSockets, long heapKb, String histogram) {
  static Footprint of(Bot bot) throws Exception {
    Path process = Path.of("/proc", String.valueOf(bot.pid()));
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Path directory = Files.createTempDirectory("talkspurt-jcmd");
    String pid = String.valueOf(bot.pid());
    for (int i = 0; i < 2; i++) {
      Tool.run(directory, 30, jcmd, pid, "GC.run");
    }
    String histogram = Tool.run(directory, 60, jcmd, pid, "GC.class_histogram").output();
    String total =
        histogram.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
    try (Stream<Path> threads = Files.list(process.resolve("task"));
        Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      List<String> targets = descriptors.map(Footprint::target).toList();
      return new Footprint(
          threads.count(),
          targets.size(),
          targets.stream().filter(target -> target.startsWith("socket:")).count(),
          Long.parseLong(total.trim().split("\\s+")[2]) / 1024,
          histogram);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** How many objects of a class there are. */
  long instances(String className) {
    return histogram
        .lines()
        .map(line -> line.trim().split("\\s+"))
        .filter(columns -> columns.length > 3 && columns[3].equals(className))
        .mapToLong(columns -> Long.parseLong(columns[1]))
        .sum();
  }

  @Override
  public String toString() {
    return "threads %d, descriptors %d, sockets %d, heap %.1f MB"
        .formatted(threads, descriptors, udpSockets, heapKb / 1024.0);
  }
}
