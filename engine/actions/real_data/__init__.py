"""Real names: asked for with a reason, granted for some days, each look known."""
