import { expect, test } from 'vitest'
import { API_NAMES, fault, picture } from '../../fakes/dingtalk/index.ts'
import { answerTo, startBot, to, words } from './bot.ts'

test('whatever goes wrong, no log, alert, outcome or error tells a secret', async () => {
  const bot = await startBot()
  const { fake, channel } = bot
  const secrets = [fake.app.clientSecret, 'ticket=', 'session=', 'Signature=', '/files/', '心里话', fake.base]
  const told: unknown[] = []

  await fake.stream.acked(fake.say('sample-01', '心里话').msgId)
  await fake.stream.acked(fake.say('sample-01', picture()).msgId)
  const person = answerTo(bot.received[0])
  const said = bot.received[1]?.said
  const ref = said?.type === 'files' ? (said.files[0]?.ref ?? '') : ''
  const token = await channel
    .send(words('心里话'), [to('sample-01')])
    .then(() => fake.calls.recent().at(-1)?.token)
  secrets.push(token ?? '', person.reply?.url ?? '', ref)

  const troubles = [fault.reset(), fault.html(400), fault.systemError(), fault.badToken(), fault.badMsgtype()]
  for (const trouble of troubles) {
    const orders = fake.faults.order(['webhook', 'batchSend', 'dingSend', 'accessToken'], trouble, {
      times: 99,
    })
    told.push(await channel.send(words('心里话'), [person]))
    told.push(await channel.send(words('心里话'), [to('sample-01'), to('sample-02')]))
    told.push(await channel.ring(['sample-01'], '心里话', 'app'))
    orders.lift()
  }
  fake.faults.order('messageFile', fault.api('somethingIsWrong'))
  told.push(await channel.fetch(ref).catch(String))
  const order = fake.faults.order('fetchFile', fault.html(403), { times: 99 })
  const fetching = channel.fetch(ref).catch(String)
  for (const n of [1, 2]) {
    await bot.waits(1_000, n)
    bot.pass(1_000)
  }
  told.push(await fetching)
  order.lift()
  fake.stream.push('{"type":"CALLBACK","data":"心里话')
  fake.stream.junk('missingData')
  await fake.stream.ping()
  fake.faults.order(API_NAMES, fault.reset(), { times: 2 })
  fake.stream.reset()
  await bot.logged('dingtalk.lost')
  bot.pass(1_000)
  await bot.logged('dingtalk.open_failed')

  const spoken = bot.spoken() + JSON.stringify(told)
  expect(spoken).toContain('later')
  for (const secret of secrets) {
    expect(secret).not.toBe('')
    expect(spoken).not.toContain(secret)
  }
})
