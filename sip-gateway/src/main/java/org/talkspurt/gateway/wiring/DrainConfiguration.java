package org.talkspurt.gateway.wiring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.talkspurt.gateway.call.AdmissionControl;
import org.talkspurt.gateway.call.CallRegistry;
import org.talkspurt.gateway.ops.DrainController;
import org.talkspurt.gateway.ops.DrainStep;

/** The end of the service. Every {@link DrainStep} among the beans takes part in it. */
@Configuration(proxyBeanMethods = false)
class DrainConfiguration {

  @Bean
  DrainStep readinessDown(ApplicationContext application) {
    return () -> AvailabilityChangeEvent.publish(application, ReadinessState.REFUSING_TRAFFIC);
  }

  @Bean
  DrainController drainController(
      TalkspurtProperties properties,
      AdmissionControl admission,
      CallRegistry calls,
      ObjectProvider<DrainStep> steps) {
    return new DrainController(
        admission,
        calls,
        steps.stream().toList(),
        Thread::startVirtualThread,
        properties.calls().drainTimeout());
  }

  @Bean
  DrainOnSignal drainOnSignal(DrainController controller) {
    return new DrainOnSignal(controller);
  }
}
