package org.talkspurt.gateway.call;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.talkspurt.gateway.call.AdmissionControl.Admission;
import org.talkspurt.gateway.call.AdmissionControl.Limit;
import org.talkspurt.gateway.call.AdmissionControl.Place;
import org.talkspurt.gateway.call.Switchboard.Extension;
import org.talkspurt.gateway.call.Switchboard.Line;
import org.talkspurt.gateway.call.TrunkDirectory.Trunk;
import org.talkspurt.gateway.sdp.LocalMedia;
import org.talkspurt.gateway.sdp.NegotiatedMedia;
import org.talkspurt.gateway.sdp.SdpNegotiator;
import org.talkspurt.rtp.session.MediaSettings;

/**
 * What a call takes, whoever begins it (place, home, ports, media, agent), and how it is given
 * back.
 */
public final class CallSetup {
  static final int PTIME_MS = 20;

  private final AdmissionControl admission;
  private final MediaPlane media;
  private final CallSettings settings;
  private final CallRegistry registry;
  private final CallObserver observer;
  private final CallRecorder recorder;
  private final InstantSource clock;
  private final AtomicLong sessionIds = new AtomicLong(1);
  private volatile Consultant consultant = Consultant.NONE;

  public CallSetup(
      AdmissionControl admission,
      MediaPlane media,
      CallSettings settings,
      CallRegistry registry,
      CallObserver observer,
      CallRecorder recorder,
      InstantSource clock) {
    this.admission = admission;
    this.media = media;
    this.settings = settings;
    this.registry = registry;
    this.observer = observer;
    this.recorder = recorder;
    this.clock = clock;
  }

  /** From now on people are called before callers are handed over to them, where that is wanted. */
  void consultBy(Consultant caller) {
    consultant = caller;
  }

  MediaPlane media() {
    return media;
  }

  CallSettings settings() {
    return settings;
  }

  CallObserver observer() {
    return observer;
  }

  InstantSource clock() {
    return clock;
  }

  boolean hasRoom() {
    return admission.hasRoom();
  }

  Admission admit(Extension extension, Trunk trunk) {
    return admission.admit(
        new Limit("trunk " + trunk.name(), trunk.maxCalls()),
        new Limit("agent " + extension.agent(), extension.maxCalls()));
  }

  SdpNegotiator negotiator(InetAddress local, Trunk trunk, CallPorts ports) {
    LocalMedia ours =
        new LocalMedia(
            settings.codecs(),
            true,
            local,
            ports.rtpPort(),
            PTIME_MS,
            settings.comfortNoise() != ComfortNoise.OFF,
            trunk.encryption(),
            settings.identity());
    return new SdpNegotiator(ours, sessionIds.getAndIncrement());
  }

  /** From now on there is a call, and its end gives all back. */
  Call begin(
      CallIdentity identity,
      CallHome home,
      SdpNegotiator negotiator,
      CallPorts ports,
      Place place) {
    Call call =
        new Call(
            identity,
            home,
            negotiator,
            settings,
            new Handover.Rules(settings.transferTargets(), consultant),
            CallClock.from(identity.startedAt(), home),
            (over, callRecord) -> {
              ports.release();
              place.release();
              media.release(over.home());
              registry.ended(callRecord);
              observer.ended(callRecord);
            });
    registry.add(call);
    observer.began();
    return call;
  }

  /** Opens the call's media and connects the agent to them. */
  MediaApplication connect(
      Call call, Extension extension, Trunk trunk, CallPorts ports, NegotiatedMedia negotiated) {
    var agreed = MediaNegotiation.agreed(negotiated, settings);
    CallMedia sound =
        ports.open(
            agreed,
            new MediaSettings(
                call.id(), settings.jitterBuffer(), settings.mediaTimeout().toNanos()),
            call);
    call.open(sound, agreed);
    MediaApplication application =
        extension
            .connection()
            .connect(
                new Line(
                    call.id(),
                    call.home(),
                    sound.sink(),
                    call,
                    call.variables(),
                    call.screening(),
                    () -> call.record(recorder)));
    if (application.mindsEcho()) {
      trunk.echo().begin(sound, call.home());
    }
    return application;
  }
}
