package org.talkspurt.dialog.agent.form;

import java.util.List;

/** One thing that a form asks for. */
public sealed interface Slot {

  /** Names the value in read-backs and records. */
  String name();

  /** The question and its variations for a second and third try; at least one. */
  List<String> asks();

  /** One of several things. */
  record ChoiceSlot(String name, List<String> asks, List<Choice> choices) implements Slot {
    public ChoiceSlot {
      asks = List.copyOf(asks);
      choices = List.copyOf(choices);
    }
  }

  /** An open day. */
  record DaySlot(String name, List<String> asks) implements Slot {
    public DaySlot {
      asks = List.copyOf(asks);
    }
  }

  /** A time when the place is open. */
  record TimeSlot(String name, List<String> asks) implements Slot {
    public TimeSlot {
      asks = List.copyOf(asks);
    }
  }

  /** A person's name. */
  record NameSlot(String name, List<String> asks) implements Slot {
    public NameSlot {
      asks = List.copyOf(asks);
    }
  }

  /** A telephone number of 7 or 10 digits, said or keyed in. */
  record PhoneSlot(String name, List<String> asks) implements Slot {
    public PhoneSlot {
      asks = List.copyOf(asks);
    }
  }

  /** Whatever the caller says. */
  record TextSlot(String name, List<String> asks) implements Slot {
    public TextSlot {
      asks = List.copyOf(asks);
    }
  }

  /**
   * One of the things to choose from.
   *
   * @param id in records
   * @param say how it is spoken in a sentence: "a cleaning"
   * @param synonyms words by which callers name it
   */
  record Choice(String id, String say, List<String> synonyms) {
    public Choice {
      synonyms = List.copyOf(synonyms);
    }
  }
}
