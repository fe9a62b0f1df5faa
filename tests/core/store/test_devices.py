from __future__ import annotations

from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.core.store.devices import Devices


def test_devices_that_crash_and_sync_in_any_order_come_to_the_same() -> None:
    phases = [Phase.explicit, Phase.reuse, Phase.generate]  # shrinking takes minutes
    few = settings(max_examples=20, stateful_step_count=15, deadline=None, phases=phases)
    run_state_machine_as_test(Devices, settings=few)
