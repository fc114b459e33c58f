package org.talkspurt.dialog.reply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.settings.ReplySettings;
import org.talkspurt.rtp.audio.AudioSink;

/**
 * One reply on its way into the caller's ear: clauses are requested a few ahead, and queued to the
 * sink in order, as much as it should hold. Nothing is queued before {@link #release}, so that a
 * reply may be prepared and thrown away. Confined to the call's home loop.
 */
public final class ReplyPipeline {
  /** Sound is offered in pieces, so that no clause is too long for the sink. */
  private static final int PIECES_PER_SECOND = 2;

  private final AudioSink sink;
  private final ReplySettings settings;
  private final ClauseRequests requests;
  private final SpokenText spokenText = new SpokenText();
  private final List<Part> parts = new ArrayList<>();

  private int requested;
  private int queued;
  private int played;
  private boolean released;
  private boolean moreComes;
  private boolean obligationDropped;
  private long firstSample = -1;

  /** A clause and how far it has come. */
  private static final class Part {
    final Clause clause;
    short @Nullable [] sound;
    int offered;
    int pause;
    long firstSample = -1;
    long endSample = Long.MAX_VALUE;

    Part(Clause clause) {
      this.clause = clause;
    }

    /** Takes the sound, the pause that the text wants in front of it. */
    void take(short[] samples, int sampleRateHz) {
      sound = Voice.withPause(clause, samples, sampleRateHz);
      pause = sound.length - samples.length;
    }

    boolean begun() {
      return firstSample >= 0;
    }
  }

  public ReplyPipeline(AudioSink sink, ReplySettings settings, ClauseRequests requests) {
    this.sink = sink;
    this.settings = settings;
    this.requests = requests;
  }

  /** Adds clauses to the end and begins to prepare them. */
  public void append(List<Clause> clauses) {
    for (Clause clause : clauses) {
      parts.add(new Part(clause));
    }
    requestAhead();
  }

  /** Whether clauses will be added to those that are there. */
  public void expectMore(boolean expected) {
    moreComes = expected;
  }

  /** Puts a clause whose sound is there before all that is not queued yet. */
  public void interject(Clause clause, short[] sound) {
    Part part = new Part(clause);
    part.take(sound, sink.sampleRateHz());
    int next = queued < parts.size() && parts.get(queued).begun() ? queued + 1 : queued;
    parts.add(next, part);
    requested++;
  }

  /** Whether the next clause can be played, or there is none and none comes. */
  public boolean ready() {
    return queued == parts.size() ? !moreComes : parts.get(queued).sound != null;
  }

  /** From now on clauses are played. */
  public void release() {
    released = true;
    advance();
  }

  /** Queues what fits and requests what comes next; called every tick while it is to be heard. */
  public void advance() {
    if (!released) {
      return;
    }
    while (queued < parts.size() && offer(parts.get(queued))) {
      queued++;
    }
    countPlayed();
    requestAhead();
  }

  /** Forgets the clauses of which nothing was queued yet; the rest is played. */
  public void dropPending() {
    int keep = queued < parts.size() && parts.get(queued).begun() ? queued + 1 : queued;
    List<Part> dropped = parts.subList(keep, parts.size());
    obligationDropped |= dropped.stream().anyMatch(part -> part.clause.uninterrupted());
    dropped.clear();
    moreComes = false;
    requested = Math.min(requested, keep);
  }

  /** Takes everything back that was not heard. */
  public void cancel() {
    if (released) {
      sink.clear();
    }
    released = false;
    moreComes = false;
    parts.clear();
    requested = 0;
    queued = 0;
    played = 0;
  }

  /** Whether callers do not interrupt what is played now, or is next. */
  public boolean uninterrupted() {
    for (Part part : parts) {
      if (sink.playedSamples() < part.endSample) {
        return part.clause.uninterrupted();
      }
    }
    return false;
  }

