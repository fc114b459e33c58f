package org.talkspurt.gateway.sip;

import java.util.ArrayList;
import java.util.List;

/** A SIP message as its lines, enough to look at in tests; compact names are not expanded. */
record SipText(String raw) {

  String firstLine() {
    return raw.substring(0, raw.indexOf("\r\n"));
  }

  int status() {
    return firstLine().startsWith("SIP/2.0 ") ? Integer.parseInt(firstLine().substring(8, 11)) : 0;
  }

  boolean isRequest(String method) {
    return firstLine().startsWith(method + " ");
  }

  /** Value of the first field of this name; empty if there is none. */
  String header(String name) {
    List<String> all = headers(name);
    return all.isEmpty() ? "" : all.getFirst();
  }

  List<String> headers(String name) {
    List<String> values = new ArrayList<>();
    int end = raw.indexOf("\r\n\r\n");
    for (String line : raw.substring(0, end < 0 ? raw.length() : end).split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(name)) {
        values.add(line.substring(colon + 1).strip());
      }
    }
    return values;
  }

  String body() {
    return raw.substring(raw.indexOf("\r\n\r\n") + 4);
  }

  String toTag() {
    String to = header("To");
    int tag = to.indexOf("tag=");
    return tag < 0 ? "" : to.substring(tag + 4);
  }

  /** URI of the Contact. */
  String contact() {
    String contact = header("Contact");
    return contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
  }
}
