"""The state machine of several devices, for long."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.core.store.devices import Devices


@pytest.mark.parametrize("steps", [10, 30, 60])
def test_devices_that_crash_and_sync_in_any_order_come_to_the_same(
    times: Callable[[int], int], steps: int
) -> None:
    examples = times(12_000 // steps)
    run_state_machine_as_test(
        Devices,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            # Shrinking takes minutes. What is found is printed as it is; the next run begins with it.
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"{examples} runs of up to {steps} steps")
