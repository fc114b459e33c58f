# An OCI image of the bot: docker build -t talkspurt .
# A second target fetches the models into a volume and ends: docker build --target models -t talkspurt-models .
# .ci/image runs these very steps without a container engine.

# -- the jar
FROM maven:3.9-eclipse-temurin-25-noble AS build
WORKDIR /build
COPY . .
RUN mvn -B -ntp -DskipTests package -pl sip-gateway -am

# -- what the bot needs of the machine: Java 25, and libopus, mended by the distribution (rtp/README.md).
# WebRTC's echo canceller (echo-cancellation: webrtc) would want libpulse0 as well.
FROM eclipse-temurin:25-jre-noble AS base
RUN apt-get update -qq \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libopus0 \
 && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /opt /var/lib/talkspurt /var/cache/talkspurt/models \
 && chown -R 10001:10001 /var/lib/talkspurt /var/cache/talkspurt

# -- laid out by the JRE that will run it: the ahead-of-time cache holds for this one only
FROM base AS unpacked
COPY --from=build /build/sip-gateway/target/talkspurt.jar /build/talkspurt.jar
COPY config/unpack config/jvm.options /build/
RUN /build/unpack /build/talkspurt.jar /opt/talkspurt

# -- fetches the models by the bot itself, checks and warms them, and ends
FROM build AS models
RUN apt-get update -qq \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-pip \
 && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /opt/talkspurt /var/cache/talkspurt/models \
 && cp sip-gateway/target/talkspurt.jar config/jvm.options config/ready config/fetch-models /opt/talkspurt/ \
 && chown -R 10001:10001 /var/cache/talkspurt
ENV XDG_CACHE_HOME=/var/cache HOME=/tmp
WORKDIR /tmp
USER 10001:10001
ENTRYPOINT ["/opt/talkspurt/fetch-models", "/opt/talkspurt/talkspurt.jar"]

# -- the bot
FROM base AS talkspurt
LABEL org.opencontainers.image.title="Talkspurt" \
      org.opencontainers.image.description="A telephone voice bot in one JVM process" \
      org.opencontainers.image.source="https://github.com/talkspurt/talkspurt" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=unpacked /opt/talkspurt /opt/talkspurt
COPY config/ready /opt/talkspurt/ready
# Models and records are the two volumes; settings may be mounted at /etc/talkspurt/application.yaml. /tmp wants
# to be writable and to allow execution: native libraries are unpacked there.
ENV XDG_CACHE_HOME=/var/cache HOME=/tmp \
    SPRING_CONFIG_ADDITIONAL_LOCATION=optional:file:/etc/talkspurt/
WORKDIR /var/lib/talkspurt
USER 10001:10001
VOLUME ["/var/cache/talkspurt/models", "/var/lib/talkspurt"]
# SIP on UDP and TCP, HTTP, and talkspurt.rtp.port-min to port-max.
EXPOSE 5060/udp 5060/tcp 8080/tcp 20000-21999/udp
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["/opt/talkspurt/ready"]
ENTRYPOINT ["java", "@/opt/talkspurt/jvm.options", "-XX:AOTCache=/opt/talkspurt/talkspurt.aot", "-jar", "/opt/talkspurt/talkspurt.jar"]
