package org.talkspurt.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The executable. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Talkspurt {
  public static void main(String[] arguments) {
    SpringApplication.run(Talkspurt.class, arguments);
  }
}
