import { afterEach, beforeEach, expect, test } from 'vitest'
import { importRoster } from '../../../src/care/people/import.ts'
import { openData } from '../../../src/data.ts'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
beforeEach(async () => {
  p = await openTestProgram()
})
afterEach(() => p.close())

test('a roster that another process brings in is noticed', async () => {
  const { storage, directory, config } = p.program
  const look = () => storage.read(tx => directory.byUserid(tx, 'sample-wang'))
  expect(await look()).toMatchObject({ post: '主任' })
  const other = await openData(config)
  await importRoster(
    other.storage,
    { name: 'r.csv', bytes: Buffer.from('userid,name,unit,post\nsample-wang,王建国,样例街道办,书记\n') },
    { actor: 'cli', now: 0, sample: false, zone: 'Asia/Shanghai' },
  )
  await other.storage.close()
  expect(await look()).toMatchObject({ post: '主任' })
  await directory.refreshIfChanged()
  expect(await look()).toMatchObject({ post: '书记' })
})

test('who supervises, and who has a role, is worked out from the roster', async () => {
  const { storage, directory } = p.program
  const { wang, wumin, hr } = await storage.read(async tx => ({
    wang: await directory.byUserid(tx, 'sample-wang'),
    wumin: await directory.byUserid(tx, 'sample-wumin'),
    hr: await directory.withRole(tx, 'hr'),
  }))
  expect(wang?.roles).toEqual(['staff', 'supervisor'])
  expect(wumin?.roles).toEqual(['staff'])
  expect(hr.map(person => person.name)).toEqual(['陈静'])
})

test('people are found by their names in a text, both of two who share one', () => {
  expect(
    p.program.directory
      .named('和张伟、欧阳明一起')
      .map(one => one.userid)
      .sort(),
  ).toEqual(['sample-ouyang', 'sample-zhangwei1', 'sample-zhangwei2'])
})

test('people are found by 姓+职务 too, with and without its 副, and told apart from those named outright', () => {
  const found = (text: string) =>
    p.program.directory.named(text).map(({ userid, title }) => [userid, title ?? null])
  expect(found('替王主任报')).toContainEqual(['sample-wang', '王主任'])
  expect(found('孙主任和孙副主任').map(([userid]) => userid)).toEqual(['sample-sunli', 'sample-sunli'])
  expect(found('找王建国')).toEqual([['sample-wang', null]])
  expect(found('这个主任很好')).toEqual([])
})

test('a colleague is found by 老 or 小 and the surname, where nothing else is said', () => {
  const found = (text: string) => p.program.directory.named(text).map(({ userid }) => userid)
  expect(found('老王')).toEqual(['sample-wang'])
  expect(found('小欧阳')).toEqual(['sample-ouyang'])
  expect(found('老张').sort()).toEqual(['sample-zhangwei1', 'sample-zhangwei2'])
  expect(found('老王说的')).toEqual([])
  expect(p.program.directory.named('小陈').map(({ title }) => title)).toEqual(['小陈', '小陈'])
})
