package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The peers that are asked for a password when they call.
 *
 * @param realm what they are asked for it in the name of (RFC 3261 §22.1)
 * @param algorithms of the digests that they may answer with, the best first (RFC 8760 §2.3)
 */
public record CallerAccounts(
    String realm, List<DigestAlgorithm> algorithms, List<CallerAccount> accounts) {

  /** Nobody is asked. */
  public static final CallerAccounts NONE =
      new CallerAccounts("talkspurt", List.of(DigestAlgorithm.MD5), List.of());

  /**
   * @throws IllegalArgumentException naming a user that two accounts have
   */
  public CallerAccounts {
    algorithms = List.copyOf(algorithms);
    accounts = List.copyOf(accounts);
    List<String> names =
        accounts.stream()
            .map(account -> account.credentials().username())
            .sorted(Comparator.naturalOrder())
            .toList();
    for (int i = 1; i < names.size(); i++) {
      if (names.get(i).equals(names.get(i - 1))) {
        throw new IllegalArgumentException("two accounts of user " + names.get(i));
      }
    }
  }

  /** Whether somebody may call from an address that we know nothing of. */
  boolean fromAnywhere() {
    return accounts.stream().anyMatch(CallerAccount::fromAnywhere);
  }

  @Nullable CallerAccount ofUser(String username) {
    return accounts.stream()
        .filter(account -> account.credentials().username().equals(username))
        .findFirst()
        .orElse(null);
  }

  /** Whether calls from this address must be an account's. */
  boolean ask(InetAddress source) {
    return accounts.stream().anyMatch(account -> account.sources().test(source));
  }
}
