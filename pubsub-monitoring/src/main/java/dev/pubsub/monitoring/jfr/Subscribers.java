package dev.pubsub.monitoring.jfr;

import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import jdk.jfr.FlightRecorder;

/** Records subscribers that do not keep up. */
final class Subscribers implements Observer {

  private final String node;

  Subscribers(String node) {
    this.node = node;
  }

  @Override
  public void happened(BusEvent event) {
    if (event instanceof BusEvent.Overtaken slow) {
      record(slow.bus(), slow.pattern(), "overtaken");
    } else if (event instanceof BusEvent.Quarantined ill) {
      record(ill.bus(), ill.pattern(), "quarantined");
    } else if (event instanceof BusEvent.Disconnected cut) {
      record(cut.bus(), cut.pattern(), "disconnected");
    } else if (event instanceof BusEvent.Recovered well) {
      record(well.bus(), well.pattern(), "recovered");
    }
  }

  private void record(String bus, String pattern, String state) {
    if (FlightRecorder.isInitialized()) {
      new SlowSubscriber(node, bus, pattern, state).commit();
    }
  }
}
