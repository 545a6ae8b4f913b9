package eu.continuo.adapters.tdb2;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.nodetable.NodeTableWrapper;

/**
 * The node table of the store as a view uses it: it learns no nodes, and closing the view leaves it
 * open.
 */
final class LentNodes extends NodeTableWrapper {
  LentNodes(NodeTable nodes) {
    super(nodes);
  }

  @Override
  public NodeId getAllocateNodeId(Node node) {
    throw FilteredIndex.readOnly();
  }

  @Override
  public List<NodeId> bulkNodeToNodeId(List<Node> nodes, boolean withAllocation) {
    if (withAllocation) {
      throw FilteredIndex.readOnly();
    }
    return super.bulkNodeToNodeId(nodes, false);
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}
}
