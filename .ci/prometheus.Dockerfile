# Where prom/prometheus is not to be had: Debian's Prometheus under its name, for the check of the profile `obs`.
FROM debian:bookworm-slim
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends prometheus >/dev/null && rm -rf /var/lib/apt/lists/*
ENTRYPOINT ["prometheus"]
