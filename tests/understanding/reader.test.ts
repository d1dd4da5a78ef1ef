import { describe, expect, it } from 'vitest'
import { chineseCalendar } from '../../src/understanding/calendar/index.ts'
import { makeRead } from '../../src/understanding/index.ts'
import { BLANK } from '../../src/understanding/intents/model.ts'
import { train } from '../../src/understanding/intents/train.ts'

const context = { ref: '2026-11-26T09:30', calendar: chineseCalendar() }
const model = train([
  { text: '请假', flow: 'leave' },
  { text: '我想请假', flow: 'leave' },
  { text: '查余额', flow: 'balance' },
  { text: '还剩几天假', flow: 'balance' },
])

describe('a reading', () => {
  it('tells everything of one message', () => {
    const { text, plain, time, times, numbers, intents, yesNo } = makeRead(() => model)(
      ' 我想请１２月３號的假，花了300元 ',
      context,
    )
    expect([text, plain]).toEqual([' 我想请１２月３號的假，花了300元 ', '我想请12月3号的假,花了300元'])
    expect(time).toMatchObject({ kind: 'date', start: '2026-12-03' })
    expect(times).toHaveLength(1)
    expect(numbers).toContainEqual(expect.objectContaining({ value: 300, unit: '元' }))
    expect([intents[0]?.flow, yesNo]).toEqual(['leave', null])
  })

  it('has no time where none is said, and wishes for nothing where it answers', () => {
    const read = makeRead(() => model)
    expect(read('你好', context).time).toBeNull()
    expect(read('好的', context)).toMatchObject({ yesNo: 'yes', intents: [] })
  })

  it('asks for the model with the first wish only, and takes a newer one when there is one', () => {
    let asked = 0
    let current = BLANK
    const read = makeRead(() => {
      asked++
      return current
    })
    expect(read('明天', context).time?.start).toBe('2026-11-27')
    expect(asked).toBe(0)
    expect(read('请假一', context).intents).toEqual([])
    current = model
    expect(read('请假二', context).intents[0]?.flow).toBe('leave')
  })

  it('is the same for the same text at the same moment, and another at another', () => {
    const read = makeRead(() => model)
    expect(read('明天', context)).toBe(read('明天', context))
    expect(read('明天', { ...context, ref: '2026-11-27T09:30' }).time?.start).toBe('2026-11-28')
    expect(read('周六', { ...context, kind: 'overtime' }).time?.start).toBe('2026-11-21')
  })
})
