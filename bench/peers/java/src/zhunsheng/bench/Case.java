package zhunsheng.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A case as the exporter wrote it; null is what is missing or has not happened by T. */
public class Case {
  public static class Item {
    public String item, kind;
    public long limit;
    public List<String> flow, fees;
    @JsonIgnore private Map<String, Integer> place;

    public long getLimit() { return limit; }
    public String getKind() { return kind; }
    public List<String> getFees() { return fees; }
    /** The place of a step's name in the flow; -1 where it has none. */
    public int placeOf(String name) {
      if (place == null) {
        place = new HashMap<>();
        for (int i = 0; i < flow.size(); ++i) place.put(flow.get(i), i);
      }
      return place.getOrDefault(name, -1);
    }
  }

  public static class Step {
    public String name;
    public Long start, end;
    @JsonProperty("start_in") public Long startIn;
    @JsonProperty("end_in") public Long endIn;
    @JsonIgnore public long t;
    @JsonIgnore public int place;

    public Long getStart() { return start; }
    public Long getEnd() { return end; }
    public long getStartSeen() { return startIn == null ? t : startIn; }
    public long getEndSeen() { return endIn == null ? t : endIn; }
    public int getPlace() { return place; }
  }

  public static class Fee {
    public String name, basis;
    public Double amount, due, reduced;
    @JsonProperty("reduced_basis") public String reducedBasis;

    public String getName() { return name; }
    public String getBasis() { return basis; }
    public Double getAmount() { return amount; }
    public Double getDue() { return due; }
    public Double getReduced() { return reduced; }
    public String getReducedBasis() { return reducedBasis; }
  }

  public String id;
  @JsonProperty("item") public String itemCode;
  @JsonIgnore public Item item;
  public long t;
  public Long accepted, done, uploaded, used, standing;
  @JsonProperty("accepted_in") public Long acceptedIn;
  @JsonProperty("done_in") public Long doneIn;
  @JsonProperty("warn_at") public Long warnAt;
  @JsonProperty("red_at") public Long redAt;
  public List<Step> steps;
  public List<Fee> fees;

  public Item getItem() { return item; }
  public long getT() { return t; }
  public Long getAccepted() { return accepted; }
  public Long getDone() { return done; }
  public Long getUploaded() { return uploaded; }
  public Long getUsed() { return used; }
  public Long getStanding() { return standing; }
  public long getAcceptedSeen() { return acceptedIn == null ? t : acceptedIn; }
  public long getDoneSeen() { return doneIn == null ? t : doneIn; }
  public Long getWarnAt() { return warnAt; }
  public Long getRedAt() { return redAt; }
  public List<Step> getSteps() { return steps; }
  public List<Fee> getFees() { return fees; }

  /** Joins the item and fills in what steps look up. */
  void join(Item of) {
    item = of;
    for (Step s : steps) {
      s.t = t;
      s.place = of.placeOf(s.name);
    }
  }
}
