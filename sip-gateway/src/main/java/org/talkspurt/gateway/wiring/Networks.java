package org.talkspurt.gateway.wiring;

import java.util.List;
import org.talkspurt.gateway.sip.SourcePolicy;

/** Networks as settings name them. */
final class Networks {
  private Networks() {}

  /**
   * @throws SettingException naming the setting, and the entry that is neither an address nor a
   *     CIDR block
   */
  static SourcePolicy of(String setting, List<String> networks) {
    try {
      return SourcePolicy.allowing(networks);
    } catch (IllegalArgumentException e) {
      throw new SettingException(
          setting + ": " + e.getMessage() + " (expected: addresses or CIDR blocks)", e);
    }
  }
}
