package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** The address in Contact and session descriptions, where it is not the local one. Thread-safe. */
@FunctionalInterface
public interface AdvertisedAddress {

  /** None: the local address that routes to the peer. */
  AdvertisedAddress NONE = () -> null;

  /** As of now; null: the local address that routes to the peer. */
  @Nullable InetAddress now();
}
