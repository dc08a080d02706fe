package six

item := data.items[input.item]

over if input.used >= item.limit

cards contains "S1.red" if over

cards contains "S2.red" if over

cards contains "S2.warning" if {
	not input.done
	not over
	input.standing >= item.limit - 2
}

unlicensed if {
	item.kind == "证照"
	input.done
	not input.uploaded
}

cards contains "S3.warning" if {
	unlicensed
	input.warn_at <= input.t
	input.t < input.red_at
}

cards contains "S3.red" if {
	unlicensed
	input.red_at <= input.t
}
