package dev.pubsub.core.request;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** The questions that responders have and have not answered, several of which may be the same. */
final class InHand {

  private final ConcurrentMap<String, List<OpenQuestion>> questions = new ConcurrentHashMap<>();

  void add(OpenQuestion question) {
    questions.merge(
        question.key(),
        List.of(question),
        (there, one) -> Stream.concat(there.stream(), one.stream()).toList());
  }

  void remove(OpenQuestion question) {
    questions.computeIfPresent(
        question.key(),
        (key, there) -> {
          if (there.size() == 1) {
            return there.get(0) == question ? null : there;
          }
          return there.stream().filter(each -> each != question).toList();
        });
  }

  List<OpenQuestion> of(String correlation) {
    return questions.getOrDefault(correlation, List.of());
  }

  List<OpenQuestion> of(Answering responder) {
    return questions.values().stream()
        .flatMap(List::stream)
        .filter(question -> question.isOf(responder))
        .toList();
  }

  int count() {
    return questions.values().stream().mapToInt(List::size).sum();
  }
}
