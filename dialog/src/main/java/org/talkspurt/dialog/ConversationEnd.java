package org.talkspurt.dialog;

/** Why a conversation ended. */
public enum ConversationEnd {
  /** The call ended from outside. */
  CALLER_LEFT,
  /** The bot had said good bye. */
  BOT_HUNG_UP,
  /** Another person took over. */
  TRANSFERRED,
  /** Stages kept failing and nothing could be said any more. */
  GAVE_UP
}
