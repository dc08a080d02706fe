package zhunsheng.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Judges the exported cases by Drools, one case at a time: DroolsPeer RULES FOLDER PASSES. The rules are compiled to Java (its executable
 * model); one session is kept, a case goes in, the rules fire, the case is taken out.
 */
public final class DroolsPeer {
  private static final ObjectMapper JSON = new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private static <T> List<T> lines(Path path, Class<T> as) throws Exception {
    List<T> out = new ArrayList<>();
    for (String line : Files.readAllLines(path)) out.add(JSON.readValue(line, as));
    return out;
  }

  private static List<Case> cases(Path folder) throws Exception {
    Map<String, Case.Item> items = new TreeMap<>();
    for (Case.Item item : lines(folder.resolve("items.ndjson"), Case.Item.class)) items.put(item.item, item);
    List<Case> cases = lines(folder.resolve("cases.ndjson"), Case.class);
    for (Case c : cases) c.join(items.get(c.itemCode));
    return cases;
  }

  private static KieSession session(Path rules, String... files) throws Exception {
    KieServices services = KieServices.Factory.get();
    KieFileSystem texts = services.newKieFileSystem();
    for (String file : files) texts.write("src/main/resources/zhunsheng/bench/" + file, Files.readString(rules.resolve(file)));
    KieBuilder builder = services.newKieBuilder(texts).buildAll(ExecutableModelProject.class);
    if (builder.getResults().hasMessages(Message.Level.ERROR)) throw new IllegalStateException(builder.getResults().toString());
    KieContainer container = services.newKieContainer(services.getRepository().getDefaultReleaseId());
    return container.newKieSession();
  }

  /** {"counts": …, "ns": the least time of a case over the passes}; the first pass warms up. */
  private static Map<String, Object> measure(KieSession session, List<Case> cases, int passes) {
    Set<String> cards = new HashSet<>();
    session.setGlobal("cards", cards);
    Map<String, Integer> counts = new TreeMap<>();
    double least = Double.POSITIVE_INFINITY;
    for (int pass = 0; pass <= passes; ++pass) {
      counts.clear();
      long from = System.nanoTime();
      for (Case c : cases) {
        cards.clear();
        FactHandle handle = session.insert(c);
        session.fireAllRules();
        session.delete(handle);
        for (String card : cards) counts.merge(card, 1, Integer::sum);
      }
      if (pass > 0) least = Math.min(least, (double) (System.nanoTime() - from) / cases.size());
    }
    session.dispose();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("counts", counts);
    out.put("ns", least);
    return out;
  }

  public static void main(String[] args) throws Exception {
    Path rules = Path.of(args[0]);
    int passes = Integer.parseInt(args[2]);
    List<Case> cases = cases(Path.of(args[1]));
    Map<String, Object> sets = new LinkedHashMap<>();
    sets.put("three", measure(session(rules, "three.drl"), cases, passes));
    sets.put("six", measure(session(rules, "three.drl", "rest.drl"), cases, passes));
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("engine", "Drools (JVM)");
    out.put("version", KieServices.class.getPackage().getImplementationVersion());
    out.put("sets", sets);
    System.out.println(JSON.writeValueAsString(out));
  }
}
