package dev.pubsub.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is packed is read as what it was, and costs no more than it may; all else is refused. */
final class PackedProperties {

  private static Frame.Delta frame(List<String> texts) {
    return new Frame.Delta("default", 1, 2, texts, List.of());
  }

  private static byte[] repetitive() {
    return Frames.write(frame(IntStream.range(0, 1000).mapToObj(i -> "site:" + i).toList()));
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(to)) {
      deflater.write(bytes);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
    return to.toByteArray();
  }

  private static Frame read(byte[] bytes) throws MalformedFrame {
    return Frames.read(bytes, 0, bytes.length);
  }

  private static void expectRefused(String sentence, byte[] frame) {
    assertThatThrownBy(() -> read(frame))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining(sentence);
  }

  @Property(tries = 200)
  void anyFrameIsReadAsItWas(@ForAll @Size(max = 300) List<String> texts) throws MalformedFrame {
    byte[] whole = Frames.write(frame(texts));
    byte[] packed = Packed.pack(whole);
    assertThat(packed.length).isLessThanOrEqualTo(whole.length);
    assertThat(read(packed)).isEqualTo(frame(texts));
    assertThat(PreviousCodec.again(packed)).isEqualTo(whole);
  }

  @Property(tries = 2000)
  void whatWasChangedOrCutIsReadOrRefused(
      @ForAll int at, @ForAll byte change, @ForAll @IntRange(max = 1 << 20) int cut) {
    byte[] packed = Packed.pack(repetitive());
    byte[] changed = packed.clone();
    changed[Math.floorMod(at, changed.length)] = change;
    readOrRefuse(changed);
    byte[] shorter = Arrays.copyOf(packed, cut % packed.length);
    assertThatThrownBy(() -> read(shorter)).isInstanceOf(MalformedFrame.class);
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      assertThat(read(bytes)).isNotNull();
    } catch (MalformedFrame refused) {
      assertThat(refused).hasMessageMatching(".+");
    }
  }

  @Example
  void whatRepeatsItselfTakesAFractionAndWhatGainsNothingStays() {
    byte[] whole = repetitive();
    assertThat(Packed.pack(whole)).hasSizeLessThan(whole.length / 2);
    byte[] noise = new byte[5000];
    new Random(7).nextBytes(noise);
    assertThat(Packed.pack(noise)).isSameAs(noise);
    byte[] few = new byte[1024];
    assertThat(Packed.pack(few)).isSameAs(few);
    byte[] many = new byte[Packed.MOST + 1];
    assertThat(Packed.pack(many)).isSameAs(many);
  }

  @Example
  void theLongestIsRead() throws MalformedFrame {
    String text = "x".repeat(Packed.MOST - 64);
    byte[] packed = Packed.pack(Frames.write(frame(List.of(text))));
    assertThat(packed).hasSizeLessThan(Packed.MOST / 100);
    assertThat(read(packed)).isEqualTo(frame(List.of(text)));
  }

  @Example
  void noMoreIsUnpackedThanMayBe() {
    byte[] whole = repetitive();
    expectRefused("as long as", Frames.packed(whole.length + 1, deflated(whole)));
    expectRefused("does not end", Frames.packed(whole.length - 2, deflated(whole)));
    byte[] bomb = deflated(new byte[Packed.MOST + 1]);
    expectRefused("announced", Frames.packed(Packed.MOST + 1, bomb));
    expectRefused("does not end", Frames.packed(100, bomb));
    expectRefused("announced", Frames.packed(Packed.MOST, new byte[10]));
    expectRefused("announced", Frames.packed(-1, bomb));
    expectRefused("cannot be unpacked", Frames.packed(100, new byte[100]));
  }

  @Example
  void nothingIsPackedTwice() {
    byte[] once = Packed.pack(repetitive());
    expectRefused("kind", Frames.packed(once.length, deflated(once)));
  }
}
