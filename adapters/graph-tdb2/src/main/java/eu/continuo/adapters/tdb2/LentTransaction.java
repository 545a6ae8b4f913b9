package eu.continuo.adapters.tdb2;

import org.apache.jena.dboe.transaction.txn.Transaction;
import org.apache.jena.dboe.transaction.txn.TransactionCoordinator;
import org.apache.jena.dboe.transaction.txn.TransactionCoordinatorState;
import org.apache.jena.dboe.transaction.txn.TransactionException;
import org.apache.jena.dboe.transaction.txn.TransactionInfo;
import org.apache.jena.dboe.transaction.txn.TransactionalSystem;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.TxnType;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that a view lives in. The view can neither begin nor end one: that would bypass
 * the lock by which a compaction waits for its readers. Nor can it live on in the next transaction
 * of the thread, where the ids that it filters by may mean other nodes.
 */
final class LentTransaction implements TransactionalSystem {
  private final TransactionalSystem system;
  private final Transaction transaction;

  private LentTransaction(TransactionalSystem system, Transaction transaction) {
    this.system = system;
    this.transaction = transaction;
  }

  /**
   * The transaction of this thread.
   *
   * @throws TransactionException where there is none
   */
  static LentTransaction of(TransactionalSystem system) {
    Transaction transaction = system.getThreadTransaction();
    if (transaction == null) {
      throw new TransactionException("A view is made in a transaction.");
    }
    return new LentTransaction(system, transaction);
  }

  /**
   * Lets a reader pass.
   *
   * @throws TransactionException where the transaction has ended or belongs to another thread
   */
  void check() {
    if (!isInTransaction()) {
      throw new TransactionException("The transaction of this view has ended.");
    }
  }

  /** Whether what the view shows may grow while it is read. */
  boolean writes() {
    return transaction.isWriteTxn();
  }

  @Override
  public boolean isInTransaction() {
    return system.getThreadTransaction() == transaction;
  }

  @Override
  public Transaction getThreadTransaction() {
    check();
    return transaction;
  }

  @Override
  public TransactionInfo getTransactionInfo() {
    return getThreadTransaction();
  }

  @Override
  public @Nullable ReadWrite transactionMode() {
    return isInTransaction() ? transaction.getMode() : null;
  }

  @Override
  public @Nullable TxnType transactionType() {
    return isInTransaction() ? transaction.getTxnType() : null;
  }

  @Override
  public void begin(TxnType type) {
    throw lent();
  }

  @Override
  public boolean promote(Promote mode) {
    throw lent();
  }

  @Override
  public void commitPrepare() {
    throw lent();
  }

  @Override
  public void commitExec() {
    throw lent();
  }

  @Override
  public void abort() {
    throw lent();
  }

  @Override
  public void end() {
    throw lent();
  }

  @Override
  public TransactionCoordinatorState detach() {
    throw lent();
  }

  @Override
  public void attach(TransactionCoordinatorState state) {
    throw lent();
  }

  @Override
  public TransactionCoordinator getTxnMgr() {
    throw lent();
  }

  private static TransactionException lent() {
    return new TransactionException("A view lives in the transaction of whoever made it.");
  }
}
