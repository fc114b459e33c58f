package org.talkspurt.gateway.caller;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.caller.line.PacketTrace;
import org.talkspurt.gateway.caller.line.PhoneLine;
import org.talkspurt.gateway.caller.line.Sound;
import org.talkspurt.gateway.caller.line.Spoken;
import org.talkspurt.gateway.caller.script.CallScript;
import org.talkspurt.gateway.caller.script.Interjection;
import org.talkspurt.gateway.caller.script.Speech;
import org.talkspurt.gateway.caller.script.Step;

/** Carries a script out on a line, for one call. */
public final class ScriptedCaller {

  private static final int POLL_MS = 5;

  /** An agent that is silent so long has finished. */
  private static final int FINISHED_MS = 600;

  /** Longest time to wait for an agent that speaks on and on, or for one that says nothing. */
  private static final int PATIENCE_MS = 30_000;

  /** A reply that comes later than expected is still waited for, and measured. */
  private static final int LATE_MS = 6_000;

  private static final int RANDOM_FROM_MS = 200;
  private static final int RANDOM_TO_MS = 2_500;

  private final PhoneLine line;
  private final Function<Speech, Sound> sounds;
  private final Function<short[], String> recognizer;
  private final RandomGenerator random;
  private final long beganNs;
  private final List<CallTurn> turns = new ArrayList<>();

  private String did = "answer";
  private String said = "";
  private long turnNs;
  private @Nullable Spoken spoken;
  private @Nullable String heard;
  private List<String> failures = new ArrayList<>();

  /**
   * @param line answered just now
   * @param sounds makes a sound of what is to be said
   * @param recognizer writes down 8 kHz PCM
   * @param random when to interject
   */
  public ScriptedCaller(
      PhoneLine line,
      Function<Speech, Sound> sounds,
      Function<short[], String> recognizer,
      RandomGenerator random) {
    this.line = line;
    this.sounds = sounds;
    this.recognizer = recognizer;
    this.random = random;
    this.beganNs = line.nowNs();
    this.turnNs = beganNs;
  }

  /** Does what the script says, hangs up and tells how it went. */
  public List<CallTurn> run(CallScript script) {
    long endNs = beganNs + script.longest().toNanos();
    for (Step step : script.steps()) {
      if (line.nowNs() > endNs) {
        failures.add("the call lasts longer than " + script.longest().toSeconds() + " s");
        break;
      }
      if (line.ended() && !(step instanceof Step.ExpectEnded)) {
        failures.add("the agent hung up before the script's end");
        break;
      }
      carryOut(step);
    }
    endTurn();
    line.close();
    return List.copyOf(turns);
  }

  private void carryOut(Step step) {
    switch (step) {
      case Step.Say(Speech speech) -> {
        awaitFinished();
        say("say", speech);
      }
      case Step.Into(Interjection kind, Speech speech, OptionalInt afterMs) ->
          into(kind, speech, afterMs);
      case Step.Wait(int ms) -> line.pause(ms);
      case Step.Digits(String keys) -> {
        beginTurn("digits", keys);
        line.press(keys);
      }
      case Step.HangUp _ -> line.close();
      case Step.Expect(List<String> words, int withinMs) -> expect(words, withinMs);
      case Step.ExpectSilence(int forMs) -> expectSilence(forMs);
      case Step.ExpectPaused(int withinMs) -> expectPaused(withinMs);
      case Step.ExpectResumed(int withinMs) -> expectResumed(withinMs);
      case Step.ExpectEnded(int withinMs) -> expectEnded(withinMs);
    }
  }

  // ---- what the caller does

  private Spoken say(String what, Speech speech) {
    beginTurn(what, speech.label());
    Spoken now = line.say(sounds.apply(speech));
    spoken = now;
    while (!now.done() && !line.ended()) {
      line.pause(POLL_MS);
    }
    return now;
  }

  private void into(Interjection kind, Speech speech, OptionalInt afterMs) {
    OptionalLong began = awaitAudible(referenceNs(), PATIENCE_MS / 3);
    int after = afterMs.orElseGet(() -> random.nextInt(RANDOM_FROM_MS, RANDOM_TO_MS));
    if (began.isPresent()) {
      line.pause(
          Math.toIntExact(Math.max(0, after - (line.nowNs() - began.getAsLong()) / 1_000_000)));
    }
    // While it speaks, not in a pause between its clauses.
    boolean speaks = awaitAudible(line.nowNs(), 2_000).isPresent();
    say(kind.name().toLowerCase(Locale.ROOT), speech);
    if (!speaks) {
      failures.add("the agent was not speaking " + after + " ms after it began");
    }
    if (kind != Interjection.INTERRUPTION) {
      // It may think about it, and should speak on.
      line.pause((int) (TurnMeasures.RESUMES_NS / 1_000_000));
    }
  }

  private void beginTurn(String what, String words) {
    endTurn();
    did = what;
    said = words;
    turnNs = line.nowNs();
    spoken = null;
    heard = null;
    failures = new ArrayList<>();
  }

