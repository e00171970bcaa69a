# `make` alone lists the targets. Needed beforehand: git, make, any Python 3.9 or newer with venv.
SHELL := /bin/bash
.DEFAULT_GOAL := help
BIN = .venv/bin
# The warnings of Rasa and its dependencies are for their own developers.
export PYTHONWARNINGS = ignore
export RASA_TELEMETRY_ENABLED = false
CASES ?=
FUZZ ?=
KEY ?=

.PHONY: release endurance faults load help setup setup-tests setup-stock run chat train test test-fast screenshots check ship-model fuzz score evaluate bench flood sms-demo directory train-encoder wheelhouse try-offline

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' Makefile | sed 's/:[^#]*## /\t/' | expand -t 12

setup:
	@scripts/setup

setup-tests:
	@scripts/setup --tests

# Real TensorFlow, for what is measured beside a stock Rasa bot alone.
setup-stock: setup
	@scripts/setup-stock

run: setup ## Install, build the directory, serve on 127.0.0.1:5005, train meanwhile if needed
	@exec $(BIN)/signpost serve

chat: setup ## Talk to the bot in the terminal
	@$(BIN)/signpost chat

train: setup ## Train the model if there is no whole one of what it is made from
	@$(BIN)/signpost train

ship-model: setup ## Train if needed, and put the model into the repository for the next fresh clone
	@$(BIN)/signpost ship-model

train-encoder: setup ## Fine-tune the sentence encoder on data/nlu (brings PyTorch; twenty minutes to over an hour on two cores)
	@$$(scripts/find-uv) sync --frozen --group encoder --quiet
	@$(BIN)/python -m bot.understanding.encoder.finetuning

directory: setup ## Build the directory and say what in it wants a check
	@$(BIN)/signpost directory build
	@$(BIN)/signpost directory check

test: ## Set up and run every test
	@scripts/test

test-fast: ## What tells most, in two minutes or a few more: all tests that need no trained model, program or browser
	@scripts/test --fast

screenshots: setup-tests ## Write a picture of every state of the pages to .build/screenshots
	@$(BIN)/signpost train
	@$(BIN)/python -m tests.browser.screenshots

check: setup-tests ## Lint, types, import arrows, and Rasa's data with our own contract test
	@scripts/check

fuzz: setup-tests ## Send a server 20,000 requests that nobody would send; FUZZ="--seed 7 --requests 500" for others
	@$(BIN)/signpost train
	@$(BIN)/python -m fuzz $(FUZZ)

score: setup ## Score a running bot: make score CASES="path/to/cases.jsonl ..."
	@scripts/score $(CASES)

evaluate: setup-stock ## Measure how well it understands, beside simpler ways; writes docs/evaluation.md (slow: it trains a stock bot)
	@$$(scripts/find-uv) sync --frozen --no-dev --inexact --group evaluation --quiet
	@$(BIN)/python -m evaluation

sms-demo: train ## Text with the bot through the real Kannel, from the terminal (Debian: kannel kannel-extras)
	@scripts/sms-demo

try-offline: ## Write that folder and install, start and ask it where there is no network but loopback
	@scripts/offline/try

wheelhouse: ## Write a folder to .build/offline that installs this commit on a second machine without a network
	@scripts/wheelhouse

bench: setup-stock ## Measure starts, memory and turns beside a stock Rasa bot, in one run
	@$(BIN)/python -m bench

release: ## Make and sign a release of the tag that HEAD has; KEY=the file of an SSH key
	@scripts/release "$(KEY)"

flood: train ## Flood a server in several ways and see how long others wait, and how long a stop takes (three minutes)
	@$(BIN)/python -m bench.flood

faults: train ## Have one thing after the other go wrong beside people who write, with HAProxy and Valkey; writes docs/reliability.md (ten minutes)
	@$(BIN)/python -W ignore -m bench.faults --write

load: train ## Measure turns a second and waits for 1 to 200 people through HAProxy, on one process and on two workers, ten minutes for the last (a quarter of an hour)
	@$(BIN)/python -W ignore -m bench.crowds --write

endurance: train ## Hold 10,000 conversations in one process for 50,000 turns, and look at its memory; writes docs/reliability.md (half an hour)
	@$(BIN)/python -W ignore -m bench.endurance --write
