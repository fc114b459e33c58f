package org.talkspurt.gateway.caller;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.talkspurt.gateway.caller.line.Heard;
import org.talkspurt.gateway.caller.line.PacketTrace;
import org.talkspurt.gateway.caller.line.PhoneLine;
import org.talkspurt.gateway.caller.line.Sound;
import org.talkspurt.gateway.caller.line.Spoken;

/**
 * A line on a manual clock: packets of 20 ms go and come while time passes, and the agent speaks
 * when it was told to.
 */
final class FakeLine implements PhoneLine {
  static final int FRAME = 160;
  private static final int FRAME_MS = 20;

  private final List<Heard> heard = new ArrayList<>();
  private final List<int[]> loud = new ArrayList<>();
  private final StringBuilder pressed = new StringBuilder();
  private int ms;
  private int packetMs;
  private int endsMs = Integer.MAX_VALUE;
  private Spoken speaking;
  private int sent;

  /** The agent speaks between two times of the call, in ms. */
  FakeLine speaks(int fromMs, int toMs) {
    loud.add(new int[] {fromMs, toMs});
    return this;
  }

  FakeLine hangsUp(int atMs) {
    endsMs = atMs;
    return this;
  }

  int ms() {
    return ms;
  }

  String pressed() {
    return pressed.toString();
  }

  static short[] tone(int samples) {
    short[] pcm = new short[samples];
    for (int i = 0; i < samples; i++) {
      pcm[i] = (short) (8_000 * Math.sin(i * 0.7));
    }
    return pcm;
  }

  @Override
  public long nowNs() {
    return ms * 1_000_000L;
  }

  @Override
  public void pause(int length) {
    for (int i = 0; i < length; i++) {
      ms++;
      if (ms - packetMs >= FRAME_MS) {
        packetMs = ms;
        tick();
      }
    }
  }

  private void tick() {
    boolean speaks = loud.stream().anyMatch(span -> ms >= span[0] && ms < span[1]);
    heard.add(new Heard(nowNs(), heard.size(), speaks ? tone(FRAME) : new short[FRAME]));
    if (speaking != null && !speaking.done()) {
      speaking.sent(sent, sent + FRAME, nowNs());
      sent += FRAME;
    }
  }

  @Override
  public Spoken say(Sound sound) {
    speaking = new Spoken(sound);
    sent = 0;
    return speaking;
  }

  @Override
  public void press(String keys) {
    pressed.append(keys);
  }

  @Override
  public PacketTrace heard() {
    return new PacketTrace(Arrays.asList(heard.toArray(Heard[]::new)));
  }

  @Override
  public boolean ended() {
    return ms >= endsMs;
  }

  @Override
  public void close() {
    endsMs = Math.min(endsMs, ms);
  }
}
