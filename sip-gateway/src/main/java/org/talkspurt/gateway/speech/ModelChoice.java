package org.talkspurt.gateway.speech;

/**
 * Which models an operator wants.
 *
 * @param silero voice activity by the neural model, else by energy
 * @param smartTurn the end of a turn by the turn model beside the words, else by the words
 */
public record ModelChoice(boolean silero, boolean smartTurn) {}
