"""The scenario language and the library of scripts. `library.load` makes a frozen `specs.scenario.Scenario` of one."""
