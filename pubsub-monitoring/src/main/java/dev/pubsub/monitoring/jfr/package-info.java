/** What happens on the buses as events of the JDK's Flight Recorder. */
@NullMarked
package dev.pubsub.monitoring.jfr;

import org.jspecify.annotations.NullMarked;
