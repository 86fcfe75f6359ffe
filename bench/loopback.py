"""A Spark cluster of this machine alone: a master, workers, and the server a build speaks to."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from holdline import paths

SPARK: Final = next(
    iter(sorted((paths.ROOT / ".venv-spark").glob("lib/python3*/site-packages/pyspark"))),
    paths.ROOT / ".venv-spark",
)
ROLES: Final = "org.apache.spark.deploy"
SERVER: Final = "org.apache.spark.sql.connect.service.SparkConnectServer"
LOCAL: Final = "127.0.0.1"
PATIENCE: Final = 120.0
LIGHT: Final = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # short statements: half the CPU


@dataclass
class Loopback:
    """A cluster that runs: its address, and its processes by name (master, worker1, …, server)."""

    url: str
    logs: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def kill(self, name: str) -> None:
        """End a process and what it started, an executor with its worker, as a power cut does."""
        os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes[name].wait()

    def seconds(self) -> float:
        """CPU seconds of all that runs, executors included."""
        return sum(_cpu(one.pid) for one in self.processes.values() if one.poll() is None)


def is_installed() -> bool:
    """Whether Spark and a Java are here; `make cluster` installs them."""
    return (SPARK / "bin" / "spark-class").exists() and shutil.which("java") is not None


@contextmanager
def cluster(*, workers: int = 2, memory: str = "1g", partitions: int = 4) -> Iterator[Loopback]:
    """A cluster until the block ends: *workers* of one core, each an executor of *memory*."""
    logs = Path(tempfile.mkdtemp(prefix="holdline-spark-"))
    master_port, port = _free(), _free()
    master = f"spark://{LOCAL}:{master_port}"
    one = Loopback(f"sc://localhost:{port}", logs)
    try:
        _daemon(one, "master", "master.Master", "--port", str(master_port))
        _wait(one, master_port)
        for number in range(1, workers + 1):
            work = str(logs / f"work{number}")
            _daemon(
                one, f"worker{number}", "worker.Worker", "--cores", "1", "--memory", "4g",
                "--work-dir", work, master,
            )  # fmt: skip
        settings = {
            "spark.connect.grpc.binding.port": str(port),
            "spark.connect.grpc.binding.address": LOCAL,
            "spark.driver.host": LOCAL,
            "spark.executor.memory": memory,
            "spark.executor.cores": "1",
            "spark.cores.max": str(workers),
            "spark.sql.shuffle.partitions": str(partitions),
            "spark.ui.enabled": "false",
            "spark.executor.extraJavaOptions": LIGHT,
            "spark.driver.extraJavaOptions": LIGHT,
        }
        told = [part for item in settings.items() for part in ("--conf", "=".join(item))]
        _start(one, "server", "spark-submit", "--class", SERVER, "--master", master,
               "--driver-memory", "1500m", *told, "spark-internal")  # fmt: skip
        _wait(one, port)
        yield one
    finally:
        for name, process in one.processes.items():
            if process.poll() is None:
                one.kill(name)
        shutil.rmtree(logs, ignore_errors=True)


def _daemon(one: Loopback, name: str, role: str, *more: str) -> None:
    shown = ("--host", LOCAL, "--webui-port", str(_free()))
    _start(one, name, "spark-class", f"{ROLES}.{role}", *shown, *more)


def _start(one: Loopback, name: str, program: str, *arguments: str) -> None:
    with (one.logs / f"{name}.log").open("wb") as log:
        one.processes[name] = subprocess.Popen(
            [str(SPARK / "bin" / program), *arguments],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            env=_surroundings(), cwd=one.logs,
        )  # fmt: skip


def _surroundings() -> Mapping[str, str]:
    return os.environ | {
        "SPARK_HOME": str(SPARK),
        "SPARK_LOCAL_IP": LOCAL,
        "SPARK_DAEMON_MEMORY": "512m",
        "SPARK_NO_DAEMONIZE": "1",
    }


def _wait(one: Loopback, port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        ended = [name for name, process in one.processes.items() if process.poll() is not None]
        if ended:
            said = (one.logs / f"{ended[0]}.log").read_text("utf-8", "replace")[-1500:]
            raise SystemExit(f"{ended[0]} ended: {said}")
        with socket.socket() as knocking:
            if knocking.connect_ex((LOCAL, port)) == 0:
                return
        time.sleep(0.3)
    raise SystemExit(f"nothing listens on port {port} after {PATIENCE:.0f} s")


def _free() -> int:
    with socket.socket() as one:
        one.bind((LOCAL, 0))
        return int(one.getsockname()[1])


def _cpu(group: int) -> float:
    """CPU seconds of the processes of a process group."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(told[2]) == group:
            ticks += int(told[11]) + int(told[12])
    return ticks / os.sysconf("SC_CLK_TCK")
