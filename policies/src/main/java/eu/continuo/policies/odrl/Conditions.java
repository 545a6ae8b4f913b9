package eu.continuo.policies.odrl;

import eu.continuo.policies.odrl.OdrlPolicy.Comparison;
import eu.continuo.policies.odrl.OdrlPolicy.Condition;
import eu.continuo.policies.odrl.OdrlPolicy.Join;
import eu.continuo.policies.odrl.OdrlPolicy.Joined;
import eu.continuo.policies.odrl.OdrlPolicy.Kind;
import eu.continuo.policies.odrl.OdrlPolicy.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;

/** Reads constraints and refinements (ODRL Information Model 2.2, section 2.5). */
final class Conditions {
  private static final Set<String> OF_CONSTRAINT =
      Set.of("uid", "leftOperand", "operator", "rightOperand", "unit", "dataType", "datatype");

  private static final Map<String, Join> JOINS =
      Map.of("and", Join.AND, "or", Join.OR, "xone", Join.XONE);

  private static final Set<String> OF_SETS =
      Set.of("isAnyOf", "isNoneOf", "isAllOf", "isPartOf", "hasPart");
  private static final Set<String> OF_NAMES = Set.of("eq", "neq", "isAnyOf", "isNoneOf", "isAllOf");
  private static final Map<Kind, Set<String>> FITTING =
      Map.of(
          Kind.INSTANT, Set.of("eq", "neq", "lt", "lteq", "gt", "gteq"),
          Kind.NUMBER, Set.of("eq", "neq", "lt", "lteq", "gt", "gteq", "isAnyOf", "isNoneOf"),
          Kind.NAME, OF_NAMES,
          Kind.FLAG, Set.of("eq", "neq"),
          Kind.PLACE, Set.of("eq", "neq", "isAnyOf", "isNoneOf", "isAllOf", "isPartOf", "hasPart"));

  private final Terms terms;

  Conditions(Terms terms) {
    this.terms = terms;
  }

  /** The conditions of a node. */
  List<Condition> of(Node subject, String property) {
    var found = new ArrayList<Condition>();
    for (var node : terms.nodes(subject, property)) {
      condition(node).ifPresent(found::add);
    }
    return found;
  }

  private Optional<? extends Condition> condition(Node node) {
    if (!terms.nodes(node, "andSequence").isEmpty()) {
      terms.wrong(
          node,
          "odrl.unsupported",
          "The constraint is met by conditions in a sequence (andSequence).",
          "A decision sees one moment; say what has to be done first as a duty.");
      return Optional.empty();
    }
    for (var join : JOINS.entrySet()) {
      var members = terms.nodes(node, join.getKey());
      if (!members.isEmpty()) {
        terms.known(node, "A logical constraint", Set.of("uid", join.getKey()));
        return Optional.of(
            new Joined(
                node.toString(),
                join.getValue(),
                members.stream().flatMap(member -> comparison(member).stream()).toList()));
      }
    }
    return comparison(node);
  }

  private Optional<Comparison> comparison(Node node) {
    terms.known(node, "A constraint", OF_CONSTRAINT);
    var left = one(node, "leftOperand");
    var by = one(node, "operator");
    var right = terms.nodes(node, "rightOperand");
    if (right.isEmpty()) {
      terms.wrong(
          node, "odrl.incomplete", "The constraint has no rightOperand.", "Give it a value.");
    }
    var operands = Profile.packaged().operands();
    var operand =
        left.flatMap(
            l -> terms.term(l, node, "leftOperand", operands.keySet(), "odrl.operand-unknown"));
    var operator =
        by.flatMap(
            b ->
                terms.term(
                    b, node, "operator", Profile.packaged().operators(), "odrl.operator-unknown"));
    if (operand.isEmpty() || operator.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    var kind = operands.get(operand.get());
    if (kind == null || !fits(node, operand.get(), kind, operator.get(), right.size())) {
      return Optional.empty();
    }
    var values = new ArrayList<Value>();
    for (var value : right) {
      value(node, operand.get(), kind, value).ifPresent(values::add);
    }
    return Optional.of(
        new Comparison(
            node.toString(),
            operand.get(),
            kind,
            operator.get(),
            values,
            terms.nodes(node, "unit").stream().findFirst().map(Conditions::text)));
  }

  private Optional<Node> one(Node node, String property) {
    var found = terms.nodes(node, property);
    if (found.size() != 1) {
      terms.wrong(
          node,
          "odrl.incomplete",
          "The constraint has %d of %s.".formatted(found.size(), property),
          "Give it exactly one.");
      return Optional.empty();
    }
    return Optional.of(found.getFirst());
  }

  private boolean fits(Node node, String operand, Kind kind, String operator, int values) {
    var fitting = FITTING.getOrDefault(kind, Set.of());
    if (!fitting.contains(operator)) {
      terms.wrong(
          node,
          "odrl.operator-unknown",
          "The operand %s is not compared by %s.".formatted(operand, operator),
          "It is compared by " + String.join(", ", fitting.stream().sorted().toList()) + ".");
      return false;
    }
    if (values > 1 && !OF_SETS.contains(operator)) {
      terms.wrong(
          node,
          "odrl.value",
          "%s is compared by %s with %d values.".formatted(operand, operator, values),
          "Several values go with isAnyOf, isNoneOf, isAllOf, isPartOf and hasPart.");
      return false;
    }
    return true;
  }

  private Optional<Value> value(Node node, String operand, Kind kind, Node value) {
    var text = text(value);
    try {
      return Optional.of(
          switch (kind) {
            case NAME -> new Value.Text(text);
            case PLACE -> new Value.Text(place(value, text));
            case NUMBER -> new Value.Figure(new BigDecimal(text));
            case INSTANT -> new Value.Figure(epochS(text));
            case FLAG -> new Value.Flag(flag(text));
          });
    } catch (IllegalArgumentException | DateTimeException e) {
      terms.wrong(
          node,
          "odrl.value",
          "%s is compared with \"%s\".".formatted(operand, text),
          switch (kind) {
            case NAME -> "It is compared with a name.";
            case PLACE -> "It is compared with the IRI of a place.";
            case NUMBER -> "It is compared with a number.";
            case INSTANT -> "It is compared with an xsd:date or an xsd:dateTime.";
            case FLAG -> "It is compared with true or false.";
          });
      return Optional.empty();
    }
  }

  private static String text(Node node) {
    return node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
  }

  private static String place(Node node, String text) {
    if (!node.isURI() && text.indexOf(':') < 0) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** Seconds since 1970; what has no zone is UTC, and a date begins at midnight. */
  private static BigDecimal epochS(String text) {
    if (text.indexOf('T') < 0) {
      return BigDecimal.valueOf(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
    }
    var zoned = text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$");
    var moment =
        zoned ? OffsetDateTime.parse(text) : LocalDateTime.parse(text).atOffset(ZoneOffset.UTC);
    return BigDecimal.valueOf(moment.toEpochSecond())
        .add(BigDecimal.valueOf(moment.getNano(), 9))
        .stripTrailingZeros();
  }
}
