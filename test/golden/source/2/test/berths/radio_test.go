package berths

var _ = Describe("Radio log", func() {
	It("writes one line for each call", func() {
		call("Halcyon")
		Expect(lines()).To(HaveLen(1))
	})
})
