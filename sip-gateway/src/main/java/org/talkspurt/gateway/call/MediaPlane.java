package org.talkspurt.gateway.call;

import java.util.Optional;

/** What calls live on: home loops and media ports. Thread-safe. */
public interface MediaPlane {

  /** The home of a new call; {@link #release} it when the call ends. */
  CallHome assign();

  /** The home whose loop runs this. */
  CallHome here();

  /** A call that was assigned this home is over. Once per {@link #assign}. */
  void release(CallHome home);

  /** A pair of ports for a call of this home; empty while none is free. */
  Optional<CallPorts> ports(CallHome home);
}
