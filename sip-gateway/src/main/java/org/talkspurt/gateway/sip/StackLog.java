package org.talkspurt.gateway.sip;

import gov.nist.core.ServerLogger;
import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what JAIN-SIP has to say to SLF4J instead of log4j 1.2. The stack complains loudly about
 * what strangers send and quotes whole messages, so its errors are debug lines here, cut at the
 * first line break; what matters is counted or logged by the classes of this package.
 *
 * <p>Public with a public constructor because the stack creates it by name.
 */
public final class StackLog implements StackLogger {

  private static final Logger LOG = LoggerFactory.getLogger("talkspurt.sip.stack");
  private static final int MAX_LENGTH = 200;

  @Override
  public boolean isLoggingEnabled() {
    return LOG.isDebugEnabled();
  }

  @Override
  public boolean isLoggingEnabled(int level) {
    if (level == ServerLogger.TRACE_MESSAGES) {
      return MessageTrace.isAnyEnabled() || LOG.isTraceEnabled();
    }
    return level >= TRACE_DEBUG ? LOG.isTraceEnabled() : LOG.isDebugEnabled();
  }

  @Override
  public void logFatalError(String message) {
    LOG.error("JAIN-SIP: {}", firstLine(message));
  }

  @Override
  public void logError(String message) {
    debug(message);
  }

  @Override
  public void logError(String message, Exception e) {
    debug(message, e);
  }

  @Override
  public void logException(Throwable e) {
    debug("exception", e);
  }

  @Override
  public void logWarning(String message) {
    debug(message);
  }

  @Override
  public void logInfo(String message) {
    trace(message);
  }

  @Override
  public void logDebug(String message) {
    trace(message);
  }

  @Override
  public void logDebug(String message, Exception e) {
    trace(message);
  }

  @Override
  public void logTrace(String message) {
    trace(message);
  }

  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int level) {}

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(String timeStamp) {}

  @Override
  public void setStackProperties(Properties properties) {}

  @Override
  public String getLoggerName() {
    return LOG.getName();
  }

  private static void debug(String message) {
    if (LOG.isDebugEnabled()) {
      LOG.debug("JAIN-SIP: {}", firstLine(message));
    }
  }

  private static void debug(String message, Throwable e) {
    if (LOG.isDebugEnabled()) {
      // The exception's own message may quote a peer: only its class and place are told.
      StackTraceElement[] trace = e.getStackTrace();
      LOG.debug(
          "JAIN-SIP: {} ({} at {})",
          firstLine(message),
          e.getClass().getName(),
          trace.length == 0 ? "unknown" : trace[0]);
    }
  }

  private static void trace(String message) {
    if (LOG.isTraceEnabled()) {
      LOG.trace("JAIN-SIP: {}", firstLine(message));
    }
  }

  private static String firstLine(String message) {
    int end = 0;
    while (end < message.length()
        && end < MAX_LENGTH
        && message.charAt(end) != '\r'
        && message.charAt(end) != '\n') {
      end++;
    }
    return HeaderText.clean(message.substring(0, end));
  }
}
