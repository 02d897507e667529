"""The rules of the stockroom, pure like those of the till: `decide(room, event)`, `apply(room, entry)`."""
