package org.talkspurt.gateway.wiring;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.stun.StunServer;

/** Addresses of this machine as settings name them: literals, or host names that resolve. */
final class LocalAddress {
  private LocalAddress() {}

  /**
   * Where SIP and media listen.
   *
   * @throws SettingException if it is no address
   */
  static InetAddress bind(String setting) {
    InetAddress address =
        of(
            "talkspurt.sip.bind-address",
            setting,
            "an IP address of this machine, \"::\" for all, or a host name that resolves to one");
    // A machine without IPv6 knows "::" only by its other name.
    return address.isAnyLocalAddress() ? new InetSocketAddress(0).getAddress() : address;
  }

  /**
   * Where peers reach us; null: at the address that routes to them.
   *
   * @throws SettingException if it is no address
   */
  static @Nullable InetAddress advertised(String setting) {
    return setting.isBlank()
        ? null
        : of(
            "talkspurt.sip.advertised-address",
            setting,
            "an IP address, a host name that resolves to one, or stun:HOST:PORT");
  }

  /** The server that is to tell where peers reach us; empty where the setting says that itself. */
  static Optional<StunServer> stun(String setting) {
    return StunServer.parse(setting);
  }

  private static InetAddress of(String key, String value, String expected) {
    try {
      return InetAddress.getByName(value);
    } catch (UnknownHostException e) {
      throw new SettingException(key + ": " + value + " (expected: " + expected + ")", e);
    }
  }
}
