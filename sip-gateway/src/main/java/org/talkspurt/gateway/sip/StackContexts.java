package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.SipStack;

/**
 * Hands settings to the classes that JAIN-SIP creates by name: it passes them nothing but the name
 * of the stack.
 */
final class StackContexts {

  /** What those classes need. */
  record StackContext(
      SipSettings settings,
      SipMeters meters,
      SourceRates rates,
      Scanners scanners,
      ConnectionWatch connections,
      MessageCapture capture) {

    StackContext(SipSettings settings, SipMeters meters, MessageCapture capture) {
      this(
          settings,
          meters,
          SourceRates.of(settings),
          new Scanners(settings.limits().scanners()),
          new ConnectionWatch(),
          capture);
    }
  }

  private static final Map<String, StackContext> BY_STACK_NAME = new ConcurrentHashMap<>();

  private StackContexts() {}

  static void put(String stackName, StackContext context) {
    BY_STACK_NAME.put(stackName, context);
  }

  static StackContext of(SIPTransactionStack stack) {
    return of((SipStack) stack);
  }

  static StackContext of(SipStack stack) {
    StackContext context = BY_STACK_NAME.get(stack.getStackName());
    if (context == null) {
      throw new IllegalStateException("no SIP stack named " + stack.getStackName());
    }
    return context;
  }

  static void remove(String stackName) {
    BY_STACK_NAME.remove(stackName);
  }
}
