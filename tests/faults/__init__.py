"""What must hold when a process dies, two people press at once, or time misbehaves: nothing lost, nothing twice."""
