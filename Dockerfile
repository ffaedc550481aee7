# The server with its archive for fast starts, run by nobody in particular on a file system that may be read only.
#   docker build -t pubsub . && docker run --rm -p 127.0.0.1:4000:4000 pubsub

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -Dmaven.test.skip -Dmaven.source.skip -Djacoco.skip -pl pubsub-server -am package

FROM eclipse-temurin:25-jre
WORKDIR /opt/pubsub
COPY --from=build /src/pubsub ./
COPY --from=build /src/pubsub-server/target/dist/lib/ lib/
RUN ./pubsub rehearse

# In a container the loopback interface is nobody's but its own; what the engine publishes decides who gets in.
ENV PUBSUB_PLUGIN_WS_HOST=0.0.0.0
EXPOSE 4000
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
    CMD ["sh", "-c", "exec ./pubsub health --port ${PUBSUB_PLUGIN_WS_PORT:-${PORT:-4000}}"]
ENTRYPOINT ["./pubsub"]
CMD ["serve"]
