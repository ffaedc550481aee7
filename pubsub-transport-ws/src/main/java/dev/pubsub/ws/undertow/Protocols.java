package dev.pubsub.ws.undertow;

import dev.pubsub.ws.control.ControlChannels;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.Channels;
import dev.pubsub.ws.sse.EventWriter;

/**
 * How clients are spoken with.
 *
 * @param json how values are read and written
 * @param channels what clients can join
 * @param control the control channels among them
 * @param events how signals are written to streams of events
 */
public record Protocols(
    Json json, Channels channels, ControlChannels control, EventWriter events) {}
