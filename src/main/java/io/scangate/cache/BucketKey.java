package io.scangate.cache;

/** Which bucket of codes. Immutable. */
record BucketKey(int partition, long generation, int number) {
  /** The bucket of a person under a layout. */
  static BucketKey of(long person, int partition, Layout layout) {
    return new BucketKey(partition, layout.generation(), layout.bucketOf(person));
  }

  String inRedis() {
    return RedisKeys.bucket(partition, generation, number);
  }

  /** Mixed, because buckets of all partitions are numbered from 0 and would meet in a table. */
  @Override
  public int hashCode() {
    long mixed = (((long) partition << 32 | number) ^ generation << 40) * 0x9e37_79b9_7f4a_7c15L;
    return (int) (mixed >>> 32);
  }
}
