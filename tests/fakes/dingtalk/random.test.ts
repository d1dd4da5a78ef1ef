import { expect, test } from 'vitest'
import { createRandom } from './random.ts'

test('the same seed draws the same, another seed does not', () => {
  const draw = (seed: number) => {
    const random = createRandom(seed)
    return Array.from({ length: 20 }, random.next)
  }
  expect(draw(1)).toEqual(draw(1))
  expect(draw(1)).not.toEqual(draw(2))
})

test('draws are spread over [0, 1)', () => {
  const random = createRandom(5)
  const tens = new Array<number>(10).fill(0)
  for (let n = 0; n < 10_000; n++) {
    const at = Math.floor(random.next() * 10)
    tens[at] = (tens[at] ?? 0) + 1
  }
  for (const count of tens) expect(count).toBeGreaterThan(800)
})

test('pick and shuffled keep to what there is', () => {
  const random = createRandom(1)
  const items = ['甲', '乙', '丙']
  expect(items).toContain(random.pick(items))
  expect(random.shuffled(items).toSorted()).toEqual(items.toSorted())
  expect(items).toEqual(['甲', '乙', '丙'])
  expect(() => random.pick([])).toThrow(/empty/)
})