  /** The words that will have been heard when what callers do not interrupt now is over. */
  public String textUntilInterruptible() {
    StringJoiner words = new StringJoiner(" ");
    for (Part part : parts) {
      if (!part.clause.uninterrupted() && sink.playedSamples() < part.endSample) {
        break;
      }
      if (!part.clause.text().isEmpty()) {
        words.add(part.clause.text());
      }
    }
    return words.toString();
  }

  /** Whether what callers do not interrupt was all played; empty where there is no such thing. */
  public Optional<Boolean> obligationMet() {
    List<Part> obliging = parts.stream().filter(part -> part.clause.uninterrupted()).toList();
    return obliging.isEmpty() && !obligationDropped
        ? Optional.empty()
        : Optional.of(
            !obligationDropped
                && obliging.stream().allMatch(part -> sink.playedSamples() >= part.endSample));
  }

  /** Whether all of it was played. */
  public boolean finished() {
    return released && !moreComes && queued == parts.size() && sink.queuedSamples() == 0;
  }

  /** Whether the caller hears nothing because the next clause is not there. */
  public boolean starved() {
    return released && !ready() && sink.queuedSamples() == 0;
  }

  /** Whether the first sample has been queued. */
  public boolean started() {
    return firstSample >= 0;
  }

  /** Whether the packet with the first sample has been sent. */
  public boolean audible() {
    return started() && sink.playedSamples() > firstSample;
  }

  /** Whether so little of it was played that nobody can have made anything of it: under 0.4 s. */
  public boolean barelyHeard() {
    return !started() || sink.playedSamples() - firstSample < sink.sampleRateHz() * 2L / 5;
  }

  /** The words the caller has heard by now. */
  public String spokenText() {
    return spokenText.heard(sink.playedSamples());
  }

  private void requestAhead() {
    // What may be thrown away gets no more than its first clause prepared.
    int ahead = released ? settings.clausesAhead() : 0;
    while (requested < parts.size() && requested - played <= ahead) {
      Part part = parts.get(requested++);
      requests.request(part.clause, sound -> part.take(sound, sink.sampleRateHz()));
    }
  }

  private void countPlayed() {
    while (played < queued && sink.playedSamples() >= parts.get(played).endSample) {
      played++;
    }
  }

  /** Offers a clause piece by piece. Returns whether all of it is queued. */
  private boolean offer(Part part) {
    short[] sound = part.sound;
    if (sound == null) {
      return false;
    }
    if (!part.begun() && !begin(part, sound)) {
      return false;
    }
    int piece = sink.sampleRateHz() / PIECES_PER_SECOND;
    while (part.offered < sound.length) {
      int end = Math.min(sound.length, part.offered + piece);
      if (!fits(end - part.offered) || !sink.offer(Arrays.copyOfRange(sound, part.offered, end))) {
        return false;
      }
      part.offered = end;
    }
    return true;
  }

  /** Offers the pause before a clause and marks where it begins. Returns whether that worked. */
  private boolean begin(Part part, short[] sound) {
    // A queue that ran dry has paused already.
    if (queued > 0 && sink.queuedSamples() > 0 && part.clause.pauseBefore().isEmpty()) {
      boolean sentence = parts.get(queued - 1).clause.endsSentence();
      Duration pause = sentence ? settings.sentencePause() : settings.clausePause();
      int samples = samples(pause);
      if (samples > 0 && (!fits(samples) || !sink.offer(new short[samples]))) {
        return false;
      }
    }
    int words = sound.length - part.pause;
    part.firstSample = sink.playedSamples() + sink.queuedSamples() + part.pause;
    part.endSample = part.firstSample + words;
    if (!part.clause.text().isEmpty()) {
      spokenText.add(part.clause.text(), part.firstSample, words);
    }
    if (firstSample < 0) {
      firstSample = part.firstSample;
    }
    return true;
  }

  private boolean fits(int samples) {
    return sink.queuedSamples() + samples <= samples(settings.queueAhead());
  }

  private int samples(Duration duration) {
    return (int) (duration.toMillis() * sink.sampleRateHz() / 1_000);
  }
}
