package org.talkspurt.it.turns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.talkspurt.it.G711;

/**
 * What a caller sends in one call: the room, a clip, the room; perhaps with a pause in the clip.
 *
 * @param pcm 8 kHz, through µ-law
 * @param place where the pause is; null without one
 * @param pauseFromMs where the pause begins; −1 without one
 * @param pauseToMs where the caller goes on; −1 without one
 * @param endMs end of the last sound
 */
record TurnCase(
    TurnClip clip,
    TurnClip.@Nullable Place place,
    short[] pcm,
    int pauseFromMs,
    int pauseToMs,
    int endMs) {
  private static final int PER_MS = 8;
  private static final int BEFORE_MS = 600;
  private static final int AFTER_MS = 4_000;
  private static final int FADE_MS = 8;

  /** The shortest and the longest pause. */
  private static final int SHORTEST_MS = 500;

  private static final int LONGEST_MS = 900;

  /** Every clip as it is. */
  static List<TurnCase> whole(List<TurnClip> clips) {
    return clips.stream().map(clip -> of(clip, null, 0)).toList();
  }

  /** Every place of every clip, with pauses of 0.5 to 0.9 s, each always the same. */
  static List<TurnCase> paused(List<TurnClip> clips) {
    List<TurnCase> cases = new ArrayList<>();
    for (TurnClip clip : clips) {
      for (TurnClip.Place place : clip.places()) {
        int spread = LONGEST_MS - SHORTEST_MS + 1;
        cases.add(of(clip, place, SHORTEST_MS + cases.size() * 97 % spread));
      }
    }
    return cases;
  }

  /** Where the caller begins to say what ends the turn, in ms. */
  int lastBeginMs() {
    return pauses() ? pauseToMs : BEFORE_MS + clip.speechStartMs();
  }

  private static TurnCase of(TurnClip clip, TurnClip.@Nullable Place place, int pauseMs) {
    int atMs = place == null ? clip.speechEndMs() : place.atMs();
    short[] said = clip.pcm();
    short[] room = room(clip, Math.max(BEFORE_MS, AFTER_MS) * PER_MS);
    int at = Math.min(said.length, atMs * PER_MS);
    short[] pcm = new short[said.length + (BEFORE_MS + pauseMs + AFTER_MS) * PER_MS];
    System.arraycopy(room, 0, pcm, 0, BEFORE_MS * PER_MS);
    int to = BEFORE_MS * PER_MS;
    copy(said, 0, at, pcm, to, false, pauseMs > 0);
    to += at;
    System.arraycopy(room, 0, pcm, to, pauseMs * PER_MS);
    to += pauseMs * PER_MS;
    copy(said, at, said.length, pcm, to, pauseMs > 0, false);
    to += said.length - at;
    System.arraycopy(room, 0, pcm, to, AFTER_MS * PER_MS);
    int pauseFromMs = place == null ? -1 : BEFORE_MS + atMs;
    return new TurnCase(
        clip,
        place,
        G711.decode(G711.encode(pcm)),
        pauseFromMs,
        place == null ? -1 : pauseFromMs + pauseMs,
        BEFORE_MS + pauseMs + clip.speechEndMs());
  }

  /** What is heard before the caller speaks, forwards and backwards so that no seam clicks. */
  private static short[] room(TurnClip clip, int samples) {
    int length = Math.max(1, (clip.speechStartMs() - 25) * PER_MS);
    short[] room = new short[samples];
    for (int i = 0; i < samples; i++) {
      int turn = i % (2 * length);
      room[i] = clip.pcm()[turn < length ? turn : 2 * length - 1 - turn];
    }
    return room;
  }

  private static void copy(
      short[] from, int begin, int end, short[] to, int at, boolean fadeIn, boolean fadeOut) {
    short[] part = Arrays.copyOfRange(from, begin, end);
    int fade = Math.min(FADE_MS * PER_MS, part.length);
    for (int i = 0; i < fade; i++) {
      if (fadeIn) {
        part[i] = (short) (part[i] * i / fade);
      }
      if (fadeOut) {
        part[part.length - 1 - i] = (short) (part[part.length - 1 - i] * i / fade);
      }
    }
    System.arraycopy(part, 0, to, at, part.length);
  }

  boolean pauses() {
    return place != null;
  }

  @Override
  public String toString() {
    return place == null
        ? clip.name()
        : "%s: …%s |%d ms|".formatted(clip.name(), place.after(), pauseToMs - pauseFromMs);
  }
}
