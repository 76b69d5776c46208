package org.cairn.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The directions between rooms that the build's module boundaries do not enforce. */
class ArchitectureTest {
  private static final List<String> MODULES =
      List.of(
          "ejb-core/protocol",
          "ejb-core/node",
          "ejb-core/store",
          "ejb-core/beans",
          "evm-tools",
          "p2p-connector",
          "rpc-war",
          "web-explorer",
          "cli");

  private static final JavaClasses CLASSES = load();

  private static JavaClasses load() {
    Path root = Path.of("").toAbsolutePath().getParent();
    List<Path> directories =
        MODULES.stream().map(module -> root.resolve(module).resolve("target/classes")).toList();
    assertThat(directories).allMatch(Files::isDirectory);
    return new ClassFileImporter().importPaths(directories);
  }

  @Test
  void packagesOfTheProtocolHaveNoCycles() {
    slices().matching("org.cairn.protocol.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void packagesOfTheNodeHaveNoCycles() {
    slices().matching("org.cairn.node.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theProtocolKnowsNeitherServerNorFilesNorThreads() {
    noClasses()
        .that()
        .resideInAPackage("org.cairn.protocol..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta..", "java.sql..", "java.net..", "org.cairn.node..", "org.cairn.store..")
        .orShould()
        .callMethod(Thread.class, "start")
        .check(CLASSES);
  }

  @Test
  void theNodeKnowsNeitherServerNorSqlNorHttp() {
    noClasses()
        .that()
        .resideInAPackage("org.cairn.node..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "java.sql..", "java.net..", "org.cairn.store..")
        .check(CLASSES);
  }

  @Test
  void facesOfTheNodeKnowNoStorage() {
    noClasses()
        .that()
        .resideInAnyPackage("org.cairn.rpc..", "org.cairn.explorer..", "org.cairn.p2p..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.cairn.store..", "java.sql..", "org.rocksdb..")
        .check(CLASSES);
  }

  @Test
  void rulesTakeTheTimeFromOutside() {
    noClasses()
        .that()
        .resideInAnyPackage("org.cairn.protocol..", "org.cairn.node..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(CLASSES);
  }

  @Test
  void staticFieldsOfRulesAreFinal() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage("org.cairn.protocol..", "org.cairn.node..")
        .and()
        .areStatic()
        .should()
        .beFinal()
        .check(CLASSES);
  }

  @Test
  void cryptographyLibrariesStayInTheirRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.cairn.protocol.crypto..")
        .and()
        .resideInAPackage("org.cairn..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .check(CLASSES);
  }

  @Test
  void exceptionsAreNamedSo() {
    classes()
        .that()
        .resideInAPackage("org.cairn..")
        .and()
        .areAssignableTo(Exception.class)
        .should()
        .haveSimpleNameEndingWith("Exception")
        .check(CLASSES);
  }
}
