"""Reports on their way: asked for by the web, made by a worker, read by the web."""
