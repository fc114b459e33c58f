package org.talkspurt.gateway;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Conditional;

/** The rooms and their walls (README, Architecture). */
@AnalyzeClasses(
    packages = "org.talkspurt",
    importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {

  @ArchTest
  static final ArchRule RTP_KNOWS_NOTHING_OF_THE_ROOMS_ABOVE =
      noClasses()
          .that()
          .resideInAPackage("org.talkspurt.rtp..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.talkspurt.dialog..", "org.talkspurt.models..", "org.talkspurt.gateway..");

  @ArchTest
  static final ArchRule DIALOG_SEES_ONLY_THE_SOUND =
      noClasses()
          .that()
          .resideInAPackage("org.talkspurt.dialog..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.talkspurt.rtp.packet..",
              "org.talkspurt.rtp.jitter..",
              "org.talkspurt.rtp.codec..",
              "org.talkspurt.rtp.quality..",
              "org.talkspurt.rtp.session..",
              "org.talkspurt.models..",
              "org.talkspurt.gateway..",
              "java.io..",
              "java.net..",
              "java.nio.file..");

  @ArchTest
  static final ArchRule MODELS_KNOW_NOTHING_OF_CALLS =
      noClasses()
          .that()
          .resideInAPackage("org.talkspurt.models..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.talkspurt.gateway..");

  @ArchTest
  static final ArchRule JAIN_SIP_IS_HIDDEN =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.talkspurt.gateway.sip..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.sip..", "gov.nist..");

  @ArchTest
  static final ArchRule OPENTELEMETRY_ONLY_IN_TRACE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.talkspurt.gateway.trace..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule ONNX_RUNTIME_ONLY_IN_MODELS =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.talkspurt.models..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule WEBRTC_ONLY_IN_ECHO =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.talkspurt.models.echo..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.onvoid.webrtc..");

  @ArchTest
  static final ArchRule CODEC_LIBRARIES_ONLY_IN_CODEC =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.talkspurt.rtp.codec..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.sun.jna..", "io.github.jaredmdobson..");

  @ArchTest
  static final ArchRule CRYPTO_LIBRARIES_ONLY_IN_CRYPTO =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.talkspurt.rtp.crypto..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jitsi..", "org.bouncycastle..");

  @ArchTest
  static final ArchRule DATABASES_ONLY_IN_RECORDS =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.talkspurt.gateway.records..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "javax.sql..", "org.flywaydb..", "org.postgresql..", "org.sqlite..");

  @ArchTest
  static final ArchRule SPRING_ONLY_IN_THE_GATEWAY =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.talkspurt.gateway..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule SIP_SDP_AND_CALLS_WITHOUT_SPRING =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.talkspurt.gateway.sip..",
              "org.talkspurt.gateway.sdp..",
              "org.talkspurt.gateway.call..",
              "org.talkspurt.gateway.agent..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  /** Conditions are decided when the jar is built, where no settings are known (Spring AOT). */
  @ArchTest
  static final ArchRule NO_CONFIGURATION_BY_CONDITION =
      noClasses().should().beMetaAnnotatedWith(Conditional.class);

  @ArchTest
  static final ArchRule NO_BEAN_BY_CONDITION =
      noMethods().should().beMetaAnnotatedWith(Conditional.class);

  @ArchTest
  static final ArchRule ONLY_THE_TICKER_READS_THE_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage("org.talkspurt.rtp..", "org.talkspurt.dialog..")
          .and()
          .doNotHaveSimpleName("PlayoutTicker")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould(
              callMethod(java.time.Instant.class, "now")
                  .or(callMethod(java.time.LocalDate.class, "now")))
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("org.talkspurt.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
      classes().that().resideInAPackage("org.talkspurt..").should(resideInANullMarkedPackage());

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a @NullMarked package") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                item,
                item.getPackage().isAnnotatedWith(NullMarked.class),
                item.getName() + " resides in a package without @NullMarked"));
      }
    };
  }
}
