package org.talkspurt.gateway.call;

/** Whether it is found out who answers a call before the agent speaks. */
public enum Screening {
  /** Calls to us, and those ordered without. */
  NEVER,
  /** As the agent's file says. */
  AS_THE_AGENT_DOES,
  /** Also for an agent whose file says nothing of machines. */
  ALWAYS
}
