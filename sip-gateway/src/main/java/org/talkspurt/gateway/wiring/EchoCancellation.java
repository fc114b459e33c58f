package org.talkspurt.gateway.wiring;

/** What takes our own voice out of a trunk's calls. */
public enum EchoCancellation {
  /** The echo guard, at home everywhere. */
  GUARD,
  /** WebRTC's canceller; where it cannot be loaded, the guard. */
  WEBRTC,
  OFF
}
