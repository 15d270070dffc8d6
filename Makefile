# SPDX-License-Identifier: Apache-2.0
# Nothing happens here: packaging/bootstrap.py does it, so that machines without make do the same.
# Arguments for a task: make test ARGS="-k seal"; how long to fuzz: make fuzz SECONDS=600
PYTHON ?= python3

.PHONY: run test check lock bench faults fuzz gui-test screenshots translations chroot-test installers

fuzz: override ARGS += $(if $(SECONDS),--seconds $(SECONDS))

run test check lock bench faults fuzz gui-test screenshots translations chroot-test installers:
	@$(PYTHON) packaging/bootstrap.py $@ $(ARGS)
