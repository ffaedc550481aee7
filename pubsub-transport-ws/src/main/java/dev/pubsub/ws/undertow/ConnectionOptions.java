package dev.pubsub.ws.undertow;

import java.time.Duration;

/**
 * What one WebSocket may take.
 *
 * @param maxFrame the most bytes in a frame from a client
 * @param maxMessage the most bytes in a message from a client
 * @param maxFragments the most frames in a message from a client
 * @param highMark above so many bytes waiting to be written the session is paused
 * @param lowMark below so many it is resumed
 * @param maxReplies above so many bytes of answers waiting the connection is closed
 * @param idle after so long without anything received it is closed
 */
public record ConnectionOptions(
    int maxFrame,
    int maxMessage,
    int maxFragments,
    int highMark,
    int lowMark,
    int maxReplies,
    Duration idle) {}
