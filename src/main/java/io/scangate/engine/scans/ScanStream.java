package io.scangate.engine.scans;

import io.scangate.cache.RedisKeys;
import io.scangate.cache.link.RedisLink;
import io.scangate.cache.link.RedisRefusal;
import io.scangate.engine.Loop;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stream of scan records of one partition, as a member of the engines' group reads it. Redis
 * gives each entry to one member, and keeps in mind to whom until it is acknowledged. Confined to
 * the thread of its reader.
 */
final class ScanStream {
  private static final String GROUP = "engines";
  private static final String ALL = "0";
  private static final String NEW = ">";

  /** Members that have nothing and were not heard of for so long are forgotten. */
  private static final Duration SILENCE = Duration.ofHours(1);

  private final Loop loop;
  private final RedisLink link;
  private final String key;
  private final String member;
  private final ScanSettings settings;

  ScanStream(Loop loop, RedisLink link, int partition, String member, ScanSettings settings) {
    this.loop = loop;
    this.link = link;
    this.key = RedisKeys.scans(partition);
    this.member = member;
    this.settings = settings;
  }

  /** Whether Redis is connected; what is asked while it is not fails at once. */
  boolean isUp() throws InterruptedException {
    return loop.ask(() -> Future.succeededFuture(link.isUp(key)));
  }

  /** Makes the group where it is missing; it begins with the oldest entry that there is. */
  void join() throws InterruptedException {
    Request create =
        Request.cmd(Command.XGROUP).arg("CREATE").arg(key).arg(GROUP).arg(ALL).arg("MKSTREAM");
    var _ =
        loop.<@Nullable Response>ask(
            () ->
                send(create)
                    .recover(
                        failure ->
                            failure instanceof RedisRefusal refusal
                                    && refusal.code().equals("BUSYGROUP")
                                ? Future.succeededFuture()
                                : Future.failedFuture(failure)));
  }

  /** Takes entries that nobody was given yet. */
  List<ScanEntry> fresh() throws InterruptedException {
    return read(NEW);
  }

  /** The entries that this member was given and did not finish. */
  List<ScanEntry> unfinished() throws InterruptedException {
    return read(ALL);
  }

  private List<ScanEntry> read(String after) throws InterruptedException {
    Request request =
        Request.cmd(Command.XREADGROUP)
            .arg("GROUP")
            .arg(GROUP)
            .arg(member)
            .arg("COUNT")
            .arg(settings.blocks())
            .arg("STREAMS")
            .arg(key)
            .arg(after);
    Response reply = loop.ask(() -> send(request));
    return reply == null || reply.size() == 0 ? List.of() : ScanEntry.of(reply.get(0).get(1));
  }

  /**
   * Takes over entries that lie with a member who does not finish them. They are named one by one,
   * since Redis 6.2 does not say which of those that it hands over are no longer there.
   */
  List<ScanEntry> abandoned() throws InterruptedException {
    Request pending =
        Request.cmd(Command.XPENDING)
            .arg(key)
            .arg(GROUP)
            .arg("IDLE")
            .arg(settings.claimAfter().toMillis())
            .arg("-")
            .arg("+")
            .arg(settings.blocks());
    Response found = loop.ask(() -> send(pending));
    if (found == null || found.size() == 0) {
      return List.of();
    }
    Request claim =
        Request.cmd(Command.XCLAIM)
            .arg(key)
            .arg(GROUP)
            .arg(member)
            .arg(settings.claimAfter().toMillis());
    Set<String> ids = new HashSet<>();
    for (Response entry : found) {
      String id = entry.get(0).toString();
      ids.add(id);
      claim.arg(id);
    }
    List<ScanEntry> claimed = new ArrayList<>(ScanEntry.of(loop.ask(() -> send(claim))));
    claimed.forEach(entry -> ids.remove(entry.id()));
    // What another member was faster to claim does no harm here: it is looked up before.
    for (String id : ids) {
      if (isGone(id)) {
        claimed.add(new ScanEntry.Gone(id));
      }
    }
    return claimed;
  }

  private boolean isGone(String id) throws InterruptedException {
    Response found = loop.ask(() -> send(Request.cmd(Command.XRANGE).arg(key).arg(id).arg(id)));
    return found == null || found.size() == 0;
  }

  /** Acknowledges entries and takes them out of the stream. */
  void finish(List<ScanEntry> entries) throws InterruptedException {
    Request acknowledge = Request.cmd(Command.XACK).arg(key).arg(GROUP);
    Request delete = Request.cmd(Command.XDEL).arg(key);
    for (ScanEntry entry : entries) {
      acknowledge.arg(entry.id());
      delete.arg(entry.id());
    }
    var _ = loop.ask(() -> link.sendAll(key, List.of(acknowledge, delete), settings.deadline()));
  }

  /** How long the oldest entry that is not finished has been in the stream, by Redis' clock. */
  Duration behind() throws InterruptedException {
    List<@Nullable Response> replies =
        loop.ask(
            () ->
                link.sendAll(
                    key,
                    List.of(
                        Request.cmd(Command.XRANGE).arg(key).arg("-").arg("+").arg("COUNT").arg(1),
                        Request.cmd(Command.TIME)),
                    settings.deadline()));
    Response oldest = replies.get(0);
    Response time = replies.get(1);
    if (oldest == null || oldest.size() == 0 || time == null) {
      return Duration.ZERO;
    }
    String id = oldest.get(0).get(0).toString();
    long since = Long.parseLong(id.substring(0, id.indexOf('-')));
    long now = number(time.get(0)) * 1_000 + number(time.get(1)) / 1_000;
    return Duration.ofMillis(Math.max(0, now - since));
  }

  /**
   * Forgets members that left nothing; a member that lives asks all the time. Where there is no
   * stream yet there is nobody to forget.
   */
  void forgetSilent() throws InterruptedException {
    Response members =
        loop.<@Nullable Response>ask(
            () ->
                send(Request.cmd(Command.XINFO).arg("CONSUMERS").arg(key).arg(GROUP))
                    .recover(
                        failure ->
                            isOfNoStream(failure)
                                ? Future.succeededFuture()
                                : Future.failedFuture(failure)));
    for (int i = 0; members != null && i < members.size(); i++) {
      Response one = members.get(i);
      String name = field(one, "name").toString();
      if (!name.equals(member)
          && number(field(one, "pending")) == 0
          && number(field(one, "idle")) > SILENCE.toMillis()) {
        Request forget =
            Request.cmd(Command.XGROUP).arg("DELCONSUMER").arg(key).arg(GROUP).arg(name);
        var _ = loop.<@Nullable Response>ask(() -> send(forget));
      }
    }
  }

  private static boolean isOfNoStream(Throwable failure) {
    return failure instanceof RedisRefusal refusal
        && (refusal.code().equals("NOGROUP") || "ERR no such key".equals(refusal.getMessage()));
  }

  private static Response field(Response member, String name) {
    for (int i = 0; i + 1 < member.size(); i += 2) {
      if (member.get(i).toString().equals(name)) {
        return member.get(i + 1);
      }
    }
    throw new IllegalStateException("Redis does not tell the " + name + " of a consumer");
  }

  private static long number(Response reply) {
    return Long.parseLong(reply.toString());
  }

  private Future<@Nullable Response> send(Request request) {
    return link.sendAll(key, List.of(request), settings.deadline())
        .map(replies -> replies.getFirst());
  }
}
