package org.talkspurt.gateway.agent;

/** The smallest useful agent file, to be broken line by line. */
public final class AgentYaml {

  private AgentYaml() {}

  public static final String SMALL =
      """
      name: small
      language: en-US
      greeting: Hello, how can I help you?
      hours:
        time-zone: America/New_York
        weekly:
          monday: ["08:00-12:00", "13:00-17:00"]
        special-days:
          - {date: "12-25", name: Christmas Day}
      understanding: {threshold: 0.5, margin: 0.02}
      not-understood:
        lines: [Pardon?]
        max-failures: 3
        then: goodbye
        last-line: Sorry.
      silence:
        lines: [Hello?]
        goodbye: Goodbye then.
      goodbye:
        line: Goodbye!
      transfers:
        desk:
          uri: sip:desk@example.invalid
          line: One moment.
          failed: Nobody is there.
      keypad:
        line: Press 1.
        keys:
          "1": form visit
      answers:
        - id: hours
          examples: [When are you open?]
          answer: "{hours.asked}"
      forms:
        - id: visit
          examples: [I want to come]
          start: Sure.
          slots:
            - {name: kind, type: choice, asks: [What?], choices: [{id: a, say: an a, synonyms: [a]}]}
            - {name: day, type: day, asks: [When?]}
          confirm: "{kind} on {day}?"
          change: What?
          done: Done.
          cancelled: Fine.
      """;
}
