package berths

import (
	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
)

// Each test opens a queue of its own.
var _ = Describe("Assigning berths", func() {
	It("gives the nearest free berth", func() {
		queue := openQueue("arrivals-" + testID())
		queue.Push(boat("Halcyon"))
		Expect(assigned("Halcyon")).To(Equal("A1"))
	})

	It("keeps the order of arrival", func() {
		queue := openQueue("arrivals")
		queue.Push(boat("Kestrel"))
		queue.Push(boat("Osprey"))
		Expect(assignedInOrder()).To(Equal([]string{"Kestrel", "Osprey"}))
	})

	It("frees a berth on departure", func() {
		depart("Halcyon")
		Expect(freeBerths()).To(ContainElement("A1"))
	})
})
