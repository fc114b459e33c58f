package org.talkspurt.gateway.sdp;

import java.util.Locale;

/** Direction attribute (RFC 8866 §6.7), as seen by whose description it stands in. */
public enum MediaDirection {
  SENDRECV,
  SENDONLY,
  RECVONLY,
  INACTIVE;

  /** The same wish seen from the other side (RFC 3264 §6.1). */
  MediaDirection mirrored() {
    return switch (this) {
      case SENDONLY -> RECVONLY;
      case RECVONLY -> SENDONLY;
      case SENDRECV, INACTIVE -> this;
    };
  }

  /** What is left when the other side gave no address to send to (RFC 3264 §8.4). */
  MediaDirection withoutSending() {
    return switch (this) {
      case SENDRECV, RECVONLY -> RECVONLY;
      case SENDONLY, INACTIVE -> INACTIVE;
    };
  }

  String attribute() {
    return name().toLowerCase(Locale.ROOT);
  }
}
