package io.scangate.demo;

import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The people of the synthetic city: as many as wanted, each following from the seed and their
 * number. Confined to one thread.
 *
 * <p>The shares are those of a city with an outbreak under control: in a thousand, 966 green, 28
 * yellow and 6 red. Half of the people were tested within the last 21 hours, all but a few within a
 * week.
 */
final class Population {
  private static final int YELLOW_IN_1000 = 28;
  private static final int RED_IN_1000 = 6;
  private static final int NEVER_TESTED_IN_100 = 2;
  private static final Duration LONGEST_SINCE_TEST = Duration.ofDays(7);

  private static final List<String> FAMILY =
      List.of(
          "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林",
          "高", "罗");
  private static final List<String> GIVEN =
      List.of(
          "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀英",
          "霞", "平", "桂英", "建华", "志强", "晓东", "海燕");

  private final Dice dice;
  private final Instant now;
  private final long version;

  /**
   * @param seed what the city follows from
   * @param now when its codes are decided
   * @param version the version that every code starts with
   */
  Population(byte[] seed, Instant now, long version) {
    this.dice = new Dice(seed);
    this.now = now;
    this.version = version;
  }

  /** The person with this number, from 0. */
  Resident resident(int number) {
    ByteBuffer roll = dice.roll("person", number);
    long reference = roll.getLong();
    Colour colour = colour(Short.toUnsignedInt(roll.getShort()) % 1000);
    String name = pick(FAMILY, roll.getShort()) + pick(GIVEN, roll.getShort());
    boolean tested = Short.toUnsignedInt(roll.getShort()) % 100 >= NEVER_TESTED_IN_100;
    long decidedAt = now.getEpochSecond();
    long sampled = decidedAt / 60 - sinceTest(roll.getInt());
    return new Resident(
        name,
        new CodeStatus(reference, version, colour, decidedAt, tested ? sampled : 0, true, false));
  }

  private static Colour colour(int share) {
    if (share < RED_IN_1000) {
      return Colour.RED;
    }
    return share < RED_IN_1000 + YELLOW_IN_1000 ? Colour.YELLOW : Colour.GREEN;
  }

  /** Minutes since the sample: the cube of an even share, so that most are recent. */
  private static long sinceTest(int roll) {
    double share = Integer.toUnsignedLong(roll) / (double) (1L << 32);
    return (long) (LONGEST_SINCE_TEST.toMinutes() * share * share * share);
  }

  private static String pick(List<String> names, short roll) {
    return names.get(Short.toUnsignedInt(roll) % names.size());
  }
}
