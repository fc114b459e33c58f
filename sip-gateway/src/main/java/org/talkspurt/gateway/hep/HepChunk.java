package org.talkspurt.gateway.hep;

/** Kinds of chunk, all of the generic vendor 0; those that are sent here. */
enum HepChunk {
  /** 1 byte: 2 for IPv4, 10 for IPv6. */
  IP_FAMILY(0x01),
  /** 1 byte, IANA's number. */
  IP_PROTOCOL(0x02),
  IPV4_SOURCE(0x03),
  IPV4_DESTINATION(0x04),
  IPV6_SOURCE(0x05),
  IPV6_DESTINATION(0x06),
  /** 2 bytes. */
  SOURCE_PORT(0x07),
  DESTINATION_PORT(0x08),
  /** 4 bytes: seconds since 1970. */
  SECONDS(0x09),
  /** 4 bytes: and microseconds. */
  MICROSECONDS(0x0a),
  /** 1 byte: 1 for SIP. */
  PROTOCOL_TYPE(0x0b),
  /** 4 bytes: who has captured it. */
  CAPTURE_ID(0x0c),
  AUTHENTICATION_KEY(0x0e),
  PAYLOAD(0x0f),
  /** What joins messages to a call. */
  CORRELATION_ID(0x11);

  final int type;

  HepChunk(int type) {
    this.type = type;
  }
}
