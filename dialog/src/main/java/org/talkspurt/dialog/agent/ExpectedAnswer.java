package org.talkspurt.dialog.agent;

/** What kind of answer the bot's last words asked for; helps to tell whether a caller is done. */
public enum ExpectedAnswer {
  /** Nothing particular. */
  ANYTHING,
  /** A word or two: yes or no, a name, a day. */
  SHORT,
  /** A telephone number or the like, which people say in groups with pauses between. */
  NUMBER
}
