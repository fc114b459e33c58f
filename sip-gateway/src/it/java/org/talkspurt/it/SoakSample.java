package org.talkspurt.it;

import java.util.List;
import java.util.Locale;

/**
 * What a bot held at one moment of a long run, while it had no calls.
 *
 * @param minute since the run began
 * @param calls made until then
 * @param bot its ticks until then
 * @param control those of a bare timer at the same times
 */
record SoakSample(
    double minute,
    int calls,
    Footprint footprint,
    double residentMb,
    ControlTimer.Ticks bot,
    ControlTimer.Ticks control) {

  static final String HEADER =
      "minute,calls,threads,descriptors,sockets,heap_mb,resident_mb,ticks,late,control_ticks,"
          + "control_late";

  double heapMb() {
    return footprint.heapKb() / 1_024.0;
  }

  String csv() {
    return String.format(
        Locale.ROOT,
        "%.1f,%d,%d,%d,%d,%.2f,%.0f,%d,%d,%d,%d",
        minute,
        calls,
        footprint.threads(),
        footprint.descriptors(),
        footprint.sockets(),
        heapMb(),
        residentMb,
        bot.all(),
        bot.late(),
        control.all(),
        control.late());
  }

  /** How much the heap grew, by least squares; 0 of less than two samples. */
  static double heapMbPerHour(List<SoakSample> samples) {
    double minutes = samples.stream().mapToDouble(SoakSample::minute).average().orElse(0);
    double heap = samples.stream().mapToDouble(SoakSample::heapMb).average().orElse(0);
    double both = 0;
    double square = 0;
    for (SoakSample sample : samples) {
      both += (sample.minute - minutes) * (sample.heapMb() - heap);
      square += (sample.minute - minutes) * (sample.minute - minutes);
    }
    return square == 0 ? 0 : both / square * 60;
  }
}
