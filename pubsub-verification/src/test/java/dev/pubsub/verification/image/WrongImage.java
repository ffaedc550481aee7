package dev.pubsub.verification.image;

/** The files of the image say something that cannot be, or that this check does not know. */
final class WrongImage extends RuntimeException {

  WrongImage(String sentence) {
    super(sentence);
  }

  WrongImage(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
