package org.talkspurt.gateway.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.talkspurt.rtp.audio.AudioSink;
import org.talkspurt.rtp.audio.EchoCanceller;
import org.talkspurt.rtp.audio.SoundTap;
import org.talkspurt.rtp.session.MediaListener;
import org.talkspurt.rtp.session.MediaSettings;
import org.talkspurt.rtp.session.MediaStatistics;
import org.talkspurt.rtp.session.NegotiatedMedia;

/** One home and a few pairs of ports; remembers what is lent and never given back. */
final class FakeMediaPlane implements MediaPlane {
  final ManualHome home = new ManualHome();
  final List<FakePorts> lent = new ArrayList<>();
  final List<FakeMedia> opened = new ArrayList<>();
  int pairs = 10;
  int assigned;

  /** What opening the media throws, if anything. */
  RuntimeException broken;

  @Override
  public CallHome assign() {
    assigned++;
    return home;
  }

  @Override
  public CallHome here() {
    return home;
  }

  @Override
  public void release(CallHome released) {
    assigned--;
  }

  @Override
  public Optional<CallPorts> ports(CallHome of) {
    if (lent.size() == pairs) {
      return Optional.empty();
    }
    FakePorts ports = new FakePorts();
    lent.add(ports);
    return Optional.of(ports);
  }

  final class FakePorts implements CallPorts {
    @Override
    public int rtpPort() {
      return 30_000;
    }

    @Override
    public CallMedia open(NegotiatedMedia agreed, MediaSettings settings, MediaListener listener) {
      if (broken != null) {
        throw broken;
      }
      FakeMedia media = new FakeMedia(this, agreed);
      opened.add(media);
      return media;
    }

    @Override
    public void release() {
      lent.remove(this);
    }
  }

  /** Media that keep what was agreed on. */
  static final class FakeMedia implements CallMedia {
    final List<NegotiatedMedia> agreed = new ArrayList<>();
    final StringBuilder pressed = new StringBuilder();
    private final FakePorts ports;
    EchoCanceller echoCanceller = EchoCanceller.NONE;
    SoundTap tap = SoundTap.NONE;

    /** Runs as the media are closed. */
    Runnable whenClosed = () -> {};

    FakeMedia(FakePorts ports, NegotiatedMedia first) {
      this.ports = ports;
      agreed.add(first);
    }

    @Override
    public AudioSink sink() {
      return new FakeSink();
    }

    @Override
    public void cancelEcho(EchoCanceller canceller) {
      echoCanceller = canceller;
    }

    @Override
    public void tap(SoundTap next) {
      tap = next;
    }

    @Override
    public void update(NegotiatedMedia next) {
      agreed.add(next);
    }

    @Override
    public boolean sendDigits(String keys) {
      pressed.append(keys);
      return keys.length() < 65;
    }

    @Override
    public MediaStatistics statistics() {
      return new MediaStatistics(
          50, 49, 1, 2, 3, 4, 5, 6, 11, 7, 8, 9, 10, 320, 2_000_000, -1, 40_000_000, 4.25, null);
    }

    @Override
    public void close() {
      ports.release();
      whenClosed.run();
    }
  }
}
