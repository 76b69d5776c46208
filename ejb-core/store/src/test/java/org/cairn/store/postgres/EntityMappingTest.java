package org.cairn.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.cairn.node.chain.ChainStore.Identity;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.store.LocalUnitOfWork;
import org.cairn.store.entity.BlockEntity;
import org.cairn.store.entity.BodyEntity;
import org.cairn.store.entity.ChainEntity;
import org.cairn.store.entity.FenceEntity;
import org.cairn.store.entity.HashEntity;
import org.cairn.store.entity.HeadEntity;
import org.cairn.store.entity.IndexCursorEntity;
import org.cairn.store.entity.LogEntity;
import org.cairn.store.entity.NamedValueEntity;
import org.cairn.store.entity.PrunedRangeEntity;
import org.cairn.store.entity.ReceiptsEntity;
import org.cairn.store.entity.StateDeltaEntity;
import org.cairn.store.entity.TransactionEntity;
import org.cairn.store.entity.ValueCallEntity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes a chain by COPY and reads every column of it through JPA. */
class EntityMappingTest {
  private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static EntityManagerFactory factory;

  @BeforeAll
  static void fill() {
    HIBERNATE.setLevel(Level.SEVERE);
    List<ExecutedBlock> chain = TestChains.executed(TestChains.read("merge-mixed", 60));
    ExecutedBlock genesis = TestChains.genesis(chain.getFirst().block());
    try (PostgresChainStore store =
        PostgresChainStore.open(new LocalUnitOfWork(DATABASE.pool()), DATABASE.source(), "test")) {
      store.create(new Identity(genesis.block().hash(), "{}"), genesis);
      store.commit(new ChainUpdate(List.of(), OptionalLong.empty(), chain));
      store.commit(new ChainUpdate(List.of(), OptionalLong.of(55), List.of()));
      store.putValue("name", Bytes.of("0x01"));
    }
    DATABASE.execute("insert into pruned_ranges values ('bodies', 1, 3)");
    DATABASE.execute("insert into index_cursors values ('logs', 1, 3)");
    factory =
        Persistence.createEntityManagerFactory(
            "cairn",
            Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", DATABASE.source(),
                "hibernate.hbm2ddl.auto", "validate"));
  }

  @AfterAll
  static void close() {
    factory.close();
    DATABASE.close();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        BlockEntity.class,
        BodyEntity.class,
        ChainEntity.class,
        FenceEntity.class,
        HashEntity.class,
        HeadEntity.class,
        IndexCursorEntity.class,
        LogEntity.class,
        NamedValueEntity.class,
        PrunedRangeEntity.class,
        ReceiptsEntity.class,
        StateDeltaEntity.class,
        TransactionEntity.class,
        ValueCallEntity.class
      })
  void readsEveryColumnOfEveryRow(Class<?> entity) throws Exception {
    String table = entity.getAnnotation(jakarta.persistence.Table.class).name();
    try (EntityManager manager = factory.createEntityManager();
        Connection connection = DATABASE.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from " + table)) {
      Map<String, Integer> read = new HashMap<>();
      for (Object row : manager.createQuery("from " + entity.getSimpleName()).getResultList()) {
        read.merge(text(row), 1, Integer::sum);
      }
      assertThat(read).isNotEmpty();
      while (rows.next()) {
        assertThat(read).containsKey(text(entity, rows));
      }
      assertThat(entity.getDeclaredFields()).hasSize(rows.getMetaData().getColumnCount());
    }
  }

  private static String text(Object row) throws IllegalAccessException {
    StringBuilder text = new StringBuilder();
    for (Field field : row.getClass().getDeclaredFields()) {
      field.setAccessible(true);
      text.append(field.getName()).append('=').append(text(field.getName(), field.get(row)));
    }
    return text.toString();
  }

  private static String text(Class<?> entity, ResultSet row) throws SQLException {
    StringBuilder text = new StringBuilder();
    for (Field field : entity.getDeclaredFields()) {
      Object value = row.getObject(field.getAnnotation(Column.class).name());
      if (value instanceof java.sql.Timestamp time) {
        value = time.toInstant().atOffset(java.time.ZoneOffset.UTC);
      }
      text.append(field.getName()).append('=').append(text(field.getName(), value));
    }
    return text.toString();
  }

  private static String text(String name, Object value) {
    return switch (value) {
      case null -> "null ";
      case byte[] bytes -> Bytes.wrap(bytes) + " ";
      case int[] ints -> Arrays.toString(ints) + " ";
      case Array array -> arrayText(array);
      case BigDecimal number -> number.toBigIntegerExact() + " ";
      case BigInteger number -> number + " ";
      case OffsetDateTime time -> time.toInstant() + " ";
      default -> value + " ";
    };
  }

  private static String arrayText(Array array) {
    try {
      return Arrays.toString((Integer[]) array.getArray()) + " ";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void findsABlockByItsKey() {
    try (EntityManager manager = factory.createEntityManager()) {
      BlockEntity head =
          manager
              .createQuery(
                  "from BlockEntity b where b.canonical order by b.number desc", BlockEntity.class)
              .setMaxResults(1)
              .getSingleResult();
      assertThat(head.number()).isEqualTo(55);
      assertThat(manager.find(BlockEntity.class, new BlockEntity.Key(55, head.hash())))
          .isSameAs(head);
    }
  }
}
