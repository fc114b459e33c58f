package org.talkspurt.gateway.faults;

/** Where something goes wrong. */
enum FaultyStage {
  VOICE_ACTIVITY,
  RECOGNIZER,
  TURN_MODEL,
  SYNTHESISER,
  LANGUAGE_MODEL
}
