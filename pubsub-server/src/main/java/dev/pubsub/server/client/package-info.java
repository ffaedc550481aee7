/**
 * The client commands of the launcher. They know a server by its public contract alone, the HTTP
 * API and the Phoenix channel {@code pubsub}, so whatever they do another program can do as well.
 *
 * <p>{@link dev.pubsub.server.client.Target} says where the server is, {@code Connection} opens the
 * one socket, {@code ControlChannel} speaks the protocol on it, and every command has a class of
 * its own.
 */
@NullMarked
package dev.pubsub.server.client;

import org.jspecify.annotations.NullMarked;
