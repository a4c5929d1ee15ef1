package berths

var _ = Describe("Tide table", func() {
	It("warns before low water", func() {
		clock := time.Now()
		Expect(warningAt(clock)).To(BeTrue())
	})

	It("reads the table of the year", func() {
		Expect(loadTable("2026")).To(HaveLen(706))
	})
})
