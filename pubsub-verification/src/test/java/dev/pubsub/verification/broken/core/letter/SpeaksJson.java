package dev.pubsub.verification.broken.core.letter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** The engine with JSON. */
final class SpeaksJson {
  JsonNode nothing() {
    return MissingNode.getInstance();
  }
}
