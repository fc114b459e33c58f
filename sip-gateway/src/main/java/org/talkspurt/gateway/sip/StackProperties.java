package org.talkspurt.gateway.sip;

import java.time.Duration;
import java.util.Properties;

/** Configures JAIN-SIP, which knows nothing but names and strings. */
final class StackProperties {

  private static final String PREFIX = "gov.nist.javax.sip.";

  /** Transactions linger after their calls: 32 s for a BYE, 8 s for an INVITE. */
  private static final int TRANSACTIONS_PER_CALL = 20;

  private static final int HANDSHAKE_TIMEOUT_MS = 10_000;
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;

  private StackProperties() {}

  static Properties of(String stackName, SipSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("javax.sip.STACK_NAME", stackName);
    // Dialogs are ours: the stack's own are not released after a connect failure, and guess.
    properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    properties.setProperty("javax.sip.ROUTER_PATH", HopRouter.class.getName());
    put(properties, "AUTOMATIC_DIALOG_ERROR_HANDLING", false);
    put(properties, "STACK_LOGGER", StackLog.class.getName());
    put(properties, "SERVER_LOGGER", MessageTrace.class.getName());
    put(properties, "TIMER_CLASS_NAME", StackTimer.class.getName());
    put(properties, "MESSAGE_PARSER_FACTORY", GuardedParser.Factory.class.getName());
    put(properties, "MESSAGE_PROCESSOR_FACTORY", ProcessorFactory.class.getName());
    put(properties, "NETWORK_LAYER", StackNetwork.class.getName());
    // One thread and none per message; its work is handed on at once.
    put(properties, "THREAD_POOL_SIZE", 1);
    put(properties, "REENTRANT_LISTENER", true);
    put(properties, "THREAD_PRIORITY", Thread.NORM_PRIORITY);
    put(properties, "MAX_MESSAGE_SIZE", settings.maxMessageSizeBytes());
    put(properties, "MAX_SERVER_TRANSACTIONS", settings.maxCalls() * TRANSACTIONS_PER_CALL);
    put(properties, "CONNECTION_TIMEOUT", 5_000);
    put(properties, "MAX_TX_LIFETIME_INVITE", stackSeconds(settings, settings.maxRinging(), 120));
    put(properties, "MAX_TX_LIFETIME_NON_INVITE", stackSeconds(settings, Duration.ZERO, 40));
    put(properties, "RECEIVE_UDP_BUFFER_SIZE", SOCKET_BUFFER_BYTES);
    put(properties, "SEND_UDP_BUFFER_SIZE", SOCKET_BUFFER_BYTES);
    put(properties, "DELIVER_UNSOLICITED_NOTIFY", true);
    put(properties, "SSL_HANDSHAKE_TIMEOUT", HANDSHAKE_TIMEOUT_MS);
    put(properties, "SSL_RENEGOTIATION_ENABLED", false);
    // Asked for when the connection was accepted; the stack would ask for it once more.
    put(properties, "TLS_CLIENT_AUTH_TYPE", "Disabled");
    put(properties, "TLS_CLIENT_PROTOCOLS", "TLSv1.3,TLSv1.2");
    // Would start a thread to watch a queue that we replaced.
    put(properties, "CONGESTION_CONTROL_TIMEOUT", 0);
    return properties;
  }

  /** Seconds as the stack's timer counts them (see {@link StackTimer}). */
  private static long stackSeconds(SipSettings settings, Duration wait, int moreSeconds) {
    return wait.toMillis() * 500 / settings.timerT1().toMillis() / 1_000 + moreSeconds;
  }

  private static void put(Properties properties, String name, Object value) {
    properties.setProperty(PREFIX + name, value.toString());
  }
}
