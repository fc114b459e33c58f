package org.talkspurt.gateway.sip;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.SipStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SIP trace: whole messages, secrets hidden, one log event each, every line behind a bar so
 * that a message cannot pretend to be another log line. Copies go to the endpoint's capture.
 *
 * <p>Public with a public constructor because the stack creates it by name.
 */
public final class MessageTrace implements ServerLogger {

  private static final Logger LOG = LoggerFactory.getLogger("talkspurt.sip.trace");

  /** Stacks with the trace switched on; the stack's logger, which asks first, is one per JVM. */
  private static final AtomicInteger ENABLED_STACKS = new AtomicInteger();

  private boolean enabled;
  private boolean traced;
  private MessageCapture capture = MessageCapture.NONE;

  static boolean isAnyEnabled() {
    return ENABLED_STACKS.get() > 0;
  }

  @Override
  public void setSipStack(SipStack stack) {
    StackContexts.StackContext context = StackContexts.of(stack);
    traced = context.settings().trace();
    capture = context.capture();
    enabled = traced || capture.isOn();
    if (enabled) {
      ENABLED_STACKS.incrementAndGet();
    }
  }

  @Override
  public void closeLogFile() {
    if (enabled) {
      enabled = false;
      ENABLED_STACKS.decrementAndGet();
    }
  }

  @Override
  public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {
    if (traced) {
      LOG.info("{} {} -> {}{}", sender ? "sent" : "received", from, to, redact(message.toString()));
    }
    if (capture.isOn()) {
      CapturedMessage copy = MessageCopy.of(message, from, to);
      if (copy != null) {
        capture.captured(copy);
      }
    }
  }

  @Override
  public void logMessage(
      SIPMessage message, String from, String to, String status, boolean sender, long time) {
    logMessage(message, from, to, sender, time);
  }

  @Override
  public void logMessage(
      SIPMessage message, String from, String to, String status, boolean sender) {
    logMessage(message, from, to, sender, 0);
  }

  @Override
  public void logException(Exception e) {}

  @Override
  public void setStackProperties(Properties properties) {}

  /** Puts every line behind a bar; hides secrets; escapes control characters. */
  static String redact(String message) {
    var out = new StringBuilder(message.length() + 128);
    for (String line : SipSecrets.hidden(message).split("\r\n|\r|\n", -1)) {
      out.append("\n| ");
      appendEscaped(out, line);
    }
    return out.toString();
  }

  private static void appendEscaped(StringBuilder out, String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (HeaderText.isPrintable(c) || c == '\t') {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
  }
}
