package eu.continuo.policies.rego;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A number as it is written. OPA keeps the text of a number and compares by value: {@code 1} and
 * {@code 1.0} are equal and print differently.
 *
 * @param literal the number in JSON's grammar
 */
public record RegoNumber(String literal) implements RegoValue {

  /** A number with this value. */
  public static RegoNumber of(BigInteger value) {
    return new RegoNumber(value.toString());
  }

  /** The exact value. */
  public BigDecimal decimal() {
    return new BigDecimal(literal);
  }

  /** Whether the text has a fraction or an exponent. */
  public boolean isWrittenAsFloat() {
    return literal.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E');
  }

  /** The value where it is whole, however it is written; empty where it is not. */
  public Optional<BigInteger> whole() {
    var value = decimal();
    // A number such as 1e999999999 is whole, and has more digits than memory.
    if (value.signum() != 0 && value.precision() - (long) value.scale() > 10_000) {
      return Optional.empty();
    }
    var stripped = value.stripTrailingZeros();
    return stripped.scale() > 0 ? Optional.empty() : Optional.of(stripped.toBigIntegerExact());
  }

  int compareNumber(RegoNumber other) {
    return decimal().compareTo(other.decimal());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegoNumber number && compareNumber(number) == 0;
  }

  @Override
  public int hashCode() {
    return decimal().stripTrailingZeros().hashCode();
  }

  @Override
  public String toString() {
    return literal;
  }
}
