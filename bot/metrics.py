"""`GET /metrics` in Prometheus' form: technical numbers alone. No label names an address, a route or a person."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw
from sanic.response import json as json_response

from bot.callers import has_token, not_local, refused_for
from bot.engine.arrival import arrival
from bot.engine.throttled_log import ThrottledLog

logger = logging.getLogger(__name__)

# Seconds. A turn takes hundredths, and after five the card of last resort is given.
BOUNDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 7.5)
REFUSED = "only this machine may read this; from elsewhere send SIGNPOST_METRICS_TOKEN as a bearer token"
# Whoever asks for these looks after the server.
LOOKING_AFTER = frozenset({"/healthz", "/metrics"})


@dataclass(frozen=True)
class Gauged:
    """One number as it is now. `kind` is whether it only ever grows; `labels` are names of parts of ours."""

    name: str
    help: str
    value: float
    kind: str = "gauge"
    label: tuple[str, str] | None = None


Readings = Callable[[], Iterable[Gauged]]


class Metrics:
    """Counts what is answered, and reads the other numbers when it is asked."""

    def __init__(self, readings: Readings) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(_Measuring(readings))
        self._answers = Counter(
            "signpost_answers",
            "Requests answered, by the first digit of the status.",
            ["status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "signpost_answer_seconds",
            "From a request's arrival to its answer.",
            buckets=BOUNDS,
            registry=self._registry,
        )

    async def count(self, request: Request, response: HTTPResponse) -> None:
        """Counts one answer and its time; Sanic calls it with each response."""
        if request.route is not None and f"/{request.route.path}" in LOOKING_AFTER:
            return
        self._answers.labels(f"{response.status // 100}xx").inc()
        self._seconds.observe(max(0.0, time.monotonic() - arrival().came))

    def text(self) -> bytes:
        """The page, in Prometheus' text format."""
        return generate_latest(self._registry)


class _Measuring(Collector):
    def __init__(self, readings: Readings) -> None:
        self._readings = readings

    def describe(self) -> Iterator[Metric]:
        """Nothing is read before it is asked for."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        found: dict[str, Metric] = {}
        for reading in self._readings():
            labels = reading.label[:1] if reading.label else ()
            family = CounterMetricFamily if reading.kind == "counter" else GaugeMetricFamily
            metric = found.setdefault(reading.name, family(reading.name, reading.help, labels=labels))
            metric.add_metric(reading.label[1:] if reading.label else (), reading.value)  # type: ignore[attr-defined]
        yield from found.values()


@dataclass(frozen=True)
class MetricsAccess:
    """Programs on this machine, where `loopback`, and whoever has the token."""

    token: str | None
    loopback: bool

    def lets_in(self, headers: Mapping[str, str], peer: str) -> bool:
        """`headers` are looked up in small letters."""
        if self.token and headers.get("authorization", "").lower().startswith("bearer "):
            return has_token(headers, self.token)
        return self.loopback and not_local(headers, peer) is None


def blueprint(metrics: Metrics, access: MetricsAccess) -> Blueprint:
    """The address. Numbers are no secret, but whoever sees them second by second sees that somebody writes."""
    found, log = Blueprint("metrics"), ThrottledLog(logger)

    @found.get("/metrics")
    async def page(request: Request) -> HTTPResponse:
        headers = {str(name).lower(): str(value) for name, value in request.headers.items()}
        if not access.lets_in(headers, request.ip):
            log.warning("a call was refused (%s)", refused_for(headers))
            return json_response({"error": REFUSED}, status=401 if access.token else 403)
        return raw(metrics.text(), content_type=CONTENT_TYPE_LATEST)

    return found
