package dev.pubsub.resilience.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinuxLimitsTest {

  @TempDir private Path root = Path.of("");

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void inAContainerTheGroupIsTheRootOfWhatItSees() throws IOException {
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/pids.max", "200\n");

    assertThat(new LinuxLimits(root).boundingGroup()).contains(root.resolve("sys/fs/cgroup"));
  }

  @Test
  void aGroupWithoutABoundIsBoundedByTheNextAroundIt() throws IOException {
    write("proc/self/cgroup", "0::/system.slice/pubsub.service\n");
    write("sys/fs/cgroup/system.slice/pubsub.service/pids.max", "max\n");
    write("sys/fs/cgroup/system.slice/pids.max", "4915\n");

    assertThat(new LinuxLimits(root).boundingGroup())
        .contains(root.resolve("sys/fs/cgroup/system.slice"));
  }

  @Test
  void theOldHierarchiesHaveOneForThreads() throws IOException {
    write("proc/self/cgroup", "9:name=systemd:/\n8:pids:/box\n4:memory:/box\n");
    write("sys/fs/cgroup/pids/box/pids.max", "64\n");

    assertThat(new LinuxLimits(root).boundingGroup())
        .contains(root.resolve("sys/fs/cgroup/pids/box"));
  }

  @Test
  void whereNoGroupHasABoundThereIsNone() throws IOException {
    write("proc/self/cgroup", "0::/a\n");
    write("sys/fs/cgroup/a/pids.max", "max\n");

    assertThat(new LinuxLimits(root).boundingGroup()).isEmpty();
  }

  @Test
  void theLimitOfTheUserIsTheSoftOne() throws IOException {
    write(
        "proc/self/limits",
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             1000                 2000                 processes
        Max open files            20000                20000                files
        """);

    assertThat(new LinuxLimits(root).ofTheUser()).hasValue(1000);
  }

  @Test
  void noLimitIsNone() throws IOException {
    write(
        "proc/self/limits", "Max processes             unlimited            unlimited   processes");

    assertThat(new LinuxLimits(root).ofTheUser()).isEmpty();
  }

  @Test
  void elsewhereThereIsNone() {
    assertThat(new LinuxLimits(root).boundingGroup()).isEmpty();
    assertThat(new LinuxLimits(root).ofTheUser()).isEmpty();
  }
}
