package six

late if object.get(input, "accepted_in", input.t) > input.accepted + 86400

late if object.get(input, "done_in", input.t) > input.done + 86400

late if {
	some step in input.steps
	object.get(step, "start_in", input.t) > step.start + 86400
}

late if {
	some step in input.steps
	object.get(step, "end_in", input.t) > step.end + 86400
}

cards contains "S4.warning" if late

disordered if {
	some a in input.steps
	some b in input.steps
	a.start > b.start
	item.place[a.name] < item.place[b.name]
}

cards contains "S5.warning" if disordered

irregular(fee) if not fee.basis

irregular(fee) if not fee.name in item.fees

irregular(fee) if fee.amount > fee.due

irregular(fee) if {
	fee.reduced > 0
	not fee.reduced_basis
}

cards contains "S6.red" if {
	some fee in input.fees
	irregular(fee)
}
