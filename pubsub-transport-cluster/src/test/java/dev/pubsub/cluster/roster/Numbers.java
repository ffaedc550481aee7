package dev.pubsub.cluster.roster;

import dev.pubsub.spi.cluster.RosterCodec;

/** Entries that are numbers by texts. */
public final class Numbers implements RosterCodec<String, Integer> {

  @Override
  public String writeKey(String key) {
    return key;
  }

  @Override
  public String readKey(String text) {
    return text;
  }

  @Override
  public Object write(Integer value) {
    return value;
  }

  @Override
  public Integer read(Object written) {
    return ((Number) written).intValue();
  }
}
