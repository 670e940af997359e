package io.scangate.demo;

import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
  private static final int LONGEST_SINCE_EVENT = 10 * 24;
  private static final int DISTRICTS = 6;
  private static final int COMMUNITIES = 200;

  private static final List<String> FAMILY =
      List.of(
          "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林",
          "高", "罗");
  private static final List<String> GIVEN =
      List.of(
          "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀英",
          "霞", "平", "桂英", "建华", "志强", "晓东", "海燕");

  private final Dice dice;
  private final String city;

  /**
   * @param seed what the city follows from
   * @param city its GB/T 2260 code, four digits
   */
  Population(byte[] seed, String city) {
    this.dice = new Dice(seed);
    this.city = city;
  }

  /** The person with this number, from 0. */
  Resident resident(int number) {
    ByteBuffer roll = dice.roll("person", number);
    long reference = roll.getLong();
    Colour colour = colour(Short.toUnsignedInt(roll.getShort()) % 1000);
    String name = pick(FAMILY, roll.getShort()) + pick(GIVEN, roll.getShort());
    boolean tested = Short.toUnsignedInt(roll.getShort()) % 100 >= NEVER_TESTED_IN_100;
    Duration sinceTest = Duration.ofMinutes(sinceTest(roll.getInt()));
    int district = 3 + Math.floorMod(roll.get(), DISTRICTS);
    int community = Short.toUnsignedInt(roll.getShort()) % COMMUNITIES;
    return new Resident(
        name,
        new PersonRef(reference),
        new Division(city + String.format(Locale.ROOT, "%02d%03d%03d", district, 1, community)),
        colour,
        tested ? Optional.of(sinceTest) : Optional.empty(),
        Duration.ofHours(1 + Short.toUnsignedInt(roll.getShort()) % LONGEST_SINCE_EVENT));
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
