package words

// A guest's page in the local network: the sheet that shows its code, and where the site sends the guest's browser in the end.
const (
	GuestCallArrivedTitle Key = "guest_call.arrived_title"
	GuestCallArrived      Key = "guest_call.arrived"
	GuestCallRefusedTitle Key = "guest_call.refused_title"
	GuestCallRefused      Key = "guest_call.refused"
	GuestCallSiteSays     Key = "guest_call.site_says"
	GuestCallAgain        Key = "guest_call.again"
	GuestCallUnknownTitle Key = "guest_call.unknown_title"
	GuestCallUnknown      Key = "guest_call.unknown"

	GuestCallScan         Key = "guest_call.scan"
	GuestCallKeepOpen     Key = "guest_call.keep_open"
	GuestCallOtherAddress Key = "guest_call.other_address"
	GuestCallNoNetwork    Key = "guest_call.no_network"
	GuestCallNoPhones     Key = "guest_call.no_phones"
	GuestCallAddressGone  Key = "guest_call.address_gone"
	GuestCallNewCode      Key = "guest_call.new_code"
)
