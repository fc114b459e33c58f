package org.talkspurt.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process holds.
 *
 * @param threads without those that compile or, one for each processor, carry virtual threads: the
 *     JVM starts and ends these as it likes
 * @param threadNames how many there are of each name
 * @param sockets of any kind among the descriptors
 * @param heapKb what two full collections leave
 * @param histogram the JVM's list of classes
 */
record Footprint(
    long threads,
    Map<String, Long> threadNames,
    long descriptors,
    long sockets,
    long heapKb,
    String histogram) {

  /** What lives as long as a call or one of its transactions does. */
  private static final List<String> OF_CALLS =
      List.of(
          "org.talkspurt.gateway.call.Call",
          "org.talkspurt.gateway.sip.SipDialog",
          "org.talkspurt.rtp.session.RtpSession",
          "gov.nist.javax.sip.stack.SIPDialog",
          "gov.nist.javax.sip.stack.SIPServerTransactionImpl",
          "gov.nist.javax.sip.stack.SIPClientTransactionImpl");

  /** What the kernel keeps of the names of threads that carry virtual ones. */
  private static final String CARRIER = "ForkJoinPool-1-";

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
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      List<String> targets = descriptors.map(Footprint::target).toList();
      Map<String, Long> threads = threads(process);
      return new Footprint(
          threads.values().stream().mapToLong(count -> count).sum(),
          threads,
          targets.size(),
          targets.stream().filter(target -> target.startsWith("socket:")).count(),
          Long.parseLong(total.trim().split("\\s+")[2]) / 1024,
          histogram);
    }
  }

  private static Map<String, Long> threads(Path process) throws IOException {
    try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
      Map<String, Long> threads =
          tasks
              .map(Footprint::name)
              .filter(name -> !name.contains("CompilerThre"))
              .map(Footprint::withoutTurnOfRelief)
              .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
      long usual = Runtime.getRuntime().availableProcessors();
      threads.computeIfPresent(CARRIER, (name, count) -> count > usual ? count - usual : null);
      return threads;
    }
  }

  /** A lane's thread that is relieved leaves its place to one with the next number. */
  private static String withoutTurnOfRelief(String name) {
    return name.replaceFirst("^(asr|brain|tts|turn)-\\d+$", "$1");
  }

  private static String name(Path task) {
    try {
      return Files.readString(task.resolve("comm")).strip();
    } catch (IOException e) {
      return "ended";
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** Threads of a name that there were less or more of before, with the difference. */
  List<String> threadsSince(Footprint before) {
    Map<String, Long> change = new TreeMap<>(threadNames);
    before.threadNames.forEach((name, count) -> change.merge(name, -count, Long::sum));
    List<String> changed = new ArrayList<>();
    change.forEach(
        (name, count) -> {
          if (count != 0) {
            changed.add("%+d %s".formatted(count, name));
          }
        });
    return changed;
  }

  /** What the process has of the machine's memory. */
  static double residentMb(Bot bot) throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc", String.valueOf(bot.pid()), "status")).stream()
            .filter(status -> status.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1_024.0;
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

  /** What there is of calls and their transactions. */
  Map<String, Long> ofCalls() {
    return OF_CALLS.stream()
        .filter(name -> instances(name) > 0)
        .collect(Collectors.toMap(name -> name, this::instances));
  }

  /** Records of ended calls, which are kept for an hour, 10,000 at most. */
  long keptRecords() {
    return instances("org.talkspurt.gateway.call.CallRecord");
  }

  @Override
  public String toString() {
    return "threads %d, descriptors %d, sockets %d, heap %.1f MB"
        .formatted(threads, descriptors, sockets, heapKb / 1024.0);
  }
}
