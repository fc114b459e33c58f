package org.talkspurt.gateway.call;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.sdp.EncryptionPolicy;
import org.talkspurt.gateway.sip.InviteFacts;
import org.talkspurt.gateway.sip.SipCredentials;

/**
 * Which trunk a call came through: by the password it gave, else by its source address, and among
 * several of one address by the account that is called.
 */
public final class TrunkDirectory {

  /**
   * A trunk.
   *
   * @param sources whether an address is one of its
   * @param maxCalls calls at one time; 0: no limit of its own
   * @param echo what is done where its lines return our own voice
   * @param encryption of its calls' media
   * @param account ours at the peer; null: none
   * @param headers names, in lower case, of the headers of its INVITEs that are handed on
   */
  public record Trunk(
      String name,
      Predicate<InetAddress> sources,
      int maxCalls,
      EchoCancelling echo,
      EncryptionPolicy encryption,
      @Nullable SipCredentials account,
      Set<String> headers) {

    /** Whether a registrar sends the account's calls to this user of ours (RFC 3261 §10.2.1). */
    private boolean isAccount(String user) {
      return account != null && account.username().equals(user);
    }

    /** Those of an INVITE's headers that agents and records may see. */
    Map<String, String> handedOn(Map<String, String> all) {
      var some = new TreeMap<>(all);
      some.keySet().retainAll(headers);
      return Collections.unmodifiableMap(some);
    }
  }

  private final List<Trunk> trunks;
  private final Trunk none;

  /**
   * @param encryption of calls from allowed sources that are no trunk's
   */
  public TrunkDirectory(List<Trunk> trunks, EncryptionPolicy encryption) {
    this.trunks = List.copyOf(trunks);
    this.none = new Trunk("", _ -> true, 0, EchoCancelling.GUARD, encryption, null, Set.of());
  }

  Trunk of(InviteFacts facts) {
    InetAddress source = facts.source().getAddress();
    String account = facts.account();
    List<Trunk> possible =
        trunks.stream()
            .filter(
                trunk ->
                    account == null ? trunk.sources().test(source) : trunk.name().equals(account))
            .toList();
    return possible.stream()
        .filter(trunk -> trunk.isAccount(facts.calledUser()))
        .findFirst()
        .or(() -> possible.stream().findFirst())
        .orElse(none);
  }
}
