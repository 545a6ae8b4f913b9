package eu.continuo.sparql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.QueryExecException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.sparql.util.Symbol;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.similarities.BooleanSimilarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts by their words and points by their place, in memory. It knows every graph; what it
 * finds is looked up in the view that is asked before it counts, so that it shows nothing else, and
 * no score depends on any other text.
 *
 * <p>It is built at the first search, by a thread and a snapshot of its own, and follows the
 * commits from then on.
 */
public final class SearchIndex implements AutoCloseable {
  private static final Symbol SYMBOL = Symbol.create("https://w3id.org/icra/fn#searchIndex");
  private static final Node AS_WKT =
      NodeFactory.createURI("http://www.opengis.net/ont/geosparql#asWKT");

  private final StandardAnalyzer analyzer = new StandardAnalyzer();
  private final FutureTask<Opened> building;
  // Held while a snapshot is taken and read, so that no commit after it is missed.
  private final Object following = new Object();
  private @Nullable Opened opened;

  private record Opened(IndexWriter writer, SearcherManager searchers) {}

  /**
   * An index of what there is.
   *
   * @param source hands out every quad of a snapshot
   */
  public SearchIndex(Consumer<Consumer<Quad>> source) {
    building =
        new FutureTask<>(
            () -> {
              synchronized (following) {
                IndexWriter writer =
                    new IndexWriter(
                        new ByteBuffersDirectory(),
                        new IndexWriterConfig(analyzer).setSimilarity(new BooleanSimilarity()));
                Opened made = new Opened(writer, new SearcherManager(writer, null));
                opened = made;
                source.accept(quad -> put(writer, quad));
                return made;
              }
            });
  }

  /** Lets queries over a view search. */
  public void attach(DatasetGraph view) {
    view.getContext().set(SYMBOL, this);
  }

  /** The index that a query may search. */
  static SearchIndex of(Context context) {
    SearchIndex index = context.get(SYMBOL);
    if (index == null) {
      throw new QueryExecException("There is nothing to search in here.");
    }
    return index;
  }

  /** Follows a commit. */
  public void follow(Collection<Quad> removed, Collection<Quad> added) {
    synchronized (following) {
      Opened held = opened;
      if (held != null) {
        removed.stream().filter(SearchIndex::isFound).forEach(q -> remove(held.writer, q));
        added.forEach(quad -> put(held.writer, quad));
      }
    }
  }

  /** Takes another snapshot, where more was changed than can be followed. */
  public void rebuild(Consumer<Consumer<Quad>> source) {
    synchronized (following) {
      Opened held = opened;
      if (held != null) {
        try {
          held.writer.deleteAll();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        source.accept(quad -> put(held.writer, quad));
      }
    }
  }

  /** What it holds, a line for each quad: an index that followed holds what a new one does. */
  public Set<String> contents() {
    Set<String> all = new TreeSet<>();
    search(
        searcher -> {
          StoredFields stored = searcher.storedFields();
          int documents = Math.max(1, searcher.getIndexReader().numDocs());
          for (ScoreDoc hit : searcher.search(new MatchAllDocsQuery(), documents).scoreDocs) {
            all.add(String.valueOf(stored.document(hit.doc).get("key")));
          }
          return all;
        });
    return all;
  }

  /**
   * The texts in which all these words stand, those first that have fewer others.
   *
   * @return triples that were there in some graph, perhaps several times
   */
  List<Triple> texts(String words) {
    Query query =
        new QueryBuilder(analyzer).createBooleanQuery("text", words, BooleanClause.Occur.MUST);
    return query == null ? List.of() : triples(query);
  }

  /** The points within so many kilometres of a point, and perhaps a little farther. */
  List<Triple> points(Point centre, double km) {
    return triples(
        LatLonPoint.newDistanceQuery(
            "point", centre.latitude(), centre.longitude(), km * 1000 + 1));
  }

  /**
   * The points nearest to a point.
   *
   * @param count how many at most; they are quads, so that a point of two graphs counts twice
   */
  List<Triple> nearest(Point centre, int count) {
    return search(
        searcher ->
            triples(
                searcher,
                LatLonPoint.nearest(searcher, "point", centre.latitude(), centre.longitude(), count)
                    .scoreDocs));
  }

  @Override
  public void close() {
    try {
      synchronized (following) {
        Opened held = opened;
        if (held != null) {
          held.searchers.close();
          held.writer.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Triple> triples(Query query) {
    return search(
        searcher ->
            triples(
                searcher,
                searcher.search(query, Math.max(1, searcher.getIndexReader().numDocs()))
                    .scoreDocs));
  }

  private static List<Triple> triples(IndexSearcher searcher, ScoreDoc[] hits) throws IOException {
    StoredFields stored = searcher.storedFields();
    List<Triple> triples = new ArrayList<>();
    for (ScoreDoc hit : hits) {
      Document document = stored.document(hit.doc);
      triples.add(
          Triple.create(
              NodeFactory.createURI(document.get("subject")),
              NodeFactory.createURI(document.get("property")),
              literal(document)));
    }
    return triples;
  }

  private <T> T search(Search<T> search) {
    SearcherManager searchers = built().searchers;
    try {
      searchers.maybeRefreshBlocking();
      IndexSearcher searcher = searchers.acquire();
      try {
        return search.in(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Search<T> {
    T in(IndexSearcher searcher) throws IOException;
  }

  private Opened built() {
    if (!building.isDone()) {
      // By a thread of its own: who searches reads a snapshot already, and may see less of it.
      Thread.ofVirtual().start(building);
    }
    try {
      return building.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryExecException("The search was interrupted.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("The index cannot be built.", e.getCause());
    }
  }

  private static boolean isFound(Quad quad) {
    Node object = quad.getObject();
    return object.isLiteral()
        && quad.getSubject().isURI()
        && (quad.getPredicate().equals(AS_WKT)
            || object.getLiteralDatatype().equals(XSDDatatype.XSDstring)
            || !object.getLiteralLanguage().isEmpty());
  }

  private static void put(IndexWriter writer, Quad quad) {
    if (!isFound(quad)) {
      return;
    }
    Document document = new Document();
    String key = key(quad);
    Node object = quad.getObject();
    String text = object.getLiteralLexicalForm();
    document.add(new StringField("key", key, Field.Store.YES));
    document.add(new StoredField("subject", quad.getSubject().getURI()));
    document.add(new StoredField("property", quad.getPredicate().getURI()));
    document.add(new StoredField("literal", text));
    document.add(new StoredField("datatype", object.getLiteralDatatypeURI()));
    document.add(new StoredField("language", object.getLiteralLanguage()));
    if (quad.getPredicate().equals(AS_WKT)) {
      Optional<Point> point = Point.read(text);
      if (point.isEmpty()) {
        return;
      }
      document.add(new LatLonPoint("point", point.get().latitude(), point.get().longitude()));
    } else {
      document.add(new TextField("text", text, Field.Store.NO));
    }
    try {
      writer.updateDocument(new Term("key", key), document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(IndexWriter writer, Quad quad) {
    try {
      writer.deleteDocuments(new Term("key", key(quad)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // A text may be longer than Lucene lets a term be.
  private static String key(Quad quad) {
    return eu.continuo.ontology.Canonical.digest(quad.toString());
  }

  private static Node literal(Document document) {
    String text = document.get("literal");
    @Nullable String language = document.get("language");
    return language != null && !language.isEmpty()
        ? NodeFactory.createLiteralLang(text, language)
        : NodeFactory.createLiteralDT(text, NodeFactory.getType(document.get("datatype")));
  }
}
