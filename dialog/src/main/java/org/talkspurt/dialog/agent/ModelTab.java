package org.talkspurt.dialog.agent;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.spi.LanguageModel;
import org.talkspurt.dialog.spi.SpokenLine;

/**
 * What a language model has cost a call, and how it has summed up what was said long ago. It knows
 * of replies that were thrown away only what they cost. Thread-safe.
 */
final class ModelTab {
  /** What a request is told the summary as. */
  static final String SUMMARY = "said.before";

  static final String INSTRUCTIONS =
      "Sum up the telephone conversation in the data for somebody who goes on with it: what the"
          + " caller wants, names, numbers and times, what was promised. At most 120 words, plain"
          + " sentences, nothing else.";

  private static final int LONGEST = 2_000;

  private long tokens;
  private Summary summary = new Summary(0, "");
  private LanguageModel.@Nullable Answering underWay;

  /**
   * A summary.
   *
   * @param lines how many of the call's first lines it stands for
   * @param text the model's words: data, as are the caller's
   */
  record Summary(int lines, String text) {}

  synchronized void used(long more) {
    tokens += more;
  }

  synchronized long tokens() {
    return tokens;
  }

  synchronized Summary summary() {
    return summary;
  }

  /**
   * Has the first {@code lines} of what was heard summed up, unless that is under way.
   *
   * @param heard at least as much as the last summary stands for
   */
  void sumUp(LanguageModel model, List<SpokenLine> heard, int lines) {
    Summary last;
    synchronized (this) {
      if (underWay != null || lines <= summary.lines()) {
        return;
      }
      last = summary;
      underWay = () -> {};
    }
    Map<String, String> facts = new TreeMap<>();
    if (!last.text().isEmpty()) {
      facts.put(SUMMARY, last.text());
    }
    facts.put(
        "then",
        heard.subList(last.lines(), lines).stream()
            .map(line -> line.speaker() + ": " + line.text())
            .collect(Collectors.joining("\n")));
    Summing summing = new Summing(lines);
    LanguageModel.Answering begun =
        model.answer(new LanguageModel.Request(INSTRUCTIONS, facts, List.of()), summing);
    synchronized (this) {
      underWay = summing.over ? null : begun;
    }
  }

  /** An answer is wanted: nothing stands in its way. */
  void stop() {
    LanguageModel.Answering stopping;
    synchronized (this) {
      stopping = underWay;
      underWay = null;
    }
    if (stopping != null) {
      stopping.cancel();
    }
  }

  private final class Summing implements LanguageModel.Listener {
    private final int lines;
    private final StringBuilder text = new StringBuilder();
    private boolean over;

    Summing(int lines) {
      this.lines = lines;
    }

    @Override
    public void onText(String piece) {
      text.append(piece, 0, Math.min(piece.length(), LONGEST - text.length()));
    }

    @Override
    public void onTokens(long tokens) {
      used(tokens);
    }

    @Override
    public void onEnd() {
      String summed = text.toString().strip();
      end(summed.isEmpty() ? summary() : new Summary(lines, summed));
    }

    @Override
    public void onFailure(Throwable cause) {
      end(summary());
    }

    private void end(Summary next) {
      synchronized (ModelTab.this) {
        over = true;
        underWay = null;
        summary = next.lines() < summary.lines() ? summary : next;
      }
    }
  }
}
