"""The scenario language and the library of scripts. `library.load` turns a script into a frozen `specs.scenario.Scenario`."""
