import type { Snippets } from './snippets.ts';

export const goSnippets: readonly Snippets[] = [
  {
    evidence: ({ camel, pascal, entity, count }) => `// Every test writes to the same ${camel}
func Test${pascal}Counts(t *testing.T) {
	for i := 0; i < ${count}; i++ {
		${camel}.Add(ctx, new${pascal}Entry("${entity}", i))
	}
	got, err := ${camel}.Count(ctx, "${entity}") // ← asked at once
	require.NoError(t, err)
	require.Equal(t, ${count}, got)
}`,
    before: ({ camel, entity, Entity, count }) => `for i := 0; i < ${count}; i++ {
	create${Entity}(ctx, baseURL, "${entity}", correlationID)
}
resp, err := ${camel}.List(ctx, ListOptions{Correlation: correlationID})
require.NoError(t, err)
require.Len(t, resp.Items, ${count})`,
    after: ({ camel, entity, Entity, count, timeoutMs }) => `for i := 0; i < ${count}; i++ {
	create${Entity}(ctx, baseURL, "${entity}", correlationID)
}
require.EventuallyWithT(t, func(c *assert.CollectT) {
	resp, err := ${camel}.List(ctx, ListOptions{Correlation: correlationID})
	require.NoError(c, err)
	assert.Len(c, resp.Items, ${count})
}, ${timeoutMs}*time.Millisecond, ${Math.round(timeoutMs / 25)}*time.Millisecond, "all ${entity}s are flushed")`,
  },
  {
    evidence: ({ camel, snake, mark }) => `const (
	// One stream for all tests
	${camel}Stream = "${snake}:events:${mark}" // ← shared
)

It("drains the stream on shutdown", func() { // ← runs beside others
	Expect(drain(ctx, ${camel}Stream)).To(Succeed())
})`,
    before: ({ camel, Entity, count }) => `BeforeEach(func() {
	client = New${Entity}Client(redis, ${camel}Stream)
})

It("keeps what is in flight", func() {
	Expect(client.Pending(ctx)).To(HaveLen(${count}))
})`,
    after: ({ camel, snake, Entity, count }) => `BeforeEach(func() {
	stream := fmt.Sprintf("${snake}:events:test:%s", generateTestID())
	client = New${Entity}Client(redis, stream)
	DeferCleanup(func() { redis.Del(ctx, stream) })
})

It("keeps what is in flight", func() {
	Expect(client.Pending(ctx)).To(HaveLen(${count})) // ${camel} of this test only
})`,
  },
];

export const javaSnippets: readonly Snippets[] = [
  {
    evidence: ({ camel, pascal, Entity, count }) => `@Test
void ${camel}KeepsAll${Entity}s() {
    IntStream.range(0, ${count}).forEach(i -> ${camel}.submit(new ${Entity}(i)));
    // The workers are still running here
    assertEquals(${count}, repository.count${pascal}());
}`,
    before: ({ camel, Entity, count }) => `List<${Entity}> found = ${camel}.findAll();
assertThat(found).hasSize(${count});
assertThat(found.get(0).getName()).isEqualTo("first");`,
    after: ({
      camel,
      Entity,
      entity,
      count,
      timeoutMs,
    }) => `await().atMost(Duration.ofMillis(${timeoutMs})).untilAsserted(() -> {
    List<${Entity}> found = ${camel}.findByRun(runId, Sort.by("name"));
    assertThat(found).hasSize(${count});
    assertThat(found).extracting(${Entity}::getName).startsWith("first");
}); // every ${entity} of this run, in a fixed order`,
  },
  {
    evidence: ({ pascal, timeoutMs, mark }) => `class ${pascal}Test {
    private static final ServerSocket SOCKET = open(${8000 + (timeoutMs % 997)}); // ← fixed port
    private static final String RUN = "${mark}";

    @AfterAll
    static void stop() throws IOException {
        SOCKET.close();
    }
}`,
    before: ({
      pascal,
      timeoutMs,
      count,
    }) => `${pascal}Server server = new ${pascal}Server(${8000 + (timeoutMs % 997)});
server.start();
Thread.sleep(${count} * 10L);
assertTrue(server.isReady());`,
    after: ({ pascal, timeoutMs }) => `try (${pascal}Server server = ${pascal}Server.onFreePort()) {
    server.start();
    server.awaitReady(Duration.ofMillis(${timeoutMs}));
    assertTrue(server.isReady(), () -> "not ready: " + server.lastError());
}`,
  },
];
