import type { Snippets } from './snippets.ts';

export const tsSnippets: readonly Snippets[] = [
  {
    evidence: ({
      camel,
      entity,
      count,
      mark,
    }) => `const ${camel}Name = '${entity}s:${mark}'; // ← shared by all files

test('moves each ${entity} once', async () => {
  await ${camel}.clear(${camel}Name);
  await runWorker({ queue: ${camel}Name, jobs: make${count}Jobs() });
  expect(await ${camel}.size(${camel}Name)).toBe(${count});
});`,
    before: ({ camel, entity, count }) => `await page.getByRole('button', { name: 'Send ${entity}' }).click();
await page.waitForTimeout(${count * 10});
expect(await ${camel}.rows().count()).toBe(${count});`,
    after: ({
      camel,
      entity,
      count,
      timeoutMs,
    }) => `const sent = page.waitForResponse((response) => response.url().endsWith('/${entity}s'));
await page.getByRole('button', { name: 'Send ${entity}' }).click();
await sent;
await expect(${camel}.rows()).toHaveCount(${count}, { timeout: ${timeoutMs} });`,
  },
  {
    evidence: ({ camel, Entity, timeoutMs }) => `it('expires a ${Entity}', async () => {
  const made = Date.now();
  const ${camel} = await open${Entity}({ ttlMs: ${timeoutMs} });
  await sleep(${timeoutMs});
  expect(${camel}.isExpired()).toBe(true); // ← ${timeoutMs} ms, give or take
  expect(Date.now() - made).toBeLessThan(${timeoutMs + 50});
});`,
    before: ({ camel, Entity, timeoutMs }) => `const ${camel} = await open${Entity}({ ttlMs: ${timeoutMs} });
await sleep(${timeoutMs});
expect(${camel}.isExpired()).toBe(true);`,
    after: ({ camel, Entity, timeoutMs }) => `const clock = createClock('2025-01-01T00:00:00Z');
const ${camel} = await open${Entity}({ ttlMs: ${timeoutMs}, clock });
clock.advance(${timeoutMs - 1});
expect(${camel}.isExpired()).toBe(false);
clock.advance(1);
expect(${camel}.isExpired()).toBe(true);`,
  },
];

export const pythonSnippets: readonly Snippets[] = [
  {
    evidence: ({ snake, entity, count, mark }) => `def test_${snake}_is_found(client, index):
    rows = [{"_index": index, "_id": f"${mark}-{n}", "kind": "${entity}"} for n in range(${count})]
    bulk(client, rows)
    # Asked before the refresh
    assert client.count(index=index)["count"] == ${count}`,
    before: ({ snake, entity, count }) => `def test_${snake}(client, index):
    bulk(client, ${entity}_rows(${count}))
    found = client.count(index=index, query={"term": {"kind": "${entity}"}})
    assert found["count"] == ${count}`,
    after: ({ snake, entity, count, timeoutMs }) => `def test_${snake}(client, index):
    # Returns when the rows can be searched
    bulk(client, ${entity}_rows(${count}), refresh="wait_for", timeout="${timeoutMs}ms")
    found = client.count(index=index, query={"term": {"kind": "${entity}"}})
    assert found["count"] == ${count}`,
  },
  {
    evidence: ({ snake, entity, count }) => `@pytest.fixture(scope="session")
def ${snake}():
    settings.MAX_${entity.toUpperCase()}S = ${count}  # ← stays for every later test
    yield connect(settings)


def test_default_limit(${snake}):
    assert ${snake}.limit == 100`,
    before: ({ snake, entity, count }) => `@pytest.fixture(scope="session")
def ${snake}():
    settings.MAX_${entity.toUpperCase()}S = ${count}
    return connect(settings)`,
    after: ({ snake, entity, count, timeoutMs }) => `@pytest.fixture
def ${snake}(monkeypatch):
    monkeypatch.setattr(settings, "MAX_${entity.toUpperCase()}S", ${count})
    with connect(settings, timeout=${timeoutMs / 1000}) as connection:
        yield connection`,
  },
];
