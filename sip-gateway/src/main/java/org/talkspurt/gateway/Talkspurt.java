package org.talkspurt.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The executable. */
@SpringBootApplication
public class Talkspurt {
  public static void main(String[] arguments) {
    SpringApplication.run(Talkspurt.class, arguments);
  }
}
