#pragma once
// The order of a pack's fields, told once for writing and reading. An archive offers a(x) for integers, enums, texts,
// lists and the structures below.
#include "runtime/bytecode/program.h"

namespace zs::bytecode::layout {

template <class A> void visit(A& a, model::EnumLabel& x) { a(x.label), a(x.codes); }
template <class A> void visit(A& a, model::Enumeration& x) { a(x.labels), a(x.ordered); }
template <class A> void visit(A& a, model::Field& x) {
  a(x.name), a(x.code), a(x.type), a(x.optional), a(x.unit_name), a(x.unit_code), a(x.enumeration), a(x.reference), a(x.rows), a(x.pattern);
}
template <class A> void visit(A& a, model::RecordModel& x) { a(x.name), a(x.code), a(x.fields), a(x.key), a(x.is_row), a(x.standing), a(x.governing); }
template <class A> void visit(A& a, model::Models& x) { a(x.models), a(x.enumerations); }

// Behind the program, where there are any: packs without bindings are what they were before there were bindings.
template <class A> void visit(A& a, std::pair<std::string, std::string>& x) { a(x.first), a(x.second); }
template <class A> void visit(A& a, model::FieldSource& x) {
  a(x.field), a(x.unit), a(x.optional), a(x.constant), a(x.coded), a(x.column), a(x.value), a(x.format), a(x.codes);
}
template <class A> void visit(A& a, model::TableSource& x) { a(x.name), a(x.list), a(x.optional), a(x.key), a(x.order), a(x.fields); }
template <class A> void visit(A& a, model::ViewSource& x) { a(x.name), a(x.tables), a(x.sql); }
template <class A> void visit(A& a, model::DataBinding& x) { a(x.name), a(x.model), a(x.views), a(x.tables); }

template <class A> void visit(A& a, std::pair<int32_t, int32_t>& x) { a(x.first), a(x.second); }
template <class A> void visit(A& a, std::pair<int32_t, uint8_t>& x) { a(x.first), a(x.second); }
template <class A> void visit(A& a, Calendar& x) { a(x.name), a(x.version), a(x.works), a(x.office), a(x.first_year), a(x.last_year), a(x.exceptions); }

template <class A> void visit(A& a, RefField& x) { a(x.model), a(x.field); }
template <class A> void visit(A& a, CmpConst& x) { a(x.cmp), a(x.value); }
template <class A> void visit(A& a, HoldSpec& x) { a(x.span), a(x.calendar); }
template <class A> void visit(A& a, Force& x) { a(x.from), a(x.until); }
template <class A> void visit(A& a, Version& x) { a(x.code), a(x.version), a(x.title), a(x.force); }
template <class A> void visit(A& a, ClockTest& x) { a(x.calendar), a(x.exact), a(x.same_day), a(x.roll_over), a(x.start_is_date), a(x.cmp); }

template <class A> void visit(A& a, RegInfo& x) { a(x.cls), a(x.domain), a(x.shape), a(x.is_span), a(x.denominator); }
template <class A> void visit(A& a, Instr& x) {
  a(x.op), a(x.dst);
  for (Reg& r : x.src) a(r);
  a(x.imm);
}
template <class A> void visit(A& a, Function& x) { a(x.model), a(x.regs), a(x.code); }

template <class A> void visit(A& a, Why& x) { a(x.ask), a(x.reg), a(x.children), a(x.name); }
template <class A> void visit(A& a, ReasonPart& x) {
  a(x.what), a(x.text), a(x.reg), a(x.end), a(x.limit), a(x.pauses), a(x.clock), a(x.type), a(x.enumeration);
}
template <class A> void visit(A& a, DetailCard& x) { a(x.card), a(x.reg), a(x.actions); }
template <class A> void visit(A& a, DetailSituation& x) { a(x.name), a(x.domain), a(x.cards), a(x.clauses), a(x.reason); }
template <class A> void visit(A& a, Detail& x) { a(x.code), a(x.situations), a(x.reason), a(x.whys), a(x.roots); }
template <class A> void visit(A& a, Indicator& x) {
  a(x.code), a(x.name), a(x.model), a(x.clauses), a(x.category), a(x.own), a(x.silenced), a(x.detail);
}
template <class A> void visit(A& a, AggregateTerm& x) { a(x.fn), a(x.value), a(x.when); }
template <class A> void visit(A& a, Aggregate& x) {
  a(x.code), a(x.name), a(x.model), a(x.clauses), a(x.category), a(x.actions), a(x.card), a(x.code_of), a(x.judged), a(x.range), a(x.by);
  a(x.left), a(x.right), a(x.has_right), a(x.cmp), a(x.threshold_num), a(x.threshold_den), a(x.at), a(x.every_year_end), a(x.reason);
}
template <class A> void visit(A& a, Unwritten& x) { a(x.code), a(x.name); }
template <class A> void visit(A& a, Program& x) {
  a(x.code), a(x.version), a(x.title), a(x.region), a(x.cards), a(x.versions), a(x.models), a(x.calendars), a(x.calendar);
  a(x.constants), a(x.texts), a(x.sets), a(x.set_is_text), a(x.patterns), a(x.ref_fields), a(x.cmp_consts), a(x.holds), a(x.forces), a(x.clock_tests);
  a(x.functions), a(x.judged), a(x.judged_in), a(x.indicators), a(x.aggregates), a(x.unwritten), a(x.list_used);
}

}  // namespace zs::bytecode::layout