  private void endTurn() {
    long nowNs = line.nowNs();
    PacketTrace trace = line.heard();
    Spoken sound = spoken;
    boolean interruption = did.equals("interruption");
    boolean bystanding = did.equals("backchannel") || did.equals("cough");
    TurnMeasures measures =
        sound == null || sound.lastSpeechNs() == 0 ? null : new TurnMeasures(trace, sound, nowNs);
    Double latency = bystanding || measures == null ? greetingMs(trace) : measures.latencyMs();
    Double stop = interruption && measures != null ? measures.stopMs() : null;
    Double resumed = bystanding && measures != null ? measures.resumedMs() : null;
    turns.add(
        new CallTurn(
            did,
            said,
            (turnNs - beganNs) / 1e6,
            latency,
            stop,
            resumed,
            measures == null ? 0 : measures.talkedOver(),
            interruption && stop == null,
            bystanding && resumed == null,
            heard,
            failures,
            Map.of(),
            new CallTurn.Picture(turnNs, nowNs, sound, trace.recording(turnNs, nowNs))));
  }

  /** Of the answered call; keys and sounds that want no reply have none. */
  private @Nullable Double greetingMs(PacketTrace trace) {
    OptionalLong first = trace.audibleAfter(turnNs);
    return did.equals("answer") && first.isPresent() ? (first.getAsLong() - turnNs) / 1e6 : null;
  }

  // ---- what the caller expects

  private void expect(List<String> words, int withinMs) {
    long sinceNs = referenceNs();
    OptionalLong replied = awaitAudible(sinceNs, Math.max(withinMs, LATE_MS));
    if (replied.isEmpty()) {
      failures.add("no reply within " + Math.max(withinMs, LATE_MS) + " ms");
      return;
    }
    long tookMs = (replied.getAsLong() - sinceNs) / 1_000_000;
    if (tookMs > withinMs) {
      failures.add("replied after " + tookMs + " ms (expected: within " + withinMs + ")");
    }
    awaitFinished();
    if (!words.isEmpty()) {
      String text = writtenDown(replied.getAsLong());
      heard = text;
      HeardWords.missing(words, text)
          .forEach(missing -> failures.add("not heard: " + missing + " (heard: " + text + ")"));
    }
  }

  /** A recognizer that is given several sentences at once leaves some out. */
  private String writtenDown(long sinceNs) {
    return line.heard().sentences(sinceNs, line.nowNs()).stream()
        .map(recognizer)
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining(" "));
  }

  private void expectSilence(int forMs) {
    long sinceNs = line.nowNs();
    if (awaitAudible(sinceNs, forMs).isPresent()) {
      failures.add("the agent spoke (expected: silence for " + forMs + " ms)");
    }
  }

  private void expectPaused(int withinMs) {
    Spoken sound = spoken;
    if (sound == null) {
      return;
    }
    long sinceNs = sound.firstSpeechNs();
    OptionalLong stopped = line.heard().stoppedAfter(sinceNs, line.nowNs());
    while (stopped.isEmpty() && line.nowNs() - sinceNs < TurnMeasures.MISSED_NS && !line.ended()) {
      line.pause(POLL_MS);
      stopped = line.heard().stoppedAfter(sinceNs, line.nowNs());
    }
    long tookMs = stopped.isPresent() ? (stopped.getAsLong() - sinceNs) / 1_000_000 : -1;
    if (tookMs < 0 || tookMs > withinMs) {
      failures.add(
          (tookMs < 0 ? "the agent did not pause" : "the agent paused after " + tookMs + " ms")
              + " (expected: within "
              + withinMs
              + ")");
    }
  }

  private void expectResumed(int withinMs) {
    Spoken sound = spoken;
    Double resumed =
        sound == null ? null : new TurnMeasures(line.heard(), sound, line.nowNs()).resumedMs();
    if (resumed == null || resumed > withinMs) {
      failures.add(
          (resumed == null
                  ? "the agent did not speak on"
                  : "the agent spoke on after " + Math.round(resumed) + " ms")
              + " (expected: within "
              + withinMs
              + ")");
    }
  }

  private void expectEnded(int withinMs) {
    long endNs = line.nowNs() + withinMs * 1_000_000L;
    while (!line.ended()) {
      if (line.nowNs() > endNs) {
        failures.add("the agent did not hang up (expected: within " + withinMs + " ms)");
        return;
      }
      line.pause(POLL_MS);
    }
  }

  /** From when on a reply to the turn counts. */
  private long referenceNs() {
    Spoken sound = spoken;
    if (sound == null || sound.lastSpeechNs() == 0) {
      return turnNs;
    }
    OptionalLong stopped = line.heard().stoppedAfter(sound.firstSpeechNs(), line.nowNs());
    boolean into = did.equals("interruption");
    return into && stopped.isPresent()
        ? Math.max(stopped.getAsLong(), sound.lastSpeechNs())
        : sound.lastSpeechNs();
  }

  private OptionalLong awaitAudible(long sinceNs, int timeoutMs) {
    long endNs = line.nowNs() + timeoutMs * 1_000_000L;
    OptionalLong audible = line.heard().audibleAfter(sinceNs);
    while (audible.isEmpty() && line.nowNs() < endNs && !line.ended()) {
      line.pause(POLL_MS);
      audible = line.heard().audibleAfter(sinceNs);
    }
    return audible;
  }

  private void awaitFinished() {
    long endNs = line.nowNs() + PATIENCE_MS * 1_000_000L;
    while (line.nowNs() < endNs && !line.ended()) {
      long sinceNs = line.heard().lastAudible(Long.MAX_VALUE).orElse(beganNs);
      if (line.nowNs() - sinceNs >= FINISHED_MS * 1_000_000L) {
        return;
      }
      line.pause(POLL_MS);
    }
  }
}
