"""The agent and what surrounds it: actions in this process, forgetful memory, the safety net."""
