"""One case as its page shows it: each tab one read, each as its reader may see it. Nothing here writes."""
