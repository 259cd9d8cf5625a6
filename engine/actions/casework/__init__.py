"""One case at hand: loaded, locked, moved, brought to its rows again; the frame of every act on a case."""
