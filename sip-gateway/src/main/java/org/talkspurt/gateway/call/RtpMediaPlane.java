package org.talkspurt.gateway.call;

import java.util.Optional;
import org.talkspurt.rtp.audio.AudioSink;
import org.talkspurt.rtp.audio.EchoCanceller;
import org.talkspurt.rtp.audio.SoundTap;
import org.talkspurt.rtp.session.MediaListener;
import org.talkspurt.rtp.session.MediaLoop;
import org.talkspurt.rtp.session.MediaLoops;
import org.talkspurt.rtp.session.MediaMeters;
import org.talkspurt.rtp.session.MediaSettings;
import org.talkspurt.rtp.session.MediaStatistics;
import org.talkspurt.rtp.session.NegotiatedMedia;
import org.talkspurt.rtp.session.RtpPortPool;
import org.talkspurt.rtp.session.RtpPorts;
import org.talkspurt.rtp.session.RtpSession;

/** Calls on real loops, ports and sockets. */
public record RtpMediaPlane(MediaLoops loops, RtpPortPool pool, MediaMeters meters)
    implements MediaPlane {

  @Override
  public CallHome assign() {
    return new Home(loops.assign());
  }

  @Override
  public CallHome here() {
    return new Home(loops.all().stream().filter(MediaLoop::inLoop).findFirst().orElseThrow());
  }

  @Override
  public void release(CallHome home) {
    loops.release(((Home) home).loop());
  }

  @Override
  public Optional<CallPorts> ports(CallHome home) {
    return pool.allocate(home.nowNs()).map(ports -> new Ports(((Home) home).loop(), ports, meters));
  }

  private record Home(MediaLoop loop) implements CallHome {
    @Override
    public boolean inLoop() {
      return loop.inLoop();
    }

    @Override
    public long nowNs() {
      return loop.nowNs();
    }

    @Override
    public void execute(Runnable task) {
      loop.execute(task);
    }

    @Override
    public Runnable schedule(Runnable task, long delayNs) {
      return loop.schedule(task, delayNs);
    }
  }

  private record Ports(MediaLoop loop, RtpPorts ports, MediaMeters meters) implements CallPorts {
    @Override
    public int rtpPort() {
      return ports.rtpPort();
    }

    @Override
    public CallMedia open(NegotiatedMedia agreed, MediaSettings settings, MediaListener listener) {
      return new Media(RtpSession.open(loop, ports, agreed, settings, listener, meters));
    }

    @Override
    public void release() {
      ports.release(loop.nowNs());
    }
  }

  private record Media(RtpSession session) implements CallMedia {
    @Override
    public AudioSink sink() {
      return session.sink();
    }

    @Override
    public void cancelEcho(EchoCanceller canceller) {
      session.cancelEcho(canceller);
    }

    @Override
    public void tap(SoundTap next) {
      session.tap(next);
    }

    @Override
    public void update(NegotiatedMedia next) {
      session.update(next);
    }

    @Override
    public boolean sendDigits(String keys) {
      return session.sendDigits(keys);
    }

    @Override
    public MediaStatistics statistics() {
      return session.statistics();
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
