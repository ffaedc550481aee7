package dev.pubsub.verification.soak;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Holds those who stay and lets them go on; lets others in and sends them away. */
final class Unrest implements Runnable {

  private static final int MOST_HELD = 3;
  private static final int MOST_PASSING = 12;

  private final Stage stage;
  private final List<Guest> staying;
  private final Random random;
  private final BooleanSupplier goesOn;
  private final Deque<Guest> held = new ArrayDeque<>();
  private final Deque<Guest> passing = new ArrayDeque<>();

  Unrest(Stage stage, List<Guest> staying, Random random, BooleanSupplier goesOn) {
    this.stage = stage;
    this.staying = staying;
    this.random = random;
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      switch (random.nextInt(3)) {
        case 0 -> hold(staying.get(random.nextInt(staying.size())));
        case 1 -> letIn(stage.anybody());
        default -> sendAway();
      }
      rest(random, 1_000_000);
    }
    passing.forEach(Guest::leave);
  }

  /** For a moment, as long as chance has it. */
  static void rest(Random random, int mostNanos) {
    LockSupport.parkNanos(random.nextInt(mostNanos));
  }

  private void hold(Guest guest) {
    guest.pause().run();
    held.add(guest);
    if (held.size() > MOST_HELD) {
      held.remove().resume().run();
    }
  }

  private void letIn(Guest guest) {
    if (random.nextInt(3) == 0) {
      guest.pause().run();
    }
    passing.add(guest);
    if (passing.size() > MOST_PASSING) {
      sendAway();
    }
  }

  private void sendAway() {
    if (!passing.isEmpty()) {
      passing.remove().leave();
    }
  }

  /** Lets everybody go on. */
  void letGo() {
    held.forEach(guest -> guest.resume().run());
  }
}
