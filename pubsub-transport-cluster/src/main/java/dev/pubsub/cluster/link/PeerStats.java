package dev.pubsub.cluster.link;

import java.util.Map;

/**
 * What went to another node and came from it since it was seen first.
 *
 * @param node its name
 * @param sent signals that were sent to it
 * @param sentFrames how many frames they took
 * @param sentBytes how long all frames were, as they were sent to it, those about interest too
 * @param received signals that came from it
 * @param receivedFrames how many frames they took
 * @param lost signals that did not get to it, by reason
 * @param refused signals of it that did not get in here, by the code of the refusal
 * @param notesLost frames about interest that did not get to it; it will have asked for more
 * @param waiting signals that wait for it
 * @param waitingBytes how much these take
 * @param pending signals that are kept until they have arrived there
 * @param pendingBytes how much these take
 * @param away whether it is not seen at present
 * @param patterns how many it subscribes to, on all buses
 */
public record PeerStats(
    String node,
    long sent,
    long sentFrames,
    long sentBytes,
    long received,
    long receivedFrames,
    Map<String, Long> lost,
    Map<String, Long> refused,
    long notesLost,
    int waiting,
    long waitingBytes,
    int pending,
    long pendingBytes,
    boolean away,
    int patterns) {}
