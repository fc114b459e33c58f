package org.talkspurt.dialog.agent;

/**
 * A responder's memory of one call (form under way, slots filled, failures so far). Immutable: a
 * reply that is thrown away leaves no trace.
 */
public interface ResponderState {}
