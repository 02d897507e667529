"""The scenario language and the library of scripts. `load` turns a script into a frozen `specs.Scenario`."""
