package io.scangate.signin.issuer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.util.NetUtil;
import io.scangate.signin.Allowance;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who must wait before the next attempt to get a token: an address from which too many failed, and
 * a client under whose name too many failed. Shared.
 *
 * <p>An address from which a client succeeded before is not held up for what others did under the
 * client's name; else anybody could lock a laboratory out.
 */
final class Patience {
  private static final int MOST_FRIENDS = 100_000;
  private static final int SUBNET_BYTES = 8;

  private record Friend(String client, String address) {}

  private final Allowance addresses;
  private final Allowance clients;
  private final Cache<Friend, Boolean> friends =
      Caffeine.newBuilder().maximumSize(MOST_FRIENDS).build();

  Patience(IssuerSettings settings, InstantSource clock) {
    Duration period = settings.failurePeriod();
    addresses = new Allowance(settings.failuresOfAddress(), period, clock);
    clients = new Allowance(settings.failuresOfClient(), period, clock);
  }

  /** How long this one must wait; empty where its secret may be looked at. */
  Optional<Duration> pause(String client, String address) {
    return addresses
        .pause(subnet(address))
        .or(
            () ->
                friends.getIfPresent(new Friend(client, subnet(address))) == null
                    ? clients.pause(client)
                    : Optional.empty());
  }

  void failed(String client, String address) {
    addresses.used(subnet(address));
    clients.used(client);
  }

  void succeeded(String client, String address) {
    friends.put(new Friend(client, subnet(address)), true);
  }

  /** An address of IPv6 counts as its /64, which one subscriber has whole. */
  private static String subnet(String address) {
    InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(address);
    return parsed instanceof Inet6Address v6
        ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), SUBNET_BYTES))
        : address;
  }
}
