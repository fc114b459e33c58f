package org.talkspurt.dialog;

import org.talkspurt.dialog.ConversationEvent.VoiceActivity;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.dialog.listen.EndOfTurn;
import org.talkspurt.dialog.listen.EndOfTurnDetector;
import org.talkspurt.dialog.listen.Evidence;
import org.talkspurt.dialog.listen.Utterance;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.spi.Hearing;
import org.talkspurt.rtp.audio.AudioFrame;

/** What the caller is saying, in samples and in time. */
final class CallerSpeech {
  private static final int SAMPLES_PER_MS = 16;

  /** Sound this short that holds no words is passed over in silence. */
  private static final long NOISE = 300 * SAMPLES_PER_MS;

  /** An utterance this long over while the bot speaks did not interrupt it: past and gone. */
  private static final long BYGONE = 300 * SAMPLES_PER_MS;

  /** Voice activity that is 2 s late has stopped. */
  private static final long DEAF = 2_000 * SAMPLES_PER_MS;

  private final Hearing hearing;
  private final EndOfTurnDetector endOfTurn;
  private final FrameTimes frameTimes = new FrameTimes();
  private final long maxUtteranceSamples;

  CallerSpeech(Hearing hearing, ConversationSettings settings) {
    this.hearing = hearing;
    endOfTurn = new EndOfTurnDetector(settings.endOfTurn(), hearing::samples);
    maxUtteranceSamples = settings.maxUtterance().toMillis() * SAMPLES_PER_MS;
  }

  void onFrame(AudioFrame frame) {
    hearing.offer(frame);
    // The frame's last samples are still in the filter.
    long end = hearing.position() + hearing.delaySamples();
    frameTimes.add(end, frame.arrivalNs(), frame.playoutNs());
  }

  void onVoiceActivity(VoiceActivity window, long nowNs) {
    endOfTurn.onVoiceActivity(
        window.endPosition(), window.windowSamples(), window.probability(), nowNs);
  }

  /** Whether the caller speaks at the moment. */
  boolean going() {
    return endOfTurn.speaking();
  }

  boolean hasUtterance() {
    return endOfTurn.hasUtterance();
  }

  boolean worthSpeculating() {
    return endOfTurn.worthSpeculating();
  }

  boolean tooLong() {
    Utterance utterance = endOfTurn.utterance();
    return endOfTurn.hasUtterance()
        && endOfTurn.reported() - utterance.startPosition() >= maxUtteranceSamples;
  }

  /** Whether an utterance without words is not worth a question. */
  boolean isNoise(Attempt attempt) {
    Utterance utterance = attempt.utterance();
    return utterance != null && utterance.speechSamples() < NOISE;
  }

  /** Has the utterance so far recognised. */
  void recognize(Attempt attempt) {
    Utterance utterance = endOfTurn.utterance();
    long lastSample = utterance.endPosition() - 1;
    attempt.times().begin(frameTimes.arrivalNs(lastSample));
    attempt.times().end(Stage.JITTER_BUFFER, frameTimes.playoutNs(lastSample));
    attempt.times().end(Stage.VAD, utterance.silenceReportedNs());
    long from = endOfTurn.recognizeFrom();
    long to = endOfTurn.reported();
    attempt.recognize(utterance, () -> hearing.samples(from, to));
  }

  /** Whether the caller has finished with the utterance of {@code attempt}. */
  boolean ended(Attempt attempt, ExpectedAnswer expected, long nowNs) {
    return endOfTurn.ended(judge(attempt, expected), playedNs(attempt), nowNs);
  }

  /**
   * When the caller had been silent for long enough, words permitting. Waiting for the words beyond
   * that is the recognizer's time, not the end of turn's.
   */
  long endedNs(Attempt attempt, ExpectedAnswer expected) {
    return playedNs(attempt) + judge(attempt, expected).silence().toNanos();
  }

  /** How sure it is that the caller has finished, as far as is known. */
  EndOfTurn judge(Attempt attempt, ExpectedAnswer expected) {
    return endOfTurn.judge(
        new Evidence(attempt.words(), expected, attempt.sound(), endOfTurn.habit()));
  }

  /** The utterance is the caller's turn. */
  void taken() {
    endOfTurn.taken();
  }

  /** When the packet with the sample at {@code position} arrived. */
  long arrivalNs(long position) {
    return frameTimes.arrivalNs(position);
  }

  short[] samples(long from, long to) {
    return hearing.samples(from, to);
  }

  /** 16 kHz samples heard so far. */
  long position() {
    return hearing.position();
  }

  /** Position after the last window that voice activity reported. */
  long reported() {
    return endOfTurn.reported();
  }

  /** The present utterance goes on from one that was taken for finished. */
  void rejoin(Utterance before) {
    endOfTurn.rejoin(before);
  }

  /** Forgets an utterance that was over long ago. */
  void forgetBygone() {
    if (endOfTurn.silentSamples() > BYGONE) {
      endOfTurn.reset();
    }
  }

  /** Forgets an utterance if voice activity has stopped coming: its end would never come. */
  void forgetIfDeaf() {
    if (hearing.position() - endOfTurn.reported() > DEAF) {
      endOfTurn.reset();
    }
  }

  void forget() {
    endOfTurn.reset();
  }

  void close() {
    hearing.close();
  }

  private long playedNs(Attempt attempt) {
    Utterance utterance = attempt.utterance();
    return frameTimes.playoutNs(utterance == null ? 0 : utterance.endPosition() - 1);
  }
}
