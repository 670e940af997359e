package io.scangate.cache.link;

/** Hears what happens to the connections of a link. Called on the link's event loop. */
public interface LinkListener {
  /** A master is connected, for the first time or again; its run id tells whether it restarted. */
  void connected(Master master);

  /** The connection to a master was lost; the link is trying to make it again. */
  void lost(Master master);

  /** Other masters may serve other keys than before: after a failover or a move of slots. */
  void topologyChanged();
}
